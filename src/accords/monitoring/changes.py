"""What changed between two dates of knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accords.core.matter import Matter


class ChangeKind(StrEnum):
    """What happened to a matter."""

    NEW = "new"
    STATUS = "status"
    DEADLINE = "deadline"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one matter.

    Attributes:
        kind: What happened.
        matter: As it stands now.
        before: As it stood; None if it is new.
        slip_days: Days by which the deadline moved, negative if forward; None for other changes, or without dates.
        words: The change in a few words ("pending, now fulfilled").
    """

    kind: ChangeKind
    matter: Matter
    before: Matter | None
    slip_days: int | None
    words: str


def changes(before: Sequence[Matter], after: Sequence[Matter]) -> tuple[Change, ...]:
    """New matters, moved statuses, stages and deadlines, in the order of `after`.

    A matter is known again by its id or, where earlier texts were added since, by the members it shares.
    """
    by_id = {matter.id: matter for matter in before}
    by_member = {member: matter for matter in before for member in matter.members}
    found: list[Change] = []
    for matter in after:
        old = by_id.get(matter.id) or _by_members(matter, by_member)
        if old is None:
            found.append(Change(ChangeKind.NEW, matter, None, None, f"new, {_plain(matter.status)}"))
        else:
            found += _between(old, matter)
    return tuple(found)


def _by_members(matter: Matter, by_member: dict[str, Matter]) -> Matter | None:
    shared = Counter(by_member[member].id for member in matter.members if member in by_member)
    best = min(shared, key=lambda name: (-shared[name], name), default=None)
    return next((old for old in by_member.values() if old.id == best), None)


def _between(old: Matter, new: Matter) -> list[Change]:
    found = []
    if old.status is not new.status:
        words = f"{_plain(old.status)}, now {_plain(new.status)}"
        found.append(Change(ChangeKind.STATUS, new, old, None, words))
    if old.stage is not new.stage and new.stage is not None:
        found.append(Change(ChangeKind.STAGE, new, old, None, f"now {_plain(new.stage)}"))
    due, was = (matter.deadline.date if matter.deadline else None for matter in (new, old))
    if due is not None and due != was:
        slip = (due.last - was.last).days if was is not None else None
        words = f"deadline {due.words()}" + (f" instead of {was.words()}" if was else "")
        found.append(Change(ChangeKind.DEADLINE, new, old, slip, words))
    return found


def _plain(value: StrEnum) -> str:
    return value.value.replace("_", " ")
