"""Meetings: encounters of two or more parties, and sessions of international bodies."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingKind, MeetingLevel, MeetingStatus


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as one document tells of it.

    `participants` holds persons' names, ISO 3166-1 alpha-2 codes, or names of organisations; `parties` the codes and
    organisations they stand for. `series` names the recurring meeting it belongs to, `ordinal` its number in it.
    """

    id: str
    participants: tuple[str, ...]
    level: MeetingLevel
    kind: MeetingKind
    status: MeetingStatus
    spans: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    date: Edtf | None = None
    place: str = ""
    series: str = ""
    ordinal: int | None = None
    confidence: float = 1.0
