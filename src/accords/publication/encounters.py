"""Meetings as all documents together tell of them: held or planned, when, where, who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingKind, MeetingLevel, MeetingStatus
from accords.linkage.settings import number
from accords.linkage.wording import telling
from accords.publication.knowledge import Knowledge, Told
from accords.publication.told_dates import combined

T = TypeVar("T")
Day = date

LEVELS = tuple(MeetingLevel)
"""Highest first."""

VAGUE = {MeetingLevel.MIXED, MeetingLevel.OTHER}


@dataclass(frozen=True, slots=True)
class Encounter:
    """One meeting over documents.

    Attributes:
        id: Of its cluster.
        status: Held, if any document says so; else what the last one says.
        level: As told by most; of an edition whose level nobody tells, that of the edition before.
        kind: As told by most.
        date: When it was held, "one of" several days where reports conflict; else the latest plan. None if unsaid, or put
            off without a new date.
        first_plan: The date first planned, where the plan moved.
        place: As told by most, of those who tell of it as held if it was.
        series: Name of the recurring meeting, as told by most.
        ordinal: Number of the edition.
        participants: Persons, codes and organisations, as the fullest report names them.
        parties: Codes and organisations of every report.
        told: The reports, earliest known first.
    """

    id: str
    status: MeetingStatus
    level: MeetingLevel
    kind: MeetingKind
    date: Edtf | None
    first_plan: Edtf | None
    place: str
    series: str
    ordinal: int | None
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    told: tuple[Told, ...]

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(row.ref for row in self.told)

    @property
    def held(self) -> bool:
        return self.status is MeetingStatus.HELD

    @property
    def first_reported(self) -> Day:
        """The day on which it was first told as held, or first told at all."""
        rows = [row.known for row in self.told if _meeting(row).status is MeetingStatus.HELD]
        return min(rows or [row.known for row in self.told])

    def ahead(self, on: Day) -> bool:
        """Whether it is planned and not past on a day; a plan without a date holds for as long as linkage lets it."""
        if self.status not in {MeetingStatus.PLANNED, MeetingStatus.POSTPONED}:
            return False
        if self.date is not None:
            return self.date.last >= on
        return (on - self.told[-1].known).days <= number("meeting", "planned_ahead")

    def place_in_time(self) -> tuple[Day, Day]:
        """To sort by: its days, or the day of the first report where no date is told."""
        return (self.date.first, self.date.last) if self.date else (self.first_reported, self.first_reported)


def encounters(knowledge: Knowledge) -> tuple[Encounter, ...]:
    """Every meeting known, in no particular order."""
    found = [_encounter(cluster.id, knowledge.of(cluster.members)) for cluster in knowledge.linkage.meetings]
    return tuple(_levelled(found))


def next_meeting(meetings: Iterable[Encounter], on: date) -> Encounter | None:
    """The planned meeting at the highest level, calls aside; of several there, the first with a date, and one with a name."""
    ahead = [one for one in meetings if one.ahead(on) and one.kind is not MeetingKind.CALL]
    return min(
        ahead,
        key=lambda one: (LEVELS.index(one.level), one.date is None, one.place_in_time(), not one.series, one.id),
        default=None,
    )


def previous_meeting(meetings: Iterable[Encounter], level: MeetingLevel | None) -> Encounter | None:
    """The last meeting, calls aside, reported as held: at a level, or at any where none was at that level or none is given."""
    held = [one for one in meetings if one.held and one.kind is not MeetingKind.CALL]
    same = [one for one in held if one.level is level]
    return max(same or held, key=lambda one: (one.place_in_time(), one.id), default=None)


def series_key(name: str) -> str:
    """Names of one series have one key, whatever article, number or year they carry."""
    return content_id("series", sorted(telling(name)))


def _meeting(row: Told) -> Meeting:
    return cast("Meeting", row.item)  # clusters of meetings hold meetings


def _encounter(name: str, told: Sequence[Told]) -> Encounter:
    meetings = [_meeting(row) for row in told]
    reports = [meeting for meeting in meetings if meeting.status is MeetingStatus.HELD]
    best = reports or meetings
    status = MeetingStatus.HELD if reports else meetings[-1].status
    plans = [meeting.date for meeting in meetings if meeting.status is not MeetingStatus.HELD and meeting.date]
    put_off = status is MeetingStatus.POSTPONED and meetings[-1].date is None
    held = combined(meeting.date for meeting in reports if meeting.date)
    when = None if put_off else held or _latest(plans)
    first = plans[0] if plans and (when is None or not plans[0].overlaps(when)) else None
    fullest = max(best, key=lambda meeting: sum(name not in meeting.parties for name in meeting.participants))
    return Encounter(
        id=name,
        status=status,
        level=_most((m.level for m in best), VAGUE) or _most((m.level for m in meetings), VAGUE) or best[0].level,
        kind=_most((m.kind for m in best), {MeetingKind.OTHER}) or best[0].kind,
        date=when,
        first_plan=first,
        place=_most((m.place for m in best), {""}) or _most((m.place for m in meetings), {""}) or "",
        series=_most((m.series for m in meetings), {""}) or "",
        ordinal=next((m.ordinal for m in reversed(meetings) if m.ordinal and m.series), None),
        participants=fullest.participants,
        parties=tuple(dict.fromkeys(party for meeting in meetings for party in meeting.parties)),
        told=tuple(told),
    )


def _latest(dates: Sequence[Edtf]) -> Edtf | None:
    """The date planned last, unless it is a coarser word for the one told before."""
    found: Edtf | None = None
    for value in dates:
        if found is None or not value.contains(found):
            found = value
    return found


def _most(values: Iterable[T], vague: set[T]) -> T | None:
    counts = Counter(value for value in values if value not in vague)
    return min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value))) if counts else None


def _levelled(found: Sequence[Encounter]) -> Iterable[Encounter]:
    """Give editions of a series the level of the edition before where their own is not told."""
    last: dict[str, MeetingLevel] = {}
    for one in sorted(found, key=lambda one: one.place_in_time()):
        key = series_key(one.series) if one.series else ""
        if key and one.level in VAGUE and key in last:
            yield replace(one, level=last[key])
        else:
            yield one
        if key and one.level not in VAGUE:
            last[key] = one.level
