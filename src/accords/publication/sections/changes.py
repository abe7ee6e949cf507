"""What changed since the parties last met: new, fulfilled, moved, overdue since, cancelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from accords.core.matter import Matter
from accords.core.vocabulary import MatterStatus
from accords.monitoring import Change, ChangeKind, changes
from accords.publication.encounters import Encounter
from accords.publication.knowledge import Knowledge
from accords.publication.matter_words import affair, sentences, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.sections.meetings import name_of
from accords.publication.sections.standing import CLOSED, FULFILLED
from accords.publication.wordings import on

PARTS = {
    "new": "New",
    "fulfilled": "Fulfilled since",
    "moved": "Moved",
    "overdue": "Overdue since",
    "closed": "Cancelled or superseded",
    "other": "Reported progress",
}


def changes_since(
    scope: Scope, previous: Encounter | None, then: Knowledge | None, last_meeting: str = "last meeting"
) -> Section:
    """What is known now that was not known when the last meeting was reported.

    Args:
        scope: The report's scope.
        previous: Their last meeting; None if none is known.
        then: What was known on the day of the first report of that meeting, so that what was agreed there is the start.
        last_meeting: What that meeting is to them, for the heading.
    """
    key, heading = "changes", f"Changed since their {last_meeting}"
    if previous is None or then is None:
        return Section(
            key, heading, note="No earlier meeting between them is known, so there is nothing to compare with."
        )
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes(then.matters, scope.matters):
        found[change.matter.id].append(change)
    groups: dict[str, list[Line]] = defaultdict(list)
    for of_one in found.values():
        if part := _part(of_one):
            groups[part].append(_line(scope, of_one, then.on))
    parts = tuple(Section(f"changes-{name}", PARTS[name], tuple(groups[name])) for name in PARTS if groups[name])
    since = f"Since {name_of(previous)}, first reported on {on(then.on)}"
    nothing = "" if parts else f": no change is reported by {on(scope.on)}"
    return Section(key, heading, parts=parts, note=f"{since}{nothing}.")


def _part(of_one: Sequence[Change]) -> str:
    """Where a matter's changes stand; empty where all that is new is a name."""
    matter, before = of_one[0].matter, of_one[0].before
    moved = any(change.kind is ChangeKind.DEADLINE and change.slip_days for change in of_one)
    status_moved = before is None or before.status is not matter.status
    if matter.status in FULFILLED and status_moved and before is not None:
        return "fulfilled"
    if matter.kept and before is not None and before.kept != matter.kept:
        return "fulfilled"
    if matter.status in CLOSED and status_moved:
        return "closed"
    if before is None:
        return "" if matter.status is MatterStatus.UNKNOWN else "new"
    if moved:
        return "moved"
    if matter.status is MatterStatus.OVERDUE and status_moved:
        return "overdue"
    return (
        "other"
        if any(change.kind is not ChangeKind.STATUS for change in of_one)
        or matter.status in {MatterStatus.IN_PROGRESS, MatterStatus.PARTLY_FULFILLED}
        else ""
    )


def _line(scope: Scope, of_one: Sequence[Change], since: date) -> Line:
    matter = of_one[0].matter
    one = affair(scope.knowledge, matter)
    later = [row.ref for row in scope.knowledge.of(matter.members) if row.known > since]
    carrying = [ref for affairs in (*one.parts(), one) for ref in affairs.refs() if ref in later]
    refs = carrying or later or matter.members
    return scope.line(title(matter, scope.circle.whose(matter)), _what(scope, of_one), refs, matter.id)


def _what(scope: Scope, of_one: Sequence[Change]) -> str:
    matter, before = of_one[0].matter, of_one[0].before
    one = affair(scope.knowledge, matter)
    moved = next((change for change in of_one if change.kind is ChangeKind.DEADLINE), None)
    slipped = (
        moved.words if moved and before and before.deadline and before.deadline.date else ""
    )  # else it is told as due
    if moved is not None and moved.slip_days:
        slipped += f", {abs(moved.slip_days)} days {'later' if moved.slip_days > 0 else 'earlier'}"
    if matter.status in FULFILLED:
        return sentences(one.kept() or one.matter.note, one.late(), slipped, _was(before))
    if matter.status in CLOSED:
        return sentences(one.closed(), _was(before))
    if matter.kept and before is not None and before.kept != matter.kept:
        return sentences(
            *(words for part in one.parts() for words in (part.kept(), part.late())), f"{one.awaited} not reported"
        )
    if before is None:
        return sentences(one.stated())  # where it stands is told above
    if matter.status is MatterStatus.OVERDUE:
        return sentences(one.due(), one.silence(), slipped, _was(before))
    stage = "" if before.stage is matter.stage else one.reached()
    return sentences(stage, slipped or one.due(), "" if stage else one.progress(), one.concerns())


def _was(before: Matter | None) -> str:
    return f"{before.status.value.replace('_', ' ')} before" if before else ""
