"""Comparing two mentions of a kind: the value of every declared feature, or None where something excludes a link.

A feature is None where one of the two says nothing of it; silence neither links nor parts.
"""

from __future__ import annotations

from accords.linkage.mentions import (
    CommitmentMention,
    InstrumentMention,
    PersonMention,
    SeriesMention,
    days,
    gap,
)
from accords.linkage.parties import ONE_MORE, agreement
from accords.linkage.settings import SAME, number
from accords.linkage.titles import Title, contradict, likeness, series_similarity
from accords.linkage.wording import (
    brought_about,
    jaccard,
    lasting,
    name_similarity,
    single,
    wording_similarity,
)

Values = dict[str, float | None]

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
    """Excluded: different names, and one name beside several: whom a surname alone means, `attachment` finds out."""
    name = name_similarity(one.parts, other.parts)
    if name == 0.0 or (len(one.parts) == 1) != (len(other.parts) == 1):
        return None
    if len(one.parts) == 1 and one.country != other.country:
        return None
    return {"name": name, "country": same(one.country, other.country), "office": same(one.rank, other.rank, apart=0.4)}


def compare_series(one: SeriesMention, other: SeriesMention) -> Values | None:
    """Excluded: names without a common telling word that is not the parties' own, and no common party."""
    name = series_similarity(one.title, other.title, one.parties | other.parties)
    parties = shared(one.parties, other.parties)
    if name < 0.5 or parties == 0.0:
        return None
    return {"name": name, "parties": parties, "recurrence": same(one.recurrence, other.recurrence)}


def compare_instruments(one: InstrumentMention, other: InstrumentMention) -> Values | None:
    """Excluded: parties and titles that contradict each other, other terms, signed far apart (but for the same telling
    title: then the texts conflict), and titles of general words alone unless what they say besides is one.
    """
    parties = agreement(one.parties, other.parties)
    if contradict(one.title, other.title) or _other_accession(one, other) or _other_term(one, other):
        return None
    if parties == 0.0 and one.title.accession and other.title.accession and (one.title.subjects or other.title.subjects):
        parties = None  # texts name the state that accedes, or those that it joins; whose accession it is tells them apart
    if parties == 0.0:
        return None
    if _made_once(one, other) and ((parties is not None and parties < number("instrument", "least_parties"))
                                   or not (one.title.form and other.title.form)):
        return None
    apart = gap(one.signed, other.signed) if one.signed and other.signed else None
    general = not one.title.telling or not other.title.telling
    if general and not same_general(one, other):
        return None
    title = 1.0 if general else likeness(one.title, other.title)
    equal = title >= SAME and (general or len(one.title.telling & other.title.telling) > 1)
    if apart is not None and apart > number("instrument", "conflict_days" if equal else "days_apart"):
        return None
    when = _signature_dates(one, other)
    if _thin(one.title, other.title) and not (
            parties is not None and parties >= ONE_MORE and (when == 1.0 or _known_thing(one, other))):
        title = min(title, number("instrument", "thin_title"))
    return {"title": title, "parties": parties, "kind": same(one.kind, other.kind, apart=0.3), "date": when,
            "term": 1.0 if one.runs and one.runs == other.runs else None}


def _made_once(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether one calls itself a declaration or the like: others declare too, and it is not what it is about."""
    return any(mention.title.form and mention.title.form not in lasting() for mention in (one, other))


def _other_accession(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether two treaties of accession are of two states: of one whose title names none, its parties must tell."""
    if not (one.title.accession and other.title.accession):
        return False
    subjects = (one.title.subjects, other.title.subjects)
    if all(subjects):
        return not subjects[0] & subjects[1]
    return not subjects[0] <= other.parties or not subjects[1] <= one.parties


def _other_term(one: InstrumentMention, other: InstrumentMention) -> bool:
    return bool(one.runs and other.runs and gap(one.runs, other.runs))


def _signature_dates(one: InstrumentMention, other: InstrumentMention) -> float | None:
    """How well the dates of signature agree; plans move, so that only those speak which are kept."""
    if one.signed and other.signed:
        apart = gap(one.signed, other.signed)
        return 1.0 if apart == 0 else 0.6 if apart <= number("instrument", "days_apart") else 0.0
    dates = (one.signed or one.planned, other.signed or other.planned)
    short = [period for period in dates if period and days(period) <= MONTH]
    return 1.0 if len(short) == 2 and gap(short[0], short[1]) <= number("instrument", "occasion_days") else None


def _thin(one: Title, other: Title) -> bool:
    """Whether two titles share one telling word, of which the longer has three or more."""
    return len(one.telling & other.telling) == 1 and max(len(one.telling), len(other.telling)) > 2


def _known_thing(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether one word is enough: a pair has one treaty of a name, and "the bridge" is the one that was told of."""
    return bool(one.title.words & other.title.words & single()) or one.title.definite or other.title.definite


def same_general(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether titles of general words ("Joint Action Plan", "joint statement") are of one instrument.

    They are if words, parties and the years are the same. Without years, what runs on (a plan, a treaty) is the one that
    runs at the time; a statement is another one after some days.
    """
    if one.title.telling or other.title.telling or one.title.words != other.title.words or not one.parties:
        return False
    apart = abs((one.known - other.known).days)
    if agreement(one.parties, other.parties) not in {1.0, ONE_MORE}:
        return False
    if (one.title.numbers and one.title.numbers == other.title.numbers) or (one.runs and one.runs == other.runs):
        return True
    if one.title.form in lasting() and one.title.weight >= number("instrument", "least_general"):
        return _runs_then(one, other) and _runs_then(other, one) and bool(
            one.runs or other.runs or apart <= number("instrument", "general_days"))
    return apart <= number("instrument", "untitled_days") and one.parties == other.parties


def _runs_then(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether an instrument runs, or is soon to run or was until lately, when the other is told of."""
    if one.runs is None:
        return True
    near = number("instrument", "general_days")
    told = other.known.toordinal()
    return one.runs[0].toordinal() - near <= told <= one.runs[1].toordinal() + near


def compare_commitments(one: CommitmentMention, other: CommitmentMention) -> Values | None:
    """Excluded: other parties (two pairs must be equal, and all where the wording is short), wording too far apart,
    other numbers in the wording. One party more or less is forgiven where the wording or the instrument is the same.
    """
    parties = agreement(one.parties, other.parties)
    if parties == 0.0:
        return None
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return None
    wording = wording_similarity(one.senses, other.senses)
    if one.done != other.done:
        promised, kept = (one, other) if other.done else (other, one)
        wording = max(wording, brought_about(promised.what, kept.what))
    fewest = min(len(one.senses), len(other.senses))
    if fewest < 2 and not one.instrument:
        return None
    few = fewest < SHORT
    if few and (one.senses != other.senses or one.parties != other.parties):
        return None
    if wording < number("commitment", "least_wording"):
        return None
    if wording < SAME and not (one.instrument and one.instrument == other.instrument):
        parties = shared(one.parties, other.parties)
    deadline = None
    if one.deadline and other.deadline:
        deadline = 1.0 if one.deadline == other.deadline else 0.95 if one.deadline.overlaps(other.deadline) else 0.3
    return {"wording": wording, "parties": parties, "deadline": deadline,
            "instrument": same(one.instrument, other.instrument), "area": same(one.area, other.area)}
