"""The next dates in order: deadlines, planned meetings, editions of series."""

from __future__ import annotations

from datetime import date

from accords.core.timex import Edtf
from accords.core.vocabulary import MatterStatus
from accords.publication.encounter_words import in_full
from accords.publication.matter_words import affair
from accords.publication.report import Section
from accords.publication.scope import Scope
from accords.publication.sections.standing import OPEN
from accords.publication.series import recurring
from accords.publication.wordings import capital, on, sentence, when

Row = tuple[date, date, str, str, tuple[str, ...], str]


def next_dates(scope: Scope) -> Section:
    """What lies ahead and has a date, however coarse."""
    rows = sorted([*_deadlines(scope), *_further(scope), *_meetings(scope), *_editions(scope)])
    lines = tuple(scope.line(text, detail, refs, ref) for _, _, text, detail, refs, ref in rows)
    return Section("dates", "Next dates", lines, "" if lines else f"No date after {on(scope.on)} is known.")


def _row(value: Edtf, what: str, detail: str, refs: tuple[str, ...], ref: str) -> Row:
    return value.last, value.first, f"{capital(value.words())}: {what}", detail, refs, ref


def _deadlines(scope: Scope) -> list[Row]:
    found = []
    for matter in scope.matters:
        value = matter.deadline.date if matter.deadline else None
        if matter.status in OPEN | {MatterStatus.OVERDUE} and value is not None and value.last >= scope.on:
            awaited = affair(scope.knowledge, matter).awaited
            what = " ".join(matter.title.split()) + (f", {awaited}" if awaited else "")
            detail = sentence(f"deadline {_of(scope.circle.whose(matter))}")
            found.append(_row(value, what, detail, matter.members, matter.id))
    return found


def _further(scope: Scope) -> list[Row]:
    """Stages of instruments promised for later than what is due now ("text by September, signature in October")."""
    found = []
    for matter in scope.matters:
        due = matter.deadline.date if matter.deadline else None
        if matter.status not in OPEN | {MatterStatus.OVERDUE} or due is None:
            continue
        for words, value, refs in affair(scope.knowledge, matter).ahead():
            if value.last >= scope.on and value.last > due.last:
                what = f"{' '.join(matter.title.split())}, {words}"
                found.append(_row(value, what, sentence(f"planned {_of(scope.circle.whose(matter))}"), refs, matter.id))
    return found


def _of(whose: str) -> str:
    return whose if whose.startswith("with ") or not whose else f"of {whose}"


def _meetings(scope: Scope) -> list[Row]:
    return [
        _row(one.date, in_full(one), "Planned meeting.", one.members, one.id)
        for one in scope.meetings
        if one.ahead(scope.on) and one.date is not None
    ]


def _editions(scope: Scope) -> list[Row]:
    """Editions that no text plans yet, by the rhythm of their series."""
    found = []
    for one in recurring(scope):
        expected, last = one.expected, one.last_held
        if expected is None or last is None or expected.last < scope.on or any(e.ahead(scope.on) for e in one.editions):
            continue
        refs = (*(row.ref for row in one.told), *last.members)
        detail = f"Expected by its rhythm only, as the last was held {when(last.date)}." if last.date else ""
        found.append(_row(expected, one.name, detail, refs, one.id))
    return found
