"""Questions about a Universal Dependencies tree that several stages ask: who is the subject, is it negated, is it planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from spacy.tokens import Doc, Token

from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, unique

LISTING = frozenset({",", "and", "&"})
NOMINAL = frozenset({"nmod", "nmod:poss", "compound", "amod", "nmod:desc", "flat", "list", "dep"})


class Time(StrEnum):
    """When a verb's action takes place, seen from the text."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


def children(token: Token, *relations: str) -> list[Token]:
    """The children that stand in one of the relations."""
    return [child for child in token.children if child.dep_ in relations]


def cases(token: Token) -> set[str]:
    """Prepositions of a nominal, with fixed ones joined ("on the margins of" gives "on")."""
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def rising(token: Token, limit: int = 8) -> Iterator[Token]:
    """The token, its head, the head of that and so on to the root, `limit` steps at most."""
    yield token
    for _ in range(limit):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or one shared through coordination, control or participles."""
    seen = 0
    while seen < 6:
        own = [c for c in verb.children if c.dep_.startswith(("nsubj", "csubj"))]
        if own:
            return own[0]
        if verb.dep_ in ("conj", "xcomp", "advcl", "parataxis"):
            objects = children(verb.head, "obj", "iobj") if verb.dep_ == "xcomp" else []
            if objects and verb.head.lemma_ in words("commitments", "control", "object"):
                return objects[0]
            verb = verb.head
        elif verb.dep_ in ("acl", "acl:relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        elif verb.dep_ == "ccomp" and "Inf" in verb.morph.get("VerbForm", []):
            verb = verb.head
        else:
            return None
        seen += 1
    return None


def phrasal(verb: Token) -> str:
    """The verb's lemma with its particles ("call off")."""
    return " ".join([verb.lemma_.lower(), *sorted(c.lower_ for c in children(verb, "compound:prt"))])


def passive(verb: Token) -> bool:
    """Whether the verb is passive."""
    return any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children) or (
        verb.dep_ in ("acl", "xcomp") and verb.tag_ == "VBN"
    )


def negated(verb: Token) -> bool:
    """Whether the verb is negated ("did not", "never", "no longer")."""
    return any(
        (
            c.lower_ in ("not", "n't", "n’t", "never", "no", "neither", "nor")
            and c.dep_ in ("advmod", "det", "cc:preconj")
        )
        or (c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children))
        for c in verb.children
    )


def refused(verb: Token) -> bool:
    """Whether somebody failed or refused to do it ("refused to meet", "failed to agree")."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("commitments", "block", "refusals")


def unreal(verb: Token) -> bool:
    """Whether something would have been done had not something else come between ("would have met")."""
    aux = auxiliaries(verb)
    return "have" in aux and bool(aux & {"would", "could", "might", "should"})


def auxiliaries(verb: Token) -> set[str]:
    """Auxiliaries of the verb, or those it shares with the verb it is coordinated with."""
    own = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
    if not own and verb.dep_ == "conj":
        return auxiliaries(verb.head)
    return own


def backshifted(verb: Token) -> bool:
    """Whether a past tense stands for what was to come ("they would discuss it when he came in May")."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    return (
        verb.tag_ == "VBD"
        and verb.dep_ == "advcl"
        and "would" in auxiliaries(verb.head)
        and bool(marks & words("outlook", "occasions"))
    )


def infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb, its auxiliary or its copula."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def time_of(verb: Token) -> Time:
    """Past, present or future of a verb, from auxiliaries, form, and what governs an infinitive."""
    seen = 0
    while seen < 6:
        aux = auxiliaries(verb)
        if aux & {"will", "shall", "'ll", "’ll", "would", "may", "might", "could", "can", "should", "must"}:
            return (
                Time.PAST if aux & {"have", "has", "had"} and "would" not in aux and "will" not in aux else Time.FUTURE
            )
        if backshifted(verb):
            return Time.FUTURE
        if "did" in aux:  # "they did sign it"
            return Time.PAST
        form = verb.morph.get("VerbForm", [])
        if infinitive(verb) and not aux & {"have", "has", "had", "was", "were"}:  # "is to be signed", "to be ready"
            return Time.FUTURE
        if "Inf" in form or (verb.tag_ == "VB" and "to" in {c.lower_ for c in verb.children}):
            return Time.FUTURE
        if verb.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
            return Time.FUTURE
        if verb.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s"}:
            return Time.PRESENT
        if (
            aux & {"has", "have", "had", "was", "were", "did"}
            or verb.tag_ == "VBD"
            or "Past" in verb.morph.get("Tense", [])
        ):
            return Time.PAST
        if (
            verb.tag_ in ("VBG", "VBN")
            and verb.head.i != verb.i
            and verb.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp")
        ):
            verb, seen = verb.head, seen + 1
            continue
        return Time.PRESENT
    return Time.PRESENT


@dataclass
class Index:
    """The mentions of a text by token."""

    doc: Doc
    mentions: list[Mention]

    def __post_init__(self) -> None:
        self._at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        people = [m for m in self.mentions if m.kind is MentionKind.PERSON and m.persons]
        self._behind = {one.start: other for one, other in pairwise(people)}

    def at(self, token: Token) -> Mention | None:
        return self._at.get(token.i)

    def referents(self, token: Token, deep: bool = True) -> list[Mention]:
        """Mentions that the nominal headed by `token` stands for: its own, else those inside it, and coordinated ones."""
        return list(dict.fromkeys(self._referents(token, deep, set())))

    def _referents(self, token: Token, deep: bool, seen: set[int]) -> list[Mention]:
        """As above; a token asked for before adds nothing, for lists may lead back to where they began."""
        if token.i in seen:
            return []
        seen.add(token.i)
        found: list[Mention] = []
        head = self._head_of_delegation(token)
        own = self.at(token)
        if head:
            found += head
        elif own:
            found.append(own)
        elif named := [
            m for c in children(token, "flat", "appos") if (m := self.at(c)) is not None and m.persons and m.named
        ]:
            found += named
        elif deep:
            for child in token.children:
                if child.dep_ in NOMINAL:
                    found += [
                        m
                        for m in self._referents(child, True, seen)
                        if m.kind is not MentionKind.PRONOUN or child.dep_ == "nmod:poss"
                    ]
        for child in self._beside(token, own):
            found += self._referents(child, deep, seen)
        return found

    def _is_state(self, token: Token) -> bool:
        own = self.at(token)
        return own is not None and own.kind is MentionKind.STATE

    def _enumerated(self, first: Mention) -> list[Mention]:
        """The persons listed behind one, whatever the parser makes of them: nothing but commas and a last "and" stands between."""
        found, joined, last = [], False, first
        while (following := self._behind.get(last.start)) is not None:
            between = [t.lower_ for t in self.doc[last.end : following.start]]
            if joined or not between or any(word not in LISTING for word in between):
                break
            joined = between[-1] in ("and", "&")
            found.append(following)
            last = following
        return found if joined else []

    def _head_of_delegation(self, token: Token) -> list[Mention]:
        """Whoever leads a delegation stands for it ("a delegation led by the minister")."""
        if token.lemma_.lower() not in words("offices", "delegations", "nouns"):
            return []
        owners = [token, *children(token, "nmod")]
        leading = [
            v
            for owner in owners
            for v in children(owner, "acl", "acl:relcl")
            if v.lemma_.lower() in words("offices", "delegations", "verbs")
        ]
        agents = [t for verb in leading for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
        return [m for t in agents if (m := self.at(t)) is not None and m.persons]

    def _beside(self, token: Token, own: Mention | None) -> list[Token]:
        """What is coordinated with a nominal; the parser may hang it on another word of a person's title and name."""
        group = own is not None and own.kind is MentionKind.GROUP
        found = children(token, "conj", "appos") if group else children(token, "conj")
        if own is not None and own.kind is MentionKind.PERSON:  # "met N in Dubai, the United Arab Emirates"
            found = [c for c in found if not self._is_state(c) or children(c, "cc")]
        if own is not None and own.kind is MentionKind.PERSON and own.head == token.i:
            behind = [c for t in self.doc[own.start : token.i] for c in children(t, "conj", "appos") if c.i >= own.end]
            names = [t for t in self.doc[token.i + 1 : own.end] if t.dep_.startswith("nsubj") or t.head.i == token.i]
            behind += [c for t in names if t.dep_ != "nmod" for c in children(t, "conj") if c.i >= own.end]
            found += [c for c in behind if "and" in {t.lower_ for t in self.doc[own.end : c.i]}]
            found += [self.doc[m.head] for m in self._enumerated(own)]
            if "Plur" in token.morph.get("Number", []):  # "the Presidents of A and B, X and Y"
                found += [c for t in children(token, "appos") for c in t.conjuncts if c.i >= own.end]
        return found

    def parties(self, mentions: list[Mention]) -> tuple[str, ...]:
        return unique([p for m in mentions for p in m.parties])

    def participants(self, mentions: list[Mention]) -> tuple[str, ...]:
        return unique([p for m in mentions for p in m.participants])
