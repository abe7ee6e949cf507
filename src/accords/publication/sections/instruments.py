"""Instruments by the stage they have reached, with the date of every stage, party by party where they went apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.reference import countries
from accords.core.timex import Edtf
from accords.core.vocabulary import MatterStatus, Stage
from accords.publication.matter_words import affair, sentences, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.told_dates import combined
from accords.publication.wordings import capital, listed, on, parties, party, when, word, wordings

NAMED = "named"
PLANNED = {Stage.PLANNED_SIGNATURE: Stage.SIGNED, Stage.PLANNED_ENTRY_INTO_FORCE: Stage.ENTERED_INTO_FORCE}


def instruments(scope: Scope) -> Section:
    """Every instrument once, under the last stage that it is reported to have reached, in the order of its life."""
    groups: dict[str, list[Matter]] = defaultdict(list)
    for matter in scope.matters:
        if matter.kind == "instrument":
            groups[_group(scope, matter)].append(matter)
    parts = tuple(
        Section(
            f"instruments-{key.replace('_', '-')}",
            heading,
            tuple(_line(scope, m) for m in sorted(groups[key], key=lambda m: (m.title.casefold(), m.id))),
        )
        for key, heading in _headings()
        if key in groups
    )
    return Section("instruments", "Instruments by stage", parts=parts, note="" if parts else "No instrument is known.")


def _headings() -> Iterable[tuple[str, str]]:
    yield from ((key, capital(words)) for key, words in wordings()["stages"].items())
    yield NAMED, "Named, with no stage reported"


def _group(scope: Scope, matter: Matter) -> str:
    if matter.status is MatterStatus.CANCELLED:
        return Stage.TERMINATED.value
    if matter.stage is not None:
        return matter.stage.value
    planned = [event.stage for event in _events(scope, matter) if event.stage in PLANNED]
    return (
        planned[-1].value
        if planned
        else Stage.PLANNED_SIGNATURE.value
        if affair(scope.knowledge, matter).promised
        else NAMED
    )


def _events(scope: Scope, matter: Matter) -> list[StageEvent]:
    """The stages told, earliest known first."""
    return [row.item for row in scope.knowledge.of(matter.members) if isinstance(row.item, StageEvent)]


def _line(scope: Scope, matter: Matter) -> Line:
    whose = scope.circle.whose(matter)
    superseded = matter.note if matter.status is MatterStatus.SUPERSEDED else ""
    text = title(matter, whose)
    return scope.line(
        text, sentences(*_stages(scope, matter), superseded, _term(scope, matter)), matter.members, matter.id
    )


def _stages(scope: Scope, matter: Matter) -> list[str]:
    """A clause for each stage told, in the order of an instrument's life; plans only while they are plans."""
    dates: dict[Stage, dict[str, list[Edtf]]] = defaultdict(lambda: defaultdict(list))
    for event in _events(scope, matter):
        dates[event.stage][event.party] += [event.date] if event.date else []
    told = {
        stage: {
            code: values[-1] if values and stage in PLANNED else combined(values) for code, values in of_party.items()
        }
        for stage, of_party in dates.items()
    }
    reached = {stage for stage in told if stage not in PLANNED}
    clauses = []
    for stage in (Stage(key) for key in wordings()["stages"]):
        if stage in told and PLANNED.get(stage) not in reached:
            clauses.append(_clause(scope, matter, stage, told[stage]))
    return clauses


def _clause(scope: Scope, matter: Matter, stage: Stage, of_party: dict[str, Edtf | None]) -> str:
    what = word("events", stage.value)
    split = {code: value for code, value in of_party.items() if code}
    said = []
    if "" in of_party or not split:
        value = of_party.get("")
        passed = stage in PLANNED and value is not None and value.last < scope.on
        said.append(_with_date(what, value) + (f", no report of it by {on(scope.on)}" if passed else ""))
    if split:
        by = listed(_with_date(f"by {party(code)}", value) for code, value in split.items())
        said.append(f"{what} {by}" if not said else by)
        silent = [code for code in matter.parties if code in countries() and code not in split and "" not in of_party]
        if silent:
            said.append(f"no report of it by {on(scope.on)} for {parties(silent)}")
    return "; ".join(said)


def _with_date(what: str, value: Edtf | None) -> str:
    if value is None:
        return what
    return f"{what} for {value.words()}" if what.endswith("planned") else f"{what} {when(value)}"


def _term(scope: Scope, matter: Matter) -> str:
    terms = [
        row.item.term
        for row in scope.knowledge.of(matter.members)
        if isinstance(row.item, Instrument) and row.item.term
    ]
    return f"for {terms[-1].words()}" if terms else ""
