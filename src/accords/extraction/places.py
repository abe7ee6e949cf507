"""Where something happens: the place names that hang on a verb or noun by a preposition of place."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.syntax import cases

PREPOSITIONS = frozenset({"in", "at", "to", "near", "outside", "into"})


class Places:
    """The place names of one text."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
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
        found = self.entities.get(token.i) or self.listed.get(token.i)
        if found:
            return found
        for phrase in words("meetings", "place_heads"):
            size = len(phrase.split())
            for start in range(max(0, token.i - size + 1), token.i + 1):
                if self.doc[start : start + size].text.lower() == phrase and token.text[0].isupper():
                    return self.doc[start : start + size]
        return None

    def is_state(self, token: Token) -> bool:
        return token.i in self.states

    def code(self, token: Token) -> str:
        """Alpha-2 code of the state named at `token`, empty if none is."""
        name = self.states.get(token.i)
        return name.code if name else ""

    def of(self, *anchors: Token) -> str:
        """The most telling place under the anchors: a city or building before a state."""
        found: list[tuple[int, int, str]] = []
        for anchor in anchors:
            for token in anchor.subtree:
                if token.dep_ not in ("obl", "nmod", "conj", "appos", "nmod:unmarked", "obl:unmarked"):
                    continue
                if not (cases(token) & PREPOSITIONS) or "of" in cases(token):
                    continue
                owner = token.head
                if owner.i != anchor.i and not self._near(owner, anchor):
                    continue
                name = self.name_at(token)
                if name is not None:
                    found.append((int(self.is_state(token)), token.i, " ".join(name.text.split())))
        return min(found)[2] if found else ""

    @staticmethod
    def _near(owner: Token, anchor: Token) -> bool:
        """Whether nothing but nominals lies between the owner and the anchor."""
        steps = 0
        while owner.i != anchor.i and steps < 4:
            if owner.dep_ not in ("obj", "obl", "nmod", "xcomp", "nsubj", "nsubj:pass", "conj", "compound", "ccomp"):
                return False
            owner, steps = owner.head, steps + 1
        return owner.i == anchor.i

    def relative(self, verb: Token) -> str:
        """The place of a clause like "in Moscow, where the council met": the noun that "where" stands for."""
        if verb.dep_ == "acl:relcl" and any(c.lower_ == "where" for c in verb.children):
            name = self.name_at(verb.head)
            return " ".join(name.text.split()) if name is not None else ""
        return ""
