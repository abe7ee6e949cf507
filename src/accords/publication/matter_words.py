"""Matters in words: what was promised by when and how firmly, and what is reported of it. Silence is never fulfilment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.meeting import Meeting
from accords.core.timex import EARLIEST, Edtf
from accords.core.vocabulary import MatterStatus, Stage
from accords.linkage.wording import telling
from accords.monitoring import lifecycle, reports
from accords.monitoring.lifecycle import DONE, Goal
from accords.monitoring.reports import Act, Report
from accords.publication.knowledge import Knowledge, Told
from accords.publication.wordings import capital, days, due, listed, on, outlet, parties, sentence, when, word

PROMISES = {Act.PROMISED, Act.MOVED, Act.UNDER_WAY, Act.MISSED}
DONE_WITH = {MatterStatus.FULFILLED, MatterStatus.FULFILLED_LATE}
ONGOING = frozenset({Stage.PROPOSED, Stage.DRAFTING, Stage.NEGOTIATION})
NAMED_SOURCES = 3
"""Sources named in a sentence; all of them are cited by number."""


@dataclass(frozen=True, slots=True)
class Affair:
    """A matter with what documents report of it, in the order in which it became known."""

    matter: Matter
    knowledge: Knowledge
    reports: tuple[Report, ...]

    # ------------------------------------------------------------ what was promised

    @property
    def promises(self) -> list[Report]:
        return [report for report in self.reports if report.act in PROMISES and report.goals]

    @property
    def promised(self) -> bool:
        """Whether something was undertaken, and not only an instrument told of."""
        return self.matter.kind == "commitment" or bool(self.promises)

    @property
    def awaited(self) -> str:
        """What is still to come of an instrument ("signature"); empty for other matters, which say it themselves."""
        if self.matter.kind != "instrument":
            return ""
        if not self.promises and self.matter.status is MatterStatus.IN_PROGRESS:
            return lifecycle.goal("signature").words
        goals = [report.goals[0] for report in self.promises if _same_due(report.deadline, self.matter.deadline)]
        goals = goals or [report.goals[0] for report in self.promises]
        ahead = [goal for goal in goals if self.matter.stage not in goal.reached_by] or goals
        return min(ahead, key=lambda goal: goal.rank).words if ahead else ""

    def parts(self) -> list[Affair]:
        """What was promised of an instrument and done, where something else is still ahead: each as an affair of its own."""
        found = []
        for kept in self.matter.kept:
            goal = lifecycle.goal(kept.goal)
            done = replace(
                self.matter,
                status=kept.status,
                status_date=kept.status_date,
                deadline=kept.deadline,
                first_deadline=kept.first_deadline,
                slip_days=kept.slip_days,
                kept=(),
            )
            told = [r for r in self.reports if r.act not in PROMISES or (r.goals and r.goals[0].rank <= goal.rank)]
            found.append(Affair(done, self.knowledge, tuple(told)))
        return found

    def ahead(self) -> list[tuple[str, Edtf, tuple[str, ...]]]:
        """What is promised of an instrument beyond what is due now: words, date, and the reports that say so."""
        found: dict[tuple[str, Edtf], list[str]] = {}
        for report in self.promises:
            date = report.deadline.date if report.deadline else None
            if self.matter.kind == "instrument" and date is not None and report.goals[0].words != self.awaited:
                found.setdefault((report.goals[0].words, date), []).append(report.member)
        return [(words, date, tuple(refs)) for (words, date), refs in found.items()]

    def due(self) -> str:
        """The deadline as a clause: "signature due in May 2014"; empty if there is none."""
        deadline = self.matter.deadline
        if deadline is None or not due(deadline):
            return ""
        unknown = " (no date known)" if deadline.event and deadline.date is None else ""
        return f"{self.awaited} due {due(deadline)}{unknown}".strip()

    def moved(self) -> str:
        """How the deadline moved, with both dates and the slip."""
        first, now = self.matter.first_deadline, self.matter.deadline
        if first is None or first.date is None or now is None or now.date is None or first.date == now.date:
            return ""
        if now.date.contains(first.date):
            return f"first planned for {first.date.words()}, since then for {now.date.words()}"
        return f"moved from {first.date.words()} to {now.date.words()}, {slip((now.date.last - first.date.last).days)}"

    def stated(self) -> str:
        """How firmly it was undertaken, and when that was stated: "agreed, as stated on 11 February 2013"."""
        rows = [row for row in self.knowledge.of(self._promising()) if isinstance(row.item, Commitment) or _plans(row)]
        rows = rows or self.knowledge.of(self.matter.members)
        firm = [row.item for row in rows if isinstance(row.item, Commitment)]
        planned = any(_plans(row) for row in rows)
        how = word("modalities", firm[-1].modality.value if firm else "planned" if planned else "named")
        condition = next((item.condition for item in reversed(firm) if item.conditional and item.condition), "")
        return how.format(when=_said_on(rows)) + (f"; on the condition: {condition}" if condition else "")

    def concerns(self) -> str:
        """The instrument that a commitment speaks of, where its own words do not name it."""
        rows = [row for row in self.knowledge.of(self.matter.members) if isinstance(row.item, Commitment)]
        named = [
            paper.title
            for row in rows
            for paper in row.one.instruments
            if isinstance(row.item, Commitment) and paper.id == row.item.instrument
        ]
        told = self.matter.kind == "instrument" or not named or telling(named[-1]) <= telling(self.matter.title)
        return "" if told else f"concerns: {named[-1]}"

    # ------------------------------------------------------------ what is reported

    def silence(self) -> str:
        """That nothing is reported of what was due, or that it is reported as missed."""
        last = self.promises[-1:]
        if last and last[0].act is Act.MISSED:
            return f"missed according to {according(last)}"
        deadline, today = self.matter.deadline, self.knowledge.on
        late = (today - deadline.date.last).days if deadline and deadline.date else 0
        return f"no report of it by {on(today)}" + (f", {days(late)} after the deadline" if late > 0 else "")

    def progress(self) -> str:
        """What is reported of a matter that is still open; empty if nothing is."""
        if self.matter.status is MatterStatus.PARTLY_FULFILLED:
            told = [report for report in self._kept() if report.parties]
            what = word("events", told[-1].stage.value) if told and told[-1].stage else "done"
            alone = sorted({party for report in told for party in report.parties})
            return f"{what} by {parties(alone)} only, according to {according(told)}"
        told = [report for report in self.reports if report.act is Act.UNDER_WAY]
        stage = told[-1].stage if told else None
        if told and stage in {None, self.matter.stage} and self.matter.status is not MatterStatus.OVERDUE:
            what = word("events", stage.value) if stage else "under way"
            return f"{what.removeprefix('reported as ')} according to {according(told[-1:])}"
        if self.matter.status is MatterStatus.RESCHEDULED and not self.moved():
            return "reported as rescheduled, with no new date"
        if self.matter.status is not MatterStatus.OVERDUE:
            return self.reached()
        return ""

    def reached(self) -> str:
        """The stage that an instrument has reached, and according to whom; empty if none is told."""
        told = self._at_stage()
        if not told:
            return ""
        date = next((report.date for report in reversed(told) if report.date), None)
        return f"{happened(self.matter.stage or '', date)}, according to {according(told)}"

    def kept(self) -> str:
        """According to whom it was fulfilled, and when: "fulfilled according to X of 5 May 2014: signed on 2 May 2014"."""
        told = self._kept()
        said = next(
            (report for report in reversed(told) if report.date and report.date == self.matter.status_date), None
        )
        said = said or next((report for report in reversed(told) if report.date), told[-1] if told else None)
        if said is None:
            return ""
        what = "held" if self._is_meeting(said) else "done"
        date = happened(said.stage or what, said.date)
        return (
            f"fulfilled according to {according(told)}: {date}"
            if self.promised
            else f"{date}, according to {according(told)}"
        )

    def closed(self) -> str:
        """According to whom it was cancelled, or by what it was superseded."""
        told = [report for report in self.reports if report.act is Act.CANCELLED]
        cancelled = self.matter.status is MatterStatus.CANCELLED and told
        return f"cancelled according to {according(told)}" if cancelled else self.matter.note

    def late(self) -> str:
        """By how many days it came after the deadline that held, and after the first one; or that it came in time."""
        matter = self.matter
        if matter.status_date is None or matter.deadline is None or matter.deadline.date is None:
            return ""
        known_only = matter.status_date.first == EARLIEST
        done = matter.status_date.last if known_only else matter.status_date.first
        parts = []
        if matter.status is MatterStatus.FULFILLED_LATE:
            after = (done - matter.deadline.date.last).days
            parts += [f"{'at most ' if known_only else ''}{days(after)} late"] if after > 0 else []
        if matter.status is MatterStatus.FULFILLED and matter.status_date.last <= matter.deadline.date.last:
            parts.append("on time")
        if matter.first_deadline and matter.first_deadline.date:
            first = matter.first_deadline.date
            moved = (done - first.last).days
            parts.append(f"{'at most ' if known_only else ''}{slip(moved)} than first planned ({first.words()})")
        return ", ".join(parts)

    # ------------------------------------------------------------ where that is said

    def refs(self) -> tuple[str, ...]:
        """The findings that carry what is said of it, the one with the date first; all of them where nothing does."""
        done = self._kept() if self.matter.status in DONE_WITH else []
        first = [report for report in done if report.date] + done
        promised = self._promising() if self.promised else ()
        under_way = [report.member for report in self.reports if report.act in {Act.UNDER_WAY, Act.CANCELLED}]
        partly = [report.member for report in self.reports if report.act is Act.REACHED and report.parties]
        partly += [report.member for report in self._at_stage()]
        found = dict.fromkeys([*(report.member for report in first), *promised, *under_way, *partly])
        return tuple(found) or self.matter.members

    def _promising(self) -> tuple[str, ...]:
        """The findings that promise what is due, those with the deadline that holds first; all that promise anything else."""
        what = [report for report in self.promises if not self.awaited or report.goals[0].words == self.awaited]
        told = [report for report in what if _same_due(report.deadline, self.matter.deadline)] + what
        return tuple(dict.fromkeys(report.member for report in told or self.promises)) or self.matter.members

    def _at_stage(self) -> list[Report]:
        """Reports of the stage that an instrument has reached."""
        return [report for report in self.reports if report.stage is self.matter.stage is not None]

    def _kept(self) -> list[Report]:
        """Reports that what was promised was done; without a promise, reports of any reached stage."""
        reached = [report for report in self.reports if report.act is Act.REACHED]
        last: Goal | None = max((report.goals[0] for report in self.promises), key=lambda goal: goal.rank, default=None)
        return [report for report in reached if last in report.goals] or reached

    def _is_meeting(self, report: Report) -> bool:
        return isinstance(self.knowledge.told[report.member].item, Meeting)


def affair(knowledge: Knowledge, matter: Matter) -> Affair:
    """A matter with its reports, as monitoring reads them."""
    members = set(matter.members)
    found = [
        report
        for row in knowledge.of(matter.members)
        for report in _reports(row, matter, knowledge)
        if report.member in members
    ]
    return Affair(matter, knowledge, tuple(sorted(found, key=lambda report: (report.known, report.member))))


def _reports(row: Told, matter: Matter, knowledge: Knowledge) -> Iterator[Report]:
    if isinstance(row.item, Instrument):
        yield from reports.of_instrument(row.one, row.item, knowledge.on)
    elif isinstance(row.item, Commitment):
        yield reports.of_commitment(row.one, row.item, knowledge.on, stage=matter.kind == "instrument")
    elif isinstance(row.item, Meeting):
        yield Report(row.known, row.ref, Act.REACHED, row.one, (DONE,), date=row.item.date)


def title(matter: Matter, whose: str) -> str:
    """The matter's name as a line begins with it, after who is bound if that needs saying."""
    name = " ".join(matter.title.split())
    return f"{capital(whose)}: {name}" if whose else capital(name)


def happened(stage: Stage | str, date: Edtf | None) -> str:
    """A stage with its day, or that the day of what is over in a day is not said: "signed on 2 May 2014", "signed, day not said"."""
    what = word("events", stage)
    if date:
        return f"{what} {when(date)}"
    return what if stage in ONGOING else f"{what}, day not said"


def sentences(*clauses: str) -> str:
    """Clauses as sentences; empty ones are left out."""
    return " ".join(sentence(clause) for clause in clauses if clause)


def slip(count: int) -> str:
    """Days by which something came later or earlier."""
    return f"{days(abs(count))} {'later' if count >= 0 else 'earlier'}"


def according(told: Sequence[Report]) -> str:
    """Who reports, with the day: "Steppe Wire of 30 May 2014 and Ural Desk of 2 June 2014"."""
    return sources(report.told_in.document for report in told)


def sources(documents: Iterable[Document]) -> str:
    """Documents by outlet and day, the first few of them."""
    names = list(dict.fromkeys(_source(document) for document in documents))
    more = len(names) - NAMED_SOURCES
    return listed([*names[:NAMED_SOURCES], f"{more} more"] if more > 0 else names)


def _source(document: Document) -> str:
    return f"{outlet(document)} of {on(document.published)}" if document.published else f"{outlet(document)} (undated)"


def _plans(row: Told) -> bool:
    return isinstance(row.item, StageEvent) and row.item.stage.value.startswith("planned")


def _same_due(stated: Deadline | None, held: Deadline | None) -> bool:
    if stated is None or held is None:
        return False
    one, other = stated.date, held.date
    return one.overlaps(other) if one and other else bool(stated.event) and stated.event == held.event


def _said_on(rows: Sequence[Told]) -> str:
    """When it was stated first and last."""
    dates = [row.one.document.published for row in rows]
    known = sorted({value for value in dates if value})
    if not known:
        return "in an undated text"
    first = f"on {on(known[0])}"
    return first if len(known) == 1 else f"{first} and last on {on(known[-1])}"
