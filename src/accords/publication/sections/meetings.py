"""Meetings: those since a day, those by level, and the series that they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from accords.core.vocabulary import MeetingStatus
from accords.publication.encounter_words import headed, in_full, level, who
from accords.publication.encounters import LEVELS, Encounter
from accords.publication.matter_words import sentences
from accords.publication.report import Line, Section
from accords.publication.scope import Scope
from accords.publication.series import Recurring, recurring
from accords.publication.wordings import capital, dated, on, when, word


def meetings_since(scope: Scope, previous: Encounter | None, *, at_level: bool = True) -> Section:
    """Meetings reported as held, newest first, back to the previous one: at the level of the coming one, or at any."""
    held = [one for one in scope.meetings if one.held]
    if previous is not None:
        held = [one for one in held if one.place_in_time() >= previous.place_in_time() or one is previous]
    since = f"Since {name_of(previous)}, which is included." if previous else ""
    none = f"No report of a meeting is known by {on(scope.on)}."
    return Section(
        "meetings",
        f"Meetings since the previous one{' at this level' if at_level else ''}" if previous else "Meetings",
        _lines(scope, held),
        since if held else none,
        _unreported(scope, previous),
    )


def meetings_by_level(scope: Scope) -> Section:
    """What is planned, and every meeting reported as held, by level, newest first."""
    parts = tuple(
        Section(f"meetings-{one.value.replace('_', '-')}", capital(word("levels", one.value)), _lines(scope, held))
        for one in LEVELS
        if (held := [m for m in scope.meetings if m.held and m.level is one])
    )
    ahead = [one for one in scope.meetings if one.ahead(scope.on)]
    planned = (Section("meetings-planned", "Planned", _lines(scope, ahead)),) if ahead else ()
    return Section(
        "meetings",
        "Meetings",
        parts=(*planned, *parts, *_unreported(scope)),
        note="" if parts else f"No report of a meeting is known by {on(scope.on)}.",
    )


def series(scope: Scope) -> Section:
    """Recurring meetings, with the last edition and the one that is planned or would fall next."""
    lines = tuple(_series_line(scope, one) for one in recurring(scope))
    return Section("series", "Series", lines, "" if lines else "No recurring meeting is known.")


def next_edition(scope: Scope, one: Recurring) -> str:
    """What is known of the next edition: planned, expected by the rhythm, or expected and not reported."""
    planned = next((edition for edition in one.editions if edition.ahead(scope.on)), None)
    if planned is not None:
        where = f" in {planned.place}" if planned.place else ""
        return f"next planned{where}, {dated(planned.date)}"
    expected = one.expected
    if expected is None:
        return ""
    if expected.last < scope.on:
        return f"by its rhythm it would have been held {when(expected)}; no report of it by {on(scope.on)}"
    return f"by its rhythm the next would be held {when(expected)}"


def name_of(one: Encounter) -> str:
    """A meeting in a sentence: "the talks of the heads of state, Moscow (8 February 2013)"."""
    date = (
        one.date.words()
        if one.date
        else (f"reported on {on(one.first_reported)}, no date stated" if one.held else "no date stated")
    )
    return f"the {in_full(one)} ({date})"


def _lines(scope: Scope, meetings: Iterable[Encounter]) -> tuple[Line, ...]:
    newest = sorted(meetings, key=lambda one: (one.place_in_time(), one.id), reverse=True)
    return tuple(scope.line(headed(one), sentences(level(one), who(one)), one.members, one.id) for one in newest)


def _unreported(scope: Scope, since: Encounter | None = None) -> tuple[Section, ...]:
    """Plans whose day has passed without a report, and meetings called off; since a meeting, if one is given."""
    lines = []
    for one in reversed(scope.meetings):
        if since is not None and one.place_in_time() < since.place_in_time():
            continue
        if one.status is MeetingStatus.CANCELLED:
            lines.append(scope.line(headed(one), sentences("reported as cancelled", who(one)), one.members, one.id))
        elif not one.held and not one.ahead(scope.on):
            silence = f"planned; no report that it took place by {on(scope.on)}"
            lines.append(scope.line(headed(one), sentences(silence, who(one)), one.members, one.id))
    return (Section("meetings-unreported", "Planned, but not reported as held", tuple(lines)),) if lines else ()


def _series_line(scope: Scope, one: Recurring) -> Line:
    last = one.last_held
    rhythm = [word("recurrences", one.recurrence)] if one.recurrence else []
    hosts = [word("hosts", one.host_rule)] if one.host_rule else []
    held = (
        f"last reported as held {when(last.date)}" + (f" in {last.place}" if last.place else "")
        if (last and last.date)
        else "no edition is reported as held with a date"
    )
    refs = [row.ref for row in one.told] + [ref for edition in one.editions[-2:] for ref in edition.members]
    return scope.line(one.name, sentences("; ".join([*rhythm, *hosts]), held, next_edition(scope, one)), refs, one.id)
