"""The stage that finds meetings: candidates with participants, date, place and level, told-again ones made one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.reference import countries
from accords.core.timex import Edtf, Precision
from accords.core.vocabulary import MeetingKind, MeetingLevel, MeetingStatus
from accords.extraction.analysis import Analysis
from accords.extraction.datelines import headed
from accords.extraction.dating import Dating
from accords.extraction.editions import number_of, ordinal_of
from accords.extraction.gazetteer import NameKind
from accords.extraction.levels import level_of
from accords.extraction.lexicons import words
from accords.extraction.meeting_attendance import complete, without_groups
from accords.extraction.meeting_candidates import find_candidates
from accords.extraction.meeting_confidence import strength_of
from accords.extraction.meeting_dates import MeetingDates, dates_of
from accords.extraction.meeting_groups import UNTOLD
from accords.extraction.meeting_merging import Told, merge, one_series, same_meeting, settle, without_implied
from accords.extraction.meeting_sides import BODY_KINDS, GATHERINGS, Sides
from accords.extraction.meeting_status import OFF, gone_to, is_next
from accords.extraction.meeting_tense import Tense
from accords.extraction.meeting_trips import date_on_trips, is_elsewhere
from accords.extraction.meeting_words import Candidate, is_remote, parties_of
from accords.extraction.mentions import Mention, MentionKind, span_of, unique
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName
from accords.extraction.series_names import SeriesNames
from accords.extraction.syntax import Index, children, subject

UNNAMED = frozenset({MeetingKind.CALL, MeetingKind.VISIT})
NEWS_DAYS = 7
"""Days before publication within which the lead of a text under a dateline tells what is new there."""
RESTATED = 60
"""Tokens within which "it was …" may speak of the meeting told last."""


class MeetingFinder:
    """Finds the meetings of one analysed text."""

    def __init__(self, doc: Doc, index: Index, dating: Dating, state: Analysis) -> None:
        self.doc, self.index, self.dating, self.state = doc, index, dating, state
        self.places = Places(doc, state.names, state.dateline)
        self.people = {draft.name: draft for draft in state.drafts}
        self.principals, self.published = state.principals, state.document.published
        self.title_end = headed(doc, state.title_end)
        self.cities = {" ".join(doc[n.start : n.end].text.split()) for n in state.names if n.kind is NameKind.CAPITAL}
        self.organised = {n.end - 1 for n in state.names if n.kind is NameKind.ORGANISATION}
        self.sides, self.tense = Sides(index, self.places, state), Tense(dating, self.published, self.title_end)
        self.series = SeriesNames(doc, state.names, self.places, self.title_end)

    def find(self) -> list[Meeting]:
        told: list[Told] = []
        self.parties_at: dict[int, tuple[str, ...]] = {}
        for candidate in find_candidates(self.doc, self.index, self.places):
            if candidate.restated and self._restate(candidate, told):
                continue
            for one in self._read(candidate):
                self.parties_at[one.anchor] = one.parties
                same = next((t for t in told if same_meeting(t, one, self.people, self.title_end)), None)
                if same is not None:
                    merge(same, one)
                elif not one.pointing:
                    told.append(one)
        told = without_implied(told)
        settle(told)
        complete(told, self.doc, self.index, self.people)
        told = [t for t in without_groups(told) if UNTOLD not in t.parties]
        date_on_trips(told, self.places.cities())
        kept = [t for t in told if t.parties and (len(t.parties) > 1 or t.date or t.place or t.series)]
        names = sorted({t.series for t in kept if t.series}, key=len, reverse=True)
        for one in kept:
            one.series = next((name for name in names if one.series and one_series(one.series, name)), one.series)
        return [self._meeting(one) for one in kept]

    # ------------------------------------------------------------ one candidate
    def _read(self, candidate: Candidate) -> list[Told]:
        """The meeting that a candidate tells of, and the one it was or will be instead where the date has moved."""
        anchor = candidate.anchor
        named = self.series.of(candidate.like or anchor) if candidate.kind not in UNNAMED else None
        if candidate.kind is MeetingKind.FORUM and anchor.i in self.organised and not candidate.supported:
            return []  # "the leaders of the Pacific Islands Forum"
        if named is not None and self._of_one_state(named):
            return []
        candidate = replace(candidate, kind=self._kind(candidate, named))
        ordinal = _number(anchor, named)
        dates = dates_of(candidate, self.dating, self.published)
        status = self.tense.status(candidate, dates.date)
        if status is MeetingStatus.PLANNED and self.tense.over(candidate, dates.date):
            dates, candidate = replace(dates, date=None), replace(candidate, definite=False)
        place = self._place_told(candidate, named, dates.second)
        met = self._who(candidate, named, ordinal, bool(dates.date or dates.again or place))
        if met is None:
            return []
        participants, parties = met
        several = len(parties_of(list(candidate.mentions))) > 1
        shown = bool(candidate.told or named or dates.date or place or ordinal)
        if not (shown or candidate.definite) or not self._takes_place(candidate, dates.date, place):
            return []
        kind = candidate.kind
        told = Told(
            kind,
            status,
            participants,
            parties,
            [self._rank(m) for m in candidate.mentions],
            dates.date or self._lead_date(candidate),
            ""
            if kind is MeetingKind.CALL or is_remote(anchor, candidate.verb)
            else place or self._lead_place(candidate, dates.date),
            named.name if named and (named.proper or named.body) else "",
            ordinal,
            anchor.i,
            [span_of(self.doc, *self._extent(candidate))],
            candidate.definite,
            is_next(anchor),
            any(c.tag_ in ("VBZ", "VBP") for c in children(anchor, "cop")),
            candidate.denied or (not shown and not several),
            candidate.implied,
            candidate.beside,
            strength_of(
                candidate, bool(dates.date or place), named is not None and (named.proper or bool(named.body)), status
            ),
            is_elsewhere(anchor, candidate.verb),
        )
        return [told, *self._further(told, dates, candidate.verb)]

    def _further(self, told: Told, dates: MeetingDates, verb: Token) -> Iterator[Told]:
        """The meeting as it was planned before, as it will be instead, and one more of those who met "again"."""
        if dates.old:
            yield replace(told, date=dates.old, status=MeetingStatus.POSTPONED, spans=list(told.spans))
        if dates.new:
            yield replace(told, date=dates.new, status=MeetingStatus.PLANNED, place="", spans=list(told.spans))
        if dates.second is not None:
            where = self.places.of(verb, start=dates.second.i)
            yield replace(told, date=dates.again, place=where, spans=list(told.spans))

    def _place_told(self, candidate: Candidate, named: SeriesName | None, second: Token | None) -> str:
        """Where the sentence says that they met; of two meetings told of, where the first was."""
        place = self.places.of(candidate.verb, end=second.i) if second is not None else self._place(candidate)
        return "" if named is not None and place == named.name else place  # "at the Summit of the Americas" is no place

    def _who(
        self, candidate: Candidate, named: SeriesName | None, ordinal: int | None, settled: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Participants and parties, both empty where others will tell who took part; None where it is no meeting of states."""
        participants, parties = self.sides.of(candidate, named, ordinal, settled)
        if candidate.like is not None and not candidate.mentions and (same := self.parties_at.get(candidate.like.i)):
            participants, parties = same, same
        if len(parties) > 1 or self._meets_alone(candidate, named, parties, ordinal, settled):
            return participants, parties
        numbered = named is not None and named.proper and ordinal and candidate.kind is MeetingKind.TALKS
        return ((), ()) if numbered or (candidate.unnamed and settled) else None

    def _meets_alone(
        self,
        candidate: Candidate,
        named: SeriesName | None,
        parties: tuple[str, ...],
        ordinal: int | None,
        settled: bool,
    ) -> bool:
        """Whether a body or gathering may stand without two parties: an organisation's, or one with a name of its own."""
        if (candidate.kind is MeetingKind.SESSION or candidate.unnamed) and candidate.anchor.pos_ == "VERB" and parties:
            return True
        gathered = candidate.kind in BODY_KINDS and candidate.supported and settled and candidate.mentions
        if gathered and parties and parties[0] not in countries():
            return True  # "ASEAN ministers gathered in Hanoi for an emergency session"
        bodies = {m.kind for m in candidate.mentions} == {MentionKind.ORGANISATION}
        bodies = bodies and candidate.verb.lemma_.lower() not in words("meetings", "verbs", "session")
        if named is None and candidate.kind in GATHERINGS and settled and bodies and len(parties) == 1:
            return True  # "the League's extraordinary session in Oslo on 9 December"
        if named is None and candidate.kind in GATHERINGS and settled and parties == self.sides.body:
            return bool(parties)
        if named is None or not (named.body or (named.proper and candidate.kind in BODY_KINDS)):
            return False
        passing = not (settled or candidate.supported or candidate.beside or is_next(candidate.anchor))
        if passing and candidate.anchor.i >= self.title_end:
            return False  # "ahead of the 26th Conference" names it in passing
        one_state = len(parties) == 1 and parties[0] in countries() and len(self.principals) < 2
        return not one_state or bool(ordinal) or candidate.kind is MeetingKind.SESSION

    def _takes_place(self, candidate: Candidate, when: Edtf | None, place: str) -> bool:
        """Whether a single meeting is told of: none that is only wished for or recurs, unless the text says when or where."""
        if candidate.implied:
            talked = candidate.verb.lemma_.lower() in words("meetings", "verbs_together", "talking")
            return (bool(place) or talked) and when is not None and when.precision is Precision.DAY
        if candidate.wished:
            return bool(when or place)
        return when is not None or not self.tense.habitual(candidate)

    def _of_one_state(self, named: SeriesName) -> bool:
        """Whether a body is one of a single state ("White House Council on …", "National Assembly"): it meets at home."""
        if named.body:
            return False
        inside = self.doc[named.start : named.end]
        home = {t.lower_ for t in inside} & (words("meetings", "institutions", "domestic") - {"state"})
        seated = any(phrase in named.name.lower() for phrase in words("meetings", "place_heads"))
        return (bool(home) or seated) and len({code for t in inside if (code := self.places.code(t))}) < 2

    @staticmethod
    def _kind(candidate: Candidate, named: SeriesName | None) -> MeetingKind:
        """The kind of a meeting, once its name is known: a standing body or organisation meets in session."""
        if named is None:
            return candidate.kind
        noun, inner = candidate.anchor, {w.lower() for w in named.name.split()}
        if candidate.kind is MeetingKind.TALKS and named.proper:
            before = named.end <= noun.left_edge.i  # "the committee held its sixth meeting"
            behind = named.start > noun.left_edge.i and bool(inner & words("meetings", "body_heads"))
            if before or behind or (named.body and len(parties_of(list(candidate.mentions))) < 3):
                return MeetingKind.SESSION
        statutory = inner & words("meetings", "statutory") and (named.body or "parties" in inner)
        return MeetingKind.SESSION if candidate.kind is MeetingKind.OTHER and statutory else candidate.kind

    def _rank(self, mention: Mention) -> str:
        if mention.kind is MentionKind.ORGANISATION or mention.kind is MentionKind.STATE:
            return ""
        if mention.persons:
            ranks = [self.people[name].rank for name in mention.persons if name in self.people]
            return (
                ranks[0]
                if len(set(ranks)) == 1
                else next((r for r in ranks if r), "")
                if mention.kind is not MentionKind.GROUP
                else "/".join(ranks)
            )
        return "" if mention.rank.startswith("*") else mention.rank

    # ------------------------------------------------------------ place, and what the lead of a news text adds
    def _place(self, candidate: Candidate) -> str:
        anchor, verb = candidate.anchor, candidate.verb
        tellers = (anchor, *candidate.clauses) if candidate.status in OFF else (anchor, verb, *candidate.clauses)
        place = self.places.of(*dict.fromkeys(tellers)) or self.places.relative(verb)
        if not place and anchor.pos_ != "VERB":
            place = self.places.before_noun(anchor)
        if not place and ((anchor.tag_ == "VBG" and anchor.dep_ == "advcl") or gone_to(anchor)):
            place = self.places.of(anchor.head)
        if candidate.kind is MeetingKind.VISIT and (candidate.place in self.cities or len(candidate.hosts) > 1):
            return candidate.place
        return place or candidate.place or self._host_city(candidate)

    def _host_city(self, candidate: Candidate) -> str:
        """The city that is said to host the meeting."""
        host = subject(candidate.verb) if candidate.anchor.dep_ == "obj" and candidate.verb.lemma_ == "host" else None
        name = self.places.name_at(host) if host is not None and not self.places.is_state(host) else None
        return " ".join(name.text.split()) if name is not None else ""

    def _in_lead(self, candidate: Candidate) -> bool:
        start, end = self.places.dateline.lead
        held = candidate.status is MeetingStatus.HELD and candidate.kind not in (MeetingKind.CALL, MeetingKind.VISIT)
        return held and start <= candidate.anchor.idx < end

    def _recent(self, when: Edtf) -> bool:
        return self.published is not None and 0 <= (self.published - when.last).days <= NEWS_DAYS

    def _lead_place(self, candidate: Candidate, when: Edtf | None) -> str:
        """The dateline's place for a meeting that the lead reports as its news."""
        reported = candidate.supported or candidate.anchor.pos_ == "VERB" or candidate.anchor.dep_ == "obl"
        recent = when is None or self._recent(when)
        return self.places.dateline.place if self._in_lead(candidate) and reported and recent else ""

    def _lead_date(self, candidate: Candidate) -> Edtf | None:
        """The only day of the lead, for a meeting at which something was said or done there."""
        if not self._in_lead(candidate) or candidate.anchor.dep_ != "obl" or candidate.supported:
            return None
        days = unique([str(t.date) for t in self.dating.within(*self.places.dateline.lead)])
        when = Edtf(days[0]) if len(days) == 1 else None
        return when if when is not None and when.precision is Precision.DAY and self._recent(when) else None

    def _extent(self, candidate: Candidate) -> tuple[int, int]:
        tokens = [candidate.anchor.i, candidate.verb.i]
        for mention in candidate.mentions:
            if self.doc[mention.head].sent == candidate.anchor.sent:
                tokens += [mention.start, mention.end - 1]
        return min(tokens), max(tokens) + 1

    # ------------------------------------------------------------ told again
    def _restate(self, candidate: Candidate, told: list[Told]) -> bool:
        """Add what a sentence says of the meeting told just before; False where it may be one of its own."""
        anchor = candidate.anchor
        near = [t for t in told if 0 <= anchor.i - t.anchor < RESTATED]
        counted = bool({c.lower_ for c in children(anchor, "nmod:poss")} & words("meetings", "counting", "owners"))
        if anchor.pos_ == "VERB" and not near:
            return True
        if not near or (anchor.pos_ != "VERB" and (self._place(candidate) or dates_of(candidate, self.dating).date)):
            return counted
        known = max(near, key=lambda t: (t.kind is not MeetingKind.CALL, t.anchor))
        parties = unique([p for m in candidate.mentions for p in m.parties])
        if "also" in {c.lower_ for c in candidate.verb.children} or candidate.verb.lemma_ == "attend":
            known.participants = unique([*known.participants, *[p for m in candidate.mentions for p in m.participants]])
            known.parties = unique([*known.parties, *parties])
            known.ranks += [self._rank(m) for m in candidate.mentions]
        elif set(parties) > set(known.parties) or (parties and set(parties) == set(known.parties)):
            known.participants = unique([p for m in candidate.mentions for p in m.participants])
            known.parties = parties
        if not any(known.ranks):
            known.ranks = [self._rank(m) for m in candidate.mentions]
        if candidate.kind is MeetingKind.SUMMIT and known.kind is MeetingKind.TALKS:
            known.kind = MeetingKind.SUMMIT
        known.spans.append(span_of(self.doc, *self._extent(candidate)))
        return True

    @staticmethod
    def _many(parties: tuple[str, ...]) -> bool:
        """Whether so many meet that their ranks differ: three states, or an organisation's members."""
        return len(parties) > 2 or any(party not in countries() for party in parties)

    def _meeting(self, told: Told) -> Meeting:
        ranks = [rank for joined in told.ranks for rank in joined.split("/")]
        if not any(ranks):
            ranks = [self.people[p].rank for p in told.participants if p in self.people]
        level = level_of(ranks) if told.kind != MeetingKind.SESSION or any(ranks) else MeetingLevel.OTHER
        if told.kind is MeetingKind.SUMMIT and not any(ranks) and self._many(told.parties):
            level = MeetingLevel.MIXED
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


def _number(anchor: Token, named: SeriesName | None) -> int | None:
    """Which edition a meeting noun tells of, if it says so."""
    if anchor.pos_ == "VERB":
        return None
    return number_of(anchor.text) or ordinal_of(anchor, named is not None, named.start if named else anchor.i)
