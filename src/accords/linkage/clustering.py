"""From mentions to clusters: candidates by blocks, scores, average-link agglomeration in an order that content decides.

Nothing depends on the order in which documents arrive: blocks are sets, pairs are taken best first, and ties go by the
weight and the names of the mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Generic, TypeVar

from accords.core.ids import content_id
from accords.linkage.comparison import Values
from accords.linkage.mentions import Mention, labels
from accords.linkage.model import Cluster, Link
from accords.linkage.settings import explained, number, score

M = TypeVar("M", bound=Mention)
Keys = Callable[[M], Iterable[Hashable]]

LARGEST_BLOCK = 400
"""A block of more mentions than this says too little to be worth its pairs; other keys find the good ones."""



class Linker(Generic[M]):
    """Clusters mentions of one kind."""

    def __init__(self, kind: str, mentions: Sequence[M], compare: Callable[[M, M], Values | None],
                 keys: Keys[M]) -> None:
        self._kind = kind
        self._mentions = sorted(mentions, key=lambda mention: mention.seen)
        self._compare = compare
        self._keys = keys
        self._threshold = number(kind, "threshold")
        self._values: dict[tuple[int, int], Values | None] = {}

    def clusters(self) -> tuple[Cluster, ...]:
        """Every mention in one cluster, clusters by their earliest member."""
        members = {i: [i] for i in range(len(self._mentions))}
        home = list(range(len(self._mentions)))
        chosen: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for _, i, j in self._ranked():
            a, b = sorted((home[i], home[j]))
            if a == b or not self._may_join(members[a], members[b]):
                continue
            for k in members[b]:
                home[k] = a
            members[a] += members.pop(b)
            chosen[a] += [*chosen.pop(b, []), (i, j)]
        return tuple(self._cluster(sorted(group), chosen.get(root, [])) for root, group in sorted(members.items()))

    def _ranked(self) -> list[tuple[float, int, int]]:
        """Pairs at or above the threshold, best first; equal ones by how often they are mentioned, then by content."""
        pairs = [(value, i, j) for i, j in self._candidates() if (value := self._score(i, j)) >= self._threshold]
        size = [len(mention.refs) for mention in self._mentions]
        return sorted(pairs, key=lambda pair: (-pair[0], -size[pair[1]] - size[pair[2]], pair[1], pair[2]))

    def _candidates(self) -> set[tuple[int, int]]:
        blocks: dict[Hashable, list[int]] = defaultdict(list)
        for i, mention in enumerate(self._mentions):
            for key in set(self._keys(mention)):
                blocks[key].append(i)
        return {pair for block in blocks.values() if 1 < len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)}

    def _compared(self, i: int, j: int) -> Values | None:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._values:
            self._values[pair] = self._compare(self._mentions[pair[0]], self._mentions[pair[1]])
        return self._values[pair]

    def _score(self, i: int, j: int) -> float:
        values = self._compared(i, j)
        return 0.0 if values is None else score(self._kind, values)

    def _may_join(self, one: list[int], other: list[int]) -> bool:
        """Whether the mean of all pairs reaches the threshold and no pair is excluded."""
        total = 0.0
        for i in one:
            for j in other:
                if self._compared(i, j) is None:
                    return False
                total += self._score(i, j)
        return total / (len(one) * len(other)) >= self._threshold

    def _cluster(self, group: list[int], pairs: list[tuple[int, int]]) -> Cluster:
        mentions = [self._mentions[i] for i in group]
        refs = tuple(ref for _, ref in sorted(seen for mention in mentions for seen in mention.seen))
        links = [*self._links(pairs), *(link for mention in mentions for link in self._repeats(mention))]
        return Cluster(content_id(f"same-{self._kind}", refs[0]), self._kind, labels(mentions), refs,
                       tuple(sorted(links, key=lambda link: (link.one, link.other))))

    def _links(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Link]:
        for i, j in pairs:
            values = self._compared(i, j) or {}
            first, second = sorted((self._mentions[i].refs[0], self._mentions[j].refs[0]))
            yield Link(first, second, round(score(self._kind, values), 4), explained(self._kind, values))

    def _repeats(self, mention: M) -> Iterator[Link]:
        """Links of the references that one mention stands for: they are told in the same words."""
        if len(mention.refs) > 1:
            values = self._compare(mention, mention) or {}
            features = explained(self._kind, values)
            for ref in mention.refs[1:]:
                yield Link(mention.refs[0], ref, round(score(self._kind, values), 4), features)
