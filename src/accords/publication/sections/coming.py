"""The coming meeting: which, when, where, who will meet, as known on the day of the brief."""

from __future__ import annotations

from accords.core.vocabulary import MeetingStatus
from accords.publication.encounter_words import in_full, level, participant
from accords.publication.encounters import Encounter
from accords.publication.matter_words import Affair, affair, sentences, title
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.sections.meetings import next_edition
from accords.publication.sections.people import Holder, expected_at, holders
from accords.publication.sections.standing import CLOSED, FULFILLED
from accords.publication.series import recurring
from accords.publication.wordings import capital, dated, listed, on, parties, when, word


def coming(scope: Scope, meeting: Encounter | None) -> Section:
    """What is known of the coming meeting; where none is known, what the series between the parties lead to expect."""
    if meeting is None:
        expected = tuple(
            scope.line(one.name, sentences(words), [row.ref for row in one.told], one.id)
            for one in recurring(scope)
            if (words := next_edition(scope, one))
        )
        return Section("meeting", "The next meeting", expected, f"No next meeting is known on {on(scope.on)}.")
    lines = [_what(scope, meeting), _who(scope, meeting), *_series(scope, meeting), *_due_there(scope, meeting)]
    return Section("meeting", "The meeting" if meeting.held else "The next meeting", tuple(lines))


def _what(scope: Scope, meeting: Encounter) -> Line:
    verb = {
        MeetingStatus.HELD: "reported as held",
        MeetingStatus.CANCELLED: "reported as cancelled",
        MeetingStatus.POSTPONED: "postponed",
    }.get(meeting.status, "planned")
    if meeting.status is MeetingStatus.POSTPONED and meeting.date is not None:
        verb = "postponed and now planned"
    if meeting.date is not None:
        date = f"{verb} for {meeting.date.words()}" if verb.endswith("planned") else f"{verb} {when(meeting.date)}"
    else:
        date = f"{verb}; no {'new ' if verb == 'postponed' else ''}date stated by {on(scope.on)}"
    moved = f"first planned {when(meeting.first_plan)}" if meeting.first_plan else ""
    place = "" if meeting.place else "place not stated"
    return scope.line(
        f"{capital(in_full(meeting))}: {date}", sentences(level(meeting), moved, place), meeting.members, meeting.id
    )


def _who(scope: Scope, meeting: Encounter) -> Line:
    """Persons named for it; where none are, the parties, with those who hold the offices as last reported."""
    known = {name: one for one in holders(scope, meeting.parties) for name in (one.name, *_names(one))}
    if any(name in known for name in meeting.participants):
        named = [known.get(name) for name in meeting.participants]
        words = listed(
            f"{one.name} ({one.office})" if one else participant(name)
            for one, name in zip(named, meeting.participants, strict=True)
        )
        refs = [one.last.ref for one in named if one]
        return scope.line(f"Participants: {words}", "", [*meeting.members, *refs], meeting.id)
    likely = expected_at(scope, meeting)
    detail = (
        f"the {word('levels', meeting.level.value)}, as last reported: "
        + listed(f"{one.name} ({one.office}, {dated_report(one)})" for one in likely)
        if likely
        else ""
    )
    return scope.line(
        f"Participants: {parties(meeting.parties)}",
        sentences("persons not named", detail),
        [*meeting.members, *(one.last.ref for one in likely)],
        meeting.id,
    )


def _due_there(scope: Scope, meeting: Encounter) -> list[Line]:
    """What is to be done at this meeting, on one line; it stands with its details further down."""
    due = [
        one
        for matter in scope.matters
        if matter.status not in FULFILLED | CLOSED
        for one in [affair(scope.knowledge, matter)]
        if _at(scope, one, meeting)
    ]
    if not due:
        return []
    what = "; ".join(
        title(one.matter, scope.circle.whose(one.matter)) + (f" ({one.awaited})" if one.awaited else "") for one in due
    )
    return [
        scope.line(f"Due at this meeting: {what}", "", [ref for one in due for ref in one.matter.members], meeting.id)
    ]


def _at(scope: Scope, one: Affair, meeting: Encounter) -> bool:
    """Whether a deadline names this meeting as its occasion."""
    return any(
        scope.knowledge.occasions.named(
            report.deadline.event, report.told_in, report.parties or one.matter.parties, scope.on
        )
        == meeting.id
        for report in one.promises
        if report.deadline and report.deadline.event
    )


def _names(one: Holder) -> list[str]:
    return [row.item.name for row in one.told if hasattr(row.item, "name")]


def dated_report(one: Holder) -> str:
    """The day of the report that names an office."""
    return on(one.last.known) if one.last.one.document.published else "undated"


def _series(scope: Scope, meeting: Encounter) -> list[Line]:
    """Of the series it is an edition of: the rhythm, the hosts, the edition before."""
    for one in recurring(scope):
        if any(edition.id == meeting.id for edition in one.editions):
            last = next((e for e in reversed(one.editions) if e.held and e.id != meeting.id), None)
            rhythm = [word("recurrences", one.recurrence)] if one.recurrence else []
            hosts = [word("hosts", one.host_rule)] if one.host_rule else []
            before = f"previous edition: {dated(last.date)}" + (f", {last.place}" if last.place else "") if last else ""
            detail = sentences("; ".join([*rhythm, *hosts]), before)
            refs = [row.ref for row in one.told] + list(last.members if last else ())
            return [scope.line(f"Series: {one.name}", detail, refs, one.id)] if detail else []
    return []
