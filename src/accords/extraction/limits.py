"""Deadlines told as nouns or as time given: "a deadline of 1 March for the withdrawal", "have until May to leave".

"Norway set 1 March as the date for opening the line", "gave Finland a month to reply", "the target date for completion is 2030":
the act stands behind "for" or "to", whoever is bound by it is the subject or whom the time is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from accords.core.timex import Timex
from accords.core.vocabulary import Modality
from accords.extraction.acts import Act
from accords.extraction.analysis import Analysis
from accords.extraction.bearers import Bearers
from accords.extraction.deadlines import DeadlineReader
from accords.extraction.lexicons import words
from accords.extraction.syntax import Index, cases, children, infinitive, negated, passive, subject

UNTIL = frozenset({"until", "till"})


class Limits:
    """Finds the acts for which one text tells a limit of time.

    Args:
        index: The mentions of the text.
        state: What the stages before learned of it.
        bearers: Tells who is bound.
        deadlines: Reads what dates hang on words.
    """

    def __init__(self, index: Index, state: Analysis, bearers: Bearers, deadlines: DeadlineReader) -> None:
        self.index, self.state, self.bearers = index, state, bearers
        self.deadlines, self.dating = deadlines, deadlines.dating

    def of_noun(self, noun: Token) -> list[Act]:
        """What is due by a date that a noun tells: "set a deadline of 1 March for the withdrawal"."""
        return list(self._of_noun(noun))

    def of_verb(self, verb: Token) -> list[Act]:
        """What somebody has, or is given, until a date to do: "has until May to reply", "gave them a month to leave"."""
        return list(self._of_verb(verb))

    def _of_noun(self, noun: Token) -> Iterator[Act]:
        if noun.lemma_.lower() not in words("commitments", "deeds", "deadlines"):
            return
        verb = noun.head if noun.dep_ in ("obj", "nsubj", "nsubj:pass", "obl", "xcomp") else noun
        limit = self._date_of(noun, verb)
        setting = verb.lemma_.lower() in words("commitments", "limits", "setting") or noun.dep_ == "ROOT"
        copula = any(c.dep_ == "cop" for c in (*noun.children, *verb.children))
        if limit is None or not (setting or copula) or negated(verb) or negated(noun):
            return
        owners = (noun, verb) if setting and verb.i != noun.i else (noun,)
        for act in (a for owner in owners for a in self._acts(owner, noun)):
            own = self.bearers.of(subject(verb), verb) if not passive(verb) and verb.pos_ == "VERB" else ()
            who = self.index.parties(self.index.referents(act)) or own or self.state.principals
            yield Act(act, noun, Modality.EXPECTS, who, limit=self.deadlines.until(limit))

    def _of_verb(self, verb: Token) -> Iterator[Act]:
        lemma = verb.lemma_.lower()
        if lemma not in words("commitments", "limits", "giving") or negated(verb):
            return
        limit = self._time_given(verb)
        acts = [c for c in self._below(verb) if infinitive(c) and c.tag_ == "VB"]
        if limit is None or not acts:
            return
        given = children(verb, "iobj") or [o for o in children(verb, "obj") if o.i not in self.dating.by_token]
        bound = subject(verb) if lemma == "have" or passive(verb) else next(iter(given), None)
        who = self.bearers.of(bound, verb)
        for act in acts[:1]:
            yield Act(act, verb, Modality.OBLIGED, who, limit=self.deadlines.until(limit))

    def _below(self, verb: Token) -> Iterator[Token]:
        """Clauses that hang on the verb, or on the words for the time."""
        for child in verb.children:
            if child.dep_ in ("xcomp", "advcl", "ccomp"):
                yield child
            if child.i in self.dating.by_token or child.i + 1 in self.dating.by_token:
                yield from children(child, "acl", "advcl")

    def _time_given(self, verb: Token) -> Timex | None:
        """ "Until May", or a length of time that the verb has for its object."""
        for child in verb.children:
            timex = self.dating.by_token.get(child.i)
            until = bool(cases(child) & UNTIL)
            length = child.dep_ in ("obj", "obl:unmarked") and verb.lemma_ != "have"
            if timex is not None and (until or length) and child.i > verb.i:
                return timex
        return None

    def _date_of(self, noun: Token, verb: Token) -> Timex | None:
        """The date that is the limit: "of 1 March", "1 March as the deadline", "the deadline is 1 March"."""
        owners = (noun, verb) if verb.i != noun.i else (noun,)
        for owner in owners:
            for timex in self.dating.of(owner, deep=False):
                if timex.date is not None:
                    return timex
        own = self.dating.by_token.get(noun.i)
        return own if own is not None and own.date is not None else None

    @staticmethod
    def _acts(owner: Token, noun: Token) -> Iterator[Token]:
        """Nouns of action behind "for", gerunds behind "for" and infinitives."""
        for child in owner.children:
            if child.i < noun.i:
                continue
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "case")}
            deeds = words("commitments", "acts", "nouns") - words("commitments", "occasions", "nouns")
            deed = child.lemma_.lower() in deeds and child.pos_ == "NOUN"
            if ("for" in marks and (deed or child.tag_ == "VBG")) or ("to" in marks and child.tag_ == "VB"):
                yield child
