"""The English model at run time: windows of words in, sentences, tags, trees and names out. Needs onnxruntime only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from accords.core.errors import AccordsError
from accords.extraction.parser_decoding import (
    FloatArray,
    IntArray,
    NameDecoder,
    decode_tree,
    log_softmax,
    sentence_bounds,
)
from accords.extraction.parser_encoding import LemmaRules, PieceEncoder, batch_arrays

FILES = ("model.onnx", "tokenizer.json", "labels.json", "relations.npz", "meta.json")

# Pieces in one run of the network, padding included. On one core, 256 to 1,024 pieces run at the same speed, 2,048 are
# 10 % slower and 4,096 are 18 % slower (MODEL_CARD.md).
PIECES_PER_RUN = 1024

# The network has 512 positions; two are taken by the marks at both ends.
MAX_WINDOW_PIECES = 480


class MissingModel(AccordsError):
    """A file of the language model is not where the package keeps it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label of each class number."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma_rules: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    lemma_suffixes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WindowWords:
    """A run of words to be parsed together; `spaced` says whether white space precedes each."""

    words: tuple[str, ...]
    spaced: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class WindowParse:
    """Class numbers for each of N words, (N,); heads are word indices in the window, a root's head is itself.

    Attributes:
        lemmas: the best lemma rules, best first, (N, 4).
        name_scores: the probability of each word's name label.
    """

    upos: IntArray
    xpos: IntArray
    feats: IntArray
    lemmas: IntArray
    heads: IntArray
    relations: IntArray
    names: IntArray
    name_scores: FloatArray
    sentences: tuple[tuple[int, int], ...]


class EnglishModel:
    """The quantised network with its tokenizer and labels.

    Args:
        folder: holds the files named in `FILES`.
        threads: threads of the network.

    Raises:
        MissingModel: a file of the model is missing.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        for name in FILES:
            if not (folder / name).is_file():
                raise MissingModel(f"the English model lacks {name}", str(folder), "reinstall the package")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.labels = _read_labels(folder / "labels.json")
        self._encoder = PieceEncoder(Tokenizer.from_file(str(folder / "tokenizer.json")))
        self.lemmas = LemmaRules(self.labels.lemma_rules, self.labels.lemma_suffixes, self._encoder.vocabulary())
        self.names = NameDecoder(self.labels.names)
        with np.load(folder / "relations.npz") as arrays:
            self._weight: FloatArray = arrays["weight"]
            self._bias: FloatArray = arrays["bias"]

    def piece_counts(self, words: Sequence[str]) -> list[int]:
        """Return the number of pieces of each word."""
        return [len(ids) for ids in self._encoder.pieces(words)]

    def parse(self, windows: Sequence[WindowWords], sentences: Sequence[Sequence[int]] = ()) -> list[WindowParse]:
        """Parse windows of at least one word each.

        Args:
            windows: windows of at most `MAX_WINDOW_PIECES` pieces.
            sentences: the first words of each window's sentences where they are known (evaluation), else empty.
        """
        encoded = [
            (self._encoder.pieces(window.words), self._encoder.features(window.words, window.spaced))
            for window in windows
        ]
        sizes = [sum(map(len, pieces)) + 2 for pieces, _ in encoded]
        found: list[WindowParse | None] = [None] * len(windows)
        for group in _groups(sizes):
            batch = batch_arrays([encoded[index] for index in group])
            outputs = self._session.run(
                None, {"pieces": batch.pieces, "features": batch.features, "first": batch.first, "last": batch.last}
            )
            for row, index in enumerate(group):
                known = sentences[index] if sentences else None
                found[index] = self._read(outputs, row, len(windows[index].words), known)
        return [parse for parse in found if parse is not None]

    def _read(self, outputs: list[Any], row: int, size: int, known: Sequence[int] | None) -> WindowParse:
        """Decode one row of the network's outputs."""
        upos, xpos, feats, lemmas, name_logits, start_logits, arcs, dependents, heads_part = (
            output[row] for output in outputs
        )
        if known is None:
            starts = start_logits[:size] > 0
        else:
            starts = np.zeros(size, dtype=np.bool_)
            starts[list(known)] = True
        bounds = sentence_bounds(starts)
        heads = np.zeros(size, dtype=np.int64)
        names = np.zeros(size, dtype=np.int64)
        logs = log_softmax(name_logits[:size])
        for start, end in bounds:
            columns = np.concatenate((arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]), axis=1)
            tree = decode_tree(columns)
            heads[start:end] = np.where(tree == 0, 0, tree + start)
            names[start:end] = self.names.decode(logs[start:end])
        relations = self._relations(dependents[:size], heads_part[heads])
        places = np.arange(size)
        return WindowParse(
            upos=upos[:size],
            xpos=xpos[:size],
            feats=feats[:size],
            lemmas=lemmas[:size],
            heads=np.where(heads == 0, places, heads - 1),
            relations=self._with_root(relations, heads == 0),
            names=names,
            name_scores=np.exp(logs[places, names].astype(np.float32)),
            sentences=tuple(bounds),
        )

    def _relations(self, dependents: FloatArray, heads: FloatArray) -> FloatArray:
        """Return scores of relations, (N, relations); the same computation as the trainer's `Network.relations`."""
        half = self._weight.shape[1]
        joint = dependents[:, half:] * heads[:, half:]
        joint += dependents[:, :half]
        joint += heads[:, :half]
        np.maximum(joint, 0, out=joint)
        scores: FloatArray = np.matmul(joint, self._weight.T)
        scores += self._bias
        return scores

    def _with_root(self, scores: FloatArray, roots: npt.NDArray[np.bool_]) -> IntArray:
        """Return the best relation of each word, `root` for roots and only for them."""
        root = self.labels.relations.index("root")
        scores[:, root] = np.where(roots, np.inf, -np.inf)
        best: IntArray = scores.argmax(axis=1)
        return best


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of windows of like length, together at most `PIECES_PER_RUN` pieces with padding."""
    group: list[int] = []
    for index in sorted(range(len(sizes)), key=sizes.__getitem__):
        if group and (len(group) + 1) * sizes[index] > PIECES_PER_RUN:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _read_labels(path: Path) -> Labels:
    """Read the label inventories."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    suffixes = tuple(map(tuple, content.pop("lemma_suffixes")))
    return Labels(**{name: tuple(values) for name, values in content.items()}, lemma_suffixes=suffixes)
