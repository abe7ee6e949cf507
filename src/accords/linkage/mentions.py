"""Mentions: what one document says of one thing, with everything that comparing needs worked out once.

Mentions that cannot differ in any comparison are one mention with several references, so that a person named in a
thousand documents costs no more than one named in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accords.core.findings import Findings
from accords.core.instrument import Instrument
from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus, ReportedStatus, Stage
from accords.linkage.naming import Naming
from accords.linkage.parties import states_in, without_bodies
from accords.linkage.settings import number, settings
from accords.linkage.titles import Title, read_title
from accords.linkage.wording import fold, name_parts, numbers, senses, stem, stems

Period = tuple[date, date]
BESIDE = 200
"""Characters within which a text tells of an instrument and of the meeting at which it is to be signed."""


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
    """A meeting; `period` is its date, or what status and publication leave open if not `dated`.

    `people` are surnames with their countries ("KZ/idrisov"); `proper` says whether the series has a name or a description.
    """

    parties: frozenset[str]
    people: frozenset[str]
    period: Period
    dated: bool
    place: frozenset[str]
    level: str
    kind: str
    planned: bool
    postponed: bool
    series: str
    proper: bool
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class SeriesMention(Mention):
    """A series and the parties of its meetings."""

    title: str
    parties: frozenset[str]
    recurrence: str


@dataclass(frozen=True, slots=True)
class InstrumentMention(Mention):
    """An instrument under one title.

    `signed` and `planned` are the dates of its signature, as reported and as announced, `runs` the years it is for.
    """

    title: Title
    parties: frozenset[str]
    kind: str
    signed: Period | None
    planned: Period | None
    runs: Period | None


@dataclass(frozen=True, slots=True)
class CommitmentMention(Mention):
    """A commitment in one wording; `instrument` is the cluster of the instrument it concerns, `done` that it is told as kept."""

    what: str
    senses: frozenset[str]
    numbers: frozenset[str]
    parties: frozenset[str]
    deadline: Edtf | None
    instrument: str
    area: str
    done: bool = False


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
        people=frozenset(f"{code}/{name_parts(name)[-1]}" for name in meeting.participants
                         if (code := countries.get(name, "")) and fold(name)),
        period=_period(one, meeting, planned=planned),
        dated=meeting.date is not None,
        place=stems(meeting.place.split(",")[0]),
        level=meeting.level.value,
        kind=meeting.kind.value,
        planned=planned,
        postponed=meeting.status is MeetingStatus.POSTPONED,
        series=meeting.series,
        proper=bool(re.search(r"[A-ZА-ЯЁ]", states_in(meeting.series)[1])),
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


def instruments(findings: Sequence[Findings], naming: Naming) -> list[InstrumentMention]:
    """Every instrument, one mention for each title, parties, kind, dates and term.

    A title of general words alone ("joint statement") names another instrument in every document, and so may one that
    takes a thing for known ("agreement on the bridge").
    """
    found: dict[tuple[Title, frozenset[str], str, tuple[Period | None, ...], str], list[tuple[date, str]]] = {}
    for one in findings:
        for item in one.instruments:
            title = read_title(item.title, frozenset(item.parties), naming.of(item.parties))
            party = {state for event in item.events if event.party for state in (event.party,)}
            if title.accession and not title.subjects and len(party) == 1:
                title = replace(title, subjects=frozenset(party))
            own = "" if title.telling and not title.definite else reference(one, item.id)
            signed, planned, runs = _dates(item, title)
            if not signed and not planned:
                planned = _to_be_signed(one, item) or (None if title.telling else _occasion(one, item))
            dates = (signed, planned, runs)
            key = (title, _bound(item), item.kind.value, dates, own)
            found.setdefault(key, []).append((known_on(one), reference(one, item.id)))
    rows = sorted(found.items(), key=lambda row: min(row[1]))
    return [InstrumentMention(*_merged(seen, title.text), title, parties, kind, *dates)
            for (title, parties, kind, dates, _), seen in rows]


def _occasion(one: Findings, item: Instrument) -> Period | None:
    """The day of the planned meeting of its parties beside which a text tells of an instrument, the nearest of them."""
    near = [(abs(a.start - b.start), (m.date.first, m.date.last)) for m in one.meetings
            if m.date and m.status is MeetingStatus.PLANNED and set(m.parties) == set(item.parties)
            for a in m.spans for b in item.spans]
    return min(near)[1] if near and min(near)[0] <= BESIDE else None


def _to_be_signed(one: Findings, item: Instrument) -> Period | None:
    """When its parties have undertaken to sign it, in the same text."""
    dates = [promise.deadline.date for promise in one.commitments if promise.instrument == item.id and promise.deadline.date
             and fold(promise.what)[:1] and stem(fold(promise.what)[0]) in {stem(act) for act in settings()["stages"]["signing"]}]
    return (dates[0].first, dates[0].last) if dates else None


def _bound(item: Instrument) -> frozenset[str]:
    """The parties without organisations that the title names: texts take these for parties of treaties on them."""
    return frozenset(party for party in item.parties if without_bodies(item.title, frozenset([party])) == item.title)


def _dates(item: Instrument, title: Title) -> tuple[Period | None, ...]:
    """When it was signed, when its signature is planned, and the years that it is for."""
    signed, planned = (next((e.date for e in item.events if e.stage is stage and e.date), None)
                       for stage in (Stage.SIGNED, Stage.PLANNED_SIGNATURE))
    signed = signed or (Edtf(str(title.year)) if title.year else None)
    years = sorted(number for number in title.numbers if len(number) == 4)
    runs = item.term or (Edtf(f"{years[0]}/{years[-1]}") if years else None)
    return tuple((value.first, value.last) if value else None for value in (signed, planned, runs))


def commitments(findings: Sequence[Findings], instrument_of: dict[str, str]) -> list[CommitmentMention]:
    """Every commitment, one mention for each wording, parties, deadline and instrument."""
    found: dict[tuple[str, ...], list[tuple[date, str]]] = {}
    for one in findings:
        for item in one.commitments:
            instrument = instrument_of.get(reference(one, item.instrument), "") if item.instrument else ""
            done = item.reported_status is ReportedStatus.FULFILLED  # its date is the day it was done, no deadline
            deadline = item.deadline.date.text if item.deadline.date and not done else ""
            key = (item.what, "|".join(sorted(set(item.who))), deadline, instrument, item.area, "done" if done else "")
            found.setdefault(key, []).append((known_on(one), reference(one, item.id)))
    return [CommitmentMention(*_merged(seen, what), what, senses(what), numbers(what),
                              frozenset(filter(None, who.split("|"))), Edtf(deadline) if deadline else None,
                              instrument, area, bool(done))
            for (what, who, deadline, instrument, area, done), seen in sorted(found.items())]


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
