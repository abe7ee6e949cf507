"""Recurring meetings: their editions as known, and when the next would fall by their rhythm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accords.core.series import Series
from accords.core.timex import Edtf, Precision
from accords.publication.encounters import Encounter, series_key
from accords.publication.knowledge import Told
from accords.publication.scope import Scope
from accords.publication.wordings import wordings


@dataclass(frozen=True, slots=True)
class Recurring:
    """A series: its name, what is told of its rhythm and hosts, its editions in order, and where it was named."""

    name: str
    recurrence: str
    host_rule: str
    editions: tuple[Encounter, ...]
    told: tuple[Told, ...]
    id: str

    @property
    def last_held(self) -> Encounter | None:
        """The latest edition reported as held whose date is known."""
        return next((one for one in reversed(self.editions) if one.held and one.date), None)

    @property
    def expected(self) -> Edtf | None:
        """The month or year in which the next edition falls by the rhythm; None where it cannot be said.

        An edition dated to the day leaves the year open when a series is annual: hosts choose the month.
        """
        months, last = wordings()["months"].get(self.recurrence), self.last_held
        if months is None or last is None or last.date is None or last.date.precision is Precision.OPEN:
            return None
        first = last.date.first
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return Edtf(f"{year:04}") if months % 12 == 0 else Edtf(f"{year:04}-{month + 1:02}")


def recurring(scope: Scope) -> tuple[Recurring, ...]:
    """The series between the parties: those with an edition between them, or named in a document on their dealings."""
    editions: dict[str, list[Encounter]] = defaultdict(list)
    for one in scope.meetings:
        if one.series:
            editions[series_key(one.series)].append(one)
    found = []
    for cluster in scope.knowledge.linkage.series:
        told = tuple(scope.knowledge.of(cluster.members))
        keys = {series_key(row.item.name) for row in told if isinstance(row.item, Series)}
        held = [one for key in sorted(keys) for one in editions.get(key, ())]
        if held or any(scope.circle.told_between(row.one.document.stem) for row in told):
            rhythm = [row.item.recurrence for row in told if isinstance(row.item, Series) and row.item.recurrence]
            hosts = [row.item.host_rule for row in told if isinstance(row.item, Series) and row.item.host_rule]
            in_order = tuple(sorted(held, key=lambda one: (one.place_in_time(), one.id)))
            found.append(
                Recurring(
                    cluster.label, rhythm[-1] if rhythm else "", hosts[-1] if hosts else "", in_order, told, cluster.id
                )
            )
    return tuple(sorted(found, key=lambda one: one.name))
