"""The stage that finds series: meetings that recur, with their recurrence and host rule."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.series import Series
from accords.core.span import Span as CharSpan
from accords.core.vocabulary import MeetingKind
from accords.extraction.analysis import Analysis
from accords.extraction.datelines import headed
from accords.extraction.editions import number_of
from accords.extraction.gazetteer import NameKind
from accords.extraction.lexicons import words
from accords.extraction.meeting_merging import one_series
from accords.extraction.meeting_words import holder
from accords.extraction.mentions import span_of
from accords.extraction.places import Places
from accords.extraction.proper_names import tidy
from accords.extraction.recurrence import Cue, host_cues, hosted, recurrence_cues, recurring
from accords.extraction.series_names import SeriesNames
from accords.extraction.syntax import children

NUMBERED, SAID, STANDING = 0.8, 0.85, 0.7
"""Confidence of a series by what tells of it: a numbered edition, words of recurrence, a session alone."""


class SeriesFinder:
    """Finds the series of one text: bodies whose sessions it tells of, numbered editions, and what is said to recur."""

    def __init__(self, doc: Doc, state: Analysis) -> None:
        self.doc, self.state = doc, state
        self.found: dict[str, Series] = {}

    @cached_property
    def names(self) -> SeriesNames:
        """The names of series in the text; few texts say that anything recurs."""
        places = Places(self.doc, self.state.names, self.state.dateline)
        return SeriesNames(self.doc, self.state.names, places, headed(self.doc, self.state.title_end))

    def find(self) -> list[Series]:
        """Series in the order in which they are told."""
        named = {m.series for m in self.state.meetings if m.series}
        for meeting in self.state.meetings:
            if meeting.series and (meeting.kind is MeetingKind.SESSION or meeting.ordinal is not None):
                confidence = NUMBERED if meeting.ordinal is not None else STANDING
                self._add(meeting.series, meeting.spans[:1], confidence)
        for cue in recurrence_cues(self.doc, self.state.timexes):
            name = next(filter(None, (self._name(t, cue.token) for t in recurring(cue))), "")
            if name:
                self._add(name, self._told(cue), SAID, recurrence=cue.rule)
        for cue in host_cues(self.doc):
            name = next(filter(None, (self._name(t) for t in hosted(cue))), "")
            if name and (name in self.found or name in named or self._key(name) in self.found):
                self._add(name, self._told(cue), SAID, host_rule=cue.rule)
        return list(self.found.values())

    def _told(self, cue: Cue) -> tuple[CharSpan, ...]:
        return (span_of(self.doc, cue.token.sent.start, cue.token.sent.end),)

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

    def _name(self, token: Token, cue: Token | None = None) -> str:
        """The name of the series that a word stands for: its own, the one it points at, or made of the words that tell it apart."""
        if token.lower_ == "it":
            body = holder(token.head)
            return self._name(body, cue) if body is not None and body.i != token.i else ""
        named = self.names.of(token)
        if named is not None and (named.proper or named.body):
            return named.name
        if cue is None or token.lemma_.lower() not in words("series", "unnamed"):
            return ""
        own = [c for c in token.lefts if c.dep_ in ("amod", "compound") and c.i != cue.i and number_of(c.text) is None]
        own = [
            c for c in own if c.lower_ not in words("meetings", "editions") and c.lower_ not in words("series", "plain")
        ]
        if own:
            return tidy(self.doc[own[0].left_edge.i : token.i + 1])
        return f"{organisation} {token.text}" if (organisation := self._owner(token)) else ""

    def _owner(self, noun: Token) -> str:
        """The organisation whose meeting it is: "NATO leaders held their annual summit", "the annual meeting of the Quad"."""
        heads = children(noun, "nmod")
        if any(c.lower_ in ("its", "their") for c in children(noun, "nmod:poss")):
            held = holder(noun.head)
            heads += [held] if held is not None else []
        near = {t.i for head in heads for t in (head, *head.children)}
        return next((n.code for n in self.state.names if n.kind is NameKind.ORGANISATION and n.start in near), "")


def find_series(doc: Doc, state: Analysis) -> list[Series]:
    """Series of one text: those that a sentence says to recur, numbered editions, and bodies whose sessions are told of."""
    return SeriesFinder(doc, state).find()
