"""Windows of consecutive sentences, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from accords.extraction.parser_encoding import MASK_ID, PieceEncoder, batch_arrays, lemma_rule
from training.english.labels import IGNORED, Labels
from training.english.treebanks import Document, Sentence

WINDOW_WORDS = 128
MERGE_PARAGRAPHS = 0.5  # Chance that a window goes on over a paragraph's end, as in text without blank lines.
WORD_DROPOUT = 0.04
Window = list[Sentence]


@dataclass(slots=True)
class Batch:
    """Tensors of one training batch (see `accords.extraction.parser_encoding.WordBatch` for the first four).

    The targets are (B, W), `IGNORED` where there is nothing to learn; `heads` points into 0 (root) to W.
    `allowed` is (B, W, W + 1): the heads inside the word's own sentence, and the root.
    """

    pieces: torch.Tensor
    features: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    upos: torch.Tensor
    xpos: torch.Tensor
    feats: torch.Tensor
    lemmas: torch.Tensor
    heads: torch.Tensor
    relations: torch.Tensor
    names: torch.Tensor
    starts: torch.Tensor
    allowed: torch.Tensor


def windows(documents: Sequence[Document], rng: random.Random | None = None) -> list[Window]:
    """Cut documents into windows of up to `WINDOW_WORDS` words; a longer sentence is a window of its own.

    Args:
        documents: paragraphs of sentences.
        rng: decides where windows go on over the end of a paragraph; without it every paragraph starts a new one.
    """
    found: list[Window] = []
    for document in documents:
        current: Window = []
        for paragraph in document:
            if current and (rng is None or rng.random() > MERGE_PARAGRAPHS):
                found.append(current)
                current = []
            for sentence in paragraph:
                if current and sum(len(s.words) for s in current) + len(sentence.words) > WINDOW_WORDS:
                    found.append(current)
                    current = []
                current.append(sentence)
        if current:
            found.append(current)
    return found


class Batcher:
    """Makes batches of windows.

    Args:
        encoder: splits words into pieces.
        labels: the inventories.
    """

    def __init__(self, encoder: PieceEncoder, labels: Labels) -> None:
        self._encoder = encoder
        self._classes = {
            name: {label: number for number, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "feats", "relations", "names", "lemma_rules")
        }

    def batches(self, found: Sequence[Window], limit: int, rng: random.Random | None = None) -> Iterator[list[Window]]:
        """Group windows of like length into batches of at most `limit` pieces with padding, in random order."""
        sizes = [sum(len(ids) for s in window for ids in self._encoder.pieces(s.words)) + 2 for window in found]
        noise = [size * (rng.uniform(0.9, 1.1) if rng else 1.0) for size in sizes]
        order = sorted(range(len(found)), key=noise.__getitem__)
        groups: list[list[Window]] = []
        longest = 0
        for index in order:
            longest = max(longest, sizes[index])
            if not groups or (len(groups[-1]) + 1) * longest > limit:
                groups.append([])
                longest = sizes[index]
            groups[-1].append(found[index])
        if rng:
            rng.shuffle(groups)
        yield from groups

    def batch(self, group: Sequence[Window], rng: random.Random | None = None) -> Batch:
        """Make the tensors of one group of windows; with `rng`, some words are masked."""
        encoded = []
        for window in group:
            words = [word for sentence in window for word in sentence.words]
            spaced = [space for sentence in window for space in sentence.spaced]
            pieces = self._encoder.pieces(words)
            if rng:
                pieces = [[MASK_ID] if rng.random() < WORD_DROPOUT else ids for ids in pieces]
            encoded.append((pieces, self._encoder.features(words, spaced)))
        arrays = batch_arrays(encoded)
        width = arrays.first.shape[1] - 1
        targets = {name: np.full((len(group), width), IGNORED, dtype=np.int64) for name in _TARGETS}
        numbers = np.full((len(group), width), -1, dtype=np.int64)
        for row, window in enumerate(group):
            self._fill(row, window, targets, numbers)
        allowed = np.ones((len(group), width, width + 1), dtype=bool)
        allowed[:, :, 1:] = numbers[:, :, None] == numbers[:, None, :]
        tensors = {name: torch.from_numpy(array) for name, array in targets.items()}
        return Batch(
            pieces=torch.from_numpy(arrays.pieces),
            features=torch.from_numpy(arrays.features),
            first=torch.from_numpy(arrays.first),
            last=torch.from_numpy(arrays.last),
            allowed=torch.from_numpy(allowed),
            **tensors,
        )

    def _fill(self, row: int, window: Window, targets: dict[str, np.ndarray], numbers: np.ndarray) -> None:
        """Write the targets of one window."""
        start = 0
        for number, sentence in enumerate(window):
            end = start + len(sentence.words)
            numbers[row, start:end] = number
            targets["starts"][row, start:end] = 0
            targets["starts"][row, start] = 1
            if sentence.names:
                targets["names"][row, start:end] = [self._classes["names"][label] for label in sentence.names]
            if sentence.heads:
                rules = [lemma_rule(w, lemma) for w, lemma in zip(sentence.words, sentence.lemmas, strict=True)]
                columns = {"upos": sentence.upos, "xpos": sentence.xpos, "feats": sentence.feats}
                columns |= {"relations": sentence.relations, "lemma_rules": tuple(rules)}
                for name, column in columns.items():
                    known = self._classes[name]
                    key = "lemmas" if name == "lemma_rules" else name
                    targets[key][row, start:end] = [known.get(label, IGNORED) for label in column]
                targets["heads"][row, start:end] = [head + start if head else 0 for head in sentence.heads]
            start = end


_TARGETS = ("upos", "xpos", "feats", "lemmas", "heads", "relations", "names", "starts")
