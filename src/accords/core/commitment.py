"""Commitments: who undertakes to do what by when."""

from __future__ import annotations

from dataclasses import dataclass, field

from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import DeadlineRelation, Modality, ReportedStatus


@dataclass(frozen=True, slots=True)
class Deadline:
    """When it is due: a date or period with its relation, or an occasion named by `event` (relation at_event)."""

    date: Edtf | None = None
    relation: DeadlineRelation = DeadlineRelation.NONE
    event: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as one document states it.

    `who` are the parties bound (ISO 3166-1 alpha-2 codes or organisations), `what` a short clause, `instrument` the id of
    the instrument it concerns in the same document, `area` a key of the areas lexicon.
    """

    id: str
    who: tuple[str, ...]
    what: str
    modality: Modality
    spans: tuple[Span, ...]
    deadline: Deadline = field(default_factory=Deadline)
    reported_status: ReportedStatus = ReportedStatus.PENDING
    conditional: bool = False
    condition: str = ""
    area: str = "other"
    instrument: str = ""
    confidence: float = 1.0
