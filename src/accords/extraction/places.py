"""Where something happens: the place names that hang on a verb or noun by a preposition of place."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from accords.core.reference import countries
from accords.extraction.datelines import Dateline
from accords.extraction.editions import elided
from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.syntax import cases

PREPOSITIONS = frozenset({"in", "at", "to", "near", "outside", "into"})
LAST = 10**9
NOMINAL = frozenset({"obj", "obl", "nmod", "xcomp", "nsubj", "nsubj:pass", "conj", "compound", "ccomp"})


class Places:
    """The place names of one text, and the place of its dateline."""

    def __init__(self, doc: Doc, names: list[Name], dateline: Dateline) -> None:
        self.doc, self.dateline = doc, dateline
        self.entities = {ent.start + i: ent for ent in doc.ents if ent.label_ == "LOC" for i in range(len(ent))}
        self.capitals = [n for n in names if n.kind is NameKind.CAPITAL]
        self.states = {
            i: n for n in names if n.kind in (NameKind.STATE, NameKind.DEMONYM) for i in range(n.start, n.end)
        }
        self.listed = {
            i: doc[n.start : n.end]
            for n in names
            if n.kind in (NameKind.STATE, NameKind.CAPITAL)
            for i in range(n.start, n.end)
        }

    def name_at(self, token: Token) -> Span | None:
        """The place name that `token` belongs to."""
        return self.entities.get(token.i) or self.listed.get(token.i) or self._building(token)

    def _building(self, token: Token) -> Span | None:
        if not token.text[0].isupper():
            return None
        for phrase in _buildings().get(token.lower_, ()):
            size = len(phrase.split())
            for start in range(max(0, token.i - size + 1), token.i + 1):
                if self.doc[start : start + size].text.lower() == phrase:
                    return self.doc[start : start + size]
        return None

    def cities(self) -> set[str]:
        """The names of places that are no states."""
        states = {" ".join(self.listed[i].text.split()) for i in self.states if i in self.listed}
        spans = {*self.entities.values(), *self.listed.values()}
        return {name for span in spans if (name := " ".join(span.text.split())) not in states}

    def is_state(self, token: Token) -> bool:
        return token.i in self.states

    def code(self, token: Token) -> str:
        """Alpha-2 code of the state named at `token`, empty if none is."""
        name = self.states.get(token.i)
        return name.code if name else ""

    def of(self, *anchors: Token, start: int = 0, end: int = LAST) -> str:
        """The most telling place under the anchors: a city before a building, a building before a state.

        A building alone lies in the city of the dateline, where the text has one. Only tokens `start` to `end` (exclusive) count.
        """
        found: list[tuple[int, int, str]] = []
        for anchor in anchors:
            for token in anchor.subtree:
                if not start <= token.i < end:
                    continue
                if anchor.i not in {token.i, token.head.i} and not self._near(token.head, anchor):
                    continue
                if name := self._deictic(token) or self._capital(token) or self._settlement(token):
                    found.append((0, token.i, name))
                elif (span := self.name_at(token)) is not None and self._locates(token):
                    order = 2 if self.is_state(token) and not self._city_state(token) else int(self._is_building(span))
                    place = self.dateline.place if order == 1 and self.dateline.place else " ".join(span.text.split())
                    found.append((order, token.i, place))
        return min(found)[2] if found else ""

    @staticmethod
    def _locates(token: Token) -> bool:
        """Whether a name says where something is: it stands behind a preposition of place."""
        if token.dep_ in ("obl", "nmod", "conj", "appos", "orphan", "nmod:unmarked", "obl:unmarked") or _predicate(
            token
        ):
            return bool(cases(token) & PREPOSITIONS) and "of" not in cases(token)
        return False

    def _deictic(self, token: Token) -> str:
        """The dateline's place for "here" and "this city"."""
        if token.lower_ == "here" and token.dep_ == "advmod":
            return self.dateline.place
        near = any(c.lower_ == "this" for c in token.children if c.dep_ == "det")
        settled = token.lemma_.lower() in words("meetings", "settlements")
        return self.dateline.place if near and settled and cases(token) & PREPOSITIONS else ""

    def _capital(self, token: Token) -> str:
        """The city that "in the Norwegian capital" or "in the capital of Norway" means."""
        return self.capital_of(token)[0] if cases(token) & PREPOSITIONS else ""

    def capital_of(self, token: Token) -> tuple[str, str]:
        """The city and the state of "the Norwegian capital"; both empty where the words mean none."""
        if token.lemma_.lower() != "capital":
            return "", ""
        codes = [self.code(c) for c in token.children if c.dep_ in ("amod", "compound", "nmod", "nmod:poss")]
        return next(
            ((countries()[code].capitals[0], code) for code in codes if code and countries()[code].capitals), ("", "")
        )

    def _settlement(self, token: Token) -> str:
        """The place that "in the border village of Panmunjom" names."""
        if token.lemma_.lower() not in words("meetings", "settlements") or not cases(token) & PREPOSITIONS:
            return ""
        inner = [c for c in token.children if c.dep_ in ("nmod", "appos") and cases(c) <= {"of"}]
        found = (name for c in inner if not self.is_state(c) and (name := self.name_at(c)) is not None)
        return next((" ".join(name.text.split()) for name in found), "")

    def _city_state(self, token: Token) -> bool:
        """Whether a name means a city as well as its state ("Singapore")."""
        country = countries().get(self.code(token))
        return country is not None and not country.capitals

    @staticmethod
    def _is_building(span: Span) -> bool:
        return any(word in span.text.lower() for word in words("meetings", "buildings"))

    @staticmethod
    def _near(owner: Token, anchor: Token) -> bool:
        """Whether nothing but nominals lies between the owner and the anchor."""
        steps = 0
        while owner.i != anchor.i and steps < 4:
            if owner.dep_ not in NOMINAL or elided(owner) or (owner.dep_ == "conj" and owner.pos_ == "VERB"):
                return False
            owner, steps = owner.head, steps + 1
        return owner.i == anchor.i

    def before_noun(self, noun: Token) -> str:
        """The city before a meeting noun ("the Geneva talks")."""
        child = next((c for c in noun.children if c.dep_ == "compound" and c.i < noun.i), None)
        name = self.name_at(child) if child is not None and noun.text[0].islower() else None
        if child is None or name is None or self.is_state(child) or self._is_building(name):
            return ""
        return " ".join(name.text.split())

    def relative(self, verb: Token) -> str:
        """The place of a clause like "in Moscow, where the council met": the noun that "where" stands for."""
        where = next((c for c in verb.children if c.lower_ == "where"), None)
        if where is None:
            return ""
        nearest = next((t for t in reversed(self.doc[max(0, where.i - 3) : where.i]) if self.name_at(t)), None)
        noun = verb.head if verb.dep_ == "acl:relcl" and self.name_at(verb.head) is not None else nearest
        name = self.name_at(noun) if noun is not None else None
        return " ".join(name.text.split()) if name is not None else ""


@cache
def _buildings() -> dict[str, list[str]]:
    """The phrases for buildings by each of their words."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(words("meetings", "place_heads")):
        for word in phrase.split():
            found.setdefault(word, []).append(phrase)
    return found


def _predicate(token: Token) -> bool:
    """Whether a place is what a clause says ("the forum is in Bergen")."""
    return any(child.dep_ == "cop" for child in token.children)
