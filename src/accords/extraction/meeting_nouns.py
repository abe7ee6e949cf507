"""Nouns that tell of a meeting ("talks", "the second session of the commission", "the tenth Forum")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.editions import number_of
from accords.extraction.lexicons import words
from accords.extraction.meeting_kinds import CALENDAR, inner_talks, is_entry, noun_kind, undated
from accords.extraction.meeting_status import called_off, status_of
from accords.extraction.meeting_words import (
    WITH,
    Candidate,
    Reader,
    is_body,
    is_people,
    not_since,
    parties_of,
)
from accords.extraction.mentions import Mention, MentionKind
from accords.extraction.syntax import cases, children, negated, passive, rising

SPOKEN = frozenset({MeetingKind.TALKS, MeetingKind.CALL})
CONFERENCE = re.compile(r"COP\d+")
REACH = 60
"""Tokens within which an ordinal alone ("the tenth") may stand for an edition of a meeting named before."""


class NounReader(Reader):
    """Reads the nouns of one text that tell of meetings."""

    def elliptical(self, token: Token, noun: Token) -> bool:
        """What stands for an edition of a meeting told before ("the tenth will be held …", "a second one followed", "the last was")."""
        own = {c.lower_ for c in token.children} if token.lower_ == "one" else {token.lower_}
        article = any(c.dep_ == "det" for c in token.children)
        meant = any(number_of(word) is not None for word in own) or own & words("meetings", "editions", "alone")
        if not meant or not article or not token.dep_.startswith("nsubj") or token.i - noun.i > REACH:
            return False
        verb = self._governor(token)
        return verb is not None and verb.head.i != token.i and self._supports(token, verb)

    def elided(self, ordinal: Token, noun: Token, kind: MeetingKind) -> Candidate:
        """The edition that an ordinal with a day or place of its own tells of ("the first met in Oslo, the second in Riga in May")."""
        verb = self._governor(ordinal)
        verb = verb if verb is not None and verb.i < ordinal.i else ordinal
        told = self.candidate(ordinal, ordinal, kind, [])
        return replace(told, like=noun, supported=True, definite=True, status=status_of(noun, verb))

    def margins(self, noun: Token) -> Iterator[Candidate]:
        """The session of a body on whose margins something happened."""
        verb = self._governor(noun)
        for body in children(noun, "nmod"):
            own = self.index.at(body)
            if CONFERENCE.fullmatch(body.text):
                own = Mention(body.i, body.i + 1, body.i, MentionKind.ORGANISATION, (body.text,))
            if "of" in cases(body) and own is not None and own.kind is MentionKind.ORGANISATION and not is_body(body):
                session = self.candidate(body, verb if verb is not None else noun, MeetingKind.SESSION, [own])
                yield replace(session, supported=True, beside=True)
                return
            if "of" in cases(body) and noun_kind(body) is None and is_body(body) and body.text[0].isupper():
                session = self.candidate(body, verb if verb is not None else noun, MeetingKind.SESSION, [])
                yield replace(session, supported=True, beside=True)

    def body(self, noun: Token) -> Iterator[Candidate]:
        """The session of a body of which a verb says that it is held ("the Council of Ministers was held in May")."""
        verb = noun.head
        held = noun.dep_ == "nsubj:pass" and verb.lemma_.lower() in words("meetings", "support", "held")
        placed = (
            noun.dep_ == "nsubj" and verb.lemma_.lower() == "take" and any(c.lower_ == "place" for c in verb.children)
        )
        if (held or placed) and not negated(verb) and noun.tag_ != "NNS":  # "the last two forums were held in May"
            session = self.candidate(noun, verb, MeetingKind.SESSION, self._chairs(noun, verb))
            yield replace(session, supported=True)

    def _visits(self, noun: Token, verb: Token | None, supported: bool, own: list[Mention]) -> Iterator[Candidate]:
        """The visit that a noun tells of, to each place named with it."""
        visitors = [t for t in children(noun, "nmod") if cases(t) & {"by", "of"}]  # "a visit by N to Oslo"
        owners = (noun, *([verb] if verb is not None and supported else []), *visitors)
        owners += tuple(t for one in visitors for t in children(one, "flat"))
        targets = [t for owner in owners for t in children(owner, "nmod", "obl") if cases(t) & {"to", "in"}]
        behind = (p for p in children(noun, "acl") if p.tag_ == "VBN")  # "a visit to Norway planned for May"
        targets += [t for p in behind for t in children(p, "obl") if "to" in cases(t) and t.i < p.i]
        own += self.actors(noun) if children(noun, "cop") and "on" in cases(noun) else []
        if verb is not None and not own and noun.dep_ == "obl" and cases(noun) & {"on", "during"}:
            own += [m for m in self.actors(verb) if m.kind is MentionKind.PERSON]  # "on a visit to Oslo she said"
        clauses = self._clauses(noun)
        for visit in self.visit(noun, verb if supported and verb is not None else noun, own, targets):
            yield replace(visit, clauses=clauses)

    def read(self, noun: Token, kind: MeetingKind, like: Token | None = None) -> Iterator[Candidate]:
        """What a meeting noun tells of: one meeting, or one with each of several; none where it is refused or wished for."""
        if (group := self._gathered(noun)) is not None:
            yield self._of_group(noun, kind, group)
            return
        verb = self._governor(noun)
        apart = verb is not None and self._before_or_after(noun, verb)
        verb = None if apart else verb
        own = [m for part in (noun, *inner_talks(noun)) for m in self._beside(part)]
        own += self._chairs(noun, verb)
        own = own or self._acting_in(noun)
        supported = verb is not None and verb.pos_ != "AUX" and self._supports(noun, verb)
        supported = supported or is_entry(noun)
        if supported and verb is not None:
            own = [
                *self._actors_of_support(noun, verb, own),
                *own,
                *[m for t in self.companions(verb) for m in self.met(t)],
            ]
        elif verb is not None and kind in SPOKEN and self._companied(noun, verb):
            own = [*self.actors(verb), *own, *[m for t in self.companions(verb) for m in self.met(t)]]
        elif verb is not None and kind in SPOKEN and not own:
            own = self._told_in(noun, verb)
        if kind is MeetingKind.VISIT:
            yield from self._visits(noun, verb, supported, own)
            return
        if verb is not None and negated(verb) and supported:
            yield from self._not_held(noun, verb, self.candidate(noun, verb, kind, own))
            return
        if self._denied(noun, verb) or undated(noun, verb):
            return
        takes_place = supported or noun.lemma_.lower() not in words("meetings", "weak_nouns")
        clauses = self._clauses(noun)
        own += [m for clause in clauses for m in self._brought(clause)]
        if supported and verb is not None and noun.dep_.startswith("nsubj"):
            own += self._brought(verb)
        for sides in self._each(noun, own):
            yield replace(
                self.candidate(
                    noun, verb if verb is not None else noun, kind, sides, told=takes_place, clauses=clauses
                ),
                like=like,
                restated=self._restates(noun),
                supported=supported or bool(clauses),
                wished=self._wished(noun, verb),
                beside=apart,
            )

    @staticmethod
    def _not_held(noun: Token, verb: Token, candidate: Candidate) -> Iterator[Candidate]:
        """A meeting of which a verb says that it was not held, or not since a day."""
        if noun.dep_.startswith("nsubj") and not_since(verb):
            yield replace(candidate, status=MeetingStatus.HELD, since=True, supported=True)
        elif (noun.dep_.startswith("nsubj") or passive(verb)) and candidate.definite:
            yield replace(candidate, status=MeetingStatus.CANCELLED, denied=True)

    def _of_group(self, noun: Token, kind: MeetingKind, group: Token) -> Candidate:
        """The meeting of the officials who are "meeting" somewhere."""
        own = self.index.referents(group)
        kind = kind if own else MeetingKind.SESSION
        return replace(self.candidate(noun, noun, kind, own), supported=True, unnamed=not own)

    @staticmethod
    def _gathered(noun: Token) -> Token | None:
        """The officials who are "meeting" somewhere, which the parser takes for a noun ("leaders meeting in Oslo agreed")."""
        before = noun.nbor(-1) if noun.lower_ == "meeting" and noun.i > noun.sent.start else noun
        people = before.tag_ == "NNS" and is_people(before) and not children(noun, "det", "amod", "nmod:poss")
        where = any(cases(t) & {"in", "at", "on"} for t in children(noun, "obl", "nmod"))
        return before if people and where and before.dep_.startswith("nsubj") else None

    def _each(self, noun: Token, own: list[Mention]) -> list[list[Mention]]:
        """Who takes part in each of several meetings ("calls with A of Norway and B of Finland"), else in the one."""
        met = [m for t in children(noun, "nmod") if "with" in cases(t) for m in self.index.referents(t)]
        if {c.lower_ for c in noun.children} & words("meetings", "apart", "kinds"):
            met = [
                one for t in self.companions(noun, noun.head) for m in self.index.referents(t) for one in _members(m)
            ]
            own = [one for m in own for one in _members(m)]
        states = [m.parties for m in met if len(m.parties) == 1 and (m.kind is MentionKind.PERSON or not m.persons)]
        one_by_one = noun.tag_ == "NNS" and noun.lemma_.lower() in words("meetings", "one_by_one")
        if not one_by_one or len(states) != len(met) or len(set(states)) < 2 or len(set(states)) != len(states):
            return [own]
        others = [m for m in own if m not in met]
        return [[*others, m] for m in met]

    @staticmethod
    def _before_or_after(noun: Token, verb: Token) -> bool:
        """Whether those who met did so ahead of or after another meeting, which has a name of its own."""
        met = verb.lemma_.lower() in words("meetings", "verbs", "talks") | words("meetings", "verbs", "call")
        named = any(c.text[0].isupper() for c in (noun, *children(noun, "compound")))
        return met and named and noun.dep_ == "obl" and bool(cases(noun) & {"ahead", "before", "after", "following"})

    @staticmethod
    def _denied(noun: Token, verb: Token | None) -> bool:
        """Whether a meeting is refused or excluded ("ruled out a summit")."""
        return (
            verb is not None
            and noun.dep_ in ("obj", "nsubj:pass")
            and verb.lemma_.lower() in words("meetings", "denying")
        )

    @staticmethod
    def _wished(noun: Token, verb: Token | None) -> bool:
        """Whether a meeting is only spoken of: "called for a summit", "the possibility of talks"."""
        if {c.lower_ for c in noun.children} & words("meetings", "anaphora"):
            return False
        owner = noun.head if noun.dep_ == "nmod" and cases(noun) & {"of", "for"} else None
        if owner is not None and owner.lemma_.lower() in words("meetings", "wishing", "nouns"):
            return True
        wish = verb is not None and verb.lemma_.lower() in words("meetings", "wishing", "verbs")
        return wish and (noun.dep_ in ("obj", "nsubj:pass") or bool(cases(noun) & {"for", "to"}))

    @staticmethod
    def _restates(noun: Token) -> bool:
        """Whether a sentence says of the meeting told last what it was ("It was their first summit")."""
        subjects = children(noun, "nsubj")
        return bool(children(noun, "cop")) and bool(subjects) and subjects[0].lower_ in ("it", "this", "that")

    def _clauses(self, noun: Token) -> tuple[Token, ...]:
        """Verbs of relative clauses that say when and where the meeting is, those misplaced on its participants included."""
        found = []
        inner = children(noun, "nmod")
        for owner in (noun, *inner, *[c for t in inner for c in (*t.conjuncts, *children(t, "nmod"))]):
            for verb in children(owner, "acl", "acl:relcl"):
                lemma = verb.lemma_.lower()
                subjects = {c.tag_ for c in verb.children if c.dep_.startswith("nsubj")}
                if owner.i == noun.i:
                    told = lemma in self.happen | self.support | self.bring | self.planning
                    if told and (verb.tag_ == "VBN" or subjects & {"WDT", "WP"}):
                        found.append(verb)
                elif lemma in self.happen | self.planning and (
                    "WDT" in subjects or (verb.tag_ == "VBN" and lemma in self.planning)
                ):
                    found.append(verb)  # nobody plans a person: "a meeting between A and B planned for May"
        return tuple(found)

    def _brought(self, verb: Token) -> list[Mention]:
        """Whom the meeting brings together."""
        if verb.lemma_.lower() not in self.bring or passive(verb):
            return []
        return [m for t in children(verb, "obj") for m in self.index.referents(t) if m.kind is not MentionKind.PRONOUN]

    def _beside(self, noun: Token) -> list[Mention]:
        """Whom a meeting noun names: "their talks", "talks of A with B", "the Russian-Kazakh talks"."""
        owners = children(noun, "nmod:poss")
        owners += [t for t in children(noun, "nmod", "obl") if cases(t) & (WITH | {"of", "by", "from"})]
        if noun.lemma_.lower() in words("meetings", "meals"):
            owners += [t for t in children(noun, "nmod") if "for" in cases(t)]
        own = [m for t in owners for m in (self.met(t) if "with" in cases(t) else self.index.referents(t))]
        before = [m for t in children(noun, "compound", "amod") for m in self.index.referents(t)]
        return [*own, *[m for m in before if m.kind is not MentionKind.PRONOUN]]

    def _companied(self, noun: Token, verb: Token) -> bool:
        """Whether those who act took part: "after talks with B, A said", "after talks the two said"."""
        measured = noun.dep_ == "nmod" and noun.head.lemma_.lower() in words("meetings", "spending", "units")
        noun = noun.head if measured else noun  # "after eight hours of talks"
        before = {c.lower_ for c in children(noun, "case", "mark")}
        beside = before & words("meetings", "beside") or self._gone(before, verb)
        owners = (noun, verb) if self._gone(before, verb) else (noun,)
        several = bool(self.companions(*owners)) or (verb.pos_ == "VERB" and len(parties_of(self.actors(verb))) > 1)
        return bool(beside) and noun.dep_ in ("obl", "advcl") and several

    @staticmethod
    def _gone(before: set[str], verb: Token) -> bool:
        """Whether those who act went for it, or came from it ("flew to Oslo for talks", "emerged from talks")."""
        lemma = verb.lemma_.lower()
        went = "for" in before and lemma in words("meetings", "verbs_to", "visit")
        return went or ("from" in before and lemma in words("meetings", "going", "emerging"))

    def _acting_in(self, noun: Token) -> list[Mention]:
        """Those of whom a relative clause tells what they did there ("a call in which they agreed")."""
        inside = (
            verb
            for verb in children(noun, "acl:relcl")
            if any(t.lower_ == "which" and cases(t) & {"in", "during", "at"} for t in children(verb, "obl"))
        )
        found = [m for verb in inside for m in self.actors(verb)]
        return found if len(parties_of(found)) > 1 else []

    def _told_in(self, noun: Token, verb: Token) -> list[Mention]:
        """Who told whom something "in a call": the persons who act and whom they address."""
        if noun.dep_ != "obl" or not cases(noun) & {"in", "during", "at"} or passive(verb):
            return []
        to = [*children(verb, "iobj", "obj"), *self.companions(verb)]
        to += [t for t in children(verb, "obl") if cases(t) == {"to"}]
        addressed = [m for t in to for m in self.index.referents(t, deep=False)]
        spoken = [m for m in (*self.actors(verb), *addressed) if m.persons]
        return spoken if any(m.persons for m in addressed) and len(parties_of(spoken)) > 1 else []

    def _chairs(self, noun: Token, governor: Token | None) -> list[Mention]:
        """Who is said to lead or attend: "the meeting, chaired by A and B, …", "the group met, chaired by A"."""
        clauses = children(noun, "acl", "acl:relcl")
        if governor is not None and (noun.dep_.startswith("nsubj") or noun.dep_ == "obj"):
            clauses += children(governor, "advcl")
        return [
            m
            for verb in clauses
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
        if verb.pos_ not in ("VERB", "AUX"):
            return self._set(noun, verb)
        if called_off(verb) is not None:
            return noun.dep_ in ("obj", "nsubj:pass")
        listed = noun.dep_ == "conj" and noun.head.dep_ == "obj" and noun_kind(noun.head) is not None
        if noun.dep_ == "obj" or listed or (noun.dep_ in ("obl", "conj") and "in" in cases(noun)):
            return lemma in self.support or lemma in self.planning
        if noun.dep_.startswith("nsubj"):
            planned = passive(verb) and lemma in self.support | self.planning
            return lemma in self.happen | self.bring or planned
        return (
            noun.dep_ == "obl"
            and bool(cases(noun) & {"at", "for", "to", "during", "in", "on"})
            and lemma in self.support | words("meetings", "verbs_of_bodies")
        )

    def _set(self, noun: Token, predicate: Token) -> bool:
        """ "The forum is in Bergen", "is due in May", and "they are in Bergen for the summit"."""
        if noun.dep_.startswith("nsubj"):
            due = {predicate.lower_, *[c.lower_ for c in predicate.children if c.dep_ in ("case", "advmod")]}
            return bool(due & self.planning) or self._in_place(predicate)
        attended = noun.dep_ in ("obl", "nmod") and bool(cases(noun) & {"for", "at"})
        return attended and self._in_place(predicate)

    def _in_place(self, token: Token) -> bool:
        """Whether a predicate says where or when something is ("is in Bergen", "was in 2010")."""
        named = token.pos_ == "PROPN" or self.places.name_at(token) is not None
        here = named and bool(cases(token) & {"in", "at"})
        dated = bool(cases(token) & {"in", "on"}) and (token.like_num or token.lower_ in CALENDAR)
        return here or dated or any(self._in_place(t) for t in children(token, "obl"))

    def _actors_of_support(self, noun: Token, verb: Token, own: list[Mention]) -> list[Mention]:
        """Who holds the meeting; whoever calls it off only where it names no two sides."""
        if noun.dep_.startswith("nsubj") or (called_off(verb) is not None and len(parties_of(own)) > 1):
            return []
        return self.actors(verb)


def _members(group: Mention) -> list[Mention]:
    """One mention for each state of a group of which nobody is named ("the prime ministers of A and B")."""
    if group.kind is not MentionKind.GROUP or group.persons or len(group.parties) < 2:
        return [group]
    return [replace(group, parties=(party,)) for party in group.parties]
