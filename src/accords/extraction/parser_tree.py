"""A parsed text's tree as it is being repaired: heads and relations that can be changed before they are written back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from thinc.types import Ints2d


class Tree:
    """The tree of one document; changes are kept here until `write`.

    Attributes:
        doc: the document, whose own tree stays as it is until then.
        heads: the index of each token's head; a root is its own.
        relations: each token's relation.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.relations = [token.dep_ for token in doc]
        self.changed = False
        self._children: list[list[int]] = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                self._children[head].append(index)

    def children(self, index: int, *relations: str) -> list[int]:
        """The children of a token, those in one of the relations if any are given, in text order."""
        return sorted(c for c in self._children[index] if not relations or self.relations[c] in relations)

    def above(self, index: int) -> list[int]:
        """The heads of a token from its own up to the root."""
        found: list[int] = []
        while self.heads[index] != index:
            index = self.heads[index]
            found.append(index)
        return found

    def head_of(self, start: int, end: int) -> int:
        """The first token of a stretch whose head lies outside it."""
        return next((i for i in range(start, end) if not start <= self.heads[i] < end or self.heads[i] == i), start)

    def left(self, index: int) -> int:
        """The first token of what hangs on a token, itself included."""
        return min([index, *(self.left(c) for c in self._children[index] if c < index)])

    def right(self, index: int) -> int:
        """The last token of what hangs on a token, itself included."""
        return max([index, *(self.right(c) for c in self._children[index] if c > index)])

    def case(self, index: int) -> str:
        """The first preposition of a nominal in lower case, or nothing."""
        return next((self.doc[c].lower_ for c in self.children(index, "case")), "")

    def move(self, index: int, head: int, relation: str) -> bool:
        """Hang a token, with all below it, on another one of its sentence; False where that would make a circle."""
        if head == index or index in self.above(head) or self.doc[head].sent.start != self.doc[index].sent.start:
            return False
        if self.heads[index] == index:
            return False
        self._set(index, head, relation)
        return True

    def take_place(self, index: int, other: int) -> None:
        """Put a token into the place of another one above it, which is left for the caller to hang elsewhere."""
        root = self.heads[other] == other
        self._set(index, index if root else self.heads[other], self.relations[other])
        self._set(other, index, "dep")

    def relabel(self, index: int, relation: str) -> None:
        """Give a token another relation to the head it has."""
        self._set(index, self.heads[index], relation)

    def _set(self, index: int, head: int, relation: str) -> None:
        if self.heads[index] != index:
            self._children[self.heads[index]].remove(index)
        if head != index:
            self._children[head].append(index)
        self.changed = self.changed or self.heads[index] != head or self.relations[index] != relation
        self.heads[index], self.relations[index] = head, relation

    def write(self) -> None:
        """Give the document the tree as it is now."""
        if self.changed:
            strings = self.doc.vocab.strings
            rows = [
                [(head - index) % 2**64, strings.add(relation)]
                for index, (head, relation) in enumerate(zip(self.heads, self.relations, strict=True))
            ]
            self.doc.from_array(["HEAD", "DEP"], cast("Ints2d", np.array(rows, dtype="uint64")))
