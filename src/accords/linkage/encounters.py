"""Comparing meetings: by parties and day, by series and edition, and by a plan that moved."""

from __future__ import annotations

from collections import defaultdict

from accords.core.vocabulary import MeetingKind, MeetingLevel
from accords.linkage.comparison import MONTH, Values, same, shared
from accords.linkage.mentions import MeetingMention, days, gap
from accords.linkage.parties import agreement
from accords.linkage.settings import number
from accords.linkage.titles import series_similarity

VAGUE_LEVELS = {MeetingLevel.MIXED.value, MeetingLevel.OTHER.value}
HEADS = {MeetingLevel.HEADS_OF_STATE.value, MeetingLevel.HEADS_OF_GOVERNMENT.value}
VAGUE_KINDS = {MeetingKind.TALKS.value, MeetingKind.OTHER.value, MeetingKind.VISIT.value}
GATHERINGS = {MeetingKind.SUMMIT.value, MeetingKind.FORUM.value, MeetingKind.SESSION.value}
LARGE = GATHERINGS - {MeetingKind.SESSION.value}
ENCOUNTERS = {MeetingKind.TALKS.value, MeetingKind.VISIT.value, MeetingKind.CALL.value}
NAMED = 0.7
"""Names of series at least so alike are one series, whose editions are told apart by number and day."""


def compare_meetings(one: MeetingMention, other: MeetingMention) -> Values | None:
    """Excluded: no common party, dates apart (but for a plan that moved), a call and an encounter, talks and the
    gathering they are held at, talks of other persons or at another level, other series or editions.
    """
    series = _series(one, other)
    edition = same(one.ordinal, other.ordinal)
    call = MeetingKind.CALL.value
    if edition == 0.0 or (one.kind == call) != (other.kind == call) or (
            series is not None and series < number("meeting", "least_series")):
        return None
    if _in_margins(one, other) or _in_margins(other, one) or _other_people(one, other):
        return None
    numbered = edition == 1.0 and ((series or 0.0) > NAMED or _described_alike(one, other))
    when = _dates(one, other, numbered=numbered)
    named = numbered or ((series or 0.0) > NAMED and when is not None and when >= 0.9)
    parties = _parties(one, other, named=named)
    if when is None or parties == 0.0:
        return None
    kind = 0.5 if VAGUE_KINDS & {one.kind, other.kind} else 0.0
    return {
        "parties": parties,
        "date": when,
        "place": shared(one.place, other.place),
        "level": _level(one, other),
        "kind": same(one.kind, other.kind, apart=kind),
        "series": series,
        "edition": edition,
        "people": shared(one.people, other.people),
    }


def _series(one: MeetingMention, other: MeetingMention) -> float | None:
    """Likeness of the names of their series; None where one has none, or only words for what it is."""
    if not (one.proper and other.proper):
        return None
    return series_similarity(one.series, other.series, one.parties | other.parties)


def _described_alike(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether a series that one text only describes ("the tenth forum of both countries' regions") may be the other's."""
    return bool(one.series and other.series) and not (one.proper and other.proper) and one.kind == other.kind and (
        agreement(one.parties, other.parties) == 1.0)


def _parties(one: MeetingMention, other: MeetingMention, *, named: bool) -> float | None:
    """Likeness of the parties; 0 where they exclude each other. A pair's talks are not those of three."""
    value = shared(one.parties, other.parties)
    if value is None or value in {0.0, 1.0}:
        return value
    if named:
        return max(value, NAMED)
    states = [frozenset(party for party in mention.parties if len(party) == 2) for mention in (one, other)]
    if {one.kind, other.kind} <= GATHERINGS or min(map(len, states)) < 2 or states[0] == states[1]:
        return value
    alike = agreement(states[0], states[1])
    return value if min(map(len, states)) > 2 and alike and alike >= 0.5 else 0.0


def _other_people(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two encounters are of different persons of one country, or at another level with no person in common."""
    if (one.series and other.series) or {one.kind, other.kind} & GATHERINGS:
        return False
    ours, theirs = _by_country(one), _by_country(other)
    if any(not ours[code] & theirs[code] for code in ours.keys() & theirs.keys()):
        return True
    return not one.people & other.people and _level(one, other) == 0.0


def _by_country(mention: MeetingMention) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in mention.people:
        found[name.split("/")[0]].add(name)
    return found


def _level(one: MeetingMention, other: MeetingMention) -> float | None:
    near = VAGUE_LEVELS & {one.level, other.level} or {one.level, other.level} <= HEADS
    return same(one.level, other.level, apart=0.5 if near else 0.0)


def _in_margins(talks: MeetingMention, gathering: MeetingMention) -> bool:
    """Whether one is an encounter of the kind that takes place in the margins of the other."""
    many = len(gathering.parties) > max(2, len(talks.parties))
    large = bool(gathering.series) or many or gathering.kind != MeetingKind.SUMMIT.value
    return talks.kind in ENCOUNTERS and not talks.series and gathering.kind in GATHERINGS and large


def _dates(one: MeetingMention, other: MeetingMention, *, numbered: bool) -> float | None:
    apart = gap(one.period, other.period)
    if one.dated and other.dated:
        if apart == 0:
            short, long = sorted((days(one.period), days(other.period)))
            return 1.0 if one.period == other.period else 0.9 if long <= MONTH else 0.7 if short <= MONTH else 0.6
        if apart <= number("meeting", "days_apart"):
            return 0.6
        return _moved(one, other, apart, numbered=numbered)
    if apart and not numbered:
        return None
    first_of = bool(one.ordinal) and one.ordinal == other.ordinal and _level(one, other) == 1.0
    supported = bool(one.place and other.place) or bool(one.series and other.series) or first_of
    return 0.5 if supported else 0.2


def _moved(one: MeetingMention, other: MeetingMention, apart: int, *, numbered: bool) -> float | None:
    """For dates apart: a numbered edition that moved; a meeting put off; a large gathering planned anew at one place."""
    first, later = sorted((one, other), key=lambda mention: mention.seen)
    if not first.planned:
        return 0.2 if numbered and later.planned else None
    if numbered:
        return 0.5
    if apart > number("meeting", "moved_by") or first.parties != later.parties:
        return None
    elsewhere = first.place and later.place and not first.place & later.place
    ahead = later.period[0] > first.period[1]
    if first.postponed and ahead and not elsewhere:
        return 0.8 if apart <= MONTH else 0.5
    again = first.kind == later.kind and first.kind in LARGE and bool(first.place & later.place)
    return 0.5 if again and ahead and first.known <= first.period[1] else None
