"""Names of meetings, bodies and documents in running text: where a capitalised name begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, rising

CALENDAR = frozenset([*lexicon("timex")["months"], *lexicon("timex")["weekdays"]]) - {"may"}
DASHES = ("-", "–", "&", "/")
JOINING = frozenset({"of", "for", "on", "and", "the", "in", "to"})
LEADING = frozenset({"a", "an", "and", "in", "at"})
MOST_ITEMS = 3  # commas in one title
# Words that begin a name of their own behind "and".
OTHER_NAMES = frozenset(
    [
        *(noun for nouns in lexicon("instruments")["kinds"].values() for noun in nouns),
        *lexicon("instruments")["rules"]["bodies"],
    ]
) - words("instruments", "rules", "subjects")
BUILDINGS = words("instruments", "rules", "buildings")
EDITION = re.compile(r"[IVX]{1,6}|\d{1,3}(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The name of a meeting or body: `proper` if written as a name, `body` the organisation it belongs to."""

    name: str
    body: str
    proper: bool
    start: int
    end: int


def series_name(anchor: Token, names: list[Name], title_end: int) -> SeriesName | None:
    """The name that a meeting noun carries ("Forum of Arctic Towns", "session of the Council of the Nordic Fund")."""
    if anchor.pos_ not in ("NOUN", "PROPN"):
        return None
    if not anchor.text[0].isupper() or anchor.lemma_.lower() in words("meetings", "body_heads", "sessions"):
        of_body = _of_body(anchor, names)
        if of_body or not anchor.text[0].isupper():
            return of_body
    start, end = name_extent(anchor)
    start = _without_number(anchor, _with_owners(anchor, start))
    end = _with_treaty(anchor, end)
    proper = sum(token.text[0].isupper() for token in anchor.doc[start:end]) > 1
    organisation = next((n.code for n in names if start <= n.start < end and _owns(anchor, n, start)), "")
    if start < title_end <= anchor.i or not proper or any(t.ent_type_ == "PER" for t in anchor.doc[start:end]):
        return None
    return SeriesName(tidy(anchor.doc[start:end]), organisation, proper, start, end)


def _owns(anchor: Token, name: Name, start: int) -> bool:
    """Whether an organisation is the one that meets: it opens the name or stands behind "of" ("Council of the EU")."""
    before = name.start - 1
    before -= anchor.doc[before].lower_ == "the"
    return name.kind is NameKind.ORGANISATION and (name.start == start or anchor.doc[before].lower_ == "of")


def _of_body(anchor: Token, names: list[Name]) -> SeriesName | None:
    """ "session of the Council of X", "the meeting of the Strategic Consultative Group", "NATO summit"."""
    for child in anchor.children:
        if (
            child.dep_ in ("nmod", "compound")
            and (child.dep_ == "compound" or cases(child) & {"of", "for"})
            and child.text[0].isupper()
        ):
            start, end = name_extent(child)
            start = _without_number(child, start)
            organisation = next(
                (n.code for n in names if n.kind is NameKind.ORGANISATION and start <= n.start < end), ""
            )
            proper = child.lemma_.lower() in words("meetings", "body_heads")
            if (
                child.dep_ == "compound"
                and not proper
                and anchor.lemma_.lower() in words("meetings", "body_heads", "named")
            ):
                end = anchor.i + 1
            if organisation or proper:
                return SeriesName(tidy(anchor.doc[start:end]), organisation, proper, start, end)
    return None


def _with_treaty(anchor: Token, end: int) -> int:
    """The end of the name of a conference of parties behind the treaty that it is of ("… of the Parties to the UN Convention")."""
    doc, ahead = anchor.doc, end + 1
    if doc[end - 1].lower_ != "parties" or ahead >= anchor.sent.end or doc[end].lower_ != "to":
        return end
    ahead += doc[ahead].lower_ == "the"
    if ahead >= anchor.sent.end or not doc[ahead].text[0].isupper():
        return end
    while following := _next(anchor, ahead + 1, True):
        ahead = following - 1
    return ahead + 1


def _with_owners(anchor: Token, start: int) -> int:
    """The start of a name that goes on before an apostrophe ("Foreign Ministers' Meeting")."""
    doc = anchor.doc
    if start < 2 or doc[start - 1].text not in ("'", "’") or not doc[start - 2].text[0].isupper():
        return start
    return _leftmost(doc[start - 2])


def _without_number(anchor: Token, start: int) -> int:
    """The start of a name behind what tells one edition from the next ("Third Annual …", "XI …", "10th …")."""
    while start < anchor.i and (
        anchor.doc[start].lower_ in words("meetings", "editions") or EDITION.fullmatch(anchor.doc[start].text)
    ):
        start += 1
    return start


def name_extent(head: Token) -> tuple[int, int]:
    """Tokens of the capitalised name around `head`, with "of", "for", "on", "and" inside it."""
    start = _leftmost(head)
    end, complement = head.i + 1, False
    while following := _next(head, end, complement):
        complement = complement or following > end + 1
        end = following
    return start, end


def _leftmost(head: Token) -> int:
    doc, start = head.doc, head.i
    while (
        start
        and (
            doc[start - 1].text[0].isupper()
            or (doc[start - 1].text in DASHES and start > 1 and doc[start - 2].text[0].isupper())
        )
        and (not doc[start - 1].is_sent_start or doc[start - 1].pos_ in ("PROPN", "ADJ"))
        and doc[start - 1].sent == head.sent
        and doc[start - 1].dep_ != "nmod:poss"
    ):
        start -= 1
        start -= 2 * _joined_before(head, start)
    while start < head.i and doc[start].lower_ in words("offices", "groups", "determiners") | LEADING:
        start += 1
    return start


def _joined_before(head: Token, start: int) -> bool:
    """Whether a capitalised word and an "and" before go on with the name ("Trade | and Technology Council")."""
    doc = head.doc
    if start < 2 or start == head.i or doc[start - 1].lower_ != "and" or not doc[start - 2].text[0].isupper():
        return False
    first = doc[start - 2]
    inside = first.dep_ in ("compound", "amod", "nmod", "conj") and any(t.i == head.i for t in rising(first, 4))
    return inside and first.i > head.sent.start and first.ent_type_ != "PER"


def _next(head: Token, end: int, complement: bool) -> int:
    """The end of the name with its next word or joined words; 0 where the name ends."""
    doc, stop = head.doc, head.sent.end
    if end >= stop or doc[end].lower_ in CALENDAR:
        return 0
    token = doc[end]
    if token.text[0].isupper() or (token.text in DASHES and end + 1 < stop and doc[end + 1].text[0].isupper()):
        return end + 1
    ahead = end
    while (
        ahead < stop and ahead - end < 3 and (doc[ahead].lower_ in JOINING or (complement and doc[ahead].text == ","))
    ):
        ahead += 1
    if ahead == end or ahead >= stop or doc[ahead].lower_ in CALENDAR:
        return 0
    joined = {t.lower_ for t in doc[end:ahead]}
    if not doc[ahead].text[0].isupper():
        in_age = "in" in joined and EDITION.fullmatch(doc[ahead].text) and ahead + 1 < stop
        return ahead + 1 if in_age and doc[ahead + 1].text[0].isupper() else 0
    if "," in joined:
        return ahead + 1 if _listed(head, end) else 0
    if "and" in joined:
        if "the" in joined:
            return 0
        return ahead + 1 if _inside(doc[ahead], head) or (complement and _companion(doc[ahead], head)) else 0
    if "in" in joined:
        return ahead + 1 if complement and "the" in joined and _within(doc[ahead], head) else 0
    return ahead + 1 if joined & {"of", "for", "on"} and "to" not in joined else 0


def _listed(head: Token, comma: int) -> bool:
    """Whether a comma inside a name parts its list: capitalised items up to an "and", none of them a person or a place."""
    doc, items = head.doc, 0
    for i in range(comma + 1, head.sent.end):
        token = doc[i]
        if token.lower_ == "and":
            return i + 1 < head.sent.end and doc[i + 1].text[0].isupper() and _companion(doc[i + 1], head)
        if token.text != "," and (not token.text[0].isupper() or not _companion(token, head)):
            return False
        items += token.text == ","
        if items > MOST_ITEMS:
            return False
    return False


def _companion(token: Token, head: Token) -> bool:
    """Whether a capitalised word behind "and" can go on with the name: no person, place, other document or body begins there."""
    doc, stop = token.doc, head.sent.end
    for i in range(token.i, stop):
        if not doc[i].text[0].isupper() and doc[i].text not in DASHES:
            break
        lemma = doc[i].lemma_.lower()
        if doc[i].ent_type_ in ("PER", "LOC") or doc[i].lower_ in OTHER_NAMES or lemma in OTHER_NAMES:
            return False
    return token.lower_ not in CALENDAR


def _within(token: Token, head: Token) -> bool:
    """Whether a phrase with "in the" belongs to the name: it hangs on the name, and is no place where something was done."""
    if token.lemma_.lower() in words("instruments", "rules", "fields"):
        return True
    noun = next((t for t in rising(token, 3) if cases(t)), token)
    direct = noun.head.i == head.i
    return _inside(noun, head) and not (direct and (noun.ent_type_ == "LOC" or noun.lemma_.lower() in BUILDINGS))


def _inside(token: Token, head: Token) -> bool:
    """Whether a coordinated word hangs on a word of the name behind its head, not on the head itself."""
    for step in rising(token, 10):
        if step.i == head.i:
            return True
        if step.dep_ == "conj" and step.head.i <= head.i:
            return False
    return False


def tidy(span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(span.text.split())
