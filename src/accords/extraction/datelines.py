"""The place that opens a news text ("OSLO, 3 March – …"), which its "here" and "this city" mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.extraction.lexicons import words

if TYPE_CHECKING:
    from thinc.types import Ints2d

DASH = r"\s?(?:–|—|--|-)\s"
UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’]+(?:[ -](?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’]+|de|la|el|of))*"
TITLE = r"[^\W\d_][\w.'’]+(?:[ -][^\W\d_][\w.'’]+){0,2}"
MORE = r"(?:,\s[^,–—(\n]{2,25}){0,2}(?:\s\([^)\n]{2,30}\))?(?:,\s[^,–—(\n]{2,25})?"
NEWS = re.compile(rf"(?P<place>{UPPER}){MORE}{DASH}(?=\S)")
RELEASE = re.compile(rf"(?P<place>{TITLE})(?P<more>{MORE}){DASH}(?=\S)")

LONGEST_HEADLINE = 200  # characters


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a text was written: `place` as a name, empty if it does not say.

    `lead` are the characters of the paragraph that it opens, `end` the first one behind its dash.
    """

    place: str = ""
    lead: tuple[int, int] = (0, 0)
    end: int = 0


def find_dateline(text: str, title_end: int) -> Dateline:
    """The dateline that the text behind its title begins with.

    Args:
        text: The canonical text.
        title_end: Number of characters that belong to the title.

    >>> find_dateline("ZÜRICH, 3 March – The ministers met here.", 0).place
    'Zürich'
    >>> find_dateline("The ministers met - again.", 0).place
    ''
    """
    start = title_end or headline_end(text)
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n\n", start)
    lead = (start, end if end >= 0 else len(text))
    found = NEWS.match(text, start)
    if found is None:
        found = RELEASE.match(text, start)
        opening = found is not None and text[found.end()].isupper() and not _topic(found["place"])
        if found is None or not (found["more"] or opening or found["place"] in _capitals()):
            return Dateline()
        if found["more"] and not re.search(r"\d|\(", found["more"]) and found["place"] not in _capitals():
            return Dateline()
    if found["place"].lower() in words("meetings", "not_datelines"):
        return Dateline()
    return Dateline(_spelled(found["place"], text), lead, found.end())


def headline_end(text: str) -> int:
    r"""Where the first line ends, in characters, if it is short, stands apart and is neither a sentence nor a dateline; else 0.

    >>> headline_end("Ministers meet\n\nThey met."), headline_end("They met.\n\nThey talked.")
    (14, 0)
    """
    line, gap, rest = text.partition("\n\n")
    line = line.rstrip()
    short = gap and rest.strip() and len(line) <= LONGEST_HEADLINE and "\n" not in line.strip()
    return len(line) if short and line and line[-1].isalnum() and NEWS.match(line.strip()) is None else 0


def headed(doc: Doc, title_end: int) -> int:
    """Number of tokens that belong to the title; where no format tells one, to what looks like a headline."""
    end = 0 if title_end else headline_end(doc.text)
    return title_end or sum(1 for token in doc if token.idx < end)


def _topic(word: str) -> bool:
    """Whether what stands before the dash is what the paragraph is about and no place ("Trade – …")."""
    nouns = words("offices", "portfolios") | words("offices", "institutions") | words("meetings", "not_datelines")
    return not nouns.isdisjoint(word.lower().split())


def detach(doc: Doc, dateline: Dateline) -> None:
    """Hang a dateline, which parsers take for a subject or a sentence of its own, under the clause behind it."""
    own = [t for t in doc if dateline.lead[0] <= t.idx < dateline.end]
    behind = [t for t in own[0].sent if t.i > own[-1].i] if own else []
    if not behind:
        return
    inside = {t.i for t in own}
    root = own[0].sent.root if own[0].sent.root.i not in inside else _main(behind, inside)
    heads = {t.i: t.head.i for t in doc} | {t.i: root.i for t in [*own, *behind] if t.head.i in inside}
    heads |= {t.i: own[0].i for t in own[1:]} | {own[0].i: root.i, root.i: root.i}
    names = doc.vocab.strings
    labels = {t.i: t.dep for t in doc} | {t.i: names.add("dep") for t in own} | {root.i: names.add("ROOT")}
    rows = [[(heads[t.i] - t.i) % 2**64, labels[t.i]] for t in doc]
    doc.from_array(["HEAD", "DEP"], cast("Ints2d", np.array(rows, dtype="uint64")))


def _main(behind: list[Token], inside: set[int]) -> Token:
    """The word that heads the clause behind a dateline: a verb that hung on it, else the first word that did."""
    hanging = [t for t in behind if t.head.i in inside]
    verbs = [t for t in hanging if t.pos_ in ("VERB", "AUX")]
    return verbs[0] if verbs else hanging[0]


def _spelled(place: str, text: str) -> str:
    """The name as the text or the table of capitals spells it, else with capitals at the beginning of its words."""
    if not place.isupper():
        return place
    elsewhere = re.findall(rf"\b{re.escape(place)}\b", text, re.IGNORECASE)
    known = [name for name in [*elsewhere, *_capitals()] if name.lower() == place.lower() and name[0].isupper()]
    return next((name for name in known if not name.isupper()), place.title().replace("’S", "’s"))


def _capitals() -> tuple[str, ...]:
    return tuple(name for country in countries().values() for name in country.capitals)
