"""Where meetings stand: held or ahead, on which day, moved from which, and who says what of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accords.core.findings import Findings
from accords.core.matter import Claim
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus
from accords.linkage.model import Linkage
from accords.monitoring.conflicts import disagreeing, two_accounts
from accords.monitoring.due_dates import Occasions
from accords.monitoring.lifecycle import days


@dataclass(frozen=True, slots=True)
class MeetingStanding:
    """A meeting on a day, as known on that day.

    Attributes:
        id: Of its cluster.
        label: What it is called.
        status: Held if any document says so, else as told last.
        date: When it was held, else the latest plan; None if unsaid, called off, or put off without a new date.
        first_date: The date first planned, where it was moved since.
        slip_days: Days by which it moved, negative if forward; None where it did not.
        claims: Dates on which documents disagree.
        members: References of findings, earliest known first.
    """

    id: str
    label: str
    status: MeetingStatus
    date: Edtf | None
    first_date: Edtf | None
    slip_days: int | None
    claims: tuple[Claim, ...]
    members: tuple[str, ...]


def meetings(findings: Sequence[Findings], linkage: Linkage, on: date) -> tuple[MeetingStanding, ...]:
    """Every meeting as known by a day, earliest known first. Arguments are those of `follow`."""
    known = [one for one in findings if one.document.published is None or one.document.published <= on]
    occasions = Occasions(known, linkage)
    return tuple(_standing(cluster.id, cluster.label, occasions, on) for cluster in linkage.meetings
                 if occasions.told(cluster.id, on))


def _standing(name: str, label: str, occasions: Occasions, on: date) -> MeetingStanding:
    told = occasions.told(name, on)
    held = [row for row in told if row[2].status is MeetingStatus.HELD]
    status = MeetingStatus.HELD if held else told[-1][2].status
    put_off = status is MeetingStatus.POSTPONED
    now, first = occasions.dated(name, on), occasions.first_date(name, on)
    if put_off and now is not None and (told[-1][2].date is None or told[-1][2].date == first):
        now = None
    moved = now is not None and first is not None and not now.overlaps(first)
    if moved and now and first and two_accounts(first, now):
        moved = any(row[2].status is MeetingStatus.POSTPONED for row in told)
    claims = disagreeing([(row[2].date, row[1]) for row in held if row[2].date]) or disagreeing(
        [(row[2].date, row[1]) for row in told if row[2].date and row not in held], within=days("conflict"))
    return MeetingStanding(name, label, status, now, first if moved or put_off else None,
                           (now.last - first.last).days if moved and now and first else None, claims,
                           tuple(row[1] for row in told))
