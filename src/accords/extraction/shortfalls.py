"""Promises of which a text tells in one breath whether they were kept: "failed to pay it by the deadline", "kept its promise to
leave", "missed a deadline of 1 May to hand them over".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from accords.core.commitment import Deadline
from accords.core.timex import Edtf
from accords.core.vocabulary import DeadlineRelation, ReportedStatus
from accords.extraction.dating import Dating
from accords.extraction.deadlines import BY, DeadlineReader
from accords.extraction.fulfilments import Outcome
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import Index, cases, children, infinitive, negated, passive, subject

FAILING = frozenset({"fail", "neglect"})


class ShortfallFinder:
    """Finds what somebody failed to do in time, and promises kept or broken, in one text.

    Args:
        index: The mentions of the text.
        dating: Which time expression dates which word.
        deadlines: Reads the dates of limits.
    """

    def __init__(self, index: Index, dating: Dating, deadlines: DeadlineReader) -> None:
        self.index, self.dating, self.deadlines = index, dating, deadlines

    def of(self, verb: Token) -> Iterator[Outcome]:
        """The outcome that one verb reports."""
        if passive(verb) or verb.tag_ not in ("VBD", "VBN") or negated(verb):
            return
        lemma = verb.lemma_.lower()
        if lemma in FAILING:
            yield from self._failed(verb)
        for status, lemmas in lexicon("commitments")["keeping"].items():
            if lemma in lemmas:
                yield from self._kept(verb, ReportedStatus(status))

    def _failed(self, verb: Token) -> Iterator[Outcome]:
        """ "Failed on Monday to close a deal by the date they had set"."""
        for act in children(verb, "xcomp", "advcl"):
            if not infinitive(act) or act.i < verb.i:
                continue
            limits = [t for t in children(act, "obl") if cases(t) & BY]
            limit = next((t for t in limits if self._limits(t)), None)
            if limit is None and not any(t.i in self.dating.by_token for t in limits):
                continue
            date = self.deadlines.named(limit) if limit is not None else None
            times = self.dating.of(act if limit is None else verb, deep=False)
            date = date or next((t.date for t in times if t.date is not None), None)
            yield Outcome(verb, act, act, self._who(verb), ReportedStatus.MISSED, _by(date))

    def _kept(self, verb: Token, status: ReportedStatus) -> Iterator[Outcome]:
        """ "Met the deadline of 1 May to hand them over", "broke its promise to leave by 2020"."""
        for noun in children(verb, "obj", "obl"):
            promised = noun.lemma_.lower() in lexicon("commitments")["nouns"]["agreed"]
            if not promised and not self._limits(noun):
                continue
            for act in (*children(noun, "acl"), *children(verb, "advcl")):
                if infinitive(act) and act.i > noun.i:
                    named = self.deadlines.named(noun)
                    due = next((t for t in self.dating.of(act, verb) if self.dating.case_of(t) & BY), None)
                    yield Outcome(verb, act, act, self._who(verb), status, _by(named or (due.date if due else None)))

    def _limits(self, noun: Token) -> bool:
        return noun.lemma_.lower() in words("commitments", "limits", "dates")

    def _who(self, verb: Token) -> tuple[str, ...]:
        token = subject(verb)
        return self.index.parties(self.index.referents(token)) if token is not None else ()


def _by(date: Edtf | None) -> Deadline:
    return Deadline(date, DeadlineRelation.BY) if date is not None else Deadline()
