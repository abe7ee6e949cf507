"""Persons and parties: who met, signed and undertook (after Popolo's person, post and membership)."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.span import Span


@dataclass(frozen=True, slots=True)
class Person:
    """A named office holder as one document tells of them.

    `office` is the title with its state or body ("President of Kazakhstan"), empty if not said; `country` the ISO 3166-1
    alpha-2 code of the state served, empty for others; `rank` a key of the offices lexicon ("head_of_state").
    """

    id: str
    name: str
    office: str
    country: str
    spans: tuple[Span, ...]
    rank: str = ""
    confidence: float = 1.0
