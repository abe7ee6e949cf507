"""What is told of matters rather than of parties: "the bridge will be opened", "flights are to resume in May", "delivery is
planned for May". Those who see to it are seldom named; they are the parties the text is about.
"""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.act_reader import ActReader
from accords.extraction.acts import Act, speaks
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import MentionKind
from accords.extraction.modality import is_predicate
from accords.extraction.syntax import Index, auxiliaries, cases, children, infinitive, negated, passive


class Prospects(ActReader):
    """Reads what is ahead of the matters of one text."""

    def scheduled(self, word: Token) -> list[Act]:
        """ "The delivery of the jets is planned for May", "the opening, set for May", "it was due for review in May"."""
        if (
            word.lower_ not in words("commitments", "scheduled", "words")
            or negated(word)
            or not self.deadlines.direct(word)
        ):
            return []
        if children(word, "xcomp", "ccomp", "obj") or auxiliaries(word) & {"has", "have"}:
            return []
        noun = next(iter(children(word, "nsubj:pass", "nsubj")), word.head if word.dep_ in ("acl", "amod") else None)
        if noun is None or noun.i > word.i:
            return []
        known = words("commitments", "acts", "nouns") | words("commitments", "scheduled", "things")
        known = known - words("commitments", "occasions", "nouns")
        planned = word.lemma_.lower() in words("commitments", "strength", "verbal")
        modality = Modality.INTENDS if planned else Modality.EXPECTS
        if noun.lemma_.lower() in known or (word.lower_ == "promised" and is_thing(self.index, noun)):
            who = self.index.parties(self.index.referents(noun)) or self.state.principals
            return [Act(noun, word, modality, who)]
        due = next((t for t in children(word, "obl", "nmod") if "for" in cases(t) and t.lemma_.lower() in known), None)
        if due is None:
            return []
        who = self.bearers.of_instrument(noun) or self.bearers.of(noun, word) or self.state.principals
        return [Act(due, word, modality, who, (), noun)]

    def planned_of(self, verb: Token) -> Token | None:
        """The thing of which a clause beside it tells what was planned by a date: "the line, which was to open in 2017", "soldiers
        due to leave by May"; None where there is none.
        """
        if (
            verb.dep_ not in ("acl", "acl:relcl", "advcl")
            or verb.pos_ not in ("VERB", "ADJ")
            or not self.deadlines.direct(verb)
        ):
            return None
        before = [t.lower_ for t in verb.doc[max(0, verb.i - 3) : verb.i]]
        due = ["due", "to"] in (before[-2:], before[-3:-1] if before[-1:] == ["be"] else [])
        own = {c.lower_ for c in verb.children}
        relative = verb.dep_ == "acl:relcl" and "to" in own and bool(own & words("commitments", "planned", "verbs"))
        if not (due or relative) or own & words("commitments", "planned", "perfect") or negated(verb):
            return None
        thing = verb.head if verb.dep_ != "advcl" else next(iter(children(verb.head, "nsubj", "nsubj:pass")), None)
        thing = thing.head if thing is not None and thing.lower_ == "due" else thing
        return thing if thing is not None and thing.pos_ in ("NOUN", "PROPN") and thing.i < verb.i else None

    def to_be(self, verb: Token) -> list[Act]:
        """ "A joint committee, to be set up within 30 days": what a noun is to undergo by a date."""
        planned = verb.dep_ == "acl" and verb.tag_ == "VBN" and passive(verb) and infinitive(verb)
        noun = verb.head
        if not planned or negated(verb) or noun.lemma_.lower() in words("commitments", "occasions", "nouns"):
            return []
        if not self.deadlines.direct(verb) or not is_thing(self.index, noun) or speaks(verb):
            return []
        who = self.index.parties(self.bearers.agents(verb)) or self.state.principals
        return [Act(verb, verb, Modality.EXPECTS, who, patient=noun)]

    def told_of(
        self, verb: Token, token: Token | None, modality: Modality
    ) -> tuple[Modality, tuple[str, ...], Token | None]:
        """How, whom and what a modal clause with the subject `token` binds; the last is the subject where it is the matter."""
        predicate = is_predicate(verb)
        who, patient = self.bearers.of_instrument(token), None
        if who or passive(verb) or predicate:
            modality = Modality.EXPECTS if modality is Modality.INTENDS and who else modality
            who = who or (self.state.principals if predicate or self.joint_work(verb) else ())
            who = who or (self.state.principals if self.due(verb, token) else ())
            patient = token if passive(verb) or predicate or not children(verb, "obj") else None
        else:
            who = self.bearers.of(token, verb) or self.bearers.of_works(token) or self.bearers.body(token)
            who = who or self.bearers.unlisted(token)
            if not who and self.unfolds(verb, token):
                who, patient = self.bearers.owned(token, verb) or self.state.principals, token
            elif token is not None and token.lemma_.lower() in words("commitments", "bearers", "works"):
                patient = None if children(verb, "obj", "xcomp", "ccomp") else token
        aim = token is not None and token.lemma_.lower() in lexicon("commitments")["nouns"]["intends"]
        aim = aim or (token is not None and token.lemma_.lower() in words("commitments", "limits", "goals"))
        if aim and not passive(verb):  # "our goal is to reunite them"
            modality, patient = Modality.INTENDS, None
            who = who or (self.bearers.owned(token, verb) or self.state.principals if self._has_date(verb) else ())
        return modality, who, patient

    def _has_date(self, verb: Token) -> bool:
        """Whether a date hangs on the act or on one of its complements ("to have it finished by May")."""
        return any(self.deadlines.direct(t) for t in (verb, *children(verb, "xcomp", "conj")))

    def foreseen(self, act: Token, token: Token | None) -> tuple[str, ...]:
        """Those who see to what is expected of a matter: "the line is expected to open in May"; nobody where it is an opinion."""
        brought = passive(act) and self.joint_work(act)
        return self.bearers.owned(token, act) or self.state.principals if brought or self.unfolds(act, token) else ()

    def timetabled(self, verb: Token) -> list[Act]:
        """What a timetable tells in the present: "flights resume on 3 October", "the crossing opens to lorries on Monday"."""
        if verb.tag_ not in ("VBZ", "VBP") or auxiliaries(verb) or negated(verb) or verb.dep_ not in ("ROOT", "conj"):
            return []
        token = next(iter(children(verb, "nsubj")), None)
        told = words("commitments", "scheduled", "traffic") | words("commitments", "acts", "nouns")
        if token is None or token.lemma_.lower() not in told or not self.unfolds(verb, token):
            return []
        who = self.bearers.owned(token, verb) or self.state.principals
        return [Act(verb, verb, Modality.EXPECTS, who, patient=token)]

    def due(self, verb: Token, token: Token | None) -> bool:
        """Whether a passive of whatever verb is told of a thing with its date: "the money is to be disbursed by May"."""
        thing = token is not None and token.pos_ in ("NOUN", "PROPN") and is_thing(self.index, token)
        if not thing or token is None or token.lemma_.lower() in words("commitments", "occasions", "nouns"):
            return False
        return not self.bearers.agents(verb) and self.deadlines.direct(verb) and not speaks(verb)

    def unfolds(self, verb: Token, token: Token | None) -> bool:
        """Whether something of theirs is to begin, end or change by a date: "flights are to resume on 14 May"."""
        if token is None or token.pos_ != "NOUN" or token.lemma_.lower() in words("commitments", "occasions", "nouns"):
            return False
        does = children(verb, "obj") and verb.lemma_.lower() not in words("commitments", "acts", "reaching")
        dated = self.deadlines.direct(verb) or (verb.dep_ == "xcomp" and self.deadlines.direct(verb.head))
        return verb.lemma_.lower() in words("commitments", "acts", "unfolding") and not does and dated

    def joint_work(self, verb: Token) -> bool:
        """A passive without an agent that tells of something the parties bring about ("a centre will be opened")."""
        return not self.bearers.agents(verb) and verb.lemma_.lower() in words("commitments", "acts", "brought_about")


def is_thing(index: Index, token: Token) -> bool:
    """Whether a nominal is no person and no state."""
    return not any(m.kind is not MentionKind.ORGANISATION for m in index.referents(token, deep=False))
