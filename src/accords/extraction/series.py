"""The stage that finds series: named meetings that recur, with their recurrence and host rule."""

from __future__ import annotations

from spacy.tokens import Doc

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.series import Series
from accords.core.span import Span as CharSpan
from accords.core.vocabulary import MeetingKind
from accords.extraction.lexicons import lexicon
from accords.extraction.mentions import span_of


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
