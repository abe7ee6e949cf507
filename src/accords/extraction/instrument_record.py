"""One instrument as it is gathered from its names: what is known of it, its stages, and how sure both are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from spacy.tokens import Token

from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.span import Span
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.instrument_governed import ONGOING, PLANNED, Governed
from accords.extraction.instrument_parties import PartyEvidence
from accords.extraction.instrument_titles import same_subject, same_title, term_of
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of


class Way(Enum):
    """How a sentence names the instrument that it tells of; the value is how sure that is."""

    NAMED = 1.0
    POINTED = 0.95  # "the treaty"
    PRONOUN = 0.85  # "it"
    IMPLIED = 0.75  # "the signing took place", "Signed at Oslo"


PLAIN, DATED, VAGUE, NOUN, LASTING = 0.8, 0.9, 0.65, 0.75, 0.65  # of a stage, by the words that tell it
FAMOUS, PROPER, DOUBTFUL, DESCRIBED, BARE = 0.95, 0.9, 0.7, 0.7, 0.5  # of an instrument, by its name


@dataclass(slots=True)
class Named:
    """One instrument of the text, gathered from all its names; `heads` are the tokens that name it."""

    title: str
    kind: InstrumentKind
    proper: bool
    parties: PartyEvidence
    heads: list[Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    events: list[StageEvent] = field(default_factory=list)
    shorts: set[str] = field(default_factory=set)
    known: str = ""  # its name among the known documents
    listed: bool = True  # False for one only described, until something is told of it

    def same(self, title: str, proper: bool, kind: InstrumentKind, known: str) -> bool:
        """Whether a title is another name of it; one only described so far is not known by its words."""
        if known and self.known:
            return known == self.known
        alike = self.title == title or ((self.listed or not proper) and same_title(self.title, title))
        named_later = proper and not self.proper and self.listed and same_subject(self.title, title)
        return self.kind is kind and (alike or named_later)

    def signed_before(self, published: date | None) -> bool:
        """Whether it cannot be signed any more: it was, or it is known by the year in which it was."""
        year = re.search(r"\bof ((?:19|20)\d\d)\b", self.title)
        old = year is not None and published is not None and int(year.group(1)) < published.year
        return old or any(e.stage is Stage.SIGNED for e in self.events)

    def reach(self, token: Token, governed: Governed, party: str, way: Way) -> None:
        """Take in a stage; one told before is told again, of both tellings the party, the date and the surer one stay."""
        stage, day, sure = governed.stage, governed.date, stage_confidence(governed, way)
        span = span_of(token.doc, min(token.i, governed.verb.i), max(token.i, governed.verb.i) + 1)
        for position, known in enumerate(self.events):
            same = known.stage is stage and (known.party == party or not (known.party and party))
            if same and (known.date is None or day is None or known.date.overlaps(day)):
                dated = known.date is None and day is not None  # the words with the date stand for it
                self.events[position] = replace(
                    known,
                    spans=(span,) if dated else known.spans,
                    date=day if dated else known.date,
                    party=known.party or party,
                    confidence=max(known.confidence, sure),
                )
                return
        identity = content_id("stage", self.title, stage, str(day), span.start)
        self.events.append(StageEvent(identity, stage, (span,), day, party, sure))

    def instrument(self, principals: tuple[str, ...]) -> Instrument:
        """The finding; `principals` are the parties that the text is about."""
        head = self.heads[0]
        spans = tuple(sorted(set(self.spans))) or (span_of(head.doc, head.i, head.i + 1),)
        return Instrument(
            content_id("instrument", self.title, [[s.start, s.end] for s in spans]),
            self.title,
            self.kind,
            self.parties.parties(principals),
            spans,
            tuple(e for e in self.events if not self._fulfilled(e)),
            term_of(self.title),
            self._confidence(),
        )

    def _fulfilled(self, event: StageEvent) -> bool:
        """Whether a plan without a day was carried out as far as the text tells ("signed it on Thursday, as had been planned")."""
        reached = {PLANNED[e.stage] for e in self.events if e.stage in PLANNED}
        return event.date is None and event.stage in reached

    def _confidence(self) -> float:
        """High for a document with a name, the higher if a stage is told of it; low for a noun that nothing is told of."""
        told = max((e.confidence for e in self.events), default=0.0)
        if self.known:
            return FAMOUS
        if self.proper:
            doubtful = self.kind.value in words("instruments", "rules", "proper_only") and not told
            return DOUBTFUL if doubtful else PROPER
        return round(max(DESCRIBED if self.parties.certain else BARE, 0.9 * told), 2)


def stage_confidence(governed: Governed, way: Way) -> float:
    """How sure a stage is: by a verb of its own and a day more than by a noun, "agreed", or a process."""
    if not governed.sure:
        base = VAGUE
    elif governed.stage in ONGOING:
        base = LASTING
    elif governed.verb.pos_ == "NOUN":
        base = NOUN
    else:
        base = DATED if governed.date is not None else PLAIN
    return round(base * way.value, 2)
