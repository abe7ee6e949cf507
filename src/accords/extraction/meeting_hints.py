"""Verbs that tell of a meeting by what was done at it: "shook hands", "thanked him by telephone", "saw", "spent hours with"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from accords.core.vocabulary import MeetingKind
from accords.extraction.lexicons import words
from accords.extraction.meeting_words import WHEN, Candidate, Reader, parties_of
from accords.extraction.mentions import Mention, MentionKind
from accords.extraction.syntax import cases, children, negated

WHERE = frozenset({"on", "in", "at"})


class HintReader(Reader):
    """Reads what those who met did, where no verb of the lists says that they met."""

    def read(self, verb: Token) -> Candidate | None:
        """The meeting or call that a verb implies, if it does."""
        if shaken := self._shook_hands(verb):
            return replace(self.candidate(verb, verb, MeetingKind.TALKS, shaken), implied=True)
        if rung := self._by_telephone(verb):
            return self.candidate(verb, verb, MeetingKind.CALL, rung)
        met = self._seen(verb) or self._spent(verb)
        return self.candidate(verb, verb, MeetingKind.TALKS, met) if met else None

    def stayed(self, place: Token) -> Iterator[Candidate]:
        """The visit of somebody who is said to have been in another state on a day ("was in Oslo on Monday")."""
        people = [m for m in self.actors(place) if m.kind is MentionKind.PERSON and m.named]
        dated = any(cases(t) & {"in", "on"} and t.ent_type_ != "LOC" for t in children(place, "obl", "nmod"))
        dated = dated or bool(children(place, "obl:unmarked", "nmod:unmarked"))
        if people and dated and "in" in cases(place) and children(place, "cop") and not negated(place):
            yield from self.visit(place, place, people, [place])

    def _shook_hands(self, verb: Token) -> list[Mention]:
        """Who shook hands, which a day and a place make a meeting."""
        if verb.lemma_ != "shake" or not any(t.lower_ == "hands" for t in children(verb, "obj")):
            return []
        people = [*self.actors(verb), *[m for t in self.companions(verb) for m in self.met(t)]]
        return [m for m in people if m.persons] if len(parties_of(people)) > 1 else []

    def _by_telephone(self, verb: Token) -> list[Mention]:
        """Who told, thanked or congratulated whom by telephone."""
        if not any(t.lower_ in ("phone", "telephone") and cases(t) & {"by", "over"} for t in children(verb, "obl")):
            return []
        told = [*self.objects_of(verb), *children(verb, "iobj")]
        told += [t for t in children(verb, "obl") if "with" in cases(t)]
        others = [m for t in told for m in self.index.referents(t, deep=False)]
        others = [m for m in others if m.persons or m.kind is MentionKind.GROUP]
        acting = [m for m in self.actors(verb) if m.persons]
        return [*acting, *others] if acting and others and not negated(verb) else []

    def _seen(self, verb: Token) -> list[Mention]:
        """Who saw whom, where a time or place says that it was a meeting ("saw the minister in Oslo on Monday")."""
        if verb.lemma_.lower() not in words("meetings", "seeing") or children(verb, "xcomp", "ccomp"):
            return []
        seen = [m for t in self.objects_of(verb) for m in self.index.referents(t, deep=False) if m.persons]
        acting = [m for m in self.actors(verb) if m.persons]
        again = any(c.lower_ in words("meetings", "seeing", "settling") for c in verb.children)
        when = any(t.pos_ in ("NOUN", "PROPN") and (not cases(t) or cases(t) & WHERE) for t in children(verb, *WHEN))
        regarded = any("as" in cases(t) for t in verb.children)  # "saw the president as a friend"
        return [*acting, *seen] if seen and acting and (again or when) and not regarded else []

    def _spent(self, verb: Token) -> list[Mention]:
        """Who spent hours with whom, or all together at a table or in talks."""
        units, lemma = words("meetings", "spending", "units"), verb.lemma_.lower()
        if lemma not in words("meetings", "spending", "verbs"):
            return []
        if not any(t.lemma_.lower() in units for t in children(verb, "obj", "obl:unmarked")):
            return []
        others = [m for t in self.companions(verb, *children(verb, "obj")) for m in self.met(t)]
        seats = words("meetings", "nouns", "talks") | words("meetings", "spending", "seats")
        seated = any(t.lemma_.lower() in seats for t in verb.subtree if t.i > verb.i)
        talking = any(t.lemma_.lower() in words("meetings", "verbs", "talks") for t in children(verb, "xcomp", "advcl"))
        actors = [m for m in self.actors(verb) if m.parties]
        return [*actors, *others] if others or seated or talking else []
