"""Mentions: what one document says of one thing, with everything that comparing needs worked out once.

Mentions that cannot differ in any comparison are one mention with several references, so that a person named in a
thousand documents costs no more than one named in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accords.core.findings import Findings
from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus, Stage
from accords.linkage.settings import number
from accords.linkage.wording import fold, name_parts, numbers, senses, stems, telling

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Mention:
    """What all kinds share: `seen` are the references with the days they became known, earliest first."""

    seen: tuple[tuple[date, str], ...]
    label: str

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(ref for _, ref in self.seen)

    @property
    def known(self) -> date:
        return self.seen[0][0]


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person under one spelling; `parts` are those of the name, romanised."""

    parts: tuple[str, ...]
    country: str
    rank: str


@dataclass(frozen=True, slots=True)
class MeetingMention(Mention):
    """A meeting; `period` is its date, or what status and publication leave open if not `dated`."""

    parties: frozenset[str]
    people: frozenset[str]
    period: Period
    dated: bool
    place: frozenset[str]
    level: str
    kind: str
    planned: bool
    series: str
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class SeriesMention(Mention):
    """A series and the parties of its meetings."""

    title: str
    parties: frozenset[str]
    recurrence: str


@dataclass(frozen=True, slots=True)
class InstrumentMention(Mention):
    """An instrument under one title; `telling` are the stems that no other title would share by chance."""

    title: str
    telling: frozenset[str]
    numbers: frozenset[str]
    parties: frozenset[str]
    kind: str
    signed: Period | None


@dataclass(frozen=True, slots=True)
class CommitmentMention(Mention):
    """A commitment in one wording; `instrument` is the cluster of the instrument it concerns."""

    what: str
    senses: frozenset[str]
    numbers: frozenset[str]
    parties: frozenset[str]
    deadline: Edtf | None
    instrument: str
    area: str


def reference(findings: Findings, item: str) -> str:
    """The name of a finding over documents."""
    return f"{findings.document.stem}/{item}"


def known_on(findings: Findings) -> date:
    """The day a document was published; the last day there is, where that is unknown."""
    return findings.document.published or date.max


def persons(findings: Sequence[Findings]) -> list[PersonMention]:
    """Every person, one mention for each spelling, country and rank."""
    found: dict[tuple[str, ...], list[tuple[date, str]]] = {}
    for one in findings:
        for person in one.persons:
            key = (person.name, person.country, person.rank or person.office.lower())
            found.setdefault(key, []).append((known_on(one), reference(one, person.id)))
    return [PersonMention(*_merged(seen, name), name_parts(name), country, rank)
            for (name, country, rank), seen in sorted(found.items())]


def _merged(seen: list[tuple[date, str]], label: str) -> tuple[tuple[tuple[date, str], ...], str]:
    return tuple(sorted(seen)), label


def meetings(findings: Sequence[Findings]) -> list[MeetingMention]:
    """Every meeting, each by itself: two of the same kind are told apart by little."""
    return [_meeting(one, meeting) for one in findings for meeting in one.meetings]


def _meeting(one: Findings, meeting: Meeting) -> MeetingMention:
    parties = meeting.parties or tuple(name for name in meeting.participants if name.isupper())
    countries = {person.name: person.country for person in one.persons}
    parties = parties or tuple(code for name in meeting.participants if (code := countries.get(name, "")))
    planned = meeting.status in {MeetingStatus.PLANNED, MeetingStatus.POSTPONED}
    return MeetingMention(
        seen=((known_on(one), reference(one, meeting.id)),),
        label=meeting_label(meeting),
        parties=frozenset(parties),
        people=frozenset(name_parts(name)[-1] for name in meeting.participants if countries.get(name) and fold(name)),
        period=_period(one, meeting, planned=planned),
        dated=meeting.date is not None,
        place=stems(meeting.place.split(",")[0]),
        level=meeting.level.value,
        kind=meeting.kind.value,
        planned=planned,
        series=meeting.series,
        ordinal=meeting.ordinal,
    )


def meeting_label(meeting: Meeting) -> str:
    """A meeting in a few words: its series, or who met, where and when."""
    edition = f"{meeting.ordinal}. " if meeting.ordinal else ""
    who = ", ".join(meeting.participants)
    name = f"{edition}{meeting.series}" if meeting.series else f"{meeting.kind.value}: {who}"
    return ", ".join(part for part in (name, meeting.place, meeting.date.words() if meeting.date else "") if part)


def _period(one: Findings, meeting: Meeting, *, planned: bool) -> Period:
    """The days on which it may take place: its date, or what its status and the publication leave open."""
    if meeting.date is not None:
        return meeting.date.first, meeting.date.last
    published = one.document.published
    if published is None:
        return date.min, date.max
    if planned:
        return published, published + timedelta(days=number("meeting", "planned_ahead"))
    return published - timedelta(days=number("meeting", "held_before")), published


def series(findings: Sequence[Findings]) -> list[SeriesMention]:
    """Every series, one mention for each name and the parties that meet in it."""
    found: dict[tuple[str, tuple[str, ...], str], list[tuple[date, str]]] = {}
    for one in findings:
        for item in one.series:
            parties = {party for m in one.meetings if m.series in (item.id, item.name) for party in m.parties}
            key = (item.name, tuple(sorted(parties)), item.recurrence)
            found.setdefault(key, []).append((known_on(one), reference(one, item.id)))
    return [SeriesMention(*_merged(seen, name), name, frozenset(parties), recurrence)
            for (name, parties, recurrence), seen in sorted(found.items())]


def instruments(findings: Sequence[Findings]) -> list[InstrumentMention]:
    """Every instrument, one mention for each title, parties, kind and date of signature.

    A title of general words alone ("joint statement") names another instrument in every document.
    """
    found: dict[tuple[str, ...], list[tuple[date, str]]] = {}
    dates: dict[tuple[str, ...], Period | None] = {}
    for one in findings:
        for item in one.instruments:
            signed = next((e.date for e in item.events if e.stage is Stage.SIGNED and e.date), None)
            own = "" if telling(item.title) else reference(one, item.id)
            parties = "|".join(sorted(set(item.parties)))
            key = (item.title, parties, item.kind.value, str(signed or ""), own)
            found.setdefault(key, []).append((known_on(one), reference(one, item.id)))
            dates[key] = (signed.first, signed.last) if signed else None
    return [InstrumentMention(*_merged(seen, key[0]), key[0], telling(key[0]), _own_numbers(key[0]),
                              frozenset(filter(None, key[1].split("|"))), key[2], dates[key])
            for key, seen in sorted(found.items())]


def _own_numbers(title: str) -> frozenset[str]:
    """Years and numbers that tell instruments apart; "21st" is a word, and a date of signature says it elsewhere."""
    return numbers(re.sub(r"\b(of|dated|signed on|signed in) (\d+ \w+ )?\d{4}\b", " ", title))


def commitments(findings: Sequence[Findings], instrument_of: dict[str, str]) -> list[CommitmentMention]:
    """Every commitment, one mention for each wording, parties, deadline and instrument."""
    found: dict[tuple[str, ...], list[tuple[date, str]]] = {}
    for one in findings:
        for item in one.commitments:
            instrument = instrument_of.get(reference(one, item.instrument), "") if item.instrument else ""
            deadline = item.deadline.date.text if item.deadline.date else ""
            key = (item.what, "|".join(sorted(set(item.who))), deadline, instrument, item.area)
            found.setdefault(key, []).append((known_on(one), reference(one, item.id)))
    return [CommitmentMention(*_merged(seen, what), what, senses(what), numbers(what),
                              frozenset(filter(None, who.split("|"))), Edtf(deadline) if deadline else None,
                              instrument, area)
            for (what, who, deadline, instrument, area), seen in sorted(found.items())]


def gap(one: Period, other: Period) -> int:
    """Days between two periods, 0 where they share one."""
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def days(period: Period) -> int:
    """Length of a period in days."""
    return (period[1] - period[0]).days + 1


def labels(mentions: Iterable[Mention]) -> str:
    """The most frequent label; of equally frequent ones the longest."""
    counts: dict[str, int] = {}
    for mention in mentions:
        counts[mention.label] = counts.get(mention.label, 0) + len(mention.refs)
    return min(counts, key=lambda label: (-counts[label], -len(label), label))
