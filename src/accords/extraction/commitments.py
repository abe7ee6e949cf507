"""The stage that finds commitments: who undertakes to do what by when, and how firmly."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from accords.core.commitment import Commitment, Deadline
from accords.core.ids import content_id
from accords.core.instrument import Instrument
from accords.core.span import Span
from accords.core.vocabulary import MeetingStatus, Modality, ReportedStatus
from accords.extraction.acts import WISHES, Act
from accords.extraction.analysis import Analysis
from accords.extraction.antecedents import antecedent, instrument_meant, pronouns_of
from accords.extraction.assurance import of_act, of_outcome
from accords.extraction.clauses import area_of, condition_of, phrase_of, what_of
from accords.extraction.dating import Dating
from accords.extraction.deadlines import DeadlineReader
from accords.extraction.failures import belied, moved
from accords.extraction.fulfilments import Outcome, OutcomeFinder
from accords.extraction.gapping import Further, further
from accords.extraction.lexicons import words
from accords.extraction.mentions import MentionKind, span_of, unique
from accords.extraction.shortfalls import ShortfallFinder
from accords.extraction.syntax import Index, auxiliaries, children, negated, passive, subject
from accords.extraction.undertakings import UndertakingFinder

DENIAL = re.compile(r"^(not|never|no longer) ")


class CommitmentFinder:
    """Finds the commitments of one analysed text."""

    def __init__(self, doc: Doc, index: Index, dating: Dating, state: Analysis) -> None:
        self.doc, self.index, self.dating, self.state = doc, index, dating, state
        self.deadlines = DeadlineReader(doc, dating, state)

    def find(self) -> list[Commitment]:
        acts = UndertakingFinder(self.doc, self.index, self.state, self.deadlines).find()
        gapped = {t.i for act in acts for other in self._further(act) for t in self.doc[other.start : other.end]}
        found = [c for act in acts if act.token.i not in gapped for c in self._commitments(act)]
        outcomes = list(OutcomeFinder(self.doc, self.index, self.dating, self.state, _things(acts)).find())
        shortfalls = ShortfallFinder(self.index, self.dating, self.deadlines)
        outcomes += [o for t in self.doc[self.state.title_end :] if t.pos_ == "VERB" for o in shortfalls.of(t)]
        told = [self._told(outcome) for outcome in outcomes]
        return self._distinct([c for c in (*found, *told) if c is not None])

    def _commitments(self, act: Act) -> list[Commitment]:
        """What an act commits to, and to what else by other dates: "return the camp by May and the port by June"."""
        others = self._further(act)
        apart = [t for other in others for t in self.doc[other.start : other.end]]
        first = self._commitment(replace(act, companions=(*act.companions, *apart)))
        if first is None:
            return []
        verbs = [act.token, *children(act.token, "compound:prt")] if act.token.pos_ == "VERB" else []
        verb = " ".join(t.lemma_.lower() for t in verbs)
        found = [first]
        for other in others:
            deadline, what = (
                self.deadlines.told(other.timex),
                f"{verb} {self.doc[other.start : other.end].text}".strip(),
            )
            if deadline is not None:
                span = span_of(self.doc, min(act.trigger.i, act.token.i), other.end)
                key = content_id("commitment", first.who, what, first.modality, str(deadline.date), span.start)
                found.append(replace(first, id=key, what=what, deadline=deadline, spans=(span,), area=area_of(what)))
        return found

    def _further(self, act: Act) -> list[Further]:
        """Things that share the act's verb and have dates of their own."""
        return list(further(act.token, self.dating)) if act.token.pos_ in ("VERB", "NOUN") else []

    def _told(self, outcome: Outcome) -> Commitment | None:
        """What became of something undertaken, as the commitment it was with its outcome."""
        what, start, end = self._words(outcome)
        if len(what.split()) < 2 and outcome.act is None and outcome.deadline != Deadline():
            what = f"the {what.lower()}"
        if not outcome.who or len(what.split()) < 2 or any(c.text in '"“”' for c in self.doc[start:end]):
            return None
        told = [t.i for t in outcome.verb.subtree if self._dates(t, outcome.deadline)]
        span = span_of(
            self.doc, min([start, outcome.verb.i, *told]), max([end, outcome.verb.i + 1, *(i + 1 for i in told)])
        )
        key = content_id("commitment", outcome.who, what, outcome.status, str(outcome.deadline.date), span.start)
        told_of = Commitment(
            key,
            unique(outcome.who),
            what,
            Modality.EXPECTS,
            (span,),
            outcome.deadline,
            outcome.status,
            area=area_of(what),
        )
        return replace(told_of, confidence=of_outcome(outcome.verb, told_of, self.index))

    def _words(self, outcome: Outcome) -> tuple[str, int, int]:
        """The act as a clause, "reopen the crossing", or as the noun that names it, with its token extent."""
        if outcome.act is not None and outcome.thing.i == outcome.act.i:
            verb = outcome.act
            own = subject(verb)
            relative = own is not None and own.tag_ in ("WDT", "WP") and verb.dep_ == "acl:relcl"
            own = verb.head if relative else own  # "a treaty, which was to have been negotiated"
            alone = own is not None and verb.dep_ != "acl" and not self.index.referents(own)
            act = Act(verb, verb, Modality.EXPECTS, outcome.who, (), own if passive(verb) or alone else None)
            what, start, end = what_of(act, self.dating)
            what = re.sub(r"^(have|not|yet|still) ", "", self._resolved(act, what)[0])
            return re.sub(rf"^{verb.text}\b", verb.lemma_.lower(), what), start, end
        thing, start, end = phrase_of(outcome.thing, self.dating)
        if outcome.act is None:
            return thing, start, end
        particle = "".join(f" {c.text}" for c in outcome.act.children if c.dep_ == "compound:prt")
        return f"{outcome.act.lemma_.lower()}{particle} {thing}", start, end

    def _commitment(self, act: Act) -> Commitment | None:
        who = act.who
        if not who:
            return None
        deadline = self.deadlines.of(act.token, act.trigger, act.companions)
        what, start, end = what_of(act, self.dating, deadline.date)
        if len(what.split()) < 2 and act.patient is None and deadline != Deadline():
            act = replace(act, patient=self._body(subject(act.token)))  # "it will report by May"
            what, start, end = what_of(act, self.dating, deadline.date)
        if act.trigger.i != act.token.i and act.token.lemma_.lower() in words("commitments", "announce", "given"):
            what = f"provide {what}"  # "announced $5 million in aid"
        what, meant = self._resolved(act, what)
        if len(what.split()) < 2 and act.token.lemma_.lower() in words("commitments", "scheduled", "of_documents"):
            meant = self._told_last(act.token)
            what = f"{what.lower()} of {_named(meant)}" if meant else what
        if len(what.split()) < 2 and act.token.pos_ == "NOUN" and deadline != Deadline():
            what = f"the {what.lower()}"  # "completion, planned for May"
        what = f"not {DENIAL.sub('', what)}" if negated(act.token) else what
        told = len(what.split()) > 1 or (deadline.date is not None and act.token.pos_ == "VERB")  # "will leave by May"
        if not told or _unresolved(act.patient, what) or what.lower() in words("commitments", "block", "empty"):
            return None
        if self._is_meeting(act) or _announces(act.token):
            return None
        condition = condition_of(self.doc, act.token, act.trigger)
        spans = self._spans(act.trigger, start, end)
        span = spans[-1]
        status = ReportedStatus.IN_PROGRESS if _continues(act.token) else ReportedStatus.PENDING
        status = ReportedStatus.RESCHEDULED if moved(act.token, self.dating.by_token.keys()) else status
        status = belied(act.trigger, act.token) or self._bygone(act, deadline) or status
        inside = (i for i in self.state.instruments if any(span.overlaps(s) for s in i.spans))
        instrument = meant or next(inside, None)
        found = Commitment(
            content_id("commitment", who, what, act.modality, str(deadline.date), span.start),
            unique(who),
            what,
            act.modality,
            spans,
            deadline,
            status,
            bool(condition),
            condition,
            area_of(what),
            instrument.id if instrument else "",
        )
        return replace(found, confidence=of_act(act, found, self.index))

    def _bygone(self, act: Act, deadline: Deadline) -> ReportedStatus | None:
        """Missed, where it had been hoped for by a day that is past: "had hoped to ratify it by May"."""
        published = self.state.document.published
        hoped = act.modality in WISHES and act.trigger.i != act.token.i and "had" in auxiliaries(act.trigger)
        past = published is not None and deadline.date is not None and deadline.date.last < published
        return ReportedStatus.MISSED if hoped and past and act.trigger.pos_ == "VERB" else None

    def _told_last(self, token: Token) -> Instrument | None:
        """The document that the text names last before a word."""
        before = [(s.start, i) for i in self.state.instruments for s in i.spans if s.start < token.idx]
        return max(before, key=lambda found: found[0])[1] if before else None

    def _body(self, token: Token | None) -> Token | None:
        """The subject, unless it is a state or a person, whom the commitment names as bound."""
        named = self.index.referents(token, deep=False) if token is not None else []
        return None if any(m.kind is not MentionKind.ORGANISATION for m in named) else token

    def _dates(self, token: Token, deadline: Deadline) -> bool:
        """Whether a word is one of those that tell this date."""
        timex = self.dating.by_token.get(token.i)
        return timex is not None and timex.date is not None and timex.date == deadline.date

    def _spans(self, trigger: Token, start: int, end: int) -> tuple[Span, ...]:
        """The words from the trigger to the end of the act; for an item of a list its lead-in and the item."""
        breaks = [
            t.i for t in self.doc[trigger.i : start] if t.is_space and "\n" in t.text and self.doc[t.i - 1].text == ":"
        ]
        if breaks:
            return span_of(self.doc, trigger.sent.start, breaks[0] - 1), span_of(self.doc, start, end)
        return (span_of(self.doc, min(start, trigger.i), end),)

    def _is_meeting(self, act: Act) -> bool:
        """Whether the act is to meet and nothing more, which the planned meeting told in the same words says already."""
        if act.token.lemma_.lower() not in words("commitments", "acts", "encounters"):
            return False
        place = act.token.idx
        planned = (m for m in self.state.meetings if m.status is MeetingStatus.PLANNED)
        return any(span.start <= place < span.end for meeting in planned for span in meeting.spans)

    def _resolved(self, act: Act, what: str) -> tuple[str, Instrument | None]:
        """The act's words with "it" and "them" replaced by what they stand for, and the instrument among these."""
        meant = None
        for pronoun in pronouns_of(act.token, act.patient):
            meant = instrument_meant(pronoun, act.token, self.state.instruments)
            if meant and any(s.start <= pronoun.idx < s.end for s in meant.spans):  # "the agreement to build it"
                meant = None
            phrase = _named(meant) if meant else antecedent(pronoun, self.index)
            if phrase and re.search(rf"\b{pronoun.lower_}\b", what):
                before, _, after = re.split(rf"\b({pronoun.lower_})\b", what, maxsplit=1)
                what = f"{before}{phrase}{after}"
        return what, meant

    @staticmethod
    def _distinct(found: list[Commitment]) -> list[Commitment]:
        """Drop those told in words that another already has."""
        kept: list[Commitment] = []
        for commitment in found:
            if any((c.what, c.who) == (commitment.what, commitment.who) and _told_alike(c, commitment) for c in kept):
                continue
            if any(c.id == commitment.id for c in kept):
                continue
            kept.append(commitment)
        return kept


def _things(acts: list[Act]) -> frozenset[str]:
    """The lemmas of the things that acts are done to, and of acts told by nouns."""
    things = [t for act in acts for t in (act.patient, *children(act.token, "obj")) if t is not None]
    nouns = [act.token for act in acts if act.token.pos_ == "NOUN"]
    return frozenset(t.lemma_.lower() for t in (*things, *nouns))


def _told_alike(one: Commitment, other: Commitment) -> bool:
    """Whether both are still to be done, or came to the same end."""
    ahead = {ReportedStatus.PENDING, ReportedStatus.IN_PROGRESS}
    return one.reported_status is other.reported_status or {one.reported_status, other.reported_status} <= ahead


def _continues(verb: Token) -> bool:
    """Whether the act goes on with something that runs already."""
    lemma = verb.lemma_.lower()
    particles = [verb, *children(verb, "advcl")]  # "go on with it", "go on negotiating"
    on = any(c.lower_ == "on" and c.dep_ in ("compound:prt", "mark") for t in particles for c in t.children)
    return lemma in words("commitments", "continuing", "verbs") or (
        on and lemma in words("commitments", "continuing", "with_on")
    )


def _unresolved(patient: Token | None, what: str) -> bool:
    """Whether what is brought about is only called "it" or "them"."""
    return patient is not None and patient.pos_ == "PRON" and patient.lower_ in what.lower().split()


def _announces(verb: Token) -> bool:
    """Whether the act only introduces the items of a list: "take the following steps:"."""
    announced = words("commitments", "lists", "announcing")
    return any(c.lower_ in announced for o in children(verb, "obj") for c in (o, *children(o, "amod", "advmod")))


def _named(instrument: Instrument) -> str:
    """The instrument's title with its article."""
    return instrument.title if instrument.title.lower().startswith(("the ", "a ")) else f"the {instrument.title}"
