"""Where sources disagree: two accounts of one day, place, stage, deadline or outcome that cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus
from accords.linkage.wording import stems
from accords.monitoring.lifecycle import DONE
from accords.monitoring.reports import Act, Report
from accords.publication.encounter_words import name
from accords.publication.encounters import Encounter
from accords.publication.knowledge import Told
from accords.publication.matter_words import Affair, affair, sources, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.wordings import capital, on, sentence, when, word

NEAR = 7
"""Days within which two plans of one meeting are two accounts of it; plans farther apart have moved."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says: its words, the date in them if it is about one, and where it stands."""

    words: str
    told: Told
    date: Edtf | None = None


def disagreements(scope: Scope) -> Section:
    """Each question on which reports conflict, with who says what."""
    lines = [line for one in scope.meetings for line in _of_meeting(scope, one)]
    for matter in scope.matters:
        one = affair(scope.knowledge, matter)
        questions = [*_stages(scope, one), *_deadlines(scope, one), *_outcomes(scope, one)]
        lines += [
            _line(scope, f"{title(matter, scope.circle.whose(matter))}: {question}", claims, matter.id)
            for question, claims in questions
        ]
    none = f"No conflict between reports is known by {on(scope.on)}."
    return Section("disagreements", "Where sources disagree", tuple(lines), "" if lines else none)


def _line(scope: Scope, text: str, claims: Sequence[Claim], ref: str) -> Line:
    by_words: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_words[claim.words].append(claim)
    said = "; ".join(
        f"{words} according to {sources(claim.told.one.document for claim in same)}" for words, same in by_words.items()
    )
    return scope.line(text, sentence(said), [claim.told.ref for claim in claims], ref)


def _conflicting(claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose dates share no day with the date of another one."""
    pairs = [
        (one, other)
        for one, other in combinations(claims, 2)
        if one.date and other.date and not one.date.overlaps(other.date)
    ]
    return [claim for claim in claims if any(claim in pair for pair in pairs)]


def _of_meeting(scope: Scope, one: Encounter) -> Iterator[Line]:
    rows = [(row, row.item) for row in one.told if isinstance(row.item, Meeting)]
    reports = [(row, meeting) for row, meeting in rows if meeting.status is MeetingStatus.HELD]
    plans = [(row, meeting) for row, meeting in rows if meeting.status is MeetingStatus.PLANNED]
    held = _conflicting([Claim(f"held {when(m.date)}", row, m.date) for row, m in reports if m.date])
    planned = _conflicting([Claim(f"planned {when(m.date)}", row, m.date) for row, m in plans if m.date])
    if held:
        yield _line(scope, f"{capital(name(one))}: date", held, one.id)
    elif planned and all(_gap(a, b) <= NEAR for a, b in combinations(planned, 2)):
        yield _line(scope, f"{capital(name(one))}: planned date", planned, one.id)
    places = [Claim(f"in {m.place}", row) for row, m in reports if m.place]
    towns = [stems(claim.words.removeprefix("in ").split(",")[0]) for claim in places]
    if any(not a & b for a, b in combinations(towns, 2)):
        yield _line(scope, f"{capital(name(one))}: place", places, one.id)


def _gap(one: Claim, other: Claim) -> int:
    if one.date is None or other.date is None:
        return 0
    return max(0, (max(one.date.first, other.date.first) - min(one.date.last, other.date.last)).days)


def _told(scope: Scope, reports: Iterable[Report]) -> list[tuple[Report, Told]]:
    return [(report, scope.knowledge.told[report.member]) for report in reports]


Question = tuple[str, list[Claim]]


def _stages(scope: Scope, one: Affair) -> Iterator[Question]:
    """Different days of one stage of an instrument, or of one party's."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for report, told in _told(scope, one.reports):
        if report.stage is not None and report.date is not None and report.act is not Act.PROMISED:
            what = word("events", report.stage.value)
            groups[what, report.parties].append(Claim(f"{what} {when(report.date)}", told, report.date))
    for (what, _), claims in groups.items():
        if conflicting := _conflicting(claims):
            yield f"when {what}", conflicting


def _deadlines(scope: Scope, one: Affair) -> Iterator[Question]:
    """Different deadlines stated on one day, or a deadline to which later texts return after another was stated."""
    stated = [
        (report, told)
        for report, told in _told(scope, one.promises)
        if report.deadline and report.deadline.date and report.act is not Act.MOVED
    ]
    for goal in dict.fromkeys(report.goals[0] for report, _ in stated):
        of_goal = [
            (report.known, Claim(f"due {when(report.deadline.date)}", told, report.deadline.date))
            for report, told in stated
            if report.goals[0] is goal and report.deadline and report.deadline.date
        ]
        same_day = [claim for known, claim in of_goal if sum(known == other for other, _ in of_goal) > 1]
        conflicting = _conflicting(same_day) or (_conflicting([c for _, c in of_goal]) if _returns(of_goal) else [])
        if conflicting:
            yield "deadline" if goal is DONE else f"deadline of {goal.words}", conflicting


def _returns(of_goal: Sequence[tuple[object, Claim]]) -> bool:
    """Whether a deadline is stated again after another one was."""
    dates = [claim.date for _, claim in of_goal if claim.date]
    runs = [value for index, value in enumerate(dates) if index == 0 or not value.overlaps(dates[index - 1])]
    return any(one.overlaps(other) for one, other in combinations(runs, 2))


def _outcomes(scope: Scope, one: Affair) -> Iterator[Question]:
    """Reported as reached, and of the same day or later as missed or still ahead; or on one day as under way and as missed."""
    rows = _told(scope, one.reports)
    for done, told in rows:
        if done.act not in {Act.REACHED, Act.UNDER_WAY} or not done.goals:
            continue
        against = [
            Claim(_denial(report), other)
            for report, other in rows
            if report.known >= done.known
            and report.goals
            and report.goals[0] in done.goals
            and (other.one is not told.one or report.act is Act.MISSED)
            and _denies(report, done)
        ]
        if against:
            plain = "fulfilled" if done.act is Act.REACHED else "under way"
            what = word("events", done.stage.value) if done.stage else plain
            date = f" {when(done.date)}" if done.date else ""
            yield f"whether {what}", [Claim(f"{what}{date}", told), *against]
            return


def _denies(report: Report, done: Report) -> bool:
    if done.act is Act.UNDER_WAY:
        return report.act is Act.MISSED and report.known == done.known
    due = report.deadline.date if report.deadline else None
    ahead = report.act is Act.PROMISED and due is not None and due.first > max(report.known, done.known)
    return report.act is Act.MISSED or ahead


def _denial(report: Report) -> str:
    due = report.deadline.date if report.deadline else None
    return f"still to come {when(due)}" if report.act is Act.PROMISED and due else "missed"
