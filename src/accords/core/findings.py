"""Findings: everything that was extracted from one document."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.commitment import Commitment
from accords.core.document import Document
from accords.core.instrument import Instrument
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.statement import CodedEvent, Statement
from accords.core.timex import Timex


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one document, in text order inside each list."""

    document: Document
    persons: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    series: tuple[Series, ...] = ()
    statements: tuple[Statement, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[CodedEvent, ...] = ()
