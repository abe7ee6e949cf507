"""Instruments: treaties, plans and other documents between parties, and the stages told of them."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import InstrumentKind, Stage


@dataclass(frozen=True, slots=True)
class StageEvent:
    """An instrument reached a stage, or is planned to. `party` is set where one party alone did (ratification)."""

    id: str
    stage: Stage
    spans: tuple[Span, ...]
    date: Edtf | None = None
    party: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as one document tells of it, individuated by title.

    `parties` are ISO 3166-1 alpha-2 codes or organisations; `term` the period it runs for, if said.
    """

    id: str
    title: str
    kind: InstrumentKind
    parties: tuple[str, ...]
    spans: tuple[Span, ...]
    events: tuple[StageEvent, ...] = ()
    term: Edtf | None = None
    confidence: float = 1.0
