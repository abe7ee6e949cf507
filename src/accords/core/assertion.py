"""Assertions: the ledger's atoms. Never edited, only retracted by a later one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accords.core.span import Span
from accords.core.timex import Edtf


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value of one property of one record, with its evidence and three dates.

    Attributes:
        id: Content-derived from everything but `recorded`, so that recording twice adds nothing.
        record: Id of the record it speaks of (a finding's id).
        kind: person, meeting, instrument, commitment, series, statement, timex or event.
        property: Name of the field.
        value: The field's value as JSON data.
        document: Id of the document it was read from.
        spans: Where in that document's canonical text.
        quote: The words there, checked when recorded.
        found_by: Version of the pipeline, or a reviewer's name.
        confidence: 0 to 1.
        valid: When it holds in the world, if that is known.
        known: The day it became known: the document's publication date; the day of recording where that is unknown.
        recorded: When this ledger took it in (UTC).
        retracts: Id of the assertion it takes back, empty if it states something.
        superseded: Whether the reading it belongs to was taken back since; it stays readable and counts no more.
    """

    id: str
    record: str
    kind: str
    property: str
    value: Any
    document: str
    spans: tuple[Span, ...]
    quote: str
    found_by: str
    confidence: float
    valid: Edtf | None
    known: date
    recorded: datetime
    retracts: str = ""
    superseded: bool = False
