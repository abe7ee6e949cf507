"""Series: recurring meetings."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.span import Span


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring meeting: `recurrence` "annual" or an RFC 5545 RRULE, `host_rule` alternating, fixed or rotating with words."""

    id: str
    name: str
    spans: tuple[Span, ...]
    recurrence: str = ""
    host_rule: str = ""
    confidence: float = 1.0
