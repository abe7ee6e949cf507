"""The stage that finds meetings: candidates with participants, date, place and level, told-again ones made one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import MeetingKind, MeetingLevel, MeetingStatus
from accords.extraction.dating import Dating
from accords.extraction.gazetteer import Name
from accords.extraction.levels import level_of
from accords.extraction.meeting_candidates import Candidate, CandidateFinder
from accords.extraction.mentions import Mention, MentionKind, span_of, unique
from accords.extraction.persons import Draft
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName, series_name
from accords.extraction.syntax import Index

BODY_KINDS = frozenset({MeetingKind.SESSION, MeetingKind.SUMMIT, MeetingKind.FORUM, MeetingKind.OTHER})
ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ),
        1,
    )
}
ORDINALS["inaugural"] = 1


@dataclass(slots=True)
class Told:
    """One meeting, gathered from all places that tell of it."""

    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[str, ...]
    parties: tuple[str, ...]
    ranks: list[str]
    date: Edtf | None
    place: str
    series: str
    ordinal: int | None
    anchor: int
    spans: list[Span] = field(default_factory=list)
    strength: float = 0.6


class MeetingFinder:
    """Finds the meetings of one analysed text."""

    def __init__(
        self,
        doc: Doc,
        index: Index,
        dating: Dating,
        places: Places,
        drafts: list[Draft],
        names: list[Name],
        principals: tuple[str, ...],
        title_end: int,
    ) -> None:
        self.doc, self.index, self.dating, self.places = doc, index, dating, places
        self.by_name = {draft.name: draft for draft in drafts}
        self.names, self.principals, self.title_end = names, principals, title_end

    def find(self) -> list[Meeting]:
        told: list[Told] = []
        for candidate in CandidateFinder(self.doc, self.index, self.places).find():
            one = self._read(candidate)
            if one is None:
                continue
            same = next((t for t in told if self._same(t, one, candidate)), None)
            if same is None:
                told.append(one)
            else:
                _merge(same, one)
        kept = self._kept(told)
        names = sorted({t.series for t in kept if t.series}, key=len, reverse=True)
        for one in kept:
            one.series = next((name for name in names if one.series and _one_series(one.series, name)), one.series)
        return [self._meeting(one) for one in kept]

    # ------------------------------------------------------------ one candidate
    def _read(self, candidate: Candidate) -> Told | None:
        named = series_name(candidate.anchor, self.names, self.title_end)
        mentions = list(candidate.mentions)
        participants = unique([p for m in mentions for p in m.participants])
        parties = unique([p for m in mentions for p in m.parties])
        if candidate.host:
            participants, parties = unique([*participants, candidate.host]), unique([*parties, candidate.host])
        body = named.body if named else ""
        if len(parties) < 2 and candidate.kind in BODY_KINDS and named and (named.body or named.proper):
            holders = self._holders(named, parties)
            participants, parties = holders, holders
        elif (
            len(parties) < 2
            and candidate.definite
            and candidate.anchor.pos_ != "VERB"
            and candidate.kind not in BODY_KINDS
        ):
            participants, parties = participants or self.principals, parties or self.principals
        if len(parties) < 2 and not (body or (named and named.proper and candidate.kind in BODY_KINDS)):
            return None
        date = self._date(candidate)
        place = self.places.of(*dict.fromkeys((candidate.anchor, candidate.verb))) or self.places.relative(
            candidate.verb
        )
        ordinal = self._ordinal(candidate.anchor)
        if not (candidate.told or named or date or place or ordinal or candidate.definite):
            return None
        ranks = [self._rank(m) for m in mentions]
        if candidate.host:
            place = place or candidate.host
        start, end = self._extent(candidate)
        title = named.name if named and (named.proper or named.body) else ""
        kind = candidate.kind
        if kind is MeetingKind.TALKS and named and named.body and len(parties) < 3 and named.proper:
            kind = MeetingKind.SESSION
        return Told(
            kind,
            candidate.status,
            participants,
            parties,
            ranks,
            date,
            "" if kind is MeetingKind.CALL else place,
            title,
            ordinal,
            candidate.anchor.i,
            [span_of(self.doc, start, end)],
        )

    def _holders(self, named: SeriesName, parties: tuple[str, ...]) -> tuple[str, ...]:
        return (named.body,) if named.body else parties or self.principals

    def _rank(self, mention: Mention) -> str:
        if mention.kind is MentionKind.ORGANISATION or mention.kind is MentionKind.STATE:
            return ""
        if mention.persons:
            ranks = [self.by_name[name].rank for name in mention.persons if name in self.by_name]
            return (
                ranks[0]
                if len(set(ranks)) == 1
                else next((r for r in ranks if r), "")
                if mention.kind is not MentionKind.GROUP
                else "/".join(ranks)
            )
        return "" if mention.rank.startswith("*") else mention.rank

    def _date(self, candidate: Candidate) -> Edtf | None:
        anchors = list(dict.fromkeys((candidate.anchor, candidate.verb)))
        found = [t.date for t in self.dating.of(*anchors) if t.date is not None]
        if not found and candidate.anchor.pos_ == "VERB":
            found = [t.date for t in self.dating.before(candidate.anchor) if t.date is not None]
        return found[0] if found else None

    @staticmethod
    def _ordinal(anchor: Token) -> int | None:
        for child in anchor.children:
            if child.dep_ in ("amod", "nummod", "compound"):
                word = child.lower_
                if word in ORDINALS:
                    return ORDINALS[word]
                if match := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word):
                    return int(match.group(1))
        return None

    def _extent(self, candidate: Candidate) -> tuple[int, int]:
        tokens = [candidate.anchor.i, candidate.verb.i]
        for mention in candidate.mentions:
            if self.doc[mention.head].sent == candidate.anchor.sent:
                tokens += [mention.start, mention.end - 1]
        return min(tokens), max(tokens) + 1

    # ------------------------------------------------------------ told again
    def _same(self, known: Told, new: Told, candidate: Candidate) -> bool:
        if known.series and new.series and not _one_series(known.series, new.series):
            return False
        if known.ordinal and new.ordinal and known.ordinal != new.ordinal:
            return False
        if not self._kinds_agree(known, new):
            return False
        overlap = set(known.parties) & set(new.parties)
        if not overlap or (known.status is not new.status and not (candidate.definite and not new.date)):
            return False
        if known.date and new.date:
            if not known.date.overlaps(new.date):
                return False
        elif new.date and not known.date and known.anchor >= self.title_end and known.status is MeetingStatus.HELD:
            return False
        if self._others(known, new):
            return False
        subset = set(new.parties) <= set(known.parties) or set(known.parties) <= set(new.parties)
        if (
            new.place
            and known.place
            and new.place.split(",")[0] != known.place.split(",")[0]
            and not (known.date and new.date)
        ):
            return False
        return subset

    def _others(self, known: Told, new: Told) -> bool:
        """Whether both name persons for one party and none of these is the same."""
        sides: list[dict[str, set[str]]] = []
        for told in (known, new):
            people: dict[str, set[str]] = {}
            for draft in (self.by_name[p] for p in told.participants if p in self.by_name):
                people.setdefault(draft.country or draft.body, set()).add(draft.name)
            sides.append(people)
        return any(not sides[0][party] & sides[1][party] for party in sides[0].keys() & sides[1].keys())

    @staticmethod
    def _kinds_agree(known: Told, new: Told) -> bool:
        """A session or conference may be told again as talks or a call; two with names of their own are not one."""
        kinds = {known.kind, new.kind}
        plain = kinds <= {MeetingKind.TALKS, MeetingKind.CALL}
        loose = kinds <= {MeetingKind.TALKS, MeetingKind.CALL, MeetingKind.SESSION, MeetingKind.OTHER}
        return len(kinds) == 1 or plain or (loose and not (known.series and new.series))

    def _kept(self, told: list[Told]) -> list[Told]:
        return [t for t in told if len(t.parties) > 1 or t.date or t.place or t.series]

    def _meeting(self, told: Told) -> Meeting:
        ranks = [rank for joined in told.ranks for rank in joined.split("/")]
        if not any(ranks):
            ranks = [self.by_name[p].rank for p in told.participants if p in self.by_name]
        level = level_of(ranks) if told.kind != MeetingKind.SESSION or any(ranks) else MeetingLevel.OTHER
        spans = tuple(sorted(set(told.spans)))
        key = (told.kind, told.status, told.parties, str(told.date), told.place, told.series)
        return Meeting(
            content_id("meeting", *key, [[s.start, s.end] for s in spans]),
            told.participants,
            level,
            told.kind,
            told.status,
            spans,
            told.parties,
            told.date,
            told.place,
            told.series,
            told.ordinal,
            round(told.strength, 2),
        )


def _merge(known: Told, new: Told) -> None:
    if len(new.parties) > len(known.parties) or (
        len(new.parties) == len(known.parties) and _personal(new) > _personal(known)
    ):
        known.participants, known.parties = new.participants, new.parties
    if new.date and (known.date is None or known.date.contains(new.date)):
        known.date = new.date
    known.place = known.place or new.place
    known.series = max(known.series, new.series, key=len)
    known.ordinal = known.ordinal or new.ordinal
    if not any(known.ranks):
        known.ranks = new.ranks
    if new.kind is MeetingKind.CALL and known.kind is MeetingKind.TALKS and not known.place:
        known.kind = MeetingKind.CALL
    known.spans += new.spans
    known.strength = min(0.95, known.strength + 0.1)


def _one_series(a: str, b: str) -> bool:
    """Whether two names may mean one series: every word of the shorter is in the longer ("Task Force")."""
    short, long = sorted((set(a.lower().split()), set(b.lower().split())), key=len)
    return short <= long


def _personal(told: Told) -> int:
    """How many participants are persons rather than codes."""
    return sum(1 for p in told.participants if p not in told.parties)
