"""Undertakings told by their limit: "gives them 60 days to leave", "has until May to sign", "set a deadline of 1 May for the
withdrawal", "set itself the goal of lifting the tariff", "set 1 May as the date for finishing the map",
"the target date for completion is 2030".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.act_reader import ActReader
from accords.extraction.acts import Act, speaks
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import auxiliaries, cases, children, infinitive, negated, passive, subject

UNTIL = frozenset({"until", "till"})


class Limits(ActReader):
    """Reads the limits that one text sets."""

    def of(self, word: Token) -> list[Act]:
        """What is to be done by the limit that a verb sets or grants, or that a noun names."""
        return self._of_noun(word) if word.pos_ in ("NOUN", "PROPN") else self._of_verb(word)

    def _of_verb(self, verb: Token) -> list[Act]:
        lemma = verb.lemma_.lower()
        if lemma in words("commitments", "limits", "granting"):
            read = self._granted
        elif lemma in words("commitments", "limits", "setting"):
            read = self._set
        else:
            return []
        real = (
            verb.pos_ == "VERB"
            and not negated(verb)
            and not auxiliaries(verb) & words("outlook", "auxiliaries", "modal")
        )
        return read(verb) if real else []

    def _of_noun(self, noun: Token) -> list[Act]:
        if not self._limits(noun):
            return []
        return self._is_limit(noun) or self._goal(noun)

    def _is_limit(self, noun: Token) -> list[Act]:
        """ "The target date for completion is 2030", "1 May is the deadline for the withdrawal"."""
        copula = any(c.dep_ == "cop" for c in (*noun.children, *noun.head.children))
        if not copula or noun.dep_ not in ("nsubj", "ROOT") or self.deadlines.named(noun) is None or negated(noun.head):
            return []
        act = next(self._limited(noun, noun), None)
        return [Act(act, noun, Modality.EXPECTS, self._setters(act, noun))] if act is not None else []

    def _goal(self, noun: Token) -> list[Act]:
        """ "A target of finishing it by 2021, set in Oslo, came and went": a goal that no verb of this list sets."""
        verb = noun.head
        told = words("commitments", "limits", "setting") | words("commitments", "keeping", "missed")
        if noun.dep_ not in ("obj", "nsubj", "nsubj:pass") or verb.pos_ != "VERB" or verb.lemma_.lower() in told:
            return []
        acts = [c for c in children(noun, "acl") if c.tag_ == "VBG" and c.i > noun.i and self.deadlines.direct(c)]
        who = self.bearers.owned(noun, verb) or (self.bearers.of(subject(verb), verb) if noun.dep_ != "nsubj" else ())
        return [Act(act, noun, Modality.INTENDS, who or self.state.principals) for act in acts[:1]]

    def _granted(self, verb: Token) -> list[Act]:
        """ "Were given one month to verify it", "has until 1 May to ratify the treaty"."""
        units = lexicon("commitments")["limits"]["units"]
        spans = [t for t in children(verb, "obj", "obl:unmarked") if t.lemma_.lower() in units]
        until = [t for t in children(verb, "obl", "obj") if cases(t) & UNTIL]
        owners = (verb, *spans, *until)
        if len(owners) == 1:
            return []
        acts = [
            c for t in owners for c in children(t, "acl", "xcomp", "advcl", "ccomp") if infinitive(c) and c.i > verb.i
        ]
        own = verb.lemma_.lower() in words("commitments", "limits", "holding") or passive(verb)
        things = [t for t in children(verb, "obj") if t not in owners and t.i not in self.deadlines.dating.by_token]
        given = [subject(verb)] if own else children(verb, "iobj") or things
        who = self.index.parties([m for t in given if t is not None for m in self.index.referents(t)])
        if not who and own:
            who = self.bearers.of(subject(verb), verb)
        who = who or next((named for t in given if (named := self.bearers.unlisted(t))), ())
        return [Act(act, verb, Modality.OBLIGED, who) for act in acts[:1] if who and not speaks(act)]

    def _set(self, verb: Token) -> list[Act]:
        """ "Set a target of raising trade by 2030", "set 31 December as the date for finishing the map"."""
        named = [
            t
            for t in children(verb, "obj", "nsubj:pass", "obl")
            if self._limits(t) and (t.dep_ != "obl" or "as" in cases(t))
        ]
        for noun in named:
            act = next(self._limited(noun, verb), None)
            if act is not None:
                return [self._set_by(act, noun, verb)]
        return []

    def _set_by(self, act: Token, noun: Token, verb: Token) -> Act:
        """The act as one of will behind a goal, as agreed where several set its date, else as expected."""
        who = self._setters(act, verb)
        modality = Modality.AGREED if len(who) > 1 else Modality.EXPECTS
        goal = noun.lemma_.lower() in words("commitments", "limits", "goals")
        return Act(act, noun, Modality.INTENDS if goal else modality, who)

    def _limited(self, noun: Token, verb: Token) -> Iterator[Token]:
        """The clauses, else the nouns of action, that hang on a limit or on what sets it."""
        yield from (c for c in children(noun, "acl") if c.pos_ == "VERB" and (c.tag_ == "VBG" or infinitive(c)))
        yield from (c for c in children(verb, "advcl", "xcomp") if c.i > noun.i and _belongs(c))
        deeds = words("commitments", "acts", "nouns") - words("commitments", "occasions", "nouns")
        dates = [c for c in noun.children if c.i in self.deadlines.dating.by_token]  # "of 1 May for the withdrawal"
        things = [
            c for t in (noun, verb, *dates) for c in children(t, "nmod", "obl") if c.i > noun.i and "for" in cases(c)
        ]
        yield from (c for c in things if c.lemma_.lower() in deeds)

    def _limits(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        return lemma in words("commitments", "limits", "dates") or lemma in words("commitments", "limits", "goals")

    def _setters(self, act: Token, verb: Token) -> tuple[str, ...]:
        """Those who are to do it: the act's own subject ("a deadline for Latvia to leave"), else who set it, else all."""
        own = next((c for c in act.children if c.dep_.startswith("nsubj")), None)
        if own is not None:
            return self.bearers.of(own, act)
        setter = subject(verb)
        found = self.bearers.of(setter, verb) if setter is not None and not passive(verb) else ()
        return found or self.state.principals


def _belongs(clause: Token) -> bool:
    """An infinitive or "for" and a gerund, which parsers hang on the verb in place of the limit."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "case")}
    return infinitive(clause) or (clause.tag_ == "VBG" and bool(marks & {"for", "of"}))
