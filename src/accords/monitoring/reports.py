"""What documents report of a matter: promises, steps, the reaching of a goal, a cancellation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accords.core.commitment import Commitment, Deadline
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.timex import EARLIEST, Edtf, Precision
from accords.core.vocabulary import DeadlineRelation, Modality, ReportedStatus, Stage
from accords.linkage.mentions import known_on, reference
from accords.linkage.stages import is_stage
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
        modality: How firmly it was promised.
        lasting: Whether what is promised is an attitude rather than an act.
        conditional: Whether it is promised on a condition.
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
    modality: Modality | None = None
    lasting: bool = False
    conditional: bool = False


def of_instrument(one: Findings, instrument: Instrument, on: date) -> Iterator[Report]:
    """The instrument named, and each stage told of it.

    A text that has a stage ahead does not report it as reached: there "is to be signed" was read as "signed".
    """
    known = min(known_on(one), on)
    yield Report(known, reference(one, instrument.id), Act.MENTIONED, one)
    done = [event.date.first if event.date else known for event in instrument.events
            if not lifecycle.goal_planned_by(event.stage)]
    told = [_of_stage(one, event, known, max(done, default=None)) for event in instrument.events]
    bygone = {reference(one, event.id) for event in instrument.events if event.date and _past(one, event.date)}
    ahead = [report for report in told if report.act is Act.PROMISED and report.member not in bygone]
    ahead += _promised(one, instrument, on)
    for report in told:
        yield replace(report, act=Act.MENTIONED, goals=(), stage=None) if _ahead(report, ahead) else report


def _promised(one: Findings, instrument: Instrument, on: date) -> Iterator[Report]:
    """What the same text promises of an instrument in so many words."""
    for item in one.commitments:
        bygone = item.deadline.date is not None and _past(one, item.deadline.date)
        pending = item.reported_status is ReportedStatus.PENDING and not bygone
        if item.instrument == instrument.id and pending and is_stage(item.what):
            yield of_commitment(one, item, on, stage=True)


def _ahead(done: Report, promises: Sequence[Report]) -> bool:
    """Whether a stage told as reached by all is promised in the same text for later, or both lack a date."""
    if done.act is not Act.REACHED or done.parties:
        return False
    for promise in promises:
        due = promise.deadline.date if promise.deadline else None
        later = due is not None and due.first > done.known
        if promise.goals[0] in done.goals and (later or done.date is None):
            return True
    return False


def _of_stage(one: Findings, event: StageEvent, known: date, done: date | None) -> Report:
    """A stage as a report. A plan for a day that had passed is none, unless the text says it was kept later, on `done`."""
    base = Report(known, reference(one, event.id), Act.MENTIONED, one, date=event.date, stage=event.stage,
                  parties=(event.party,) if event.party else ())
    promised = lifecycle.goal_planned_by(event.stage)
    reached = tuple(goal for goal in lifecycle.goals() if event.stage in goal.reached_by)
    if promised is None and event.date is not None and event.date.first > known and reached:
        promised = reached[-1]  # told as done, but of a day to come
    if promised is not None:
        late = event.date is not None and done is not None and event.date.last < done
        date_ahead = event.date if event.date is None or late or not _past(one, event.date) else None
        relation = _relation(date_ahead) if date_ahead else DeadlineRelation.NONE
        return replace(base, act=Act.PROMISED, goals=(promised,), deadline=Deadline(date_ahead, relation), stage=None)
    if event.stage is Stage.TERMINATED:
        return replace(base, act=Act.CANCELLED, goals=reached)
    return replace(base, act=Act.REACHED if reached else Act.UNDER_WAY, goals=reached)


def _relation(value: Edtf) -> DeadlineRelation:
    if value.first == EARLIEST:
        return DeadlineRelation.BY
    return DeadlineRelation.ON if value.precision is Precision.DAY else DeadlineRelation.IN


def _past(one: Findings, value: Edtf) -> bool:
    """Whether a date had passed when the text was published: no promise is for such a day."""
    return one.document.published is not None and value.last < one.document.published


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
    kind = next((paper.kind for paper in one.instruments if paper.id == item.instrument), None)
    goal = lifecycle.goal_of_act(item.what, kind) if stage else DONE
    if act is Act.REACHED:
        done = item.deadline.date
        return Report(known, reference(one, item.id), act, one, (goal,), None,
                      done if done is not None and done.first <= known else None, None, item.who)
    deadline = item.deadline
    if act is Act.PROMISED and deadline.date is not None and _past(one, deadline.date):
        deadline = Deadline()
    return Report(known, reference(one, item.id), act, one, (goal,), deadline, None, None, item.who, item.modality,
                  not stage and lifecycle.is_lasting(item.what), item.conditional)


def of_meetings(one: Findings, item: Commitment, occasions: Occasions, on: date) -> Iterator[Report]:
    """Reports that the meeting was held which a commitment promises."""
    cluster = occasions.mirrored(item, one, on)
    if not cluster or not lifecycle.is_meeting_act(item.what):
        return
    for known, ref, meeting in occasions.held(cluster, known_on(one)):
        yield Report(min(known, on), ref, Act.REACHED, one, (DONE,), date=meeting.date)
