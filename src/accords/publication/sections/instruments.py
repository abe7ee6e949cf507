"""Instruments by the stage they have reached, with the date of every stage, party by party where they went apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.reference import countries
from accords.core.timex import Edtf
from accords.core.vocabulary import MatterStatus, Stage
from accords.monitoring import lifecycle
from accords.publication.knowledge import Told
from accords.publication.matter_words import affair, happened, sentences, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.sections.standing import OPEN
from accords.publication.told_dates import combined
from accords.publication.wordings import capital, listed, on, parties, party, when, word, wordings

NAMED = "named"
STAGES = tuple(Stage(key) for key in wordings()["stages"] if key in set(Stage))
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
    if planned:
        return planned[-1].value
    one = affair(scope.knowledge, matter)
    return next(
        (f"planned_{goal.name}" for goal in lifecycle.goals() if one.promised and goal.words == one.awaited), NAMED
    )


def _events(scope: Scope, matter: Matter) -> list[StageEvent]:
    """The stages told, earliest known first."""
    return [row.item for row in scope.knowledge.of(matter.members) if isinstance(row.item, StageEvent)]


def _line(scope: Scope, matter: Matter) -> Line:
    whose = scope.circle.whose(matter)
    superseded = matter.note if matter.status is MatterStatus.SUPERSEDED else ""
    text = title(matter, whose)
    shown = _shown(scope, matter)
    clauses = sentences(*_stages(scope, matter, shown), _ahead(scope, matter, shown), superseded, _term(scope, matter))
    told = sorted(shown, key=lambda stage: (stage in PLANNED, -STAGES.index(stage)))  # the stage of the heading first
    refs = [row.ref for stage in told for row in _of_stage(scope, matter, stage)]
    return scope.line(text, clauses, refs or affair(scope.knowledge, matter).refs(), matter.id)


def _shown(scope: Scope, matter: Matter) -> list[Stage]:
    """The stages told, in the order of an instrument's life; plans only while they are plans."""
    told = {event.stage for event in _events(scope, matter)}
    last = max((STAGES.index(stage) for stage in told if stage not in PLANNED), default=-1)
    return [
        stage for stage in STAGES if stage in told and not (stage in PLANNED and STAGES.index(PLANNED[stage]) <= last)
    ]


def _of_stage(scope: Scope, matter: Matter, stage: Stage) -> list[Told]:
    """What tells of a stage, with a date first."""
    rows = [
        row
        for row in scope.knowledge.of(matter.members)
        if isinstance(row.item, StageEvent) and row.item.stage is stage
    ]
    return sorted(rows, key=lambda row: not (isinstance(row.item, StageEvent) and row.item.date))


def _ahead(scope: Scope, matter: Matter, shown: Iterable[Stage]) -> str:
    """What is undertaken of an instrument that no stage tells of: "ratification due by 1 May 2015"."""
    one = affair(scope.knowledge, matter)
    planned = {lifecycle.goal_planned_by(stage) for stage in shown if stage in PLANNED}
    if (
        matter.status not in OPEN | {MatterStatus.OVERDUE}
        or not one.promises
        or one.awaited in {goal.words for goal in planned if goal}
    ):
        return ""
    return one.due() or f"{one.awaited} planned"


def _stages(scope: Scope, matter: Matter, shown: Iterable[Stage]) -> list[str]:
    """A clause for each stage shown."""
    dates: dict[Stage, dict[str, list[Edtf]]] = defaultdict(lambda: defaultdict(list))
    for event in _events(scope, matter):
        dates[event.stage][event.party] += [event.date] if event.date else []
    told = {
        stage: {
            code: values[-1] if values and stage in PLANNED else combined(values) for code, values in of_party.items()
        }
        for stage, of_party in dates.items()
    }
    return [_clause(scope, matter, stage, told[stage]) for stage in shown]


def _clause(scope: Scope, matter: Matter, stage: Stage, of_party: dict[str, Edtf | None]) -> str:
    what = word("events", stage.value)
    split = {code: value for code, value in of_party.items() if code}
    said = []
    if "" in of_party or not split:
        value = of_party.get("")
        passed = stage in PLANNED and value is not None and value.last < scope.on
        said.append(
            (what if split and not value else _with_date(stage, value))
            + (f", no report of it by {on(scope.on)}" if passed else "")
        )
    if split:
        by = listed(f"by {party(code)}" + (f" {when(value)}" if value else "") for code, value in split.items())
        said.append(f"{what} {by}" if not said else by)
        silent = [code for code in matter.parties if code in countries() and code not in split and "" not in of_party]
        if silent:
            said.append(f"no report of it by {on(scope.on)} for {parties(silent)}")
    return "; ".join(said)


def _with_date(stage: Stage, value: Edtf | None) -> str:
    if stage not in PLANNED:
        return happened(stage, value)
    what = word("events", stage.value)
    return f"{what} for {value.words()}" if value else what


def _term(scope: Scope, matter: Matter) -> str:
    terms = [
        row.item.term
        for row in scope.knowledge.of(matter.members)
        if isinstance(row.item, Instrument) and row.item.term
    ]
    return f"for {terms[-1].words()}" if terms else ""
