"""Deadlines made concrete: the date of "at the next forum", which moves when the forum moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from accords.core.commitment import Commitment
from accords.core.findings import Findings
from accords.core.meeting import Meeting
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingStatus
from accords.linkage.mentions import known_on, reference
from accords.linkage.model import Linkage
from accords.linkage.wording import ordinal, stems

FAR = 800
"""Days within which "the next" of a meeting is looked for."""


class Occasions:
    """The meetings of all documents, to find the one that a deadline or a commitment speaks of."""

    def __init__(self, findings: Sequence[Findings], linkage: Linkage) -> None:
        cluster_of = {ref: cluster.id for cluster in linkage.meetings for ref in cluster.members}
        self._told: dict[str, list[tuple[date, str, Meeting]]] = defaultdict(list)
        self._cluster_of = cluster_of
        self._by_party: dict[str, set[str]] = defaultdict(set)
        for one in findings:
            for meeting in one.meetings:
                ref = reference(one, meeting.id)
                self._told[cluster_of[ref]].append((known_on(one), ref, meeting))
                for party in meeting.parties:
                    self._by_party[party].add(cluster_of[ref])
        for told in self._told.values():
            told.sort(key=lambda row: row[:2])

    def named(self, event: str, one: Findings, who: Sequence[str], known_by: date) -> str:
        """The meeting that a text calls `event`: one it plans itself, or the next that fits; empty if there is none."""
        planned = [(_fit(event, meeting), reference(one, meeting.id)) for meeting in one.meetings
                   if meeting.status is not MeetingStatus.HELD]
        own = self._cluster_of[max(planned)[1]] if planned and max(planned)[0] > 0 else ""
        if own and self.dated(own, known_by):
            return own
        return self._next(event, one, frozenset(who), known_by) or own

    def _next(self, event: str, one: Findings, who: frozenset[str], known_by: date) -> str:
        """The first dated meeting after a text was published that fits its words by place or series, among its parties."""
        published = known_on(one)
        found: list[tuple[date, str]] = []
        for cluster in set().union(*(self._by_party.get(party, set()) for party in who)) if who else set():
            when = self.dated(cluster, known_by)
            if when is None or not published <= when.last or (when.first - published).days > FAR:
                continue
            if any(_fit(event, meeting) >= 2 for known, _, meeting in self._told[cluster] if known <= known_by):
                found.append((when.first, cluster))
        return min(found)[1] if found else ""

    def mirrored(self, commitment: Commitment, one: Findings, known_by: date) -> str:
        """The meeting that a commitment to meet speaks of: told in the same words, or its occasion."""
        for meeting in one.meetings:
            shared = set(commitment.who) & set(meeting.parties)
            same_words = any(a.overlaps(b) for a in commitment.spans for b in meeting.spans)
            if meeting.status is MeetingStatus.PLANNED and shared and same_words:
                return self._cluster_of[reference(one, meeting.id)]
        event = commitment.deadline.event
        return self.named(event, one, commitment.who, known_by) if event else ""

    def told(self, cluster: str, known_by: date) -> list[tuple[date, str, Meeting]]:
        """What is told of a meeting by a day: when that became known, its reference, the finding."""
        return [row for row in self._told[cluster] if row[0] <= known_by or row[0] == date.max]

    def dated(self, cluster: str, known_by: date) -> Edtf | None:
        """The day of a meeting as known by a day: when it was held, or the latest plan; None if called off or unsaid."""
        told = self.told(cluster, known_by)
        if told and told[-1][2].status is MeetingStatus.CANCELLED:
            return None
        held = _finest(row[2].date for row in told if row[2].status is MeetingStatus.HELD)
        return held or _finest(row[2].date for row in told if row[2].status is not MeetingStatus.HELD)

    def first_date(self, cluster: str, known_by: date) -> Edtf | None:
        """The date first told of a meeting, as fine as it was told before it moved."""
        first: Edtf | None = None
        for _, _, meeting in self.told(cluster, known_by):
            if meeting.date is None:
                continue
            if first is not None and not first.overlaps(meeting.date):
                break
            first = meeting.date if first is None or first.contains(meeting.date) else first
        return first

    def held(self, cluster: str, after: date) -> list[tuple[date, str, Meeting]]:
        """Reports that a meeting took place, by documents published later than `after`."""
        return [row for row in self._told[cluster] if row[2].status is MeetingStatus.HELD and row[0] > after]


def _finest(dates: Iterable[Edtf | None]) -> Edtf | None:
    """The date told last, unless it is a coarser word for the one before."""
    found: Edtf | None = None
    for value in dates:
        if value is not None and (found is None or not value.contains(found)):
            found = value
    return found


def _fit(event: str, meeting: Meeting) -> int:
    """How well words fit a meeting: two each for its place, series and number, one for its kind; 0 for another number."""
    words, edition = stems(event), ordinal(event)
    if edition and meeting.ordinal and edition != meeting.ordinal:
        return 0
    place = 2 if stems(meeting.place.split(",")[0]) & words else 0
    series = 2 if len(stems(meeting.series) & words) > 1 else 0
    numbered = 2 if edition and edition == meeting.ordinal else 0
    return place + series + numbered + (1 if meeting.kind.value in words else 0)
