"""Exact and near duplicates among documents read one after the other.

Each text is sketched by the smallest hashes of its word 5-grams (bottom-k MinHash; Broder 1997, "On the resemblance and
containment of documents"). Two sketches estimate the Jaccard similarity of the texts with a standard error of about
sqrt(J (1 - J) / k): 0.03 at most with k = 256. Memory is one sketch per document, whatever its length.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from accords.core.document import Document

STDIN_NAME = "standard input"
WORD = re.compile(r"\w+")
SHINGLE_WORDS = 5
SKETCH = 256
KEYS = 32  # Smallest hashes by which candidates are found: at a similarity of 0.7 all 32 miss once in 10^16.
CANDIDATES = 8
EDITED = 0.5  # Share of the shorter text's pairs of words; 0.2 at most for different texts on the same events.
NEAR = 0.7  # A story re-issued with edits stays above; two calls reported in the same set phrases lie below 0.4.


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An earlier document with the same words, or nearly so. `similarity` is 1.0 only for the same canonical text."""

    id: str
    stem: str
    similarity: float

    def __str__(self) -> str:
        if self.similarity == 1.0:
            return f"the same text as {self.stem}"
        return f"nearly the same text as {self.stem} ({self.similarity:.0%})"


class DuplicateIndex:
    """Remembers documents and says of each new one whether an earlier one says the same."""

    def __init__(self) -> None:
        self._stems: dict[str, str] = {}
        self._sketches: dict[str, array[int]] = {}  # 2 kB each; as sets they would take 25
        self._holders: dict[int, list[str]] = {}

    def add(self, document: Document) -> Duplicate | None:
        """The most similar earlier document, if any is similar enough; remembers this one."""
        if document.id in self._stems:
            return Duplicate(document.id, self._stems[document.id], 1.0)
        sketch = _sketch(document.text)
        found = self._nearest(sketch)
        self._keep(document, sketch)
        return found

    def remember(self, document: Document) -> None:
        """Remember a document without looking for earlier ones."""
        if document.id not in self._stems:
            self._keep(document, _sketch(document.text))

    def _keep(self, document: Document, sketch: Sequence[int]) -> None:
        self._stems[document.id] = document.stem
        self._sketches[document.id] = array("Q", sketch)
        for key in sketch[:KEYS]:
            self._holders.setdefault(key, []).append(document.id)

    def _nearest(self, sketch: Sequence[int]) -> Duplicate | None:
        shared = Counter(holder for key in sketch[:KEYS] for holder in self._holders.get(key, ()))
        scored = [(_resemblance(sketch, self._sketches[id_]), id_) for id_, _ in shared.most_common(CANDIDATES)]
        similarity, id_ = max(scored, default=(0.0, ""))
        # The texts differ, if only in layout: only an equal canonical text counts as 1.0.
        return Duplicate(id_, self._stems[id_], min(similarity, 0.999)) if similarity >= NEAR else None


def is_edited(earlier: Document, document: Document) -> bool:
    """Whether one text looks like an edited, shortened or continued version of the other.

    >>> one = Document("doc-1", "a", "a.txt", "", "The treaty is to be signed in Oslo by June 30.")
    >>> other = Document("doc-2", "a", "a.txt", "", "The treaty is to be signed in Oslo by June 30, 2023.")
    >>> is_edited(one, other)
    True
    """
    one, other = _pairs(earlier.text), _pairs(document.text)
    return len(one & other) >= max(1, EDITED * min(len(one), len(other)))


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(WORD.findall(text.casefold())))


def same_place(one: Document, other: Document) -> bool:
    """Whether two documents were read from the same file or address. What came in by standard input has no place."""
    if "://" in one.source or one.source == STDIN_NAME:
        return one.source == other.source != STDIN_NAME
    return Path(one.source).resolve() == Path(other.source).resolve()


def _sketch(text: str) -> list[int]:
    words = WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))}
    hashes = (blake2b(s.encode("utf-8", "replace"), digest_size=8).digest() for s in shingles)
    return heapq.nsmallest(SKETCH, (int.from_bytes(h, "big") for h in hashes))


def _resemblance(sketch: Sequence[int], other: Sequence[int]) -> float:
    own, others = frozenset(sketch), frozenset(other)
    union = heapq.nsmallest(SKETCH, own | others)
    return sum(h in own and h in others for h in union) / len(union)
