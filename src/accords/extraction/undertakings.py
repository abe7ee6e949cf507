"""Words by which somebody undertakes something: verbs ("agreed to"), nouns ("reached an agreement to"), adjectives
("committed to"), announcements ("announced $5 million"), and modal clauses ("will open an embassy").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.core.vocabulary import Modality
from accords.extraction.acts import (
    Act,
    beside,
    blocked,
    complement,
    finite,
    has_complement,
    in_list,
    joins,
    speaks,
    stance,
    unreal,
)
from accords.extraction.analysis import Analysis
from accords.extraction.bearers import Bearers
from accords.extraction.deadlines import BY, DeadlineReader
from accords.extraction.lexicons import lexicon, words
from accords.extraction.limits import Limits
from accords.extraction.mentions import MentionKind
from accords.extraction.modality import clause_of, is_predicate, mood, told_as_news
from accords.extraction.promises import Promises
from accords.extraction.prospects import Prospects, is_thing
from accords.extraction.provisions import Provisions
from accords.extraction.syntax import (
    Index,
    auxiliaries,
    cases,
    children,
    infinitive,
    negated,
    passive,
    refused,
    rising,
    subject,
)


class UndertakingFinder:
    """Finds the acts that somebody undertakes in one text.

    Args:
        doc: The parsed text.
        index: Its mentions.
        state: What the stages before learned of it.
        deadlines: Reads what dates hang on words.
    """

    def __init__(self, doc: Doc, index: Index, state: Analysis, deadlines: DeadlineReader) -> None:
        self.doc, self.index, self.state, self.dated = doc, index, state, deadlines.direct
        self.bearers = Bearers(index, state)
        self.verbs, self.nouns, self.adjectives = (
            {lemma: Modality(m) for m, lemmas in lexicon("commitments")[table].items() for lemma in lemmas}
            for table in ("verbs", "nouns", "adjectives")
        )
        known = (index, state, self.bearers, deadlines)
        self.prospects, self.limits = Prospects(*known), Limits(*known)
        self.provisions, self.promises = Provisions(*known), Promises(*known)
        self.taken: set[int] = set()

    def find(self) -> list[Act]:
        """The acts in text order."""
        acts: list[Act] = []
        body = [t for t in self.doc if t.i >= self.state.title_end]
        for token in body:
            if token.pos_ in ("VERB", "ADJ"):
                acts += self._foretold(token) or self._verb(token)
            elif token.pos_ in ("NOUN", "PROPN"):
                acts += self._noun(token) or self._promised(token) or self._limited(token)
        for token in body:
            if (token.pos_ in ("VERB", "AUX", "ADJ") or is_predicate(token)) and token.i not in self.taken:
                acts += self._modal(token)
        return sorted(acts, key=lambda act: act.token.i)

    # ------------------------------------------------------------ triggers
    def _foretold(self, word: Token) -> list[Act]:
        """Acts told with their time: "is planned for May", "to be opened by May", "has until May to sign it"."""
        told = self.prospects.scheduled(word) or self.prospects.to_be(word) or self._limited(word)
        told = told or ([] if blocked(word) else self.prospects.timetabled(word))
        return told or self._provided(word)

    def _verb(self, verb: Token) -> list[Act]:
        """Acts behind a verb or adjective that binds; a participle ("are committed to") counts as the adjective."""
        lemma = verb.lemma_.lower()
        if lemma in words("commitments", "announce", "verbs") and verb.tag_ != "VB" and not negated(verb):
            announced = self._announced(verb)
            if announced:
                return announced
        modality = self.verbs.get(lemma) if verb.pos_ == "VERB" else self.adjectives.get(lemma)
        dated = any(self.dated(c) for c in children(verb, "xcomp", "ccomp"))
        if modality is None or negated(verb) or blocked(verb) or refused(verb) or unreal(verb, modality, dated):
            return []
        if verb.dep_ == "acl:relcl" and lemma in words("commitments", "strength", "verbal"):
            return []  # "the treaty on which they want to found their relations"
        if lemma in words("commitments", "strength", "requests") and self._put_to_others(verb):
            return []
        who = self.bearers.bound(verb, modality)
        modality = Modality.OBLIGED if self.bearers.by_document(verb) else modality
        acts: list[Act] = []
        for child in verb.children:
            if complement(child, verb):
                acts += self._acts(child, verb, modality, who or self.prospects.foreseen(child, subject(verb)))
            elif child.dep_ in ("ccomp", "csubj:pass") and lemma not in words("commitments", "strength", "infinitive"):
                acts += self._clause(child, verb, modality, who)
            elif child.dep_ == "obj" and children(verb, "xcomp"):
                continue  # "expect work to begin"
            elif child.dep_ in ("obl", "obj", "advcl") and lemma not in words("commitments", "strength", "verbal"):
                acts += self._nominal(child, verb, modality, who)
        if lemma in words("commitments", "strength", "on"):
            acts += self._resumed(verb, verb, modality, who)
        return acts

    def _limited(self, word: Token) -> list[Act]:
        """What is told by its limit ("has until May to sign it", "the target of finishing it by 2021")."""
        limited = self.limits.of(word)
        if not limited or blocked(word.head if word.pos_ in ("NOUN", "PROPN") else word):
            return []
        return [a for act in limited for a in self._acts(act.token, act.trigger, act.modality, act.who)]

    def _provided(self, word: Token) -> list[Act]:
        """What a document provides for, those acts told apart that are coordinated with it."""
        return [
            replace(a, let=act.let, patient=act.patient if a.token.i == act.token.i or act.let else a.patient)
            for act in (() if blocked(word) else self.provisions.of(word))
            for a in self._acts(act.token, act.trigger, act.modality, act.who, act.patient)
        ]

    def _promised(self, noun: Token) -> list[Act]:
        """What a noun of promising names, whatever is said of the promise."""
        found = self.promises.of(noun)
        return [a for act in found for a in self._acts(act.token, act.trigger, act.modality, act.who)]

    def _resumed(self, trigger: Token, governor: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """ "agreed to build the bridge and on the opening of the border": the second act, coordinated with another word."""
        return [
            act
            for token in governor.subtree
            if token.dep_ == "conj"
            and token.i > trigger.i
            and token.i not in self.taken
            and cases(token) & {"on", "upon"}
            and not cases(token.head) & {"on", "upon"}
            and token.lemma_.lower() in words("commitments", "acts", "nouns")
            for act in self._acts(token, trigger, modality, who)
        ]

    def _put_to_others(self, verb: Token) -> bool:
        """Whether it is a request ("asked to join", "asked Finland to leave"), not an order to one's own officials."""
        if passive(verb):
            return False
        asked = children(verb, "obj", "iobj")
        own = self.bearers.of(subject(verb), verb)
        theirs = self.index.parties([m for t in asked for m in self.index.referents(t)])
        return not asked or bool(own and set(theirs) - set(own))

    def _clause(self, verb: Token, trigger: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """A that-clause: its own subject is bound if it has one."""
        if not (
            auxiliaries(verb) & {"will", "would", "should", "shall", "must", "to", "can", "may", "'ll", "’ll"}
        ) and trigger.lemma_ not in ("expect", "hope"):
            return []
        if verb.pos_ == "ADJ" and not is_predicate(verb):
            return []
        forgone = negated(verb) and trigger.lemma_.lower() in words("commitments", "strength", "forgoing")
        if negated(verb) and not forgone:
            return []
        if verb.lemma_.lower() in words("commitments", "block", "acts") and verb.lemma_ != "have":
            return []
        return self._acts(
            verb, trigger, modality, self.bearers.of_clause(verb) or who or self.bearers.of(subject(verb), verb)
        )

    def _nominal(self, token: Token, trigger: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """ "agreed on X", "committed to V-ing", "pledged support"."""
        if token.pos_ == "VERB" and token.dep_ == "advcl":
            marks = {c.lower_ for c in children(token, "mark", "case")} if token.tag_ == "VBG" else set()
            committed = marks & {"to", "on"} and trigger.lemma_.lower() in words("commitments", "strength", "gerund")
            ordered = "with" in marks and modality is Modality.INSTRUCTED  # "charged with drafting it"
            return self._acts(token, trigger, modality, who) if committed or ordered else []
        taking = (
            {"on", "upon", "to"} if trigger.lemma_.lower() in words("commitments", "strength", "to") else {"on", "upon"}
        )
        if token.dep_ == "obl" and (not cases(token) & taking or token.i < trigger.i):
            return []
        if any(passive(c) and infinitive(c) for c in children(token, "acl")):
            return []  # "agreed on a roadmap to be drawn up by May", where the drawing up is told
        promised = token.dep_ == "obj" and trigger.lemma_.lower() in words("commitments", "strength", "things")
        limited = any(cases(c) & BY for owner in (trigger, token) for c in owner.children)
        due = promised and limited and self.dated(trigger)  # "promised a proposal by May"
        listed = {t.i for t in (token, *children(token, "conj")) if in_list(t) and self.dated(t)}
        return [
            a
            for t in (token, *children(token, "conj"))
            if due or t.i in listed or t.lemma_.lower() in words("commitments", "acts", "nouns")
            for a in self._acts(t, trigger, modality, who)
        ]

    def _noun(self, noun: Token) -> list[Act]:
        lemma = noun.lemma_.lower()
        modality = self.nouns.get(lemma)
        if modality is None:
            return []
        verb = self._supporting(noun)
        if verb is None or negated(verb) or negated(noun):
            return []
        sealed = verb.lemma_.lower() in words("commitments", "support", "sealing")
        own = [m for t in children(noun, "nmod:poss", "compound", "amod") for m in self.index.referents(t)]
        token = subject(verb)
        who = self.index.parties(own) or self.bearers.of(token, verb)
        who = who or (self.state.principals if token is None or passive(verb) else ())
        acts: list[Act] = []
        if noun.dep_ == "obj" and lemma in words("commitments", "strength", "on"):
            for child in children(verb, "advcl", "xcomp"):
                if child.i > noun.i and child.tag_ == "VB":
                    acts += self._acts(child, noun, modality, who)
        for child in noun.children:
            if (
                child.dep_ == "acl"
                and child.pos_ == "VERB"
                and (child.tag_ == "VB" or (child.tag_ == "VBG" and not sealed))
            ):
                acts += self._acts(child, noun, modality, who)
            elif (
                child.dep_ in ("nmod", "obl")
                and not sealed
                and cases(child) & {"on", "to"}
                and lemma not in words("commitments", "strength", "weak")
            ):
                if child.lemma_.lower() in words("commitments", "acts", "nouns"):
                    acts += self._acts(child, noun, modality, who)
        if lemma in words("commitments", "strength", "on"):
            acts += self._resumed(noun, verb, modality, who)
        return acts

    def _supporting(self, noun: Token) -> Token | None:
        """The verb that makes the noun an act of undertaking ("reached an agreement", "reaffirmed their commitment")."""
        below = noun
        for token in rising(noun.head, 2):
            if below.dep_ not in ("obj", "nsubj:pass", "obl", "conj", "xcomp"):
                return None
            if token.pos_ == "VERB":
                supports = token.lemma_.lower() in words("commitments", "support", "verbs")
                return token if supports and not blocked(token) else None
            below = token
        return None

    def _announced(self, verb: Token) -> list[Act]:
        """ "announced $5 million in new aid": the money or the programme is what is promised."""
        given = auxiliaries(verb) & {"has", "have", "had"}
        if blocked(verb) or (given and verb.lemma_.lower() in words("commitments", "announce", "spending")):
            return []
        who = self.bearers.of(subject(verb), verb)
        self.taken.add(verb.i)
        offered = self.verbs.get(verb.lemma_.lower()) is Modality.PROPOSED
        modality = Modality.PROPOSED if offered else Modality.INTENDS
        return [
            Act(t, verb, modality, who)
            for t in children(verb, "obj")
            if t.text.startswith("$")
            or (t.lemma_.lower() in words("commitments", "announce", "objects") and not stance(t))
        ]

    def _modal(self, verb: Token) -> list[Act]:
        """A clause with "will", "must", "should", "is to" whose subject is a party or a matter of theirs: also reported ones."""
        thing = self.prospects.planned_of(verb)
        if thing is not None and not blocked(verb):
            who = self.bearers.of(thing, verb) or self.bearers.owned(thing, verb) or self.state.principals
            acting = self.index.at(thing) is not None and not passive(verb)
            return self._acts(verb, verb, Modality.EXPECTS, who, None if acting else thing)
        modality = mood(verb)
        if (
            modality is None
            or (negated(verb) and not self.bearers.declines(verb))
            or blocked(verb)
            or not (told_as_news(verb) or self._added(verb))
        ):
            return []
        predicate = is_predicate(verb)
        idle = verb.lemma_.lower() in words("commitments", "block", "acts") and not joins(verb)
        if not predicate and (verb.pos_ != "VERB" or idle):
            return []
        if any(c.dep_ in ("xcomp", "ccomp") and c.i in self.taken for c in verb.children):
            return []
        token = subject(verb)
        if token is not None and (
            token.dep_.startswith("csubj") or (token.tag_ in ("WP", "WDT") and not self._added(verb))
        ):
            return []
        modality, who, patient = self.prospects.told_of(verb, token, modality)
        return self._acts(verb, verb, modality, who, patient) if who and not self._called_on(verb, who) else []

    def _called_on(self, verb: Token, who: tuple[str, ...]) -> bool:
        """Whether somebody else says that they must: a call on others, no duty of theirs."""
        called = auxiliaries(verb) & words("commitments", "strength", "calling") or clause_of(verb).lemma_ == "have"
        if passive(verb) or not called:
            return False
        alone = verb.dep_ == "ROOT" and len(who) == 1 and "should" in auxiliaries(verb)
        if alone and not self.dated(verb):
            return True  # "Norway should lower its tariff", as the writer thinks
        for clause in rising(clause_of(verb), 4):
            if clause.dep_ not in ("ccomp", "conj"):
                return False
            speaker = subject(clause.head) if clause.dep_ == "ccomp" else None
            if speaker is not None:
                speaking = self.index.parties(self.index.referents(speaker))
                return bool(speaking) and not set(speaking) & set(who)
        return False

    def _own(self, modality: Modality, trigger: Token, who: tuple[str, ...]) -> Modality:
        """The modality, which for one state's own will is its intention, whatever word it takes ("pledged", "committed")."""
        state = len(who) == 1 and who[0] in countries()
        token = subject(trigger) if trigger.pos_ != "NOUN" else None if state else subject(trigger.head)
        mention = self.index.at(token) if token is not None else None
        group = mention is None or mention.kind in (MentionKind.GROUP, MentionKind.PRONOUN)
        several = group and token is not None and "Plur" in token.morph.get("Number", [])
        alone = len(who) == 1 and (state or trigger.lemma_.lower() != "decide") and not several
        own = bool({trigger.lemma_.lower(), trigger.lower_} & words("commitments", "strength", "own"))
        return Modality.INTENDS if alone and own and modality is Modality.AGREED else modality

    def _added(self, verb: Token) -> bool:
        """Whether a relative clause tells more of a party that is named anyway: "Norway, which will pay for it, …"."""
        named = verb.dep_ == "acl:relcl" and self.index.at(verb.head) is not None
        opening = next((t.i for t in verb.subtree if not t.is_punct), verb.i)
        return named and "would" not in auxiliaries(verb) and verb.doc[opening - 1].text == ","

    # ------------------------------------------------------------ acts
    def _acts(
        self, token: Token, trigger: Token, modality: Modality, who: tuple[str, ...], patient: Token | None = None
    ) -> list[Act]:
        """The act and those coordinated with it or told as parts of it; each with an object of its own stands alone."""
        acts, companions = [], []
        lemma = token.lemma_.lower()
        nominal = token.pos_ != "VERB" and lemma in words("commitments", "block", "nominals")
        if nominal or any(c.tag_ == "WP" for c in children(token, "obj")):
            return []
        idle = lemma in words("commitments", "block", "acts") - {"have"} and not is_predicate(token)
        if modality is Modality.EXPECTS and idle:
            return []  # "is expected to cost less"
        forgone = trigger.lemma_.lower() in words("commitments", "strength", "forgoing")
        if negated(token) and not forgone and not (trigger.i == token.i and self.bearers.declines(token)):
            self.taken.update((token.i, trigger.i))
            return []
        if trigger.lemma_.lower() in words("commitments", "strength", "verbal") and speaks(token):
            return []  # "want to thank"
        for other in beside(token):
            if other.pos_ == token.pos_ or (token.pos_ in ("VERB", "AUX") and other.pos_ == "VERB"):
                if (
                    not mood(other)
                    and finite(other) == finite(token)
                    and has_complement(other)
                    and not (subject(other) is not None and any(c.dep_.startswith("nsubj") for c in other.children))
                ):
                    acts += self._acts(other, trigger, modality, who)
                    companions.append(other)
        self.taken.update((token.i, trigger.i))
        for part in self._parts(token):
            acts += [Act(part, trigger, self._own(modality, trigger, who), who)]
            companions.append(part)
            self.taken.add(part.i)
        if patient is None and (passive(token) or self._wished_of(token, trigger)):
            patient = subject(token)
        return [Act(token, trigger, self._own(modality, trigger, who), who, tuple(companions), patient), *acts]

    def _wished_of(self, act: Token, trigger: Token) -> bool:
        """Whether the act is wished of a thing ("want the Union to start work"), which then belongs to what is undertaken."""
        wished = act.dep_ == "xcomp" and trigger.lemma_.lower() in words("commitments", "control", "wish")
        own = subject(act)
        return wished and own is not None and own.dep_ in ("obj", "iobj") and is_thing(self.index, own)

    def _parts(self, token: Token) -> list[Token]:
        """Acts inside the act: "including V-ing …", and nouns of action that carry a date of their own."""
        parts = []
        for inner in token.subtree:
            if inner.i == token.i:
                continue
            marks = {c.lower_ for c in inner.children if c.dep_ in ("case", "mark")}
            if inner.head.i in self.limits.deadlines.dating.by_token:
                continue  # "within 14 days of the signing on 2 May"
            if ("including" in marks and inner.pos_ == "VERB") or (
                inner.lemma_.lower() in words("commitments", "acts", "dated")
                and inner.dep_ in ("conj", "nmod")
                and self.dated(inner)
            ):
                parts.append(inner)
        return parts
