"""The rules of `lifecycle.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from accords.core.vocabulary import InstrumentKind, MatterStatus, Stage
from accords.linkage.stages import main_act
from accords.linkage.wording import fold, stem, stems


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that can be promised: `rank` is its place in an instrument's life."""

    name: str
    rank: int
    words: str
    reached_by: frozenset[Stage]
    planned_by: frozenset[Stage] = frozenset()
    under_way_by: frozenset[Stage] = frozenset()
    acts: frozenset[str] = frozenset()


DONE = Goal("done", 0, "fulfilment", frozenset())
"""The one goal of a commitment that is no stage of an instrument."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("lifecycle.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def goals() -> tuple[Goal, ...]:
    """The goals of instruments, in the order of their life."""
    return tuple(
        Goal(row["name"], rank, row["words"], frozenset(map(Stage, row["reached_by"])),
             frozenset(map(Stage, row.get("planned_by", ()))), frozenset(map(Stage, row.get("under_way_by", ()))),
             frozenset(stem(act) for act in row["acts"]))
        for rank, row in enumerate(_data()["goals"])
    )


def goal(name: str) -> Goal:
    """The goal of a name.

    >>> goal("signature").words
    'signature'
    """
    return next(one for one in goals() if one.name == name)


def days(name: str) -> int:
    """One of the limits, in days."""
    return int(_data()["days"][name])


def goal_planned_by(stage: Stage) -> Goal | None:
    """What a planned stage promises; None for stages that are reached."""
    return next((goal for goal in goals() if stage in goal.planned_by), None)


def goal_of_act(what: str, kind: InstrumentKind | None = None) -> Goal:
    """What a commitment promises of an instrument, by its main act; a signature where that is not said.

    >>> goal_of_act("ratify the treaty").name, goal_of_act("approve the plan", InstrumentKind.PLAN).name
    ('ratification', 'signature')
    """
    act = main_act(what)
    found = next((goal for goal in goals() if act in goal.acts), None)
    if found is None:
        ready = goals()[0]
        found = ready if stem("ready") in stems(what) else goals()[1]
    if found.name == "ratification" and kind is not None and kind.value in _data()["approved"]["kinds"]:
        return goals()[1]
    return found


def under_way(stage: Stage) -> tuple[Goal, ...]:
    """The goals that are being worked at when an instrument is at a stage."""
    return tuple(goal for goal in goals() if stage in goal.under_way_by)


def is_lasting(what: str) -> bool:
    """Whether a commitment is of the kind that no single act fulfils.

    >>> is_lasting("strengthen the customs union"), is_lasting("build a bridge")
    (True, False)
    """
    first = next(iter(fold(what)), "")
    return stem(first) in {stem(act) for act in _data()["lasting"]["acts"]}


def standing(stage: Stage) -> MatterStatus:
    """Where an instrument stands that has reached `stage` and of which nothing is promised."""
    return MatterStatus(_data()["standing"].get(stage.value, MatterStatus.UNKNOWN))


def may_follow(stage: Stage | None, later: Stage) -> bool:
    """Whether a report of `later` moves an instrument that has reached `stage`."""
    return stage is None or later.value in _data()["moves"][stage.value]


def is_meeting_act(what: str) -> bool:
    """Whether a meeting, once held, fulfils a commitment.

    >>> is_meeting_act("meet again in Astana"), is_meeting_act("build a bridge")
    (True, False)
    """
    acts = {stem(act) for act in _data()["meetings"]["acts"]}
    return any(stem(word) in acts for word in fold(what)[:1])
