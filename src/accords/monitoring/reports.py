"""What documents report of a matter: promises, steps, the reaching of a goal, a cancellation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accords.core.commitment import Commitment, Deadline
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.timex import Edtf
from accords.core.vocabulary import DeadlineRelation, ReportedStatus, Stage
from accords.linkage.mentions import known_on, reference
from accords.monitoring import lifecycle
from accords.monitoring.due_dates import Occasions
from accords.monitoring.lifecycle import DONE, Goal


class Act(StrEnum):
    """What a report says happened."""

    MENTIONED = "mentioned"
    PROMISED = "promised"
    MOVED = "moved"
    UNDER_WAY = "under way"
    REACHED = "reached"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that one document says of a matter.

    Attributes:
        known: The day the document was published.
        member: Reference of the finding.
        act: What it says happened.
        goals: What is promised (one) or reached (any number).
        deadline: As stated with a promise.
        date: When it was reached, if that is said.
        stage: The stage of an instrument that it tells of.
        parties: Who promised, or who alone reached it; empty for all.
        told_in: The document, to resolve occasions.
    """

    known: date
    member: str
    act: Act
    told_in: Findings
    goals: tuple[Goal, ...] = ()
    deadline: Deadline | None = None
    date: Edtf | None = None
    stage: Stage | None = None
    parties: tuple[str, ...] = ()


def of_instrument(one: Findings, instrument: Instrument, on: date) -> Iterator[Report]:
    """The instrument named, and each stage told of it."""
    known = min(known_on(one), on)
    yield Report(known, reference(one, instrument.id), Act.MENTIONED, one)
    for event in instrument.events:
        yield _of_stage(one, event, known)


def _of_stage(one: Findings, event: StageEvent, known: date) -> Report:
    base = Report(known, reference(one, event.id), Act.MENTIONED, one, date=event.date, stage=event.stage,
                  parties=(event.party,) if event.party else ())
    promised = lifecycle.goal_planned_by(event.stage)
    reached = tuple(goal for goal in lifecycle.goals() if event.stage in goal.reached_by)
    if promised is None and event.date is not None and event.date.first > known and reached:
        promised = reached[-1]  # told as done, but of a day to come
    if promised is not None:
        relation = DeadlineRelation.IN if event.date else DeadlineRelation.NONE
        return replace(base, act=Act.PROMISED, goals=(promised,), deadline=Deadline(event.date, relation), stage=None)
    if event.stage is Stage.TERMINATED:
        return replace(base, act=Act.CANCELLED, goals=reached)
    return replace(base, act=Act.REACHED if reached else Act.UNDER_WAY, goals=reached)


ACTS = {
    ReportedStatus.PENDING: Act.PROMISED,
    ReportedStatus.IN_PROGRESS: Act.UNDER_WAY,
    ReportedStatus.FULFILLED: Act.REACHED,
    ReportedStatus.MISSED: Act.MISSED,
    ReportedStatus.RESCHEDULED: Act.MOVED,
    ReportedStatus.CANCELLED: Act.CANCELLED,
}


def of_commitment(one: Findings, item: Commitment, on: date, *, stage: bool) -> Report:
    """What a commitment says: of its instrument's next stage if it is one, else of itself."""
    known = min(known_on(one), on)
    act = ACTS[item.reported_status]
    goal = lifecycle.goal_of_act(item.what) if stage else DONE
    done = item.deadline.date if act is Act.REACHED else None
    return Report(known, reference(one, item.id), act, one, (goal,), None if act is Act.REACHED else item.deadline,
                  done if done is not None and done.first <= known else None, None, item.who)


def of_meetings(one: Findings, item: Commitment, occasions: Occasions, on: date) -> Iterator[Report]:
    """Reports that the meeting was held which a commitment promises."""
    cluster = occasions.mirrored(item, one, on)
    if not cluster or not lifecycle.is_meeting_act(item.what):
        return
    for known, ref, meeting in occasions.held(cluster, known_on(one)):
        yield Report(min(known, on), ref, Act.REACHED, one, (DONE,), date=meeting.date)
