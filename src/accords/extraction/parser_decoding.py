"""From the network's scores to sentences, trees and names.

Trees are read off greedily; only where the greedy heads form a cycle or several roots does the maximum spanning tree
(Chu and Liu 1965, Edmonds 1967) take over. Names are the best sequence of BIO labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

IMPOSSIBLE = np.float32(-1e9)
MAX_ROOTS = 3  # Roots tried when the greedy tree has several; more never changed a result.


def log_softmax(scores: FloatArray) -> FloatArray:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    logs: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def sentence_bounds(starts: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return half-open word ranges of sentences; the first word always starts one.

    >>> sentence_bounds(np.array([True, False, True]))
    [(0, 2), (2, 3)]
    """
    places = [0, *(np.flatnonzero(starts[1:]) + 1).tolist(), len(starts)]
    return list(pairwise(places))


def decode_tree(scores: FloatArray) -> IntArray:
    """Return the heads of one sentence's words.

    Args:
        scores: scores of heads, (N, N + 1); column 0 is the root, column i + 1 the word i.

    Returns:
        For each of the N words 0 for the root or 1 + the index of its head, with exactly one root and no cycle.
    """
    size = scores.shape[0]
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.copy()
    scores[np.arange(size), np.arange(1, size + 1)] = IMPOSSIBLE
    heads: IntArray = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _cycle(np.concatenate(([0], heads))).any():
        return heads
    logs = log_softmax(scores)
    if len(roots) == 0:
        roots = np.array([int(logs[:, 0].argmax())])
    elif len(roots) > MAX_ROOTS:
        roots = roots[np.argsort(-logs[roots, 0])[:MAX_ROOTS]]
    best, best_score = heads, -np.inf
    for root in roots:
        rooted = np.full((size + 1, size + 1), IMPOSSIBLE, dtype=np.float32)
        rooted[1:, 1:] = logs[:, 1:]
        rooted[root + 1, :] = IMPOSSIBLE
        rooted[root + 1, 0] = logs[root, 0]
        tree = _maximum_tree(rooted)[1:]
        total = float(logs[np.arange(size), tree].sum())
        if total > best_score:
            best, best_score = tree, total
    return best


def _cycle(heads: IntArray) -> npt.NDArray[np.bool_]:
    """Return which nodes form one cycle (none: all false); node 0 is the root and its own head."""
    tree = heads.tolist()
    mask = np.zeros(len(tree), dtype=np.bool_)
    done = [False] * len(tree)
    done[0] = True
    for start in range(1, len(tree)):
        path: list[int] = []
        seen: set[int] = set()
        node = start
        while not done[node] and node not in seen:
            seen.add(node)
            path.append(node)
            node = tree[node]
        if not done[node]:
            mask[path[path.index(node) :]] = True
            return mask
        for visited in path:
            done[visited] = True
    return mask


def _maximum_tree(scores: FloatArray) -> IntArray:
    """Return the head of each node in the best tree rooted at node 0; `scores` is (dependents, heads)."""
    size = scores.shape[0]
    scores[np.arange(size), np.arange(size)] = IMPOSSIBLE
    scores[0] = IMPOSSIBLE
    scores[0, 0] = 0
    heads: IntArray = scores.argmax(axis=1)
    cycle = _cycle(heads)
    if not cycle.any():
        return heads
    inside, outside = np.flatnonzero(cycle), np.flatnonzero(~cycle)
    held = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - held[:, None]
    leaving = scores[np.ix_(outside, inside)]
    broken, donors = entering.argmax(axis=0), leaving.argmax(axis=1)
    count = len(outside)
    contracted = np.full((count + 1, count + 1), IMPOSSIBLE, dtype=np.float32)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    contracted[-1, :-1] = entering[broken, np.arange(count)]
    contracted[:-1, -1] = leaving[np.arange(count), donors]
    smaller = _maximum_tree(contracted)
    result = heads.copy()
    for place, node in enumerate(outside):
        head = smaller[place]
        result[node] = inside[donors[place]] if head == count else outside[head]
    entered = smaller[-1]
    result[inside[broken[entered]]] = outside[entered]
    return result


class NameDecoder:
    """Finds the best valid sequence of BIO labels.

    Args:
        labels: the label of each class, "O" first.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = tuple(labels)
        size = len(labels)
        self._allowed = np.zeros((size, size), dtype=np.float32)
        for new, label in enumerate(labels):
            if label.startswith("I-"):
                self._allowed[:, new] = [0.0 if old[2:] == label[2:] else IMPOSSIBLE for old in labels]
        self._first = np.array([IMPOSSIBLE if label.startswith("I-") else 0.0 for label in labels], dtype=np.float32)

    def decode(self, logs: FloatArray) -> IntArray:
        """Return the label numbers of one sentence's words, (N,), from their log probabilities, (N, labels)."""
        best: IntArray = logs.argmax(axis=1)
        if not best.any():
            return best
        before = np.concatenate(([0], best[:-1]))
        if (self._allowed[before, best] == 0).all():
            return best
        score = logs[0] + self._first
        back = np.zeros(logs.shape, dtype=np.int64)
        for index in range(1, len(logs)):
            paths = score[:, None] + self._allowed
            back[index] = paths.argmax(axis=0)
            score = paths.max(axis=0) + logs[index]
        best = np.zeros(len(logs), dtype=np.int64)
        best[-1] = score.argmax()
        for index in range(len(logs) - 1, 0, -1):
            best[index - 1] = back[index, best[index]]
        return best

    def spans(self, numbers: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return (first word, one after the last word, type) of each name."""
        found: list[tuple[int, int, str]] = []
        for index, number in enumerate(numbers):
            label = self._labels[number]
            if label.startswith("B-"):
                found.append((index, index + 1, label[2:]))
            elif label.startswith("I-") and found:
                found[-1] = (found[-1][0], index + 1, found[-1][2])
        return found
