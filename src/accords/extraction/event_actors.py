"""Actors of coded events: wider than the parties of meetings, they are whoever belongs to a state ("Norwegian farmers")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from accords.extraction.event_classes import lemmas
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import Mention, MentionKind, head_of
from accords.extraction.syntax import Index, cases, children

BEFORE = frozenset({"amod", "compound", "nmod", "nmod:desc", "nmod:poss", "conj", "flat"})
WHERE = frozenset({"in", "at", "of", "from", "throughout", "across", "inside", "to", "near", "for", "according"})
LONGEST = 4  # words of a movement's name


class Actors(Index):
    """The mentions of a text with those of actors that no other stage needs, and the states that places lie in."""

    def __init__(self, doc: Doc, mentions: list[Mention], names: Iterable[Name]) -> None:
        known = [mention for mention in mentions if mention.parties]
        inner = list(_named(doc, known, "movements"))
        listed = [*inner, *_named(doc, known, "seats")]
        kept = [m for m in known if _places_of(listed).isdisjoint(range(m.start, m.end))]
        taken = _places_of([*listed, *kept])
        free = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
        others = [_mention(doc, name) for name in free if name.kind is not NameKind.ORGANISATION]
        acting = [_mention(doc, name) for name in free if name.kind is NameKind.DEMONYM and _acts(doc, name)]
        super().__init__(doc, [*kept, *listed, *acting])
        self._inner = _places_of(inner)
        self._places = {i: place for place in others for i in range(place.start, place.end)}

    def place(self, token: Token) -> tuple[str, ...]:
        """The state that a word names, as a party, place or people."""
        found = self.at(token) or self._places.get(token.i)
        return found.parties if found else ()

    def inner(self, token: Token) -> bool:
        """Whether the word names a movement or people inside a state."""
        return token.i in self._inner

    def where(self, verb: Token) -> tuple[str, ...]:
        """The state in which an act is told to take place, by what acts, what is acted on, and where."""
        told = [below for act in children(verb, "xcomp") for below in act.children if "according" in cases(below)]
        for child in (*verb.children, *told):
            acting = child.dep_.startswith("nsubj") or child.dep_ in ("obj", "obl:agent")
            if acting or (child.dep_ == "obl" and cases(child) & WHERE):
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


def _places_of(mentions: list[Mention]) -> set[int]:
    return {i for mention in mentions for i in range(mention.start, mention.end)}


def _acts(doc: Doc, name: Name) -> bool:
    """Whether a demonym stands for people: itself a noun, or before a noun of people, or before what acts."""
    token = owner = doc[head_of(doc, name.start, name.end)]
    for _ in range(3):
        if owner.dep_ not in BEFORE:
            break
        owner = owner.head
        if set(lemmas(owner)) & words("events", "actors", "nouns") or owner.ent_type_ == "PER":
            return True
        if owner.dep_.startswith("nsubj") or owner.dep_ == "obl:agent":
            return True
    return token.pos_ in ("NOUN", "PROPN") and token.text.endswith("s") and not children(token, "flat")


@cache
def _listed(table: str) -> dict[str, dict[tuple[str, ...], str]]:
    """The codes of a table's names, by the name's first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for code, names in lexicon("events")[table].items():
        for name in names:
            words_of = tuple(name.split())
            found.setdefault(words_of[0], {})[words_of] = code
    return found


def _named(doc: Doc, known: list[Mention], table: str) -> Iterator[Mention]:
    """Names of a table, and adjectives that are nobody's; a mention that says more than their name stays."""
    end, listed, texts = 0, _listed(table), [token.text for token in doc]
    for start, first in enumerate(texts):
        codes = listed.get(first)
        for length in range(LONGEST if codes and start >= end else 0, 0, -1):
            code = codes.get(tuple(texts[start : start + length])) if codes else None
            if code is None or start + length > len(texts):
                continue
            end = start + length
            if not any(m.start < end and start < m.end and not (start <= m.start and m.end <= end) for m in known):
                yield Mention(
                    start, end, head_of(doc, start, end), MentionKind.STATE, (code,) if code != "nobody" else ()
                )
            break
