"""Verbs that tell of a meeting ("met", "sat down with", "called on", "spoke with")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import classes, lexicon, words
from accords.extraction.meeting_groups import is_private
from accords.extraction.meeting_hints import HintReader
from accords.extraction.meeting_kinds import noun_kind
from accords.extraction.meeting_words import (
    Candidate,
    Reader,
    holder,
    is_body,
    is_people,
    is_remote,
    means_of,
    not_since,
    parties_of,
)
from accords.extraction.mentions import Mention, MentionKind
from accords.extraction.places import Places
from accords.extraction.syntax import (
    Index,
    Time,
    auxiliaries,
    cases,
    children,
    negated,
    passive,
    refused,
    rising,
    subject,
    time_of,
    unreal,
)

GATHERINGS = frozenset({MeetingKind.SUMMIT, MeetingKind.SESSION, MeetingKind.FORUM, MeetingKind.OTHER})
UNRANKED = frozenset({"", "*states"})
DAYS = frozenset({"today", "yesterday", "tomorrow"})


class VerbReader(Reader):
    """Reads the verbs of one text that tell of meetings."""

    def __init__(self, doc: Doc, index: Index, places: Places) -> None:
        super().__init__(doc, index, places)
        self.hints = HintReader(doc, index, places)
        self.verbs = classes("meetings", "verbs")
        self.opening = _opening()
        self.motion = words("meetings", "verbs_to", "visit")

    def read(self, verb: Token) -> Iterator[Candidate]:
        """The meeting that a verb tells of, if it does."""
        kind, body = self._kind(verb), _meeting_body(verb)
        if not kind and body is None:
            yield from (told for told in self._other(verb) if not (refused(verb) or _unreal(verb)))
        elif not_since(verb) and not refused(verb):
            yield from (replace(c, since=True, status=MeetingStatus.HELD) for c in self._told(verb, kind, body))
        elif not (refused(verb) or _unreal(verb)):
            yield from self._told(verb, kind, body)

    def _told(self, verb: Token, kind: str, body: Token | None) -> Iterator[Candidate]:
        """What a verb of meeting tells, or the standing body that meets."""
        actors = self.actors(verb)
        others = [m for t in self.companions(verb) for m in self.met(t)]
        objects = [m for t in self.objects_of(verb) for m in self.index.referents(t, deep=is_people(t))]
        if body is not None and not (others or objects):
            yield replace(self.candidate(body, verb, MeetingKind.SESSION, actors), definite=False)
            return
        match kind:
            case "":
                yield from self._other(verb)
            case "visit":
                yield from self.visit(verb, verb, actors, children(verb, "obj"))
            case "call on":
                yield from self._called_on(verb, actors)
            case "call":
                yield from self._spoke(verb, actors, [*others, *(objects if verb.lemma_ != "talk" else [])])
            case "receive":
                yield from self._received(verb, actors, objects)
            case "session" if children(verb, "obj"):
                yield from self._received(verb, actors, [m for t in children(verb, "obj") for m in self.met(t)])
            case "session" if self._for_gathering(verb):
                return
            case "talks" if verb.lemma_ == "meet" and not objects and self._of_things(verb):
                return
            case _:
                yield from self._met(verb, actors, others, objects)

    def _received(self, verb: Token, actors: list[Mention], objects: list[Mention]) -> Iterator[Candidate]:
        """Talks of a host with the guests: persons or a group of them, no states in general ("welcomed the partners")."""
        guests = [m for m in objects if m.kind in (MentionKind.PERSON, MentionKind.GROUP) and m.rank != "*states"]
        people = verb.lemma_ != "welcome" and any(is_people(t) for t in self.objects_of(verb))
        guests += [m for m in objects if people and m.kind is MentionKind.STATE]
        guests += [
            m
            for m in objects
            if (passive(verb) or verb.lemma_ == "receive") and m.kind is MentionKind.PRONOUN and m.persons
        ]
        if actors and guests:
            yield self.candidate(verb, verb, MeetingKind.TALKS, [*actors, *guests])

    def _met(
        self, verb: Token, actors: list[Mention], others: list[Mention], objects: list[Mention]
    ) -> Iterator[Candidate]:
        """Those who met, one meeting for each companion where they met "separately", or the session of a group's members."""
        own = [*others, *(objects if verb.lemma_ == "meet" else [])]
        if len(own) > 1 and self._apart(verb):
            yield from (self.candidate(verb, verb, MeetingKind.TALKS, [*actors, m]) for m in own)
        elif len(own) == 1 and own[0].persons and self._apart(verb) and _each_of_a_state(actors):
            yield from (self.candidate(verb, verb, MeetingKind.TALKS, [m, *own]) for m in actors)
        elif others or objects or len(parties_of(actors)) > 1:
            met = MeetingKind.CALL if _by_phone(verb) else MeetingKind.TALKS
            yield replace(self.candidate(verb, verb, met, [*actors, *own]), wished=_wished(verb))
        elif _members(actors, subject(verb)):
            yield self.candidate(verb, verb, MeetingKind.SESSION, actors)
        elif not actors and _officials(subject(verb)):
            yield replace(self.candidate(verb, verb, MeetingKind.SESSION, []), unnamed=True)

    @staticmethod
    def _for_gathering(verb: Token) -> bool:
        """Whether the verb says only that people came to a meeting named beside it ("gathered for a summit")."""
        return any(cases(t) & {"for", "at"} and noun_kind(t) in GATHERINGS for t in children(verb, "obl"))

    @staticmethod
    def _of_things(verb: Token) -> bool:
        """Whether what is met is no person ("met the challenges")."""
        return any(t.tag_ in ("NN", "NNS") and t.lower_ not in DAYS for t in children(verb, "obj"))

    def _kind(self, verb: Token) -> str:
        """What kind of meeting a verb tells of, with its particle, "each other" or "on"."""
        lemma = verb.lemma_.lower()
        if lemma not in self.opening:
            return ""
        particles = [c.lower_ for c in children(verb, "compound:prt", "advmod")]
        if phrase := next((f"{lemma} {word}" for word in particles if f"{lemma} {word}" in self.verbs), ""):
            return self.verbs[phrase]
        if lemma in words("meetings", "reciprocal", "talks") and any(
            c.lower_ in ("each", "one") for t in children(verb, "obj") for c in (t, *t.children)
        ):
            return "talks" if any(t.lower_ in ("other", "another") for t in children(verb, "obj")) else ""
        if lemma in words("meetings", "verbs_on") and any(cases(t) & {"on", "upon"} for t in children(verb, "obl")):
            return "call on"
        if lemma in words("meetings", "verbs_with") and ("together" in particles or self.companions(verb)):
            return "talks"
        if lemma in words("meetings", "meal_verbs") and len(parties_of(self.actors(verb))) > 1:
            return "talks"
        return self.verbs.get(lemma, "")

    def _other(self, verb: Token) -> Iterator[Candidate]:
        led = self._led(verb)
        if verb.lemma_.lower() in self.motion or led:
            if led or not children(verb, "obj"):  # "returned the vases to Mexico"
                targets = [
                    t for owner in (verb, *led) for t in children(owner, "obl", "nmod") if cases(t) & {"to", "in"}
                ]
                yield from self.visit(verb, verb, self.actors(verb), targets)
        elif self._awaited(verb) and not self._for_gathering(verb):
            targets = [t for t in children(verb, "obl") if "in" in cases(t)]
            for visit in self.visit(verb, verb, self.actors(verb), targets):
                yield replace(visit, status=MeetingStatus.PLANNED, ahead=True)
        elif verb.lemma_.lower() in words("meetings", "verbs_together"):
            others = [m for t in self.companions(verb) for m in self.index.referents(t, deep=False) if m.persons]
            people = others + [
                m for m in self.actors(verb) if m.persons or (m.kind is MentionKind.GROUP and m.rank not in UNRANKED)
            ]
            if len(parties_of(people)) > 1:
                yield replace(self.candidate(verb, verb, MeetingKind.TALKS, people), implied=True)
        elif hinted := self.hints.read(verb):
            yield hinted
        elif mentions := self._said_of_it(verb) or self._took_part(verb):
            yield replace(self.candidate(verb, verb, MeetingKind.TALKS, mentions), restated=True)

    @staticmethod
    def _led(verb: Token) -> list[Token]:
        """The delegation that somebody takes somewhere ("led a delegation to Oslo")."""
        leads = verb.lemma_.lower() in words("offices", "delegations", "verbs") and not passive(verb)
        teams = words("offices", "delegations", "nouns")
        return [t for t in children(verb, "obj") if t.lemma_.lower() in teams] if leads else []

    @staticmethod
    def _awaited(verb: Token) -> bool:
        """Whether somebody is expected somewhere ("is due in Oslo on Monday")."""
        awaited = verb.lemma_.lower() in words("meetings", "verbs_to", "awaited")
        return awaited and (passive(verb) or verb.pos_ == "ADJ") and not children(verb, "xcomp", "ccomp")

    def _called_on(self, verb: Token, actors: list[Mention]) -> Iterator[Candidate]:
        """A call on a person, unless to do something ("called on the minister to resign")."""
        hosts = [t for t in children(verb, "obl") if cases(t) & {"on", "upon"}]
        people = [m for t in hosts for m in self.index.referents(t, deep=False) if m.kind is MentionKind.PERSON]
        if actors and people and not children(verb, "xcomp", "advcl", "ccomp"):
            yield self.candidate(verb, verb, MeetingKind.TALKS, [*actors, *people])

    def _spoke(self, verb: Token, actors: list[Mention], others: list[Mention]) -> Iterator[Candidate]:
        """A call: nobody rings "for" something, and nobody speaks "of" it with another."""
        away = set(lexicon("meetings")["verbs_not_before"].get(verb.lemma_.lower(), ()))
        away -= (
            {"at", "on", "before"} if len(parties_of(actors)) > 1 else set()
        )  # "the two spoke at the request of both"
        spoken_to = [t for t in children(verb, "obl") if "to" in cases(t)]
        people: list[Mention] = []
        if verb.lemma_.lower() in words("meetings", "verbs_to_someone"):
            people = [m for t in spoken_to for m in self.index.referents(t, deep=False) if m.persons]
            others = [*others, *people]
        behind = [t for t in children(verb, "obl") if t not in spoken_to or not people]
        prepositions = {p for t in behind for p in cases(t)}
        prepositions |= {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 2]} & {"of"}  # "spoke of resuming"
        other = not (others or self.companions(verb)) and bool(prepositions & away)
        purpose = verb.dep_ == "advcl" and verb.head.lemma_.lower() in self.verbs and verb.tag_ == "VB"
        if other or purpose or children(verb, "xcomp", "ccomp"):  # "they met to talk about it"
            return
        rang = time_of(verb) is Time.FUTURE or _remote(verb)
        if not others and not rang and len([m for m in actors if m.named]) < 2:
            return  # "they talked about energy" tells what was said, not that somebody rang
        if parties_of(actors) and len(parties_of([*actors, *others])) > 1:
            together = verb.lemma_ == "talk" and not others and not rang
            kind = MeetingKind.TALKS if together or _face_to_face(verb) else MeetingKind.CALL
            apart = len(others) > 1 and (self._apart(verb) or _rings_each(verb, others))
            for met in ([m] for m in others) if apart else [others]:
                yield self.candidate(verb, verb, kind, [*actors, *met])

    def _apart(self, verb: Token) -> bool:
        """Whether somebody met or rang several persons one by one ("separately with A and B", "with A and separately with B")."""
        behind = [c for t in self.companions(verb) for other in (t, *t.conjuncts) for c in children(other, "case")]
        before = {t.nbor(-1).lower_ for t in behind if t.i}
        return bool({*before, *[c.lower_ for c in verb.children]} & words("meetings", "apart"))

    def _said_of_it(self, verb: Token) -> list[Mention]:
        """Who chaired or attended the meeting that "it" stands for ("It was chaired by …")."""
        subjects = children(verb, "nsubj:pass") if verb.lemma_.lower() in self.support else []
        if not subjects or subjects[0].lower_ != "it":
            return []
        agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
        return [m for t in agents for m in self.index.referents(t)]

    def _took_part(self, verb: Token) -> list[Mention]:
        """Who took part in the meeting told before ("Delegations from A and B took part")."""
        part = verb.lemma_ == "take" and any(t.lower_ == "part" for t in children(verb, "obj", "compound:prt"))
        if verb.lemma_ == "attend" and passive(verb):  # "the signing was attended by the ministers"
            agents = [t for t in children(verb, "obl:agent", "obl") if "by" in cases(t)]
            return [m for t in agents for m in self.index.referents(t) if m.persons]
        if verb.dep_ != "ROOT" or not (part or verb.lemma_ == "participate"):
            return []
        named = any(cases(t) & {"in", "at"} for t in children(verb, "obl"))
        return self.actors(verb) if not named else []


@cache
def _opening() -> frozenset[str]:
    """The lemmas without which no verb or phrase of the lists is met."""
    own = frozenset(entry.split(" ")[0] for entry in classes("meetings", "verbs"))
    return own.union(
        words("meetings", "reciprocal", "talks"), words("meetings", "verbs_on"), words("meetings", "verbs_with")
    )


def _meeting_body(verb: Token) -> Token | None:
    """The standing body that meets by itself ("the commission, which last sat in 2019")."""
    body = holder(verb) if verb.lemma_.lower() in words("meetings", "verbs_of_bodies") else None
    return body if body is not None and is_body(body) else None


def _members(actors: list[Mention], noun: Token | None) -> bool:
    """Whether those who act are a group from one organisation ("NATO foreign ministers", "EU leaders")."""
    people = noun is not None and is_people(noun) and noun.tag_ == "NNS"
    grouped = len(actors) == 1 and (actors[0].kind is MentionKind.GROUP or people) and not actors[0].persons
    return grouped and bool(actors[0].parties) and not any(party in countries() for party in actors[0].parties)


def _face_to_face(verb: Token) -> bool:
    """Whether those who spoke were at one place ("on the margins of the summit", "in person")."""
    where = [t for t in children(verb, "obl") if cases(t) & {"at", "on", "in"}]
    return any(t.lemma_.lower() in words("meetings", "face_to_face") for t in where) and not _remote(verb)


def _unreal(verb: Token) -> bool:
    """Whether they did not meet, could not, would have, or have been meeting for long."""
    hours = {t.lemma_.lower() for t in children(verb, "obl", "obl:unmarked")} & words("meetings", "spending", "units")
    lasting = verb.tag_ == "VBG" and "been" in auxiliaries(verb) and not hours
    return negated(verb) or unreal(verb) or _unable(verb) or lasting


def _unable(verb: Token) -> bool:
    """Whether those who were to meet could not or would not ("unable to travel to Oslo to meet")."""
    above = [t for t in rising(verb, 3) if t.i != verb.i] if verb.dep_ in ("xcomp", "advcl") else []
    return any(t.lemma_.lower() in words("meetings", "wishing", "unable") for t in above)


def _wished(verb: Token) -> bool:
    """Whether somebody is only ready or wishes to meet."""
    willing = verb.head.lemma_.lower() in words("meetings", "wishing", "willing")
    return verb.dep_ in ("xcomp", "advcl", "ccomp", "acl") and "to" in {c.lower_ for c in verb.children} and willing


def _by_phone(verb: Token) -> bool:
    """Whether those who met did so by telephone."""
    return means_of(verb) & words("meetings", "call_words") != set()


def _remote(verb: Token) -> bool:
    """Whether those who met or spoke did so by telephone or video."""
    return _by_phone(verb) or is_remote(verb)


def _rings_each(verb: Token, others: list[Mention]) -> bool:
    """Whether a telephone reached several persons, each of a state of their own ("she rang A and B")."""
    people = [m for m in others if m.persons] if verb.lemma_.lower() in words("meetings", "ringing") else []
    return len(people) == len(others) and len(parties_of(people)) == len(people)


def _each_of_a_state(people: list[Mention]) -> bool:
    """Whether several persons are named, each of a party of their own."""
    return len(people) > 1 and all(m.persons for m in people) and len(parties_of(people)) == len(people)


def _officials(noun: Token | None) -> bool:
    """Whether a plural noun stands for officials of whom nothing tells whose they are ("ministers", "leaders of 44 states")."""
    return noun is not None and noun.tag_ == "NNS" and is_people(noun) and not is_private(noun)
