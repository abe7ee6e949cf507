"""Where a matter stands on a day: promises held against what is reported of them. Silence is never fulfilment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from accords.core.commitment import Deadline
from accords.core.matter import Kept
from accords.core.timex import EARLIEST, Edtf, day, interval
from accords.core.vocabulary import DeadlineRelation, MatterStatus, Stage
from accords.monitoring import lifecycle, notes
from accords.monitoring.conflicts import two_accounts
from accords.monitoring.due_dates import Occasions
from accords.monitoring.lifecycle import Goal
from accords.monitoring.reports import Act, Report


@dataclass(slots=True)
class Promise:
    """A goal that was promised: its first deadline and the one that holds, and the reports that name an occasion for them.

    `overrun` says that the first deadline had passed when another one was set, `conditional` that nobody promised it without a
    condition.
    """

    goal: Goal
    first: Deadline | None = None
    deadline: Deadline | None = None
    occasion: Report | None = None
    origin: Report | None = None
    moved: bool = False
    overrun: bool = False
    missed: bool = False
    conditional: bool = True
    who: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Evidence:
    """That a goal was reached: when, if that was said; since when it is known; by whom, if not by all who are bound.

    It is not `direct` where only a later stage was told, which the goal must have preceded. `latest` is the day of the last
    report, `reports` the number of reports on that day.
    """

    done: Edtf | None
    known: date
    direct: bool
    parties: set[str]
    bound: set[str]
    latest: date
    reports: int = 1

    @property
    def partly(self) -> bool:
        return bool(self.parties) and not self.parties >= self.bound


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer: see `core.matter.Matter` for the meaning of the fields."""

    status: MatterStatus
    date: Edtf | None = None
    deadline: Deadline | None = None
    first: Deadline | None = None
    slip: int | None = None
    stage: Stage | None = None
    note: str = ""


def _later_limit(old: Deadline, new: Deadline) -> bool:
    """Whether "by the end of July" has become "by the end of the year": a later limit, though the year holds the month."""
    limits = old.relation is DeadlineRelation.BY and new.relation is DeadlineRelation.BY
    if not limits or old.date is None or new.date is None:
        return False
    return (new.date.last - old.date.last).days > lifecycle.days("ahead")


class Course:
    """The course of one matter. Feed it reports as they became known; ask where it stands whenever you like."""

    def __init__(self, parties: Sequence[str], occasions: Occasions) -> None:
        self._parties = set(parties)
        self._occasions = occasions
        self._promises: dict[Goal, Promise] = {}
        self._evidence: dict[Goal, Evidence] = {}
        self._ahead: Counter[tuple[Goal, date]] = Counter()
        self._stage: Stage | None = None
        self._stage_report: Report | None = None
        self._cancelled: Report | None = None
        self._under_way: set[Goal] = set()
        self._rescheduled = False

    def take(self, report: Report) -> str:
        """Take in one report and say in a few words what it is."""
        if report.stage is not None and report.act in {Act.REACHED, Act.UNDER_WAY, Act.CANCELLED}:
            self._reach_stage(report)
        if report.act in {Act.PROMISED, Act.MOVED, Act.UNDER_WAY, Act.MISSED}:
            return self._promise(report)
        if report.act is Act.REACHED:
            return self._reach(report)
        if report.act is Act.CANCELLED:
            self._cancelled = report
            return "cancelled"
        return "mentioned"

    def _reach_stage(self, report: Report) -> None:
        stage = report.stage
        if stage is None:
            return
        self._under_way |= set(lifecycle.under_way(stage))
        if lifecycle.may_follow(self._stage, stage) or stage is self._stage:
            old = self._stage_report.date if self._stage_report and stage is self._stage else None
            if stage is not self._stage or (report.date is not None and not (old and report.date.contains(old))):
                self._stage_report = report
            self._stage = stage

    # ------------------------------------------------------------ promises

    def _promise(self, report: Report) -> str:
        if report.act is Act.UNDER_WAY:
            self._under_way |= set(report.goals)
        if not report.goals or (report.act is Act.UNDER_WAY and report.stage is not None):
            return f"reported: {report.stage.value.replace('_', ' ')}" if report.stage else "under way"
        goal = report.goals[0]
        promise = self._promises.setdefault(goal, Promise(goal))
        promise.who |= set(report.parties)
        promise.conditional &= report.conditional
        words = self._restate(promise, report)
        due = promise.deadline.date if promise.deadline else None
        if report.act is Act.MISSED:
            promise.missed = True
            self._forget(goal, report)
            return "reported as missed"
        if report.act is Act.MOVED:
            self._rescheduled = True
            self._forget(goal, report)
        if self._cancelled is not None and report.known > self._cancelled.known and due and due.last >= report.known:
            self._cancelled = None
        return f"promised: {words}" if report.act is not Act.UNDER_WAY else f"under way: {words}"

    def _restate(self, promise: Promise, report: Report) -> str:
        """Hold a newly stated deadline against the one that held: the same, finer, or moved."""
        old, said = promise.deadline, report.deadline
        stated = promise.goal.words
        if said is None or (said.date is None and not said.event):
            return stated
        due = self._occasion(report, report.known)[0] if said.event else None
        if said.date is not None and due is None:
            return f"{stated} {self._redate(promise, old, said, report)}"
        held = self._times(promise, report.known)[0] if old is not None else None
        if held is None or held.date is None or due is None:
            if old is None:
                promise.deadline, promise.occasion, promise.origin = said, report, report
            return f"{stated} {notes.due(said)}"
        return f"{stated} {self._redate(promise, old, Deadline(due, said.relation, said.event), report)}"

    def _redate(self, promise: Promise, old: Deadline | None, deadline: Deadline, report: Report) -> str:
        goal, due, said = promise.goal, deadline.date, notes.due(deadline)
        if due is not None and due.first > report.known:
            self._ahead[goal, report.known] += 1
            self._forget(goal, report, beyond=due)
        if due is None or old is None or old.date is None:
            promise.deadline, promise.occasion = deadline, None
            promise.first = promise.first if promise.moved else deadline
            return said
        passed = old.date.last < report.known <= due.last
        if old.date.overlaps(due) and not passed and not _later_limit(old, deadline):
            if old.date.contains(due) and old.date != due:
                promise.first = promise.first if promise.moved else deadline
                promise.deadline = deadline
            return said
        if due.last < report.known and report.act is not Act.MOVED:
            return f"{said}, told in retrospect"
        if report.act is not Act.MOVED and two_accounts(old.date, due):
            promise.deadline = deadline
            return f"{said}, where others say {notes.due(old)}"
        promise.overrun |= not promise.moved and old.date.last < report.known
        promise.deadline, promise.moved, promise.missed = deadline, True, False
        return f"{said}, moved by {notes.days((due.last - old.date.last).days)}"

    def _forget(self, goal: Goal, report: Report, beyond: Edtf | None = None) -> None:
        """A later report that a goal is still ahead outranks an earlier one that it was reached; on one day, the more."""
        found = self._evidence.get(goal)
        if found is None or report.known < found.latest:
            return
        if report.known == found.latest and self._ahead[goal, report.known] <= found.reports:
            return
        if beyond is None or found.done is None or found.done < beyond:
            for reached in [g for g in self._evidence if g.rank >= goal.rank]:
                del self._evidence[reached]
            self._stage, self._stage_report = None, None

    def _who(self, report: Report) -> tuple[str, ...]:
        return report.parties or tuple(sorted(self._parties))

    # ------------------------------------------------------------ keeping

    def _reach(self, report: Report) -> str:
        for goal in report.goals:
            self._prove(goal, report, direct=report.stage is None or goal is report.goals[-1])
        if self._cancelled is not None and report.known > self._cancelled.known:
            self._cancelled = None
        stage = report.stage.value.replace("_", " ") if report.stage else "fulfilled"
        when = f" {notes.when(report.date)}" if report.date else ""
        by = f" by {', '.join(report.parties)}" if report.stage and report.parties else ""
        return f"reported: {stage}{by}{when}"

    def _signatories(self) -> set[str]:
        """The parties that act each for itself: the states, where there are two of them."""
        states = {party for party in self._parties if len(party) == 2}
        return states if len(states) > 1 else set(self._parties)

    def _prove(self, goal: Goal, report: Report, *, direct: bool) -> None:
        """Add a report to what is known of a goal's keeping: finer and, where they conflict, later words hold."""
        when = report.date if direct or report.date is None else _by(report.date.last)
        bound = self._signatories() if report.stage else self._promises[goal].who if goal in self._promises else set()
        alone = set(report.parties) if direct and set(report.parties) < bound else set()
        found = self._evidence.get(goal)
        if found is None:
            self._evidence[goal] = Evidence(when, report.known, direct, alone, bound, report.known)
            return
        found.reports = found.reports + 1 if report.known == found.latest else 1
        found.latest = max(found.latest, report.known)
        if found.direct and not direct:
            return
        finer = when is not None and (found.done is None or not when.contains(found.done) or when == found.done)
        if finer or (direct and not found.direct):
            found.done = when
        found.parties = found.parties | alone if found.parties and alone else set()
        found.direct = direct

    # ------------------------------------------------------------ the answer

    def standing(self, on: date) -> Standing:
        """Where the matter stands on a day, by the reports taken in so far."""
        if self._cancelled is not None:
            said = self._cancelled.date or _by(self._cancelled.known)
            return Standing(MatterStatus.CANCELLED, said, stage=self._stage, note="reported as cancelled")
        promises = sorted(self._promises.values(), key=lambda promise: promise.goal.rank)
        kept = {goal for goal, found in self._evidence.items() if not found.partly}
        still = [promise for promise in promises if promise.goal not in kept]
        dated = [promise for promise in still if promise.deadline is not None]
        within = [promise for promise in promises if promise.deadline is not None]
        if still:
            return self._open((dated or still)[0], on)
        if promises and (self._stage is None or lifecycle.standing(self._stage) is not MatterStatus.IN_PROGRESS):
            return self._kept((within or promises)[-1], on)
        return self._unpromised()

    def kept(self, on: date) -> tuple[Kept, ...]:
        """The last goal that was promised and reached by all, where another one is still ahead on a day."""
        reached = {goal for goal, found in self._evidence.items() if not found.partly}
        kept = sorted((p for goal, p in self._promises.items() if goal in reached), key=lambda p: p.goal.rank)
        if not kept or len(kept) == len(self._promises) or self._cancelled is not None:
            return ()
        promise = ([p for p in kept if p.deadline is not None] or kept)[-1]
        now = self._kept(promise, on)
        return (Kept(promise.goal.name, now.status, now.date, now.deadline, now.first, now.slip),)

    def _open(self, promise: Promise, on: date) -> Standing:
        deadline, first = self._times(promise, on)
        due = deadline.date if deadline else None
        slip = (due.last - first.date.last).days if first and first.date and due else None
        what = promise.goal.words

        def answer(status: MatterStatus, when: Edtf | None, note: str) -> Standing:
            return Standing(status, when, deadline, first, slip, self._stage, note)

        if promise.missed:
            return answer(MatterStatus.OVERDUE, day(due.last) if due else None, f"{what} reported as missed")
        if due is not None and due.last < on and promise.conditional:
            return answer(MatterStatus.UNKNOWN, None, f"{what} promised on a condition; no report until {day(on).words()}")
        if due is not None and due.last < on:
            return answer(MatterStatus.OVERDUE, day(due.last), f"no report of {what} until {day(on).words()}")
        if partly := self._partly(promise.goal):
            goal, found = partly
            return answer(MatterStatus.PARTLY_FULFILLED, found.done or _by(found.known),
                          f"{goal.words} reported of {', '.join(sorted(found.parties))} only")
        if due is not None and due.last - on <= timedelta(days=lifecycle.days("ahead")):
            return answer(MatterStatus.DUE, day(due.last), f"{what} due within {notes.days((due.last - on).days)}")
        if first is not None or self._rescheduled:
            return answer(MatterStatus.RESCHEDULED, None, f"{what} moved" + (f" by {notes.days(slip)}" if slip else ""))
        if promise.goal in self._under_way:
            return answer(MatterStatus.IN_PROGRESS, None, f"under way, {what} not reported until {day(on).words()}")
        return answer(MatterStatus.PENDING, None, f"no report of {what} until {day(on).words()}")

    def _partly(self, goal: Goal) -> tuple[Goal, Evidence] | None:
        """What some of the parties alone have done: of the goal itself, or of the last one before it that is told of."""
        told = [reached for reached in self._evidence if reached.rank <= goal.rank]
        last = max(told, key=lambda reached: reached.rank, default=None)
        found = self._evidence[last] if last is not None else None
        return (last, found) if last is not None and found is not None and found.partly else None

    def _times(self, promise: Promise, on: date) -> tuple[Deadline | None, Deadline | None]:
        """The deadline that holds, and the first one where it was moved; an occasion's date is asked anew each time."""
        deadline = promise.deadline
        if promise.occasion is not None and deadline is not None:
            deadline = replace(deadline, date=self._occasion(promise.occasion, on)[0])
        if promise.origin is None:
            return deadline, promise.first if promise.moved else None
        said = promise.origin.deadline or Deadline()
        once, now = self._occasion(promise.origin, on)[1], deadline.date if deadline else None
        moved = once is not None and now is not None and not once.overlaps(now)
        return deadline, replace(said, date=once) if moved else None

    def _occasion(self, report: Report, on: date) -> tuple[Edtf | None, Edtf | None]:
        """The date of the occasion that a report names, as known by a day, and the first one told of it."""
        event = report.deadline.event if report.deadline else ""
        cluster = self._occasions.named(event, report.told_in, self._who(report), on)
        return (self._occasions.dated(cluster, on), self._occasions.first_date(cluster, on)) if cluster else (None, None)

    def _kept(self, promise: Promise, on: date) -> Standing:
        found = self._evidence[promise.goal]
        deadline, first = self._times(promise, on)
        due = deadline.date if deadline else None
        exact = found.done is not None and found.done.first != EARLIEST
        done = found.done.first if exact and found.done else found.done.last if found.done else found.known
        original = first.date if first else None
        status, slip, note = MatterStatus.FULFILLED, None, f"{promise.goal.words} reported"
        most = "" if exact else "at most "
        after = (done - due.last).days if due is not None else 0
        if after > 0 and exact:
            status, slip = MatterStatus.FULFILLED_LATE, after
            note = f"{note} {notes.days(after)} late"
        elif after > 0 and lifecycle.days("reporting_lag") < after <= lifecycle.days("retrospective"):
            status, slip, note = MatterStatus.FULFILLED_LATE, after, f"{note}, at most {notes.days(after)} late"
        elif after > 0:
            note += ", day not said"
        if original is not None and done > original.last:
            slip = (done - original.last).days
            if promise.overrun and status is MatterStatus.FULFILLED:
                status = MatterStatus.FULFILLED_LATE
                note = f"{note}, {most}{notes.days(slip)} after the first deadline"
        return Standing(status, found.done or _by(found.known), deadline, first, slip, self._stage, note)

    def _unpromised(self) -> Standing:
        if self._stage is None or self._stage_report is None:
            done = next(iter(self._evidence.values()), None)
            if done is None:
                return Standing(MatterStatus.UNKNOWN, note="named, with no stage told")
            return Standing(MatterStatus.FULFILLED, done.done or _by(done.known), note="reported as fulfilled")
        when = self._stage_report.date or _by(self._stage_report.known)
        partly = next((found for goal, found in self._evidence.items()
                       if self._stage in goal.reached_by and found.direct and found.partly), None)
        status = MatterStatus.PARTLY_FULFILLED if partly else lifecycle.standing(self._stage)
        note = f"reported: {self._stage.value.replace('_', ' ')}"
        note += f" by {', '.join(sorted(partly.parties))} only" if partly else ""
        return Standing(status, when, stage=self._stage, note=note)


def _by(known: date) -> Edtf:
    """Some day up to this one."""
    return interval(None, known)
