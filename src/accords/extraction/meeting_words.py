"""What words that tell of a meeting have in common: who acts, who joins in, where a visit leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import words
from accords.extraction.meeting_groups import group_of, is_private
from accords.extraction.meeting_status import status_of
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.places import Places
from accords.extraction.syntax import LISTING, Index, auxiliaries, cases, children, negated, passive, subject

REACH = 14  # words behind a verb in which the person met may be named
WHEN = ("obl:unmarked", "obl:tmod", "nmod:unmarked", "advmod", "obl")
WITH = frozenset({"with", "between", "among"})
ACTING = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obj", "ROOT"})
NEAR = 40
"""Tokens within which "it" may stand for a body."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that tells of a meeting: `anchor` the meeting word, `verb` what governs it (itself for verbs)."""

    anchor: Token
    verb: Token
    kind: MeetingKind
    status: MeetingStatus
    mentions: tuple[Mention, ...]
    definite: bool
    hosts: tuple[str, ...] = ()
    place: str = ""  # of a visit, as the text names it
    told: bool = True  # a verb says that it takes place
    clauses: tuple[Token, ...] = ()  # verbs of relative clauses about it
    like: Token | None = None  # the noun before that gives its kind and name ("the tenth will be held …")
    supported: bool = False  # its verb is one of taking place or holding
    implied: bool = False  # no word for a meeting: what they did together tells of it ("signed it in Oslo on Monday")
    ahead: bool = False  # only a day that lies ahead of the text can be its date
    wished: bool = False  # it is only spoken of ("ready to meet", "called for a summit"): none without a date or place
    denied: bool = False  # it did not take place; says so of one told before
    beside: bool = False  # the session of a body on whose margins others met
    unnamed: bool = (
        False  # those who met are a group of which the sentence does not say whose ("the ministers will meet in Oslo")
    )
    since: bool = False  # they have not met since; the day behind "since" is that of the meeting
    restated: bool = False  # it says more of the meeting told last ("It was chaired by …")


class Reader:
    """Reads meeting words of one text; verbs and nouns have readers of their own."""

    def __init__(self, doc: Doc, index: Index, places: Places) -> None:
        self.doc, self.index, self.places = doc, index, places
        self.support = words("meetings", "support", "hold")
        self.happen = words("meetings", "support", "happen")
        self.bring = words("meetings", "support", "bring")
        self.planning = words("meetings", "status", "planning")

    def actors(self, verb: Token) -> list[Mention]:
        token = subject(verb)
        if token is not None and token.tag_ in ("WP", "WDT") and verb.dep_ == "acl:relcl":
            token = verb.head
        if token is None and verb.pos_ == "ADJ":  # "is due in Oslo", whose subject the parser may hang on the place
            token = next((t for c in children(verb, "obl") for t in children(c, "nsubj")), None)
        found = self.index.referents(token) if token is not None else self._right_before(verb)
        if passive(verb):
            found += [
                m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in self.index.referents(t)
            ]
        return found

    def _right_before(self, verb: Token) -> list[Mention]:
        """The persons, or the group, named right before a finite verb that the parser left without a subject."""
        before = verb.i - 1
        while before > verb.sent.start and (self.doc[before].is_punct or self.doc[before].dep_.startswith("aux")):
            before -= 1
        own = self.index.at(self.doc[before]) if verb.tag_ in ("VBD", "VBZ", "VBP") and before < verb.i else None
        if own is None or own.kind not in (MentionKind.PERSON, MentionKind.GROUP):
            return []
        near = [m for m in self.index.mentions if verb.sent.start <= m.start < own.start and m.kind is own.kind]
        listed, joined = [own], False  # "A, B and C", but not "at the invitation of A, B"
        for one in reversed(near):
            between = [t.lower_ for t in self.doc[one.end : listed[0].start]]
            joined = joined or bool({"and", "&"} & set(between))
            if not joined or not 0 < len(between) < 3 or not LISTING.issuperset(between):
                break
            listed.insert(0, one)
        return listed

    def objects_of(self, verb: Token) -> list[Token]:
        """The objects of a verb, also one that it shares with the verb behind ("called and congratulated him"), or the
        subject of its passive; else the person named right behind it, wherever the parser hangs the name.
        """
        if passive(verb):
            own = subject(verb)
            return children(verb, "nsubj:pass") or ([own] if own is not None and verb.dep_ == "conj" else [])
        joined = [c for c in children(verb, "conj") if c.i - verb.i == 2 and not children(c, "nsubj")]
        behind = self.index.at(verb.nbor()) if verb.i + 1 < verb.sent.end else None
        named = [self.doc[behind.head]] if behind is not None and behind.kind is MentionKind.PERSON else []
        return children(verb, "obj") or [t for c in joined for t in children(c, "obj")] or named

    def companions(self, *owners: Token) -> list[Token]:
        """The nominals behind "with", also where the parser hangs them on the day ("met today with")."""
        days = [c for owner in owners for c in children(owner, *WHEN) if not cases(c)]
        nominals = [c for owner in (*owners, *days) for c in children(owner, "obl", "nmod", "obl:agent")]
        found = [c for c in nominals if cases(c) & WITH and self.met(c)]
        return found or [c for owner in owners if owner.pos_ == "VERB" for c in self._person_behind(owner)]

    def met(self, token: Token) -> list[Mention]:
        """Whom somebody meets: those a nominal stands for, else a group of officials; nobody who stands for no state."""
        if self.index.at(token) is None and is_private(token):
            return [m for t in token.conjuncts if t.i > token.i for m in self.met(t)]
        found = self.index.referents(token)
        group = group_of(token) if not found else None
        return [group] if group is not None else found

    def _person_behind(self, verb: Token) -> list[Token]:
        """The person named first behind a "with" that the parser hangs elsewhere ("met today with Minister N to …")."""
        for token in self.doc[verb.i + 1 : min(verb.sent.end, verb.i + REACH)]:
            if token.pos_ == "VERB":
                return []
            if token.lower_ == "with":
                near = (
                    self.index.at(self.doc[i]) for i in range(token.i + 1, min(token.i + REACH // 2, len(self.doc)))
                )
                person = next((m for m in near if m is not None), None)
                return [self.doc[person.head]] if person is not None and person.kind is MentionKind.PERSON else []
        return []

    def visit(self, anchor: Token, verb: Token, actors: list[Mention], targets: list[Token]) -> Iterator[Candidate]:
        """A visit: persons of one state go to a place in another."""
        people = [m for m in actors if m.kind is not MentionKind.ORGANISATION and m.parties]
        for target in targets:
            city, code = self.places.capital_of(target)
            named = self.places.name_at(target)
            place = " ".join(named.text.split()) if named is not None else city
            owners = [self.index.at(t) for t in (target, *children(target, "nmod:poss"))]  # "her residence" is nobody's
            received = [m for m in owners if m is not None and m.kind is MentionKind.PERSON and m.persons][:1]
            code = code or self.places.code(target) or self._listed(target) or "".join(parties_of(received))
            if people and (place or received) and code and code not in parties_of(people):
                yield from self._elsewhere(anchor, verb, people, target, code)
                further = self._stops(target, code)
                hosts = received or [m for m in (*self._inviters(verb), *self._sought(verb)) if m.parties == (code,)]
                visit = self.candidate(anchor, verb, MeetingKind.VISIT, [*people, *hosts])
                codes = further if hosts else (code, *further)
                yield replace(visit, hosts=codes, place="" if further else place)
                return

    def _elsewhere(
        self, anchor: Token, verb: Token, people: list[Mention], first: Token, code: str
    ) -> Iterator[Candidate]:
        """The visits to further cities, each in another state ("visited Dhaka and Nay Pyi Taw")."""
        for city in (t for t in first.conjuncts if t.i > first.i and self._city(t)):
            name, other = self.places.listed.get(city.i), self._listed(city)
            if name is not None and other not in (code, *parties_of(people)) and self._city(first):
                visit = self.candidate(anchor, verb, MeetingKind.VISIT, people)
                yield replace(visit, hosts=(other,), place=" ".join(name.text.split()))

    def _city(self, token: Token) -> bool:
        """Whether a token names a capital and no state."""
        return bool(self._listed(token)) and not self.places.is_state(token)

    def _stops(self, first: Token, code: str) -> tuple[str, ...]:
        """The further states of a tour, listed with the first place ("Oslo, Norway, and Finland")."""
        beside = [t for t in first.conjuncts if t.i > first.i and not self._city(t)]
        found = [self.places.code(t) or self._listed(t) for t in beside]
        return tuple(c for c in unique([c for c in found if c]) if c != code)

    def _inviters(self, verb: Token) -> list[Mention]:
        """The persons at whose invitation something is done."""
        nouns = [t for t in children(verb, "obl") if t.lemma_.lower() in words("meetings", "invitations", "nouns")]
        found = [
            t for noun in nouns for t in children(noun, "nmod", "nmod:poss") if cases(t) & {"of", "from", "'s", "’s"}
        ]
        return [m for t in found for m in self.index.referents(t) if m.kind is MentionKind.PERSON and m.persons]

    def _sought(self, verb: Token) -> list[Mention]:
        """The persons for talks with whom somebody goes somewhere ("flew to Oslo for talks with the minister")."""
        talks = [
            t
            for t in children(verb, "obl")
            if "for" in cases(t) and t.lemma_.lower() in words("meetings", "nouns", "talks")
        ]
        return [
            m for noun in talks for t in self.companions(noun) for m in self.index.referents(t, deep=False) if m.persons
        ]

    def _listed(self, token: Token) -> str:
        return next((n.code for n in self.places.capitals if n.start <= token.i < n.end), "")

    def candidate(
        self,
        anchor: Token,
        verb: Token,
        kind: MeetingKind,
        mentions: list[Mention],
        told: bool = True,
        clauses: tuple[Token, ...] = (),
    ) -> Candidate:
        determiners = {c.lower_ for c in anchor.children if c.dep_ in ("det", "nmod:poss")}
        definite = anchor.pos_ != "VERB" and bool(determiners & words("meetings", "anaphora"))
        own = tuple(dict.fromkeys(mentions))
        status = status_of(anchor, verb, clauses)
        return Candidate(anchor, verb, kind, status, own, definite, told=told, clauses=clauses)


def means_of(word: Token) -> set[str]:
    """The words that may say by what means people met: "by video link", "virtually", "a virtual session"."""
    near = ("advmod", "obl", "case", "amod", "fixed", "compound", "nmod")
    return {c.lower_ for t in word.children for c in (t, *t.children) if c.dep_ in near and t.dep_ in near}


def is_remote(*words_told: Token) -> bool:
    """Whether one of the words that tell of a meeting says that it was held by video."""
    return any(means_of(word) & words("meetings", "remote_words") for word in words_told)


def holder(verb: Token) -> Token | None:
    """The subject of a verb; the noun that "which" stands for, the body spoken of before that "it" does."""
    token = subject(verb)
    if token is not None and token.tag_ == "WDT" and verb.dep_ == "acl:relcl":
        return verb.head
    if token is not None and token.lower_ == "it":
        before = verb.doc[max(0, token.i - NEAR) : token.i]
        return next((t for t in reversed(before) if t.dep_ in ACTING and is_body(t)), token)
    return token


def not_since(verb: Token) -> bool:
    """Whether something has not taken place since a day ("has not met since May"), so that it did then."""
    perfect = auxiliaries(verb) & {"has", "have", "had"}
    return negated(verb) and bool(perfect) and any("since" in cases(t) for t in children(verb, "obl", "advcl", "nmod"))


def is_body(token: Token | None, heads: frozenset[str] = frozenset()) -> bool:
    """Whether a noun is a standing body ("the Task Force", "the Joint Commission on Trade"), by its head or those given."""
    if token is None or token.pos_ not in ("NOUN", "PROPN"):
        return False
    return bool({token.lemma_.lower(), _compound(token)} & (heads or words("meetings", "body_heads")))


def is_people(noun: Token) -> bool:
    """Whether a noun stands for persons who act for the state or body named with it ("Norwegian officials", "NATO leaders")."""
    people = words("offices", "groups", "persons") | words("offices", "delegations", "nouns")
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in people | words("offices", "people")


def _compound(noun: Token) -> str:
    """The noun with the compound before it, in lower case ("task force")."""
    return " ".join([*[c.lower_ for c in noun.lefts if c.dep_ == "compound"][-1:], noun.lower_])


def parties_of(mentions: list[Mention]) -> tuple[str, ...]:
    """The parties that mentions stand for, once each."""
    return unique([p for m in mentions for p in m.parties])
