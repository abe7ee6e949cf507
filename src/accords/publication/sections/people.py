"""Who is who: office holders of the parties, with the office last reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from accords.core.party import Person
from accords.core.reference import organisations
from accords.linkage.model import Cluster
from accords.publication.encounters import Encounter
from accords.publication.knowledge import Told
from accords.publication.matter_words import sentences
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.wordings import capital, on, party, wordings

SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
"""Ranks that one person of a state has at a time; of other ranks, only one and the same office has one holder."""
SHARED = frozenset({"", "senior_official"})
"""Ranks whose offices several persons may hold at once ("Ambassador", "Adviser")."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person over documents; `told` are the reports, earliest first, `last` the latest that names an office.

    `before` are those last reported in the same office earlier, the latest first.
    """

    id: str
    name: str
    country: str
    told: tuple[Told, ...]
    last: Told
    before: tuple[Holder, ...] = ()

    @property
    def office(self) -> str:
        return _person(self.last).office

    @property
    def rank(self) -> str:
        return _person(self.last).rank

    @property
    def earlier(self) -> dict[str, Told]:
        """Offices of another rank held before, with their last report."""
        found = {}
        for row in self.told:
            person = _person(row)
            if person.office and person.rank != self.rank and row.known < self.last.known:
                found[person.office] = row
        return found

    @property
    def precedence(self) -> tuple[int, str]:
        ranks = wordings()["precedence"]["ranks"].split()
        return (ranks.index(self.rank) if self.rank in ranks else len(ranks)), self.name


def people(scope: Scope) -> Section:
    """The office holders of each party, by precedence, as far as documents on their dealings name them."""
    found = holders(scope)
    parts = tuple(
        Section(
            f"people-{code.lower().replace(' ', '-')}",
            capital(party(code)),
            tuple(_line(scope, one) for one in found if one.country == code),
        )
        for code in scope.circle.parties
        if any(one.country == code for one in found)
    )
    return Section("people", "Who is who", parts=parts, note="" if parts else "No office holder is known.")


def holders(scope: Scope, others: Sequence[str] = ()) -> list[Holder]:
    """Persons of the parties of the report, and of others that are asked for, by precedence."""
    wanted = (*scope.circle.parties, *others)
    found = [one for cluster in scope.knowledge.linkage.persons if (one := _holder(scope, cluster, wanted))]
    return sorted(_latest(found), key=lambda one: (one.precedence, one.id))


def _latest(found: Sequence[Holder]) -> list[Holder]:
    """Of several holders of one office those reported last, each with who held it before; reports of one day leave both."""
    kept = []
    for one in found:
        rivals = [other for other in found if other is not one and _same_office(one, other)]
        if not any(other.last.known > one.last.known for other in rivals):
            earlier = [other for other in rivals if other.last.known < one.last.known and not _namesakes(one, other)]
            before = sorted(earlier, key=lambda other: other.last.known, reverse=True)
            kept.append(replace(one, before=tuple(before)))
    return kept


def _same_office(one: Holder, other: Holder) -> bool:
    if one.country != other.country or one.rank != other.rank or one.rank in SHARED:
        return False
    return one.rank in SINGLE or one.office.casefold() == other.office.casefold()


def _namesakes(one: Holder, other: Holder) -> bool:
    """Whether a surname alone may stand for the same person ("Olsen", "Per Olsen")."""
    return one.name.split()[-1].casefold() == other.name.split()[-1].casefold()


def expected_at(scope: Scope, meeting: Encounter) -> list[Holder]:
    """Who holds the offices that meet at a meeting's level, as last reported: one of each party."""
    rank = wordings()["ranks"].get(meeting.level.value, "")
    found = holders(scope, meeting.parties) if rank else []
    latest = []
    for code in dict.fromkeys((*meeting.parties, *scope.circle.parties)):
        of_party = [one for one in found if one.country == code and one.rank == rank]
        latest += sorted(of_party, key=lambda one: one.last.known)[-1:]
    return latest


def _holder(scope: Scope, cluster: Cluster, wanted: Sequence[str]) -> Holder | None:
    told = tuple(
        row
        for row in scope.knowledge.of(cluster.members)
        if len(scope.circle.parties) == 1 or scope.circle.told_between(row.one.document.stem)
    )
    named = [row for row in told if _person(row).office]
    if not named:
        return None
    country = _serves(named, wanted)
    return Holder(cluster.id, cluster.label, country, told, named[-1]) if country else None


def _serves(named: Sequence[Told], wanted: Sequence[str]) -> str:
    """The party that someone serves, of those wanted; empty if none."""
    countries = [_person(row).country for row in named if _person(row).country]
    if countries:
        return countries[-1] if countries[-1] in wanted else ""
    office = _person(named[-1]).office
    bodies = [code for code in wanted if code in organisations()]
    return next((code for code in bodies if any(name in office for name in (code, *organisations()[code].also))), "")


def _line(scope: Scope, one: Holder) -> Line:
    day = f"as last reported on {on(one.last.known)}" if one.last.one.document.published else "as reported, undated"
    offices = "; ".join(f"{office}, as last reported on {on(row.known)}" for office, row in one.earlier.items())
    earlier = f"earlier {offices}" if offices else ""
    names = "; ".join(f"{other.name}, as last reported on {on(other.last.known)}" for other in one.before)
    until = f"until then {names}" if names else ""
    refs = [one.last.ref, *(row.ref for row in one.earlier.values()), *(other.last.ref for other in one.before)]
    return scope.line(f"{one.name}, {one.office}", sentences(day, earlier, until), refs, one.id)


def _person(row: Told) -> Person:
    return cast("Person", row.item)  # clusters of persons hold persons
