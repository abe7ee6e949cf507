"""Words that tell of a meeting: verbs ("met", "spoke with"), support verbs with a noun ("held talks"), and nouns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.editions import number_of
from accords.extraction.lexicons import lexicon, words
from accords.extraction.meeting_status import status_of
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.places import Places
from accords.extraction.syntax import Index, cases, children, negated, passive, rising, subject

WITH = frozenset({"with", "between", "among"})
EDITIONS = frozenset({MeetingKind.FORUM, MeetingKind.SUMMIT, MeetingKind.SESSION, MeetingKind.OTHER})
REACH = 60
"""Tokens within which an ordinal alone ("the tenth") may stand for an edition of a meeting named before."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that tells of a meeting: `anchor` the meeting word, `verb` what governs it (itself for verbs)."""

    anchor: Token
    verb: Token
    kind: MeetingKind
    status: MeetingStatus
    mentions: tuple[Mention, ...]
    definite: bool
    host: str = ""
    told: bool = True  # a verb says that it takes place
    clauses: tuple[Token, ...] = ()  # verbs of relative clauses about it
    like: Token | None = None  # the noun before that gives its kind and name ("the tenth will be held …")
    supported: bool = False  # its verb is one of taking place or holding
    restated: bool = False  # it says more of the meeting told last ("It was chaired by …")

    @property
    def parties(self) -> tuple[str, ...]:
        return unique([p for m in self.mentions for p in m.parties])


def noun_kind(token: Token) -> MeetingKind | None:
    """The kind of meeting that a noun names, if it does."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    modifiers = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod")}
    if modifiers & words("meetings", "not_meetings") or _institution(token, modifiers):
        return None
    if any(cases(c) & set(lexicon("meetings")["not_before"].get(lemma, ())) for c in token.children):
        return None
    for kind, nouns in lexicon("meetings")["nouns"].items():
        if lemma in nouns or token.lower_ in nouns:
            if kind == "talks" and (modifiers & words("meetings", "call_words") or _by_phone(token)):
                return MeetingKind.CALL
            if lemma == "talk" and token.lower_ == "talk":
                return None
            return MeetingKind(kind)
    return None


def _institution(token: Token, modifiers: set[str]) -> bool:
    """Whether the noun names a body of one state, a session of one, or part of another name ("Assembly Member")."""
    if token.lemma_.lower() in words("meetings", "institutions"):
        acts = token.dep_ == "nsubj" and token.head.lemma_.lower() not in words("meetings", "support", "happen")
        if acts or token.dep_ == "compound" or modifiers & words("meetings", "institutions", "domestic"):
            return True
    return any(
        c.lemma_.lower() in words("meetings", "institutions", "bodies") and "of" in cases(c)
        for c in children(token, "nmod")
    )


def _by_phone(token: Token) -> bool:
    return any(
        c.lower_ in words("meetings", "call_words") and cases(c) & {"by", "over", "via", "through", "on"}
        for c in token.children
        if c.dep_ in ("nmod", "obl")
    )


class CandidateFinder:
    """Finds the meeting words of one text with who takes part in each."""

    def __init__(self, doc: Doc, index: Index, places: Places) -> None:
        self.doc, self.index, self.places = doc, index, places
        self.verbs = {lemma: kind for kind, lemmas in lexicon("meetings")["verbs"].items() for lemma in lemmas}
        self.motion = words("meetings", "verbs_to", "visit")
        self.support = words("meetings", "support", "hold")
        self.happen = words("meetings", "support", "happen")
        self.planning = words("meetings", "status", "planning")

    def find(self) -> Iterator[Candidate]:
        last: tuple[Token, MeetingKind] | None = None
        for token in self.doc:
            if token.pos_ == "VERB":
                yield from self._verb(token)
            elif kind := noun_kind(token):
                last = (token, kind) if kind in EDITIONS else last
                yield from self._noun(token, kind)
            elif last and self._elliptical(token, last[0]):
                yield from self._noun(token, last[1], like=last[0])
            elif token.lemma_.lower() in words("meetings", "margins"):
                yield from self._margins(token)

    # ------------------------------------------------------------ verbs
    def _verb(self, verb: Token) -> Iterator[Candidate]:
        if negated(verb):
            return
        kind = self._verb_kind(verb)
        if kind is None:
            if verb.lemma_.lower() in self.motion:
                yield from self._motion(verb)
            elif mentions := self._said_of_it(verb):
                yield replace(self._candidate(verb, verb, MeetingKind.TALKS, mentions), restated=True)
            return
        actors = self._actors(verb)
        others = [m for t in self._companions(verb) for m in self.index.referents(t)]
        objects = [m for t in children(verb, "obj") for m in self.index.referents(t, deep=False)]
        if kind in ("talks", "session") and not others and not objects and self._is_body(subject(verb)):
            yield self._candidate(subject(verb) or verb, verb, MeetingKind.SESSION, actors)
            return
        match kind:
            case "visit":
                yield from self._visit(verb, verb, actors, children(verb, "obj"))
            case "call on":
                people = [
                    m
                    for t in children(verb, "obl")
                    if cases(t) & {"on", "upon"}
                    for m in self.index.referents(t, deep=False)
                    if m.kind is MentionKind.PERSON
                ]
                if actors and people and not children(verb, "xcomp", "advcl", "ccomp"):
                    yield self._candidate(verb, verb, MeetingKind.TALKS, [*actors, *people])
            case "call" if verb.lemma_ == "call" and not self._rings(verb):
                return
            case "call":
                if not _parties(actors) or (not others and len(_parties(actors)) < 2):
                    return
                if verb.lemma_ == "call" or len(_parties([*actors, *others])) > 1:
                    yield self._candidate(verb, verb, MeetingKind.CALL, [*actors, *others])
            case "receive":
                people = [m for m in objects if m.kind in (MentionKind.PERSON, MentionKind.GROUP)]
                if actors and people:
                    yield self._candidate(verb, verb, MeetingKind.TALKS, [*actors, *people])
            case "session" if children(verb, "obj"):
                return
            case _:
                own = [*actors, *others, *objects] if verb.lemma_ == "meet" else [*actors, *others]
                if others or objects or len(_parties(actors)) > 1:
                    call = any(
                        c.lower_ in words("meetings", "call_words")
                        for t in verb.children
                        for c in (t, *t.children)
                        if c.dep_ in ("advmod", "obl", "case", "amod", "fixed", "compound")
                    )
                    yield self._candidate(verb, verb, MeetingKind.CALL if call else MeetingKind.TALKS, own)

    def _verb_kind(self, verb: Token) -> str | None:
        """What kind of meeting a verb tells of, with its particle, "each other" or "on"."""
        lemma = verb.lemma_.lower()
        for child in verb.children:
            if child.dep_ in ("compound:prt", "advmod") and (kind := self.verbs.get(f"{lemma} {child.lower_}")):
                return kind
        mutual = any(c.lower_ in ("each", "one") for t in children(verb, "obj") for c in (t, *t.children))
        if lemma in words("meetings", "reciprocal", "talks") and mutual:
            return "talks" if any(t.lower_ in ("other", "another") for t in children(verb, "obj")) else None
        if lemma in words("meetings", "verbs_on") and any(cases(t) & {"on", "upon"} for t in children(verb, "obl")):
            return "call on"
        return self.verbs.get(lemma)

    @staticmethod
    def _rings(verb: Token) -> bool:
        """Whether "call" means the telephone: somebody is called, for nothing and nothing else."""
        other = any(cases(t) & {"for", "on", "upon"} for t in children(verb, "obl"))
        return not other and not children(verb, "xcomp", "ccomp") and bool(children(verb, "obj"))

    def _said_of_it(self, verb: Token) -> list[Mention]:
        """Who chaired or attended the meeting that "it" stands for ("It was chaired by …")."""
        subjects = children(verb, "nsubj:pass")
        if not subjects or subjects[0].lower_ != "it" or verb.lemma_.lower() not in self.support:
            return []
        agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
        return [m for t in agents for m in self.index.referents(t)]

    @staticmethod
    def _is_body(token: Token | None) -> bool:
        """Whether a subject is a standing body ("the Task Force", "the Joint Commission on Trade")."""
        if token is None or token.pos_ not in ("NOUN", "PROPN"):
            return False
        return bool({token.lemma_.lower(), _compound(token)} & words("meetings", "body_heads"))

    def _actors(self, verb: Token) -> list[Mention]:
        token = subject(verb)
        found = self.index.referents(token) if token is not None else []
        if passive(verb):
            found += [
                m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in self.index.referents(t)
            ]
        return found

    @staticmethod
    def _companions(*owners: Token) -> list[Token]:
        found = []
        for owner in owners:
            for child in children(owner, "obl", "nmod", "obl:agent"):
                if cases(child) & WITH:
                    found.append(child)
        return found

    def _motion(self, verb: Token) -> Iterator[Candidate]:
        if children(verb, "obj"):  # "returned the vases to Mexico"
            return
        targets = [t for t in children(verb, "obl") if cases(t) & {"to", "in"}]
        yield from self._visit(verb, verb, self._actors(verb), targets)

    def _visit(self, anchor: Token, verb: Token, actors: list[Mention], targets: list[Token]) -> Iterator[Candidate]:
        """A visit: persons of one state go to a place in another."""
        people = [m for m in actors if m.kind is not MentionKind.ORGANISATION and m.parties]
        for target in targets:
            name = self.places.name_at(target)
            code = self.places.code(target) or self._listed(target)
            if people and name is not None and code not in _parties(people):
                yield self._candidate(anchor, verb, MeetingKind.VISIT, people, host=code or name.text)
                return

    def _listed(self, token: Token) -> str:
        return next((n.code for n in self.places.capitals if n.start <= token.i < n.end), "")

    # ------------------------------------------------------------ nouns
    def _elliptical(self, token: Token, noun: Token) -> bool:
        """An ordinal that stands for the next edition of a meeting told just before ("the tenth will be held …")."""
        if number_of(token.text) is None or not token.dep_.startswith("nsubj") or token.i - noun.i > REACH:
            return False
        verb = self._governor(token)
        return verb is not None and verb.head.i != token.i and self._supports(token, verb)

    def _margins(self, noun: Token) -> Iterator[Candidate]:
        """The session of a body on whose margins something happened."""
        verb = self._governor(noun)
        for body in children(noun, "nmod"):
            if "of" in cases(body) and noun_kind(body) is None and self._is_body(body) and body.text[0].isupper():
                yield self._candidate(body, verb if verb is not None else noun, MeetingKind.SESSION, [])

    def _noun(self, noun: Token, kind: MeetingKind, like: Token | None = None) -> Iterator[Candidate]:
        verb = self._governor(noun)
        own = [m for t in children(noun, "nmod:poss") for m in self.index.referents(t)]
        own += [
            m
            for t in children(noun, "nmod", "obl")
            if cases(t) & (WITH | {"of", "by", "from"})
            for m in self.index.referents(t)
        ]
        own += [
            m
            for t in children(noun, "compound", "amod")
            for m in self.index.referents(t)
            if m.kind is not MentionKind.PRONOUN
        ]
        own += self._chairs(noun)
        supported = verb is not None and verb.pos_ == "VERB" and self._supports(noun, verb)
        if supported and verb is not None:
            own = [
                *self._actors_of_support(noun, verb),
                *own,
                *[m for t in self._companions(verb) for m in self.index.referents(t)],
            ]
        if kind is MeetingKind.VISIT:
            targets = [
                t
                for owner in (noun, *([verb] if verb is not None and supported else []))
                for t in children(owner, "nmod", "obl")
                if cases(t) & {"to", "in"}
            ]
            yield from self._visit(noun, verb if supported and verb is not None else noun, own, targets)
            return
        if verb is not None and negated(verb) and supported:
            return
        told = supported or noun.lemma_.lower() not in words("meetings", "weak_nouns")
        clauses = self._clauses(noun)
        own += [m for clause in clauses for m in self._brought(clause)]
        if supported and verb is not None and noun.dep_.startswith("nsubj"):
            own += self._brought(verb)
        restated = self._restates(noun)
        yield replace(
            self._candidate(noun, verb if verb is not None else noun, kind, own, told=told, clauses=clauses),
            like=like,
            restated=restated,
            supported=supported or bool(clauses),
        )

    @staticmethod
    def _restates(noun: Token) -> bool:
        """Whether a sentence says of the meeting told last what it was ("It was their first summit")."""
        subjects = children(noun, "nsubj")
        return bool(children(noun, "cop")) and bool(subjects) and subjects[0].lower_ in ("it", "this", "that")

    def _clauses(self, noun: Token) -> tuple[Token, ...]:
        """Verbs of relative clauses that say when and where the meeting is, those misplaced on its participants included."""
        owners = [noun, *[t for t in children(noun, "nmod") if "of" in cases(t)]]
        found = []
        for owner in owners:
            for verb in children(owner, "acl", "acl:relcl"):
                lemma = verb.lemma_.lower()
                told = lemma in self.happen | self.support | words("meetings", "support", "bring") | self.planning
                about = any(c.dep_.startswith("nsubj") and c.tag_ in ("WDT", "WP") for c in verb.children)
                participle = verb.tag_ == "VBN" and owner.i == noun.i
                if told and (participle or (about and (owner.i == noun.i or lemma in self.happen))):
                    found.append(verb)
        return tuple(found)

    def _brought(self, verb: Token) -> list[Mention]:
        """Whom the meeting brings together."""
        if verb.lemma_.lower() not in words("meetings", "support", "bring") or passive(verb):
            return []
        return [m for t in children(verb, "obj") for m in self.index.referents(t) if m.kind is not MentionKind.PRONOUN]

    def _chairs(self, noun: Token) -> list[Mention]:
        """Who is said to lead or attend: "the meeting, chaired by A and B, …"."""
        return [
            m
            for verb in children(noun, "acl", "acl:relcl")
            if verb.tag_ == "VBN" and verb.lemma_.lower() in self.support
            for t in children(verb, "obl:agent", "obl")
            if "by" in cases(t)
            for m in self.index.referents(t)
        ]

    def _governor(self, noun: Token) -> Token | None:
        """The verb, or the place or word in its stead, of the clause that the noun belongs to."""
        return next(
            (t for t in rising(noun, 6) if t.i != noun.i and (t.pos_ in ("VERB", "AUX") or children(t, "cop"))), None
        )

    def _supports(self, noun: Token, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        if children(verb, "cop"):
            return self._set(noun, verb)
        if noun.dep_ == "obj" or (noun.dep_ in ("obl", "conj") and "in" in cases(noun)):
            return lemma in self.support or lemma in self.planning
        if noun.dep_.startswith("nsubj"):
            planned = passive(verb) and lemma in self.support | self.planning
            return lemma in self.happen | words("meetings", "support", "bring") or planned
        return (
            noun.dep_ == "obl"
            and bool(cases(noun) & {"at", "for", "to", "during", "in", "on"})
            and lemma in self.support
        )

    def _set(self, noun: Token, predicate: Token) -> bool:
        """ "The forum is in Bergen", "is due in May", and "they are in Bergen for the summit"."""
        if noun.dep_.startswith("nsubj"):
            due = {predicate.lower_, *[c.lower_ for c in predicate.children if c.dep_ in ("case", "advmod")]}
            return bool(due & self.planning) or self._in_place(predicate)
        return noun.dep_ == "obl" and bool(cases(noun) & {"for", "at"}) and self._in_place(predicate)

    def _in_place(self, token: Token) -> bool:
        return self.places.name_at(token) is not None and bool(cases(token) & {"in", "at"})

    def _actors_of_support(self, noun: Token, verb: Token) -> list[Mention]:
        if noun.dep_.startswith("nsubj"):
            return []
        return self._actors(verb)

    # ------------------------------------------------------------ common
    def _candidate(
        self,
        anchor: Token,
        verb: Token,
        kind: MeetingKind,
        mentions: list[Mention],
        host: str = "",
        told: bool = True,
        clauses: tuple[Token, ...] = (),
    ) -> Candidate:
        determiners = {c.lower_ for c in anchor.children if c.dep_ in ("det", "nmod:poss")}
        definite = anchor.pos_ != "VERB" and bool(determiners & words("meetings", "anaphora"))
        own = tuple(dict.fromkeys(mentions))
        status = status_of(anchor, verb, clauses)
        return Candidate(anchor, verb, kind, status, own, definite, host, told, clauses)


def _compound(noun: Token) -> str:
    """The noun with the compound before it, in lower case ("task force")."""
    return " ".join([*[c.lower_ for c in noun.lefts if c.dep_ == "compound"][-1:], noun.lower_])


def _parties(mentions: list[Mention]) -> tuple[str, ...]:
    return unique([p for m in mentions for p in m.parties])
