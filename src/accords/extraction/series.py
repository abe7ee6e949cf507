"""The stage that finds series: named meetings that recur, with their recurrence and host rule."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.series import Series
from accords.core.span import Span as CharSpan
from accords.core.vocabulary import MeetingKind
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import span_of
from accords.extraction.syntax import cases


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
    if not anchor.text[0].isupper():
        return _of_body(anchor, names)
    start, end = name_extent(anchor)
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
    seen = 0
    while token.head.i != token.i and seen < 10:
        if token.dep_ == "conj" and token.head.i <= head.i:
            return False
        token, seen = token.head, seen + 1
        if token.i == head.i:
            return True
    return False


def tidy(span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(span.text.split())


def find_series(doc: Doc, meetings: list[Meeting]) -> list[Series]:
    """Series of one text: those that a sentence says to recur, and bodies whose sessions are told of."""
    found: dict[str, Series] = {}
    for meeting in meetings:
        if not meeting.series:
            continue
        standing = meeting.kind is MeetingKind.SESSION or meeting.ordinal is not None
        recurrence, host, spans = _recurrence(doc, meeting.series)
        if standing or recurrence or host:
            found[meeting.series] = Series(
                content_id("series", meeting.series), meeting.series, spans or meeting.spans[:1], recurrence, host, 0.7
            )
    return list(found.values())


def _recurrence(doc: Doc, name: str) -> tuple[str, str, tuple[CharSpan, ...]]:
    """What the text says of how often and where a series meets: sentences that share the name's words and say "annually"."""
    stems = {w.lower().rstrip("s") for w in name.replace("-", " ").split() if len(w) > 3}
    rules = lexicon("series")
    for sentence in doc.sents:
        lowered = [t.lower_ for t in sentence]
        own = {w.rstrip("s") for w in lowered}
        if not stems or len(stems & own) / len(stems) < 0.6:
            continue
        recurrence = next(
            (rule for rule, cues in rules["recurrence"].items() if any(cue in " ".join(lowered) for cue in cues)), ""
        )
        host = next((rule for rule, cues in rules["host"].items() if any(cue in " ".join(lowered) for cue in cues)), "")
        if recurrence or host:
            return recurrence, host, (span_of(doc, sentence.start, sentence.end),)
    return "", "", ()
