"""The brief for a coming meeting: where everything stands that the parties agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from accords.core.errors import AccordsError, UnknownRecord
from accords.publication.encounters import VAGUE, Encounter, next_meeting, previous_meeting
from accords.publication.knowledge import Knowledge
from accords.publication.near_names import advice
from accords.publication.report import Report
from accords.publication.scope import Scope, report, scope
from accords.publication.sections.changes import changes_since
from accords.publication.sections.coming import coming
from accords.publication.sections.dates import next_dates
from accords.publication.sections.disagreements import disagreements
from accords.publication.sections.instruments import instruments
from accords.publication.sections.meetings import meetings_since, name_of
from accords.publication.sections.people import people
from accords.publication.sections.standing import fulfilled, open_items, overdue
from accords.publication.wordings import parties as named

KnownOn = Callable[[date], Knowledge]


def brief(known_on: KnownOn, parties: Sequence[str], on: date, meeting: str = "") -> Report:
    """The brief for the next meeting of two or more parties.

    Args:
        known_on: Answers what is known on a day; asked for `on` and for the day of their last meeting.
        parties: Their codes (see `party_names.party_code`).
        on: The day of the brief; nothing that became known later is in it.
        meeting: Id of the meeting, its cluster's or that of a finding; the next planned one at the highest level without it.

    Raises:
        AccordsError: There are fewer than two parties.
        UnknownRecord: No such meeting of theirs is known on that day.
    """
    if len(set(parties)) < 2:
        raise AccordsError("a brief is for a meeting of two parties", "parties", "name both: --parties Norway,Finland")
    about = scope(known_on(on), tuple(parties))
    coming_one = _named(about, meeting) if meeting else next_meeting(about.meetings, on)
    earlier = [
        one
        for one in about.meetings
        if coming_one is None or one.place_in_time() < coming_one.place_in_time() or not coming_one.held
    ]
    level = coming_one.level if coming_one and coming_one.level not in VAGUE else None
    previous = previous_meeting([one for one in earlier if one is not coming_one], level)
    at_level = previous is not None and previous.level is level
    latest = previous is previous_meeting(earlier, None)
    then = known_on(min(previous.first_reported, on)) if previous else None
    sections = (
        coming(about, coming_one),
        overdue(about),
        open_items(about),
        changes_since(about, previous, then, "last meeting" if latest else "last meeting at this level"),
        fulfilled(about),
        instruments(about),
        meetings_since(about, previous, at_level=at_level),
        next_dates(about),
        disagreements(about),
        people(about),
    )
    occasion = f"For {name_of(coming_one)}" if coming_one else "No next meeting is known"
    return report(about, f"Brief: {named(about.circle.parties)}", occasion, sections)


def _named(about: Scope, name: str) -> Encounter:
    for one in about.meetings:
        if name == one.id or any(name in (ref, ref.rpartition("/")[2]) for ref in one.members):
            return one
    ids = [one.id for one in about.meetings] + [ref for one in about.meetings for ref in one.members]
    raise UnknownRecord(
        f"no meeting of {named(about.circle.parties)} with this id is known on {about.on.isoformat()}",
        name,
        advice(name, ids, "leave it out for the next one"),
    )
