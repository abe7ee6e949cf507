"""What a visit tells of the meetings that took place on it: their days, and their city."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import words
from accords.extraction.meeting_merging import Told
from accords.extraction.meeting_words import is_remote
from accords.extraction.syntax import auxiliaries

ON_THE_SPOT = frozenset({MeetingKind.TALKS, MeetingKind.SESSION, MeetingKind.OTHER})


def date_on_trips(told: list[Told], cities: set[str]) -> None:
    """Give meetings without a day that of the visit told before on which they took place, and its city.

    Args:
        told: The meetings of a text, in its order.
        cities: Names of places that are no states.
    """
    trips = [t for t in told if t.kind is MeetingKind.VISIT and t.status is MeetingStatus.HELD and t.date]
    for one in told:
        near = [t for t in trips if t.anchor < one.anchor and _on(t, one)]
        if not near or one.kind not in ON_THE_SPOT or one.status is not MeetingStatus.HELD or one.elsewhere:
            continue
        trip = max(near, key=lambda t: t.anchor)
        if one.date is None:
            one.date = trip.date
            one.place = one.place or (trip.place if trip.place in cities else "")
        elif not one.place and trip.place in cities and trip.date is not None and trip.date.contains(one.date):
            one.place = trip.place


def is_elsewhere(anchor: Token, verb: Token) -> bool:
    """Whether a meeting was by video or is told as past ("had met", "their last meeting"), so that no visit explains it."""
    before = {c.lower_ for c in anchor.children} & words("meetings", "status", "past")
    return bool(before) or is_remote(anchor, verb) or bool(auxiliaries(verb) & {"had", "have", "has"})


def _on(trip: Told, one: Told) -> bool:
    """Whether those who met are the visitor, by name or state, and the hosts, and nobody else."""
    return len(one.parties) > 1 and set(one.parties) <= set(trip.parties) and trip.parties[0] in one.parties
