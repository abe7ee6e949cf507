"""Meetings in words."""

from __future__ import annotations

from accords.core.reference import countries, organisations
from accords.core.vocabulary import MeetingKind, MeetingLevel
from accords.publication.encounters import Encounter
from accords.publication.wordings import capital, listed, on, ordinal, party, word


def name(one: Encounter) -> str:
    """What kind of meeting it is: "10th Forum of Arctic Towns", "talks of the heads of state"."""
    if one.series:
        edition = f"{ordinal(one.ordinal)} " if one.ordinal else ""
        body = one.kind is MeetingKind.SESSION and not one.ordinal
        return f"session of the {one.series}" if body else f"{edition}{one.series}"
    kind = word("kinds", one.kind.value)
    if one.level in {MeetingLevel.MIXED, MeetingLevel.OTHER}:
        return kind
    return f"{kind} of the {word('levels', one.level.value)}"


def in_full(one: Encounter) -> str:
    """The meeting with its place: "talks of the heads of state, Moscow"."""
    return ", ".join(part for part in (name(one), one.place) if part)


def headed(one: Encounter) -> str:
    """A line's words: the date first, as finely as it is known."""
    date = capital(one.date.words()) if one.date else f"No date stated (reported on {on(one.first_reported)})"
    return f"{date}: {in_full(one)}"


def who(one: Encounter) -> str:
    """The participants as the fullest report names them."""
    return listed(participant(name) for name in one.participants)


def participant(name: str) -> str:
    """A person's name as it is; a state or organisation as running text has it."""
    return party(name) if name in countries() or name in organisations() else name


def level(one: Encounter) -> str:
    """The level as a clause, where the name of the meeting does not say it already."""
    return (
        word("levels", one.level.value) if one.series or one.level in {MeetingLevel.MIXED, MeetingLevel.OTHER} else ""
    )
