"""Where the name of a document begins and ends: longer names than those of meetings, with parties, fields and further documents."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from accords.extraction.lexicons import words
from accords.extraction.proper_names import CALENDAR, DASHES, name_extent
from accords.extraction.syntax import rising

# Words that go on with a name where a capitalised word follows; those of LOOSE may also begin what hangs on the verb.
JOINING = words("instruments", "names", "joining")
LOOSE = words("instruments", "names", "loose")
MOST_JOINING = 4
LONGEST_ENUMERATION = 16


def document_extent(head: Token) -> tuple[int, int]:
    """Tokens of the document's name around its head noun.

    Longer than a meeting's: coordinated modifiers ("Trade and Cooperation Agreement"), parties ("between the Government of
    X and the Government of Y on Z"), and the document it belongs to ("Agreement under the Convention on X").
    """
    start, end = name_extent(head)
    while (first := min(_coordinated(head, start), _whose(head, start))) < start:
        start = first
    while (further := _further(head, end)) > end:
        end = further
    return start, end


def _coordinated(head: Token, start: int) -> int:
    """The start of the name with the modifiers that "and" joins to its first word; `start` itself where there are none."""
    doc = head.doc
    if start < 2 or doc[start - 1].lower_ not in ("and", "&") or doc[start - 1].sent != head.sent:
        return start
    first = doc[start - 2]
    before = first.text[0].isupper() and first.ent_type_ != "PER" and first.i < head.i
    joined = any(t.head.i == first.i and t.dep_ == "conj" for t in doc[start : head.i])
    return name_extent(first)[0] if before and joined and first.dep_ in ("amod", "compound") else start


def _whose(head: Token, start: int) -> int:
    """The start of the name with those whose document it is ("the Digital Ministers' Statement"); `start` itself where nobody is."""
    doc = head.doc
    if start < 2 or doc[start - 1].lower_ not in ("'", "’", "'s", "’s") or doc[start - 1].sent != head.sent:
        return start
    named = doc[start - 2].lower_ in words("instruments", "names", "whose") and doc[start - 2].text[0].isupper()
    return name_extent(doc[start - 2])[0] if named else start


def _further(head: Token, end: int) -> int:
    """The end of the name with the next joined words; `end` itself where it ends."""
    doc, stop = head.doc, head.sent.end
    if end < stop and doc[end].text[0].isupper() and doc[end].lower_ not in CALENDAR and end > head.i + 1:
        return end + 1
    if end + 1 < stop and doc[end].text in DASHES and doc[end + 1].text[0].isupper():
        return end + 2
    if enumerated := _enumerated(head, end):
        return enumerated
    joined = list(takewhile(lambda t: t.lower_ in JOINING, doc[end : min(end + MOST_JOINING, stop)]))
    ahead = end + len(joined)
    if not joined or ahead >= stop or not doc[ahead].text[0].isupper() or doc[ahead].lower_ in CALENDAR:
        return end
    noun = _noun(doc[ahead])
    first = joined[0].lower_
    if first == "and":
        return ahead + 1 if _between(head, end) and noun.ent_type_ != "PER" else end
    if first in LOOSE and (noun.ent_type_ == "PER" or not _hangs(noun, head) or (first == "in" and _place(noun))):
        return end
    if first == "with" and noun.ent_type_ != "LOC" and noun.lower_ not in words("instruments", "names", "partners"):
        return end
    return ahead + 1


def _enumerated(head: Token, end: int) -> int:
    """The end of a name that goes on behind a comma, up to an "and" ("Treaty on Friendship, Trade and Transit"); else 0."""
    doc, stop = head.doc, min(head.sent.end, end + LONGEST_ENUMERATION)
    if end == head.i + 1 or end + 1 >= stop or doc[end].text != ",":
        return 0
    parts = list(takewhile(lambda t: t.text[0].isupper() or t.text in DASHES or t.text == ",", doc[end:stop]))
    last = end + len(parts)
    named = any(t.ent_type_ in ("LOC", "PER") or t.lower_ in CALENDAR for t in parts)
    closed = last + 1 < stop and doc[last].lower_ == "and" and doc[last + 1].text[0].isupper()
    return last + 2 if closed and not named and doc[end + 1].text[0].isupper() else 0


def _noun(token: Token) -> Token:
    """The noun that a capitalised word begins ("United" gives "Nations")."""
    return next((t for t in rising(token, 4) if t.dep_ not in ("amod", "compound", "nummod")), token)


def _hangs(noun: Token, head: Token) -> bool:
    return any(t.i == head.i for t in rising(noun, 10))


def _place(noun: Token) -> bool:
    return noun.ent_type_ == "LOC" or noun.lemma_.lower() in words("instruments", "rules", "buildings")


def _between(head: Token, end: int) -> bool:
    """Whether the name has said "between" and only one party since."""
    said = [t.lower_ for t in head.doc[head.i : end]]
    return "between" in said and "and" not in said[said.index("between") :]
