"""Reports of what became of an undertaking: done, missed, put off, given up.

"The crossing was reopened on 2 June", "they missed the deadline for the fence", "the opening has been postponed to May". Only
what is done to a thing that the text takes for known counts ("the crossing", "their draft"), or what it says was planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Doc, Token

from accords.core.commitment import Deadline
from accords.core.timex import Edtf, Precision, Timex
from accords.core.vocabulary import DeadlineRelation, ReportedStatus
from accords.extraction.acts import speaks
from accords.extraction.analysis import Analysis
from accords.extraction.dating import LIMITING, Dating
from accords.extraction.failures import was_to_have, yet_to
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import Index, Time, auxiliaries, cases, children, negated, passive, subject, time_of

TOLD = frozenset({"ROOT", "conj", "ccomp", "parataxis"})
NEWS = timedelta(days=400)
BEFOREHAND = ("det", "nmod:poss")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act: `thing` is what it was done to, `act` its verb, None where the thing names it ("the opening").

    Where the clause tells the act with all that belongs to it, both are its verb.
    """

    verb: Token
    thing: Token
    act: Token | None
    who: tuple[str, ...]
    status: ReportedStatus
    deadline: Deadline


class OutcomeFinder:
    """Finds the outcomes that one text reports; `promised` are the lemmas of the things that it says are undertaken."""

    def __init__(
        self, doc: Doc, index: Index, dating: Dating, state: Analysis, promised: frozenset[str] = frozenset()
    ) -> None:
        self.doc, self.index, self.dating, self.state, self.promised = doc, index, dating, state, promised
        self.passing = words("commitments", "occasions", "nouns") | words("commitments", "block", "nominals")
        self.verbs = {
            lemma: ReportedStatus(status)
            for status, lemmas in lexicon("commitments")["outcomes"].items()
            for lemma in lemmas
        }

    def find(self) -> Iterator[Outcome]:
        """The outcomes in text order."""
        for verb in self.doc[self.state.title_end :]:
            if verb.pos_ == "VERB":
                yield from self._undone(verb)
            if (
                verb.pos_ != "VERB"
                or not (verb.dep_ in TOLD or _lapses(verb))
                or negated(verb)
                or not _came_about(verb)
            ):
                continue
            lemma = " ".join([verb.lemma_.lower(), *_particles(verb)])
            thing = _thing(verb)
            if thing is None and lemma in words("commitments", "deeds", "lapsing"):
                yield from self._lapsed(verb)
            if thing is None and lemma in words("commitments", "deeds", "slipping"):
                thing = subject(verb)
            promised = _promised(subject(verb)) if thing is None or passive(verb) else None
            if promised is not None and lemma in words("commitments", "deeds", "arriving"):
                yield Outcome(verb, promised.head, None, self._who(promised), ReportedStatus.FULFILLED, Deadline())
                continue
            if thing is None or thing.lemma_.lower() in self.passing or not self._apart(thing):
                continue
            if lemma in words("commitments", "deeds", "verbs") or (_by_plan(verb) and lemma not in self.verbs):
                yield from self._done(verb, thing)
            elif lemma in words("commitments", "deeds", "limits"):
                yield from self._limit(verb, thing, lemma)
            elif lemma in self.verbs:
                yield from self._moved(verb, thing, self.verbs[lemma])
            elif lemma in words("commitments", "deeds", "prolonging"):
                yield from self._deadline_moved(verb, thing)

    def _done(self, verb: Token, thing: Token) -> Iterator[Outcome]:
        """A deed done to what is known, on a day or by now."""
        times = [t for t in self.dating.of(verb) if self._lately(t)]
        perfect = bool(auxiliaries(verb) & {"has", "have", "had"})
        planned = _by_plan(verb) and thing.pos_ in ("NOUN", "PROPN") and thing.lower_ not in ("one", "ones")
        bygone = "had" in auxiliaries(verb) and not times  # "recalled that they had built the hall"
        history = any(self._past(t) for t in self.dating.of(verb)) and not times
        ours = self.promised | words("commitments", "acts", "works") | words("commitments", "scheduled", "traffic")
        lemma = " ".join([verb.lemma_.lower(), *_particles(verb)])
        own = bool(children(thing, "nmod:poss")) and lemma in words("commitments", "deeds", "owed")
        # Much of this is done that nobody had promised: "handed over the letter", "opened the chapter".
        common = lemma in words("commitments", "deeds", "common")
        expected = _known(thing) and (own or not common or thing.lemma_.lower() in ours)
        if planned or (expected and not bygone and not history and (times or perfect)):
            yield Outcome(verb, thing, verb, self._who(verb), ReportedStatus.FULFILLED, _on(times))

    def _limit(self, verb: Token, thing: Token, lemma: str) -> Iterator[Outcome]:
        """ "has met the deadline for the removal of mines", "missed it"."""
        if thing.lemma_.lower() not in words("commitments", "deeds", "deadlines"):
            return
        met = lemma not in words("commitments", "deeds", "missing")
        status = ReportedStatus.FULFILLED if met else ReportedStatus.MISSED
        dates = [c for c in thing.children if c.i in self.dating.by_token]  # "a deadline of 1 May for the withdrawal"
        for due in (c for owner in (thing, verb, *dates) for c in children(owner, "nmod", "acl", "obl")):
            named = cases(due) & {"for", "of"} and due.i not in self.dating.by_token
            if named and not any(c.lower_ in ("every", "each", "any") for c in due.children):
                told = [t for t in self.dating.of(thing, deep=False) if self._past(t)]  # "a deadline of 1 May for …"
                due_by = Deadline(self.dating.limit(told[0]), DeadlineRelation.BY) if told else Deadline()
                yield Outcome(verb, due, None, self._who(verb), status, due_by)

    def _lapsed(self, verb: Token) -> Iterator[Outcome]:
        """ "The deadline for the withdrawal expired"."""
        limit = subject(verb)
        if limit is None or limit.lemma_.lower() not in words("commitments", "deeds", "deadlines"):
            return
        for due in children(limit, "nmod"):
            if cases(due) & {"for", "of"} and due.i not in self.dating.by_token:
                who = self.index.parties(self.index.referents(due)) or self.state.principals
                yield Outcome(verb, due, None, who, ReportedStatus.MISSED, Deadline())

    def _moved(self, verb: Token, thing: Token, status: ReportedStatus) -> Iterator[Outcome]:
        """ "the opening of the bridge has been postponed to May"; only the day it was moved to counts."""
        lemma = thing.lemma_.lower()
        if lemma in words("commitments", "deeds", "deadlines"):
            yield from self._deadline_moved(verb, thing)
            return
        act = lemma in words("commitments", "acts", "nouns")
        if status is ReportedStatus.CANCELLED:
            if _known(thing) and (act or lemma in words("commitments", "acts", "works")):
                yield Outcome(verb, thing, None, self._who(verb), status, Deadline())
        elif (_known(thing) or (act and self._new_dates(verb, thing) != [Deadline()])) and (
            act or lemma in words("commitments", "acts", "works")
        ):
            for date in self._new_dates(verb, thing):
                if act or date != Deadline():
                    yield Outcome(verb, thing, None, self._who(verb), status, date)

    def _deadline_moved(self, verb: Token, thing: Token) -> Iterator[Outcome]:
        """ "extended the deadline for the withdrawal to 25 May"."""
        if thing.lemma_.lower() not in words("commitments", "deeds", "deadlines"):
            return
        for due in children(thing, "nmod"):
            if cases(due) & {"for", "of"} and due.i not in self.dating.by_token:
                who = self.index.parties(self.index.referents(due)) or self._who(verb)
                yield Outcome(verb, due, None, who, ReportedStatus.RESCHEDULED, self._new_dates(verb, thing)[-1])

    def _new_dates(self, verb: Token, thing: Token) -> list[Deadline]:
        """The days something was moved to, in text order: the latter of "from May to June"; one without a date where none is told."""
        towards = words("commitments", "deeds", "towards")
        times = dict.fromkeys([*self.dating.of(verb), *self.dating.of(thing)])
        ahead = sorted((t for t in times if self.dating.case_of(t) & towards or _ranges(t)), key=lambda t: t.span.start)
        dates = [Edtf(str(t.date).rsplit("/", 1)[1]) if _ranges(t) else t.date for t in ahead]
        return [
            Deadline(d, DeadlineRelation.ON if d.precision is Precision.DAY else DeadlineRelation.IN)
            for d in dates
            if d is not None
        ] or [Deadline()]

    def _undone(self, verb: Token) -> Iterator[Outcome]:
        """ "was to have been opened in May" (missed), "has yet to ratify it" (still to be done)."""
        missed = was_to_have(verb)
        if not missed and not yet_to(verb):
            return
        thing = subject(verb)
        if thing is None or verb.lemma_.lower() in words("commitments", "acts", "encounters"):
            return
        who = self.index.parties(self.index.referents(thing)) or self._who(verb)
        if (verb.lemma_ == "do" and any(c.lower_ == "so" for c in verb.children)) or speaks(verb):
            return
        times = sorted((t for t in self.dating.of(verb) if self._past(t)), key=lambda t: t.span.start) if missed else []
        status = ReportedStatus.MISSED if missed else ReportedStatus.PENDING
        for time in times[:-1]:  # "was to have been opened in 2020, then in 2021"
            yield Outcome(
                verb, verb, verb, who or self.state.principals, ReportedStatus.RESCHEDULED, self._limited([time])
            )
        yield Outcome(verb, verb, verb, who or self.state.principals, status, self._limited(times[-1:]))

    def _limited(self, times: list[Timex]) -> Deadline:
        found = _on(times)
        by = bool(times) and bool(self.dating.case_of(times[0]) & LIMITING)
        return Deadline(found.date, DeadlineRelation.BY) if by else found

    # ------------------------------------------------------------ questions
    def _apart(self, thing: Token) -> bool:
        """Whether it is no instrument, whose stages tell what became of it, and no person or party."""
        spans = [span for paper in self.state.instruments for span in paper.spans]
        inside = any(s.start <= t.idx < s.end for t in (thing, *children(thing, "nmod")) for s in spans)
        return not inside and not self.index.referents(thing, deep=False)

    def _past(self, timex: Timex) -> bool:
        published = self.state.document.published
        return published is not None and timex.date is not None and timex.date.first <= published

    def _lately(self, timex: Timex) -> bool:
        """Whether it is so near that the deed is news and no history."""
        published = self.state.document.published
        return (
            self._past(timex)
            and timex.date is not None
            and published is not None
            and published - timex.date.last < NEWS
        )

    def _who(self, verb: Token) -> tuple[str, ...]:
        """Who did it: the agent or subject, else those the text is about."""
        agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)] if passive(verb) else []
        token = agents[0] if agents else None if passive(verb) else subject(verb)
        named = self.index.parties(self.index.referents(token)) if token is not None else self.state.principals
        joint = token is not None and token.lemma_.lower() in words("commitments", "bearers", "joint")
        return named or (self.state.principals if joint else ())


def _came_about(verb: Token) -> bool:
    """Whether it is told of the past, and not as what should have been or was to be."""
    unreal = words("outlook", "auxiliaries", "modal") | words("outlook", "auxiliaries", "future") | {"to"}
    before = auxiliaries(verb) | {c.lower_ for c in children(verb, "mark")}
    return time_of(verb) is Time.PAST and not before & unreal


def _lapses(verb: Token) -> bool:
    """Whether it tells that a time ran out, which is told beside the news too: "weeks after the deadline expired"."""
    return verb.lemma_.lower() in words("commitments", "deeds", "lapsing")


def _particles(verb: Token) -> list[str]:
    """Particles of a phrasal verb, which parsers also take for adverbs ("pushed back")."""
    return [c.lower_ for c in verb.children if c.dep_ == "compound:prt" or c.lower_ in ("back", "off", "forward")]


def _ranges(timex: Timex) -> bool:
    """Whether it spans from one date to another ("from May to June")."""
    return timex.date is not None and "/" in str(timex.date) and ".." not in str(timex.date)


def _promised(thing: Token | None) -> Token | None:
    """The verb by which the thing was promised: "the tanks that Norway promised"."""
    if thing is None:
        return None
    verbs = lexicon("commitments")["verbs"]["agreed"]
    return next((v for v in children(thing, "acl:relcl") if v.lemma_.lower() in verbs and not negated(v)), None)


def _thing(verb: Token) -> Token | None:
    if passive(verb):
        return next(iter(children(verb, "nsubj:pass")), None)
    return next(iter(children(verb, "obj")), None)


def _known(thing: Token) -> bool:
    """Whether the text takes the thing for known: "the", "their", a name."""
    own = [c for c in thing.children if c.dep_ in BEFOREHAND]
    named = thing.pos_ == "PROPN" and not own
    return named or any(c.dep_ == "nmod:poss" or c.lower_ in words("commitments", "deeds", "known") for c in own)


def _by_plan(verb: Token) -> bool:
    """Whether the deed is measured by a plan: "a year late", "as agreed"."""
    if verb.lower_ in words("commitments", "scheduled", "words"):
        return False
    measured = words("commitments", "deeds", "measured")
    beside = [
        c for c in verb.children if c.i > verb.i and not c.dep_.startswith(("nsubj", "obj", "ccomp", "xcomp", "conj"))
    ]
    told = [t for c in beside for t in (c, *children(c, "case", "fixed", "advmod", "amod", "obl"))]
    return any(t.lower_ in measured and not _only_dates(t) for t in told)


def _only_dates(word: Token) -> bool:
    """ "In late August": no measure of a plan."""
    return word.lower_ in ("late", "early") and word.dep_ == "amod"


def _on(times: list[Timex]) -> Deadline:
    date = times[0].date if times else None
    if date is None:
        return Deadline()
    return Deadline(date, DeadlineRelation.ON if date.precision is Precision.DAY else DeadlineRelation.IN)
