"""Actors of coded events: wider than the parties of meetings, they are whoever belongs to a state ("Norwegian farmers")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from accords.extraction.event_classes import lemmas
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import Mention, MentionKind, head_of
from accords.extraction.syntax import Index, cases, children

BEFORE = frozenset({"amod", "compound", "nmod", "nmod:desc", "nmod:poss", "conj", "flat"})
WHERE = frozenset({"in", "at", "of", "from", "throughout", "across", "inside", "to", "near", "for"})
LONGEST = 4  # words of a movement's name


class Actors(Index):
    """The mentions of a text with those of actors that no other stage needs, and the states that places lie in."""

    def __init__(self, doc: Doc, mentions: list[Mention], names: Iterable[Name]) -> None:
        known = {i for mention in mentions if mention.parties for i in range(mention.start, mention.end)}
        movements = list(_movements(doc, known))
        taken = known | {i for mention in movements for i in range(mention.start, mention.end)}
        free = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
        wider = [
            _mention(doc, name)
            for name in free
            if name.kind is NameKind.DEMONYM and _acts(doc[head_of(doc, name.start, name.end)])
        ]
        covered = {i for mention in (*movements, *wider) for i in range(mention.start, mention.end)}
        kept = [
            mention for mention in mentions if mention.parties or covered.isdisjoint(range(mention.start, mention.end))
        ]
        super().__init__(doc, [*kept, *movements, *wider])
        places = [_mention(doc, name) for name in free if name.kind is not NameKind.ORGANISATION]
        self._places = {i: place for place in places for i in range(place.start, place.end)}

    def place(self, token: Token) -> tuple[str, ...]:
        """The state that a word names, as a party, place or people."""
        found = self.at(token) or self._places.get(token.i)
        return found.parties if found else ()

    def where(self, verb: Token) -> tuple[str, ...]:
        """The state in which an act is told to take place, by what acts, what is acted on, and where."""
        for child in verb.children:
            if (
                child.dep_.startswith("nsubj")
                or child.dep_ in ("obj", "obl:agent")
                or (child.dep_ == "obl" and cases(child) & WHERE)
            ):
                for token in child.subtree:
                    if self.place(token) and not _inside_clause(token, child):
                        return self.place(token)
        return ()


def _inside_clause(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in ("acl:relcl", "advcl", "parataxis"):
            return True
        token = token.head
    return False


def _mention(doc: Doc, name: Name) -> Mention:
    return Mention(name.start, name.end, head_of(doc, name.start, name.end), MentionKind.STATE, (name.code,))


def _acts(token: Token) -> bool:
    """Whether a demonym stands for people: itself a noun, or before a noun of people or bodies that act."""
    owner = token
    for _ in range(3):
        if owner.dep_ not in BEFORE:
            break
        owner = owner.head
        if set(lemmas(owner)) & words("events", "actors", "nouns") or owner.ent_type_ == "PER":
            return True
    return token.pos_ in ("NOUN", "PROPN") and token.text.endswith("s") and not children(token, "flat")


@cache
def _listed() -> dict[tuple[str, ...], str]:
    return {tuple(name.split()): code for code, names in lexicon("events")["movements"].items() for name in names}


def _movements(doc: Doc, known: set[int]) -> Iterable[Mention]:
    taken = -1
    for start in range(len(doc)):
        for length in range(LONGEST, 0, -1):
            end = start + length
            code = _listed().get(tuple(token.text for token in doc[start:end])) if end <= len(doc) else None
            if code and start > taken and known.isdisjoint(range(start, end)):
                yield Mention(start, end, head_of(doc, start, end), MentionKind.STATE, (code,))
                taken = end - 1
                break
