"""The stage that finds meetings: candidates with participants, date, place and level, told-again ones made one."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.meeting import Meeting
from accords.core.reference import countries
from accords.core.timex import Edtf, Precision, TimexType
from accords.core.vocabulary import MeetingKind, MeetingLevel, MeetingStatus
from accords.extraction.analysis import Analysis
from accords.extraction.datelines import headed
from accords.extraction.dating import Dating
from accords.extraction.editions import number_of, ordinal_of
from accords.extraction.gazetteer import NameKind
from accords.extraction.levels import level_of
from accords.extraction.lexicons import lexicon, words
from accords.extraction.meeting_candidates import find_candidates
from accords.extraction.meeting_dates import dates_of
from accords.extraction.meeting_merging import Told, merge, one_series, same_meeting, settle, without_implied
from accords.extraction.meeting_status import OFF, is_next
from accords.extraction.meeting_words import Candidate, is_remote, parties_of
from accords.extraction.mentions import Mention, MentionKind, span_of, unique
from accords.extraction.places import Places
from accords.extraction.proper_names import SeriesName
from accords.extraction.series_names import SeriesNames
from accords.extraction.syntax import Index, Time, auxiliaries, cases, children, subject, time_of

BODY_KINDS = frozenset({MeetingKind.SESSION, MeetingKind.SUMMIT, MeetingKind.FORUM, MeetingKind.OTHER})
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
        self.bodies = {n.start: n.code for n in state.names if n.kind is NameKind.ORGANISATION}
        self.series = SeriesNames(doc, state.names, self.places, self.title_end)

    def find(self) -> list[Meeting]:
        told: list[Told] = []
        for candidate in find_candidates(self.doc, self.index, self.places):
            if candidate.restated and self._restate(candidate, told):
                continue
            for one in self._read(candidate):
                same = next((t for t in told if same_meeting(t, one, self.people, self.title_end)), None)
                if same is not None:
                    merge(same, one)
                elif not one.pointing:
                    told.append(one)
        told = without_implied(told)
        settle(told)
        kept = [t for t in told if t.parties and (len(t.parties) > 1 or t.date or t.place or t.series)]
        names = sorted({t.series for t in kept if t.series}, key=len, reverse=True)
        for one in kept:
            one.series = next((name for name in names if one.series and one_series(one.series, name)), one.series)
        return [self._meeting(one) for one in kept]

    # ------------------------------------------------------------ one candidate
    def _read(self, candidate: Candidate) -> list[Told]:
        """The meeting that a candidate tells of, and the one it was or will be instead where the date has moved."""
        anchor = candidate.anchor
        named = self.series.of(candidate.like or anchor)
        if candidate.kind is MeetingKind.FORUM and anchor.i in self.organised and not candidate.supported:
            return []  # "the leaders of the Pacific Islands Forum"
        candidate = replace(candidate, kind=self._kind(candidate, named))
        ordinal = None
        if anchor.pos_ != "VERB":
            ordinal = number_of(anchor.text) or ordinal_of(
                anchor, named is not None, named.start if named else anchor.i
            )
        dates = dates_of(candidate, self.dating, self.published)
        status = self._status(candidate, dates.date)
        if status is MeetingStatus.PLANNED and (self._dated_before(candidate) or self._in_headline(candidate)):
            status = MeetingStatus.HELD
        elif status is MeetingStatus.PLANNED and self._over(candidate, dates.date):
            dates, candidate = replace(dates, date=None), replace(candidate, definite=False)
        place = self._place(candidate)
        participants, parties = self._sides(candidate, named, ordinal, bool(dates.date or place))
        if named is not None and self._of_one_state(named):
            return []
        domestic = len(parties) == 1 and parties[0] in countries() and len(self.principals) < 2 and not ordinal
        domestic = domestic and candidate.kind is not MeetingKind.SESSION
        standing = named is not None and not domestic and (named.body or (named.proper and candidate.kind in BODY_KINDS))
        numbered = named is not None and named.proper and ordinal is not None and candidate.kind is MeetingKind.TALKS
        if numbered and len(parties) < 2:
            standing, participants, parties = True, (), ()  # whoever is said to take part will be its parties
        members = candidate.kind is MeetingKind.SESSION and anchor.pos_ == "VERB" and parties
        if len(parties) < 2 and not standing and not members:
            return []
        several = len(parties_of(list(candidate.mentions))) > 1
        if candidate.implied and not (place and dates.date and dates.date.precision is Precision.DAY):
            return []
        shown = bool(candidate.told or named or dates.date or place or ordinal)
        if not shown and not candidate.definite:
            return []
        kind = candidate.kind
        if (candidate.wished or self._habitual(candidate)) and not (dates.date or (place and candidate.wished)):
            return []
        told = Told(
            kind,
            status,
            participants,
            parties,
            [self._rank(m) for m in candidate.mentions],
            dates.date or self._lead_date(candidate),
            "" if kind is MeetingKind.CALL or is_remote(anchor, candidate.verb) else place or self._lead_place(candidate, dates.date),
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
        )
        moved = []
        if dates.old:
            moved.append(replace(told, date=dates.old, status=MeetingStatus.POSTPONED, spans=list(told.spans)))
        if dates.new:
            moved.append(replace(told, date=dates.new, status=MeetingStatus.PLANNED, place="", spans=list(told.spans)))
        return [told, *moved]

    def _of_one_state(self, named: SeriesName) -> bool:
        """Whether a body is one of a single state ("White House Council on …", "National Assembly"): it meets at home."""
        if named.body:
            return False
        inside = self.doc[named.start : named.end]
        home = {t.lower_ for t in inside} & (words("meetings", "institutions", "domestic") - {"state"})
        home = home or any(phrase in named.name.lower() for phrase in words("meetings", "place_heads"))
        return bool(home) and len({code for t in inside if (code := self.places.code(t))}) < 2

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

    def _sides(
        self, candidate: Candidate, named: SeriesName | None, ordinal: int | None, settled: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Participants and the parties they stand for: as told, by the series' body, or those the text is about."""
        mentions = [m for m in candidate.mentions if not self._uncounted(m)]
        participants = unique([p for m in mentions for p in m.participants])
        parties = unique([p for m in mentions for p in m.parties])
        if candidate.host:
            participants, parties = unique([*participants, candidate.host]), unique([*parties, candidate.host])
        if named is not None and "parties" in named.name.lower().split():
            return (named.name,), (named.name,)  # the parties to a treaty meet as their conference
        if len(parties) >= 2:
            return participants, parties
        anchor = candidate.anchor
        if anchor.pos_ != "VERB" and len(inside := self._states_inside(anchor)) >= 2:
            return inside, inside
        if candidate.kind in BODY_KINDS and named and (named.body or named.proper):
            holders = (named.body,) if named.body else parties or self.principals or (named.name,)
            return holders, holders
        if anchor.pos_ != "VERB" and self._theirs(candidate, ordinal, settled):
            if candidate.kind in BODY_KINDS and len(self.principals) > 1:
                return self.principals, self.principals
            return participants or self.principals, parties or self.principals
        return participants, parties

    def _theirs(self, candidate: Candidate, ordinal: int | None, settled: bool) -> bool:
        """Whether a meeting without participants is one of the parties that the text is about."""
        if candidate.kind not in BODY_KINDS:
            return candidate.definite
        noun = candidate.anchor
        ahead = settled and is_next(noun)
        if not (candidate.supported or ahead) or any(
            c.lower_ in ("a", "an", "any", "no", "another") for c in noun.children
        ):
            return False
        owned = bool(children(noun, "nmod:poss")) and not self._of_a_stranger(noun)
        return ordinal is not None or owned or ahead or (settled and noun.dep_.startswith("nsubj"))

    def _of_a_stranger(self, noun: Token) -> bool:
        """Whether "its" means one who is no party ("the ruling party held its congress")."""
        owner = subject(noun.head) if noun.dep_ == "obj" else None
        return owner is not None and owner.pos_ in ("NOUN", "PROPN") and not self.index.referents(owner, deep=False)

    def _uncounted(self, mention: Mention) -> bool:
        """Whether a group is said to be larger than the parties it is known to stand for ("the five presidents")."""
        if mention.kind is not MentionKind.GROUP:
            return False
        numbers: dict[str, int] = lexicon("timex")["numbers"]
        counts = [numbers.get(t.lower_, 0) for t in self.doc[mention.head].subtree if t.dep_ == "nummod"]
        return bool(counts) and max(counts) > max(len(mention.parties), 2)

    def _states_inside(self, noun: Token) -> tuple[str, ...]:
        """States whose names or adjectives stand with the noun ("forum of Russian and Kazakh regions")."""
        found: list[str] = []
        for token in noun.subtree:
            step = token
            while step.i != noun.i and step.dep_ in ("amod", "compound", "conj", "nmod", "nmod:poss"):
                if step.dep_ == "nmod" and not cases(step) & {"of", "between", "among"}:
                    break
                step = step.head
            if step.i == noun.i:
                found.append(self.places.code(token) or self.bodies.get(token.i, ""))
        return unique(found)

    def _status(self, candidate: Candidate, when: Edtf | None) -> MeetingStatus:
        """The status by words and tense; what lies behind the publication is planned unless told in the past tense.

        A meeting "held on 3 May" is held, whatever is to come of it.
        """
        if when is None or self.published is None:
            return candidate.status
        held = any(clause.tag_ == "VBN" and time_of(clause) is not Time.FUTURE for clause in candidate.clauses)
        if candidate.status is MeetingStatus.PLANNED and held and when.last < self.published:
            return MeetingStatus.HELD
        ahead = when.first > self.published
        if candidate.status is MeetingStatus.HELD and ahead and time_of(candidate.verb) is not Time.PAST:
            return MeetingStatus.PLANNED
        return candidate.status

    def _habitual(self, candidate: Candidate) -> bool:
        """Whether a meeting is told to recur rather than to take place ("the commission meets twice a year")."""
        if any(
            c.lower_ in words("meetings", "often") or (c.lemma_ == "time" and children(c, "nummod", "amod"))
            for c in children(candidate.verb, "advmod", "obl:unmarked", "obl", "obj")
        ):
            return "Perf" in candidate.verb.morph.get("Aspect", []) or bool(auxiliaries(candidate.verb) & {"has", "have", "had"})
        said = [t for t in candidate.verb.subtree if (timex := self.dating.by_token.get(t.i)) and timex.type is TimexType.SET]
        return any(self.dating.owner(t).i == candidate.verb.i for t in said)

    def _in_headline(self, candidate: Candidate) -> bool:
        """Whether a title names a meeting by a word that the parser takes for a plain verb ("Readout of A's Call with B")."""
        verb = candidate.verb
        plain = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in verb.children)
        return verb.i < self.title_end and candidate.anchor.i == verb.i and plain

    def _dated_before(self, candidate: Candidate) -> bool:
        """Whether a day that has passed stands with the meeting noun itself ("to follow up on the 3 May call")."""
        own = self.dating.of(candidate.anchor, deep=False) if candidate.anchor.pos_ != "VERB" else []
        before = [t for t in own if t.date is not None and self.published is not None and t.date.last < self.published]
        return bool(before) and candidate.anchor.dep_ in ("obl", "nmod")

    def _over(self, candidate: Candidate, when: Edtf | None) -> bool:
        """Whether a day that has passed cannot be that of a meeting which is told to lie ahead."""
        told = time_of(candidate.verb) is Time.FUTURE
        return told and when is not None and self.published is not None and when.last < self.published

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
        if not place and anchor.tag_ == "VBG" and anchor.dep_ == "advcl":
            place = self.places.of(anchor.head)
        if candidate.kind is MeetingKind.VISIT and candidate.place in self.cities:
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
        known = max(near, key=lambda t: t.anchor)
        parties = unique([p for m in candidate.mentions for p in m.parties])
        if set(parties) > set(known.parties) or (parties and set(parties) == set(known.parties)):
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
