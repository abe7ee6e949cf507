"""Invitations ("invited him to Oslo for a visit in May", "accepted an invitation to visit Norway"): visits that are planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import words
from accords.extraction.meeting_words import Candidate, Reader, parties_of
from accords.extraction.mentions import Mention, MentionKind
from accords.extraction.syntax import cases, children, negated, passive


class InvitationReader(Reader):
    """Reads the invitations of one text."""

    def read(self, token: Token) -> Iterator[Candidate]:
        """The visit that an invitation is to, if `token` is one and says whom it takes where."""
        if token.pos_ == "VERB" and token.lemma_.lower() in words("meetings", "invitations", "verbs"):
            yield from self._invited(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in words("meetings", "invitations", "nouns"):
            yield from self._invitation(token)

    def _invited(self, verb: Token) -> Iterator[Candidate]:
        guests = children(verb, "nsubj:pass") if passive(verb) else children(verb, "obj")
        if not negated(verb):
            hosts = children(verb, "obl:agent", "obl") if passive(verb) else children(verb, "nsubj")
            hosts = [t for t in hosts if not passive(verb) or "by" in cases(t)]
            yield from self._visits(verb, verb, self._meant(guests), self._meant(hosts))

    def _invitation(self, noun: Token) -> Iterator[Candidate]:
        verb = noun.head
        if verb.pos_ != "VERB" or negated(verb):
            return
        lemma = verb.lemma_.lower()
        if lemma in words("meetings", "invitations", "accepting"):
            hosts = [
                t for t in children(noun, "nmod:poss", "nmod") if t.dep_ == "nmod:poss" or cases(t) & {"of", "from"}
            ]
            yield from self._visits(noun, verb, self.actors(verb), self._meant(hosts))
        elif lemma in words("meetings", "invitations", "giving"):
            to = [t for t in [*children(verb, "obl", "iobj"), *children(noun, "nmod")] if cases(t) <= {"to", "for"}]
            yield from self._visits(noun, verb, self._meant(to), self.actors(verb))

    def _meant(self, tokens: list[Token]) -> list[Mention]:
        return [m for t in tokens for m in self.index.referents(t, deep=False)]

    def _visits(self, word: Token, verb: Token, guests: list[Mention], hosts: list[Mention]) -> Iterator[Candidate]:
        """The visit named below the invitation, else one to the place that it leads to; where that says of no state, to the hosts'."""
        people = [m for m in guests if m.kind in (MentionKind.PERSON, MentionKind.GROUP)]
        below = [t for part in (word, *children(verb, "advcl", "xcomp")) for t in part.subtree if t.i > word.i]
        visit = next(filter(self._visit_word, below), None)
        anchor = visit if visit is not None else word
        targets = [t for owner in dict.fromkeys((anchor, anchor.head, word)) for t in self._targets(owner)]
        if not people or len(parties_of(people)) != 1:
            return
        found = list(self.visit(anchor, verb, people, targets))
        codes = [code for code in parties_of(hosts) if code not in parties_of(people)]
        places = [name for t in targets if (name := self.places.name_at(t)) is not None]
        if not found and len(codes) == 1 and (visit is not None or places):
            place = " ".join(places[0].text.split()) if places else ""
            found = [replace(self.candidate(anchor, verb, MeetingKind.VISIT, people), hosts=(codes[0],), place=place)]
        paying = (anchor.head,) if visit is not None and anchor.head.pos_ == "VERB" and anchor.head.i != verb.i else ()
        for candidate in found:
            yield replace(candidate, status=MeetingStatus.PLANNED, ahead=True, clauses=paying)

    @staticmethod
    def _visit_word(token: Token) -> bool:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN":
            return lemma in words("meetings", "nouns", "visit")
        return token.pos_ == "VERB" and lemma in words("meetings", "verbs", "visit")

    @staticmethod
    def _targets(owner: Token) -> list[Token]:
        """Where a visit leads: "visit Norway", "a visit to Norway", "to come to Norway"."""
        return [
            t
            for t in children(owner, "obj", "obl", "nmod")
            if (t.dep_ == "obj" and not cases(t) and owner.lemma_.lower() in words("meetings", "verbs", "visit"))
            or cases(t) & {"to", "in"}
        ]
