"""Names of meetings, bodies and documents in running text: where a capitalised name begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import cases, rising

CALENDAR = frozenset([*lexicon("timex")["months"], *lexicon("timex")["weekdays"]]) - {"may"}
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
    """The name that a meeting noun carries ("Forum of Interregional Cooperation", "session of the Council of the EEC")."""
    if anchor.pos_ not in ("NOUN", "PROPN"):
        return None
    if not anchor.text[0].isupper() or anchor.lemma_.lower() in words("meetings", "body_heads", "sessions"):
        of_body = _of_body(anchor, names)
        if of_body or not anchor.text[0].isupper():
            return of_body
    start, end = name_extent(anchor)
    start = _without_number(anchor, start)
    proper = sum(token.text[0].isupper() for token in anchor.doc[start:end]) > 1
    organisation = next((n.code for n in names if n.kind is NameKind.ORGANISATION and start <= n.start < end), "")
    if start < title_end <= anchor.i or not proper:
        return None
    return SeriesName(tidy(anchor.doc[start:end]), organisation, proper, start, end)


def _of_body(anchor: Token, names: list[Name]) -> SeriesName | None:
    """ "session of the Council of X", "the meeting of the Strategic Consultative Group", "NATO summit"."""
    for child in anchor.children:
        if (
            child.dep_ in ("nmod", "compound")
            and (child.dep_ == "compound" or cases(child) & {"of", "for"})
            and child.text[0].isupper()
        ):
            start, end = name_extent(child)
            organisation = next(
                (n.code for n in names if n.kind is NameKind.ORGANISATION and start <= n.start < end), ""
            )
            proper = child.lemma_.lower() in words("meetings", "body_heads")
            if organisation or proper:
                return SeriesName(tidy(anchor.doc[start:end]), organisation, proper, start, end)
    return None


def _without_number(anchor: Token, start: int) -> int:
    """The start of a name behind what tells one edition from the next ("Third Annual …", "XI …", "10th …")."""
    while start < anchor.i and (
        anchor.doc[start].lower_ in words("meetings", "editions") or EDITION.fullmatch(anchor.doc[start].text)
    ):
        start += 1
    return start


def name_extent(head: Token) -> tuple[int, int]:
    """Tokens of the capitalised name around `head`, with "of", "for", "on", "and" inside it."""
    doc, start, end = head.doc, head.i, head.i + 1
    while (
        start
        and (
            doc[start - 1].text[0].isupper()
            or (doc[start - 1].text in ("-", "–", "&", "/") and doc[start - 2].text[0].isupper())
        )
        and (not doc[start - 1].is_sent_start or doc[start - 1].pos_ in ("PROPN", "ADJ"))
        and doc[start - 1].sent == head.sent
        and doc[start - 1].dep_ != "nmod:poss"
    ):
        start -= 1
    while start < head.i and doc[start].lower_ in words("offices", "groups", "determiners") | {
        "a",
        "an",
        "and",
        "in",
        "at",
    }:
        start += 1
    while end < len(doc) and doc[end].sent == head.sent:
        token = doc[end]
        if token.lower_ in CALENDAR:
            break
        if token.text[0].isupper() or (
            token.text in ("-", "–", "&", "/") and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        ):
            end += 1
            continue
        ahead = end
        while (
            ahead < len(doc) and doc[ahead].lower_ in ("of", "for", "on", "and", "the", "in", "to") and ahead - end < 3
        ):
            ahead += 1
        joined = {t.lower_ for t in doc[end:ahead]}
        if (
            ahead == end
            or ahead >= len(doc)
            or not doc[ahead].text[0].isupper()
            or not joined & {"of", "for", "on", "and"}
            or doc[ahead].lower_ in CALENDAR
        ):
            break
        if "and" in joined and not _inside(doc[ahead], head):
            break
        if "in" in joined or "to" in joined:
            break
        end = ahead + 1
    return start, end


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
