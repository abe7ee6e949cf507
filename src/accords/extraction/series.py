"""The stage that finds series: meetings that recur, with their recurrence and host rule."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc

from accords.core.ids import content_id
from accords.core.series import Series
from accords.core.span import Span as CharSpan
from accords.core.vocabulary import MeetingKind
from accords.extraction.analysis import Analysis
from accords.extraction.lexicons import words
from accords.extraction.meeting_merging import one_series
from accords.extraction.mentions import span_of
from accords.extraction.recurrence import Cue, host_cues, hosted, recurrence_cues, recurring
from accords.extraction.series_editions import edition_cues
from accords.extraction.series_naming import SeriesNaming

NUMBERED, SAID, STANDING = 0.8, 0.85, 0.7
"""Confidence of a series by what tells of it: a numbered edition, words of recurrence, a session alone."""


class SeriesFinder:
    """Finds the series of one text: bodies whose sessions it tells of, numbered editions, and what is said to recur."""

    def __init__(self, doc: Doc, state: Analysis) -> None:
        self.doc, self.state = doc, state
        self.found: dict[str, Series] = {}

    @cached_property
    def naming(self) -> SeriesNaming:
        """What series are called in the text; few texts tell of any."""
        return SeriesNaming(self.doc, self.state)

    def find(self) -> list[Series]:
        """Series in the order in which they are told."""
        for meeting in self.state.meetings:
            session = meeting.kind is MeetingKind.SESSION and not self._in_passing(meeting.spans[0])
            if meeting.series and (session or meeting.ordinal is not None):
                confidence = NUMBERED if meeting.ordinal is not None else STANDING
                self._add(meeting.series, meeting.spans[:1], confidence)
        for token, numbered in edition_cues(self.doc):
            if token.i >= self.naming.title_end and (name := self.naming.one_of(token, numbered)):
                self._add(
                    name, (span_of(self.doc, token.left_edge.i, token.i + 1),), NUMBERED if numbered else STANDING
                )
        for cue in recurrence_cues(self.doc, self.state.timexes):
            name = next(filter(None, (self.naming.of(t, cue.token) for t in recurring(cue))), "")
            if name:
                self._add(name, self._told(cue), SAID, recurrence=cue.rule)
        for cue in host_cues(self.doc):
            if name := self._hosted(cue):
                self._add(name, self._told(cue), SAID, host_rule=cue.rule)
        return list(self.found.values())

    def _hosted(self, cue: Cue) -> str:
        """What is hosted as a cue says: a series that is known, or what is named by its format."""
        told = hosted(cue)
        name = next(filter(None, map(self.naming.of, told)), "")
        if name and (self._key(name) in self.found or self._key(name) in {m.series for m in self.state.meetings}):
            return name
        unnamed = (t for t in told if t.lemma_.lower() in words("series", "unnamed"))
        return next(filter(None, map(self.naming.of_format, unnamed)), "")

    def _told(self, cue: Cue) -> tuple[CharSpan, ...]:
        return (span_of(self.doc, cue.token.sent.start, cue.token.sent.end),)

    def _in_passing(self, span: CharSpan) -> bool:
        """Whether the words for a session make it an occasion only: "on the margins of the Council", "to address the Assembly"."""
        told = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return told is not None and any(t.lemma_.lower() in words("series", "passing") for t in told)

    def _key(self, name: str) -> str:
        """The series that a name means: the one known under it, or under a longer or shorter form of it."""
        known = [*self.found, *[m.series for m in self.state.meetings if m.series]]
        alike = [other for other in known if one_series(name, other)]
        return name if name in known or not alike else max(alike, key=len)

    def _add(
        self, name: str, spans: tuple[CharSpan, ...], confidence: float, recurrence: str = "", host_rule: str = ""
    ) -> None:
        name = self._key(name)
        known = self.found.get(name, Series(content_id("series", name), name, spans, confidence=confidence))
        if recurrence or host_rule:
            spans = tuple(dict.fromkeys(spans if not (known.recurrence or known.host_rule) else [*known.spans, *spans]))
            known = replace(known, spans=spans, confidence=max(known.confidence, confidence))
        self.found[name] = replace(
            known, recurrence=known.recurrence or recurrence, host_rule=known.host_rule or host_rule
        )


def find_series(doc: Doc, state: Analysis) -> list[Series]:
    """Series of one text: those that a sentence says to recur, numbered editions, and bodies whose sessions are told of."""
    return SeriesFinder(doc, state).find()
