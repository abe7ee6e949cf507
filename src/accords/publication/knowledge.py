"""What is known on a day, worked out once: findings, what is the same over documents, matters, and what was told where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accords.core.commitment import Commitment
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.statement import CodedEvent, Statement
from accords.linkage import link
from accords.linkage.mentions import reference
from accords.linkage.model import Cluster, Linkage
from accords.monitoring import follow
from accords.monitoring.due_dates import Occasions

Item = Person | Meeting | Instrument | StageEvent | Commitment | Series | Statement | CodedEvent


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells of one thing. `record` is the id that the ledger keeps it under, an instrument's for a stage."""

    ref: str
    one: Findings
    item: Item
    record: str
    known: date


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known on the day `on`.

    Attributes:
        on: The day.
        findings: Those of the documents known by that day.
        linkage: Their clusters.
        matters: Where commitments and instruments stand on that day.
        told: Everything told, by reference ("<document stem>/<item id>"), stages of instruments included.
        home: The cluster of each reference, stages of instruments included.
        occasions: The meetings that deadlines speak of.
    """

    on: date
    findings: tuple[Findings, ...]
    linkage: Linkage
    matters: tuple[Matter, ...]
    told: Mapping[str, Told]
    home: Mapping[str, Cluster]
    occasions: Occasions

    def of(self, refs: Sequence[str]) -> list[Told]:
        """What documents tell under these references, earliest known first."""
        return sorted((self.told[ref] for ref in refs if ref in self.told), key=lambda told: (told.known, told.ref))


def knowledge(findings: Sequence[Findings], on: date) -> Knowledge:
    """Work out what these findings say on a day; documents published later are left out."""
    known = tuple(one for one in findings if one.document.published is None or one.document.published <= on)
    linkage = link(known)
    told = {row.ref: row for one in known for row in _told(one, on)}
    home = linkage.by_member()
    home |= {
        ref: home[f"{row.one.document.stem}/{row.record}"]
        for ref, row in told.items()
        if isinstance(row.item, StageEvent)
    }
    return Knowledge(on, known, linkage, follow(known, linkage, on), told, home, Occasions(known, linkage))


def _told(one: Findings, on: date) -> Iterator[Told]:
    known = min(one.document.published or on, on)
    for items in (one.persons, one.meetings, one.instruments, one.commitments, one.series, one.statements, one.events):
        for item in items:
            yield Told(reference(one, item.id), one, item, item.id, known)
    for instrument in one.instruments:
        for event in instrument.events:
            yield Told(reference(one, event.id), one, event, instrument.id, known)
