"""Comparing two mentions of a kind: the value of every declared feature, or None where something excludes a link.

A feature is None where one of the two says nothing of it; silence neither links nor parts.
"""

from __future__ import annotations

from accords.core.vocabulary import MeetingKind, MeetingLevel
from accords.linkage.mentions import (
    CommitmentMention,
    InstrumentMention,
    MeetingMention,
    PersonMention,
    SeriesMention,
    days,
    gap,
)
from accords.linkage.settings import SAME, number
from accords.linkage.wording import (
    form,
    jaccard,
    name_similarity,
    title_similarity,
    wording_similarity,
)

Values = dict[str, float | None]

VAGUE_LEVELS = {MeetingLevel.MIXED.value, MeetingLevel.OTHER.value}
VAGUE_KINDS = {MeetingKind.TALKS.value, MeetingKind.OTHER.value, MeetingKind.VISIT.value}
GATHERINGS = {MeetingKind.SUMMIT.value, MeetingKind.FORUM.value, MeetingKind.SESSION.value}
ENCOUNTERS = {MeetingKind.TALKS.value, MeetingKind.VISIT.value, MeetingKind.CALL.value}
MONTH = 31
SHORT = 3
"""Commitments of fewer words than this ("work together") are told apart by little else than their parties."""


def same(one: object, other: object, *, apart: float = 0.0) -> float | None:
    """1 for equal values, `apart` for others, None where one is empty."""
    return None if not one or not other else 1.0 if one == other else apart


def shared(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Jaccard coefficient, None where one is empty."""
    return jaccard(one, other) if one and other else None


def compare_persons(one: PersonMention, other: PersonMention) -> Values | None:
    """Excluded: different names; a surname alone that no common country supports."""
    name = name_similarity(one.parts, other.parts)
    if name == 0.0:
        return None
    lone = min(len(one.parts), len(other.parts)) == 1
    if lone and one.country != other.country and (one.parts != other.parts or (one.country and other.country)):
        return None
    if lone and not one.country and one.parts != other.parts:
        return None
    return {"name": name, "country": same(one.country, other.country), "office": same(one.rank, other.rank, apart=0.4)}


def compare_meetings(one: MeetingMention, other: MeetingMention) -> Values | None:
    """Excluded: no common party, dates apart (but for a plan that moved), a call and an encounter, talks and the
    gathering they are held at, other series or editions.
    """
    parties = shared(one.parties, other.parties)
    series = title_similarity(one.series, other.series) if one.series and other.series else None
    edition = same(one.ordinal, other.ordinal)
    call = MeetingKind.CALL.value
    if parties == 0.0 or edition == 0.0 or (one.kind == call) != (other.kind == call):
        return None
    if _in_margins(one, other) or _in_margins(other, one):
        return None
    if series is not None and series < number("meeting", "least_series"):
        return None
    when = _meeting_dates(one, other, same_edition=edition == 1.0 and (series or 0.0) > 0.7)
    if when is None:
        return None
    level = 0.5 if VAGUE_LEVELS & {one.level, other.level} else 0.0
    kind = 0.5 if VAGUE_KINDS & {one.kind, other.kind} else 0.0
    return {
        "parties": parties,
        "date": when,
        "place": shared(one.place, other.place),
        "level": same(one.level, other.level, apart=level),
        "kind": same(one.kind, other.kind, apart=kind),
        "series": series,
        "edition": edition,
        "people": shared(one.people, other.people),
    }


def _in_margins(talks: MeetingMention, gathering: MeetingMention) -> bool:
    """Whether one is an encounter of the kind that takes place in the margins of the other."""
    large = bool(gathering.series) or len(gathering.parties) > 2 or gathering.kind != MeetingKind.SUMMIT.value
    return talks.kind in ENCOUNTERS and not talks.series and gathering.kind in GATHERINGS and large


def _meeting_dates(one: MeetingMention, other: MeetingMention, *, same_edition: bool) -> float | None:
    apart = gap(one.period, other.period)
    if one.dated and other.dated:
        if apart == 0:
            short, long = sorted((days(one.period), days(other.period)))
            return 1.0 if one.period == other.period else 0.9 if long <= MONTH else 0.7 if short <= MONTH else 0.6
        if apart <= number("meeting", "days_apart"):
            return 0.6
        return 0.2 if same_edition and (one.planned or other.planned) else None
    if apart and not same_edition:
        return None
    supported = bool(one.place and other.place) or bool(one.series and other.series)
    return 0.5 if supported else 0.2


def compare_series(one: SeriesMention, other: SeriesMention) -> Values | None:
    """Excluded: names without a common telling word, and no common party."""
    name = title_similarity(one.title, other.title)
    parties = shared(one.parties, other.parties)
    if name < 0.5 or parties == 0.0:
        return None
    return {"name": name, "parties": parties, "recurrence": same(one.recurrence, other.recurrence)}


def compare_instruments(one: InstrumentMention, other: InstrumentMention) -> Values | None:
    """Excluded: other parties (two pairs must be equal), other years, numbers or form (treaty, plan) in the title, signed
    far apart (but for the same telling title: then the texts conflict); and titles of general words alone unless
    parties and days agree.
    """
    if _other_parties(one.parties, other.parties) or (one.numbers and other.numbers and one.numbers != other.numbers):
        return None
    if form(one.title) and form(other.title) and form(one.title) != form(other.title):
        return None
    apart = gap(one.signed, other.signed) if one.signed and other.signed else None
    title = title_similarity(one.title, other.title)
    equal = title >= SAME and len(one.telling & other.telling) > 1
    if apart is not None and apart > number("instrument", "conflict_days" if equal else "days_apart"):
        return None
    if not one.telling or not other.telling:
        near = abs((one.known - other.known).days) <= number("instrument", "untitled_days")
        if one.telling or other.telling or not near or not one.parties or one.parties != other.parties:
            return None
    when = None if apart is None else 1.0 if apart == 0 else 0.6 if apart <= number("instrument", "days_apart") else 0.0
    return {"title": title, "parties": shared(one.parties, other.parties),
            "kind": same(one.kind, other.kind, apart=0.3), "date": when}


def _other_parties(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lists of parties exclude each other: disjoint, or two different pairs."""
    if not one or not other:
        return False
    return not one & other or (len(one) == len(other) == 2 and one != other)


def compare_commitments(one: CommitmentMention, other: CommitmentMention) -> Values | None:
    """Excluded: other parties (two pairs must be equal, and all where the wording is short), wording too far apart,
    other numbers in the wording.
    """
    if _other_parties(one.parties, other.parties):
        return None
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return None
    wording = wording_similarity(one.senses, other.senses)
    few = min(len(one.senses), len(other.senses)) < SHORT
    if few and (one.senses != other.senses or one.parties != other.parties):
        return None
    if wording < number("commitment", "least_wording"):
        return None
    deadline = None
    if one.deadline and other.deadline:
        deadline = 1.0 if one.deadline == other.deadline else 0.95 if one.deadline.overlaps(other.deadline) else 0.3
    return {"wording": wording, "parties": shared(one.parties, other.parties), "deadline": deadline,
            "instrument": same(one.instrument, other.instrument), "area": same(one.area, other.area)}
