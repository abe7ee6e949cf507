"""Words that tell of a meeting: verbs ("met", "spoke with"), support verbs with a noun ("held talks"), and nouns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.places import Places
from accords.extraction.syntax import Index, Time, cases, children, negated, passive, rising, subject, time_of

WITH = frozenset({"with", "between", "among"})


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

    @property
    def parties(self) -> tuple[str, ...]:
        return unique([p for m in self.mentions for p in m.parties])


def noun_kind(token: Token) -> MeetingKind | None:
    """The kind of meeting that a noun names, if it does."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    modifiers = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod")}
    if modifiers & words("meetings", "not_meetings"):
        return None
    for kind, nouns in lexicon("meetings")["nouns"].items():
        if lemma in nouns or token.lower_ in nouns:
            if kind == "talks" and (modifiers & words("meetings", "call_words") or _by_phone(token)):
                return MeetingKind.CALL
            if lemma == "talk" and token.lower_ == "talk":
                return None
            return MeetingKind(kind)
    return None


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
        for token in self.doc:
            if token.pos_ == "VERB":
                yield from self._verb(token)
            elif kind := noun_kind(token):
                yield from self._noun(token, kind)

    # ------------------------------------------------------------ verbs
    def _verb(self, verb: Token) -> Iterator[Candidate]:
        kind = self.verbs.get(verb.lemma_.lower())
        if kind is None or negated(verb):
            if verb.lemma_.lower() in self.motion and not negated(verb):
                yield from self._motion(verb)
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
    def _noun(self, noun: Token, kind: MeetingKind) -> Iterator[Candidate]:
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
        yield self._candidate(noun, verb if verb is not None else noun, kind, own, told=told)

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
        return next((t for t in rising(noun, 6) if t.i != noun.i and t.pos_ in ("VERB", "AUX")), None)

    def _supports(self, noun: Token, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        if noun.dep_ == "obj" or (noun.dep_ in ("obl", "conj") and "in" in cases(noun)):
            return lemma in self.support or lemma in self.planning
        if noun.dep_.startswith("nsubj"):
            return lemma in self.happen or (passive(verb) and lemma in self.support)
        return (
            noun.dep_ == "obl"
            and bool(cases(noun) & {"at", "for", "to", "during", "in", "on"})
            and lemma in self.support
        )

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
    ) -> Candidate:
        determiners = {c.lower_ for c in anchor.children if c.dep_ in ("det", "nmod:poss")}
        definite = anchor.pos_ != "VERB" and bool(determiners & words("meetings", "anaphora"))
        own = tuple(dict.fromkeys(mentions))
        return Candidate(anchor, verb, kind, self._status(anchor, verb), own, definite, host, told)

    def _status(self, anchor: Token, verb: Token) -> MeetingStatus:
        lemma = verb.lemma_.lower()
        if lemma in words("meetings", "status", "postponed"):
            return MeetingStatus.POSTPONED
        off = any(c.dep_ == "compound:prt" and c.lower_ == "off" for c in verb.children)
        if lemma in words("meetings", "status", "cancelled") or (lemma in ("call", "break") and off):
            return MeetingStatus.CANCELLED
        if anchor.pos_ != "VERB":
            ahead = {c.lower_ for c in anchor.children if c.dep_ in ("amod", "compound")}
            if ahead & words("meetings", "status", "next"):
                return MeetingStatus.PLANNED
        planned = time_of(verb) is Time.FUTURE if verb.pos_ in ("VERB", "AUX") else False
        if (
            anchor.i != verb.i
            and anchor.dep_ in ("obj", "nsubj:pass", "obl")
            and lemma in self.planning
            and lemma not in ("agree", "announce", "decide")
        ):
            planned = True
        if (
            anchor.i != verb.i
            and lemma in ("agree", "decide", "look")
            and anchor.dep_ == "obl"
            and cases(anchor) & {"on", "to"}
        ):
            planned = True
        return MeetingStatus.PLANNED if planned else MeetingStatus.HELD


def _compound(noun: Token) -> str:
    """The noun with the compound before it, in lower case ("task force")."""
    return " ".join([*[c.lower_ for c in noun.lefts if c.dep_ == "compound"][-1:], noun.lower_])


def _parties(mentions: list[Mention]) -> tuple[str, ...]:
    return unique([p for m in mentions for p in m.parties])
