"""Statements, and coded events for exchange with event data systems."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import EventStatus, StatementKind


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a speaker, quoted or reported."""

    id: str
    speaker: str
    kind: StatementKind
    spans: tuple[Span, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """A party of a coded event: its name in the text and its PLOVER code (ISO 3166-1 alpha-3, IGO, …)."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """A PLOVER event: class (AGREE, CONSULT, …), mode, sources and targets."""

    id: str
    event: str
    mode: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    status: EventStatus
    spans: tuple[Span, ...]
    date: Edtf | None = None
    confidence: float = 1.0
