"""Overdue, open, fulfilled: every matter that was undertaken stands in one of them; an instrument also with what was kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accords.core.vocabulary import MatterStatus
from accords.publication.matter_words import Affair, affair, sentences, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.wordings import days, on

OPEN = frozenset(
    {
        MatterStatus.PENDING,
        MatterStatus.IN_PROGRESS,
        MatterStatus.DUE,
        MatterStatus.RESCHEDULED,
        MatterStatus.PARTLY_FULFILLED,
    }
)
FULFILLED = frozenset({MatterStatus.FULFILLED, MatterStatus.FULFILLED_LATE})
CLOSED = frozenset({MatterStatus.CANCELLED, MatterStatus.SUPERSEDED})


def overdue(scope: Scope) -> Section:
    """What was due and is not reported as done, the longest overdue first."""
    late = sorted(_of(scope, {MatterStatus.OVERDUE}), key=lambda one: (_due(one)[0], one.matter.title))
    lines = tuple(
        _line(
            scope,
            one,
            f"{_name(scope, one)}, {one.due() or 'reported as missed'}",
            one.silence(),
            one.concerns(),
            one.moved(),
            one.stated(),
        )
        for one in late
    )
    return Section("overdue", "Overdue", lines, "" if lines else f"Nothing is known to be overdue on {on(scope.on)}.")


def open_items(scope: Scope) -> Section:
    """What is still to be done: with a deadline first, by date; then at an occasion without a date; then the rest."""
    found = list(_of(scope, OPEN))
    with_date = sorted(
        (one for one in found if _due(one)[0] != date.max), key=lambda one: (_due(one), one.matter.title)
    )
    rest = sorted((one for one in found if _due(one)[0] == date.max), key=_newest_first)
    parts = (
        Section("open-dated", "With a deadline", tuple(_dated_line(scope, one) for one in with_date)),
        Section(
            "open-occasion",
            "At an occasion whose date is not known",
            tuple(_dated_line(scope, one) for one in rest if one.due()),
        ),
        Section("open-undated", "Without a date", _undated(scope, rest, with_others=False)),
        Section(
            "open-undated-others", "Without a date, undertaken with others", _undated(scope, rest, with_others=True)
        ),
    )
    kept = tuple(part for part in parts if part.lines)
    note = f"No report that these are fulfilled is known by {on(scope.on)}." if kept else "No open item is known."
    return Section("open", "Open", parts=kept, note=note)


def fulfilled(scope: Scope) -> Section:
    """What is reported as fulfilled, by whom and how late, the latest first; and what was cancelled or superseded."""
    whole = [one for one in _of(scope, FULFILLED) if one.promised]
    partly = [part for one in _of(scope, OPEN | {MatterStatus.OVERDUE}) for part in one.parts()]
    done = sorted([*whole, *partly], key=_latest_first)
    lines = tuple(
        _line(
            scope,
            one,
            f"{_name(scope, one)}, {one.awaited}" if one in partly else _name(scope, one),
            one.kept(),
            one.late(),
            one.concerns(),
            one.due(),
            one.moved(),
        )
        for one in done
    )
    closed = tuple(
        _line(scope, one, f"{_name(scope, one)}: {one.matter.status.value}", one.closed(), one.stated())
        for one in _of(scope, CLOSED)
    )
    parts = (Section("closed", "Cancelled or superseded", closed),) if closed else ()
    note = "" if lines else f"No report of a fulfilled undertaking is known by {on(scope.on)}."
    return Section("fulfilled", "Fulfilled", lines, note, parts)


def _undated(scope: Scope, rest: Iterable[Affair], *, with_others: bool) -> tuple[Line, ...]:
    """Open items without deadline or occasion: those of the parties of the report, or those that others share."""
    return tuple(
        _line(
            scope, one, _outstanding(scope, one), one.progress(), one.concerns(), one.stated() if one.promised else ""
        )
        for one in rest
        if not one.due() and scope.circle.with_others(one.matter) is with_others
    )


def _of(scope: Scope, statuses: Iterable[MatterStatus]) -> Iterable[Affair]:
    wanted = frozenset(statuses)
    return [affair(scope.knowledge, matter) for matter in scope.matters if matter.status in wanted]


def _name(scope: Scope, one: Affair) -> str:
    return title(one.matter, scope.circle.whose(one.matter))


def _outstanding(scope: Scope, one: Affair) -> str:
    """The name with what of an instrument is still to come ("Water treaty: entry into force not reported")."""
    return _name(scope, one) + (f": {one.awaited} not reported" if one.awaited else "")


def _line(scope: Scope, one: Affair, text: str, *clauses: str) -> Line:
    return scope.line(text, sentences(*clauses), one.refs(), one.matter.id)


def _dated_line(scope: Scope, one: Affair) -> Line:
    soon = ""
    deadline = one.matter.deadline
    if one.matter.status is MatterStatus.DUE and deadline and deadline.date:
        left = (deadline.date.last - scope.on).days
        soon = "due today" if left == 0 else f"due within {days(left)}"
    return _line(
        scope, one, f"{_name(scope, one)}, {one.due()}", soon, one.concerns(), one.moved(), one.progress(), one.stated()
    )


def _due(one: Affair) -> tuple[date, date]:
    """Last and first day of the deadline; the end of time where it has no date."""
    due = one.matter.deadline.date if one.matter.deadline else None
    return (due.last, due.first) if due else (date.max, date.max)


def _newest_first(one: Affair) -> tuple[int, str]:
    return -max(step.known for step in one.matter.history).toordinal(), one.matter.title


def _latest_first(one: Affair) -> tuple[int, str]:
    done = one.matter.status_date
    return -(done.last if done else date.min).toordinal(), one.matter.title
