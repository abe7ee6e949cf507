"""The stage that finds commitments: who undertakes to do what by when, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accords.core.commitment import Commitment
from accords.core.ids import content_id
from accords.core.vocabulary import Modality, ReportedStatus
from accords.extraction.analysis import Analysis
from accords.extraction.clauses import area_of, condition_of, what_of
from accords.extraction.dating import Dating
from accords.extraction.deadlines import DeadlineReader
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import span_of, unique
from accords.extraction.syntax import Index, auxiliaries, cases, children, negated, passive, subject

CONFIDENCE = {
    Modality.AGREED: 0.75,
    Modality.INSTRUCTED: 0.7,
    Modality.INTENDS: 0.6,
    Modality.OBLIGED: 0.55,
    Modality.EXPECTS: 0.6,
    Modality.PROPOSED: 0.5,
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something undertaken: `token` heads the act, `trigger` is the word that binds, `who` the parties bound."""

    token: Token
    trigger: Token
    modality: Modality
    who: tuple[str, ...]
    companions: tuple[Token, ...] = field(default=())


class CommitmentFinder:
    """Finds the commitments of one analysed text."""

    def __init__(self, doc: Doc, index: Index, dating: Dating, state: Analysis) -> None:
        self.doc, self.index, self.state = doc, index, state
        self.deadlines = DeadlineReader(doc, dating, state)
        self.verbs = {lemma: Modality(m) for m, lemmas in lexicon("commitments")["verbs"].items() for lemma in lemmas}
        self.nouns = {lemma: Modality(m) for m, lemmas in lexicon("commitments")["nouns"].items() for lemma in lemmas}
        self.taken: set[int] = set()

    def find(self) -> list[Commitment]:
        acts: list[Act] = []
        for token in self.doc:
            if token.i < self.state.title_end:
                continue
            if token.pos_ == "VERB":
                acts += self._verb(token)
            elif token.pos_ in ("NOUN", "PROPN"):
                acts += self._noun(token)
        for token in self.doc:
            if token.pos_ in ("VERB", "AUX", "ADJ") and token.i not in self.taken and token.i >= self.state.title_end:
                acts += self._modal(token)
        found = [self._commitment(act) for act in sorted(acts, key=lambda a: a.token.i)]
        return self._distinct([c for c in found if c is not None])

    # ------------------------------------------------------------ triggers
    def _verb(self, verb: Token) -> list[Act]:
        lemma = verb.lemma_.lower()
        if lemma in words("commitments", "announce", "verbs") and not negated(verb):
            announced = self._announced(verb)
            if announced:
                return announced
        modality = self.verbs.get(lemma)
        if modality is None or negated(verb) or self._blocked(verb):
            return []
        who = self._bound(verb, modality)
        acts: list[Act] = []
        for child in verb.children:
            if child.dep_ in ("xcomp", "csubj") or (
                child.dep_ == "advcl" and "Inf" in child.morph.get("VerbForm", []) and passive(verb)
            ):
                if child.pos_ in ("VERB", "AUX") or "Inf" in child.morph.get("VerbForm", []):
                    acts += self._acts(child, verb, modality, who)
            elif child.dep_ == "ccomp":
                acts += self._clause(child, verb, modality, who)
            elif child.dep_ in ("obl", "obj", "advcl") and lemma not in (
                "plan",
                "seek",
                "prepare",
                "want",
                "wish",
                "desire",
            ):
                acts += self._nominal(child, verb, modality, who)
        return acts

    def _bound(self, verb: Token, modality: Modality) -> tuple[str, ...]:
        """Who is bound: the object of an order, the agent of a passive, else the subject; an impersonal "it was decided" binds all."""
        if modality is Modality.INSTRUCTED:
            target = [m for t in children(verb, "obj", "nsubj:pass", "iobj") for m in self.index.referents(t)]
            if target:
                return self.index.parties(target)
        if passive(verb):
            agents = [
                m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in self.index.referents(t)
            ]
            token = subject(verb)
            own = self.index.parties(self.index.referents(token)) if token is not None else ()
            return self.index.parties(agents) or own or self.state.principals
        token = subject(verb)
        if token is None or token.lower_ in ("it", "who", "which"):
            return self.state.principals if token is None or token.lower_ == "it" else ()
        return self.index.parties(self.index.referents(token))

    def _clause(self, verb: Token, trigger: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """A that-clause: its own subject is bound if it has one."""
        if not (
            auxiliaries(verb) & {"will", "would", "should", "shall", "must", "to", "can", "may", "'ll", "’ll"}
        ) and trigger.lemma_ not in ("expect", "hope"):
            return []
        if negated(verb) or (verb.lemma_.lower() in words("commitments", "block", "acts") and verb.lemma_ != "have"):
            return []
        token = subject(verb)
        own = self.index.parties(self.index.referents(token)) if token is not None else ()
        return self._acts(verb, trigger, modality, own or who)

    def _nominal(self, token: Token, trigger: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """ "agreed on X", "committed to V-ing", "pledged support"."""
        if token.pos_ == "VERB" and token.dep_ == "advcl":
            if (
                trigger.lemma_.lower() in ("commit", "recommit", "agree", "pledge")
                and "Ger" in token.morph.get("VerbForm", [])
                and {"to", "on"} & self._marks(token)
            ):
                return self._acts(token, trigger, modality, who)
            return []
        if token.dep_ == "obl" and not cases(token) & {"on", "to", "upon"}:
            return []
        return [
            a
            for t in (token, *children(token, "conj"))
            if t.lemma_.lower() in words("commitments", "acts", "nouns")
            for a in self._acts(t, trigger, modality, who)
        ]

    @staticmethod
    def _marks(token: Token) -> set[str]:
        return {c.lower_ for c in token.children if c.dep_ in ("mark", "case")}

    def _noun(self, noun: Token) -> list[Act]:
        lemma = noun.lemma_.lower()
        modality = self.nouns.get(lemma)
        if modality is None:
            return []
        verb = self._supporting(noun)
        if verb is None or negated(verb):
            return []
        own = [m for t in children(noun, "nmod:poss", "compound", "amod") for m in self.index.referents(t)]
        token = subject(verb)
        who = self.index.parties(own) or (self.index.parties(self.index.referents(token)) if token is not None else ())
        who = who or (self.state.principals if token is None or passive(verb) else ())
        acts: list[Act] = []
        for child in noun.children:
            if child.dep_ == "acl" and child.pos_ == "VERB" and (child.tag_ in ("VB", "VBG")):
                acts += self._acts(child, noun, modality, who)
            elif (
                child.dep_ in ("nmod", "obl")
                and cases(child) & {"on", "to"}
                and lemma not in words("commitments", "strength", "weak")
            ):
                if child.lemma_.lower() in words("commitments", "acts", "nouns"):
                    acts += self._acts(child, noun, modality, who)
            elif child.dep_ == "conj" and child.dep_ == "acl":
                acts += self._acts(child, noun, modality, who)
        return acts

    def _supporting(self, noun: Token) -> Token | None:
        """The verb that makes the noun an act of undertaking ("reached an agreement", "reaffirmed their commitment")."""
        token, seen = noun, 0
        while (
            token.head.i != token.i and seen < 3 and token.dep_ in ("obj", "nsubj:pass", "obl", "conj", "xcomp", "ROOT")
        ):
            token, seen = token.head, seen + 1
            if token.pos_ == "VERB":
                return (
                    token
                    if token.lemma_.lower() in words("commitments", "support", "verbs") and not self._blocked(token)
                    else None
                )
        return None

    def _announced(self, verb: Token) -> list[Act]:
        """ "announced $5 million in new aid": the money or the programme is what is promised."""
        if self._blocked(verb):
            return []
        token = subject(verb)
        who = self.index.parties(self.index.referents(token)) if token is not None else ()
        return [
            Act(t, verb, Modality.INTENDS, who)
            for t in children(verb, "obj")
            if t.lemma_.lower() in words("commitments", "announce", "objects") or t.text.startswith("$")
        ]

    def _modal(self, verb: Token) -> list[Act]:
        """A clause with "will", "must", "should" whose subject is a party: also reported ones ("said the state would …")."""
        own = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
        modality = next(
            (Modality(m) for m, aux in lexicon("commitments")["auxiliaries"].items() if own & set(aux)), None
        )
        planned = own & {"is", "are", "was", "were"} and "to" in own
        if modality is None and planned:
            modality = Modality.EXPECTS
        if (
            modality is None
            or (own & {"have", "has"} and modality is not Modality.INTENDS)
            or negated(verb)
            or self._blocked(verb)
        ):
            return []
        if verb.lemma_.lower() in words("commitments", "block", "acts") or (
            verb.pos_ != "VERB" and "remain" not in {c.lemma_ for c in verb.children}
        ):
            return []
        if any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "because", "so", "that") and verb.dep_ == "advcl"
            for c in verb.children
        ) or verb.dep_ in ("acl:relcl", "advcl"):
            return []
        if "would" in own and verb.dep_ not in ("ccomp", "conj", "parataxis"):
            return []
        token = subject(verb)
        who = self.index.parties(self.index.referents(token)) if token is not None else ()
        instrument = token is not None and any(
            s.start <= token.idx < s.end for i in self.state.instruments for s in i.spans
        )
        if instrument and (passive(verb) or modality is not Modality.INTENDS):
            who = next(
                (
                    i.parties
                    for i in self.state.instruments
                    for s in i.spans
                    if token is not None and s.start <= token.idx < s.end
                ),
                (),
            )
            modality = Modality.EXPECTS if modality is Modality.INTENDS else modality
        elif passive(verb):
            return []
        return self._acts(verb, verb, modality, who) if who else []

    def _blocked(self, verb: Token) -> bool:
        """Whether the clause is praise, a topic or a call on others."""
        token, seen = verb, 0
        while token.head.i != token.i and seen < 5:
            if token.dep_ in ("xcomp", "ccomp", "acl", "advcl", "obj", "obl", "nmod", "csubj"):
                if token.head.lemma_.lower() in words("commitments", "block", "verbs") and token.head.pos_ == "VERB":
                    return True
            elif token.dep_ != "conj":
                return False
            token, seen = token.head, seen + 1
        return False

    # ------------------------------------------------------------ acts
    def _acts(self, token: Token, trigger: Token, modality: Modality, who: tuple[str, ...]) -> list[Act]:
        """The act and those coordinated with it or told as parts of it; each with an object of its own stands alone."""
        acts, companions = [], []
        if token.lemma_.lower() in words("commitments", "block", "nominals"):
            return []
        for other in children(token, "conj"):
            if other.pos_ == token.pos_ or (token.pos_ in ("VERB", "AUX") and other.pos_ == "VERB"):
                if children(other, "obj", "obl", "ccomp", "xcomp", "nmod") and not (
                    subject(other) is not None and any(c.dep_.startswith("nsubj") for c in other.children)
                ):
                    acts += self._acts(other, trigger, modality, who)
                    companions.append(other)
        self.taken.update((token.i, trigger.i))
        for part in self._parts(token):
            acts += [Act(part, trigger, modality, who)]
            companions.append(part)
            self.taken.add(part.i)
        return [Act(token, trigger, modality, who, tuple(companions)), *acts]

    def _parts(self, token: Token) -> list[Token]:
        """Acts inside the act: "including V-ing …", and nouns of action that carry a date of their own."""
        parts = []
        for inner in token.subtree:
            if inner.i == token.i:
                continue
            marks = {c.lower_ for c in inner.children if c.dep_ in ("case", "mark")}
            if ("including" in marks and inner.pos_ == "VERB") or (
                inner.lemma_.lower() in words("commitments", "acts", "dated")
                and inner.dep_ in ("conj", "nmod")
                and self.deadlines.direct(inner)
            ):
                parts.append(inner)
        return parts

    def _commitment(self, act: Act) -> Commitment | None:
        who = act.who
        if not who:
            return None
        what, start, end = what_of(act.token, act.companions, self.deadlines.dating)
        if len(what.split()) < 2:
            return None
        deadline = self.deadlines.of(act.token, act.trigger, act.companions)
        condition = condition_of(self.doc, act.token, act.trigger)
        first = min(start, act.trigger.i)
        span = span_of(self.doc, first, end)
        running = act.token.lemma_.lower() in words("commitments", "continuing", "verbs")
        status = ReportedStatus.IN_PROGRESS if running else ReportedStatus.PENDING
        instrument = next((i.id for i in self.state.instruments if any(span.overlaps(s) for s in i.spans)), "")
        return Commitment(
            content_id("commitment", who, what, act.modality, str(deadline.date), span.start),
            unique(who),
            what,
            act.modality,
            (span,),
            deadline,
            status,
            bool(condition),
            condition,
            area_of(what),
            instrument,
            CONFIDENCE[act.modality],
        )

    @staticmethod
    def _distinct(found: list[Commitment]) -> list[Commitment]:
        """Drop those told in words that another already has."""
        kept: list[Commitment] = []
        for commitment in found:
            if any(c.what == commitment.what and c.who == commitment.who for c in kept):
                continue
            if any(c.id == commitment.id for c in kept):
                continue
            kept.append(commitment)
        return kept
