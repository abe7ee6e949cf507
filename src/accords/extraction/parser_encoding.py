"""Turn words into the numbers the parser's encoder reads, and lemma classes back into words.

Training and run time share this module, so that both see exactly the same input. The encoder is uncased: what the case
and the spacing of a word say is passed to it as one small `feature` number per word (`word_feature`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNK_ID = 100
CLS_ID = 101
SEP_ID = 102
MASK_ID = 103

# Case and shape classes; the feature number is shape * 2 + (1 when white space precedes the word).
SHAPES = ("lower", "title", "upper", "letter", "mixed", "number", "alnum", "punct", "dotted", "other")
FEATURE_COUNT = 2 * len(SHAPES)

# Longer words (addresses, hashes) keep their first and last pieces only.
MAX_PIECES = 6
HEAD_PIECES = 4

# A cache of this many words covers any day's news; it is emptied when full so that memory stays bounded.
CACHE_SIZE = 200_000

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WordBatch:
    """The arrays of one batch of windows: B windows, P pieces, W words, padded with zeros.

    Attributes:
        pieces: word-piece ids, (B, P), starting with CLS.
        features: the feature number of each piece's word, (B, P).
        first: index of the first piece of each word, (B, W + 1); position 0 is CLS, which stands for the root.
        last: index of the last piece of each word, (B, W + 1).
    """

    pieces: IntArray
    features: IntArray
    first: IntArray
    last: IntArray


def word_shape(word: str) -> int:
    """Return the index in `SHAPES` of a word's case and shape.

    >>> [SHAPES[word_shape(w)] for w in ("signed", "Oslo", "EU", "A", "McKay", "1,200", "G7", "--", "U.S.")]
    ['lower', 'title', 'upper', 'letter', 'mixed', 'number', 'alnum', 'punct', 'dotted']
    """
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 2 if len(word) > 1 else 3
        if word[0].isupper() and word[1:].islower():
            return 1
        return 4 if word != word.lower() else 0
    letters = any(char.isalpha() for char in word)
    if any(char.isdigit() for char in word):
        return 6 if letters else 5
    if not letters:
        return 7
    if "." in word:
        return 8
    if word.islower():
        return 0
    return 9


def word_feature(word: str, spaced: bool) -> int:
    """Return the feature number of a word: its shape, and whether white space (or nothing) precedes it."""
    return 2 * word_shape(word) + int(spaced)


class PieceEncoder:
    """Splits words into the encoder's pieces, remembering the words it has seen.

    Args:
        tokenizer: the uncased word-piece tokenizer; special tokens are added here, not by it.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._pieces: dict[str, list[int]] = {}
        self._shapes: dict[str, int] = {}

    def vocabulary(self) -> list[str]:
        """Return the pieces that are whole words."""
        return [piece for piece in self._tokenizer.get_vocab() if piece.isalpha()]

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        """Return the piece ids of each word; every word has between 1 and `MAX_PIECES`."""
        cache = self._pieces
        missing = [word for word in dict.fromkeys(words) if word not in cache]
        if missing:
            if len(cache) + len(missing) > CACHE_SIZE:
                cache.clear()
                self._shapes.clear()
                missing = list(dict.fromkeys(words))
            encodings = self._tokenizer.encode_batch(missing, add_special_tokens=False)
            for word, encoding in zip(missing, encodings, strict=True):
                ids = encoding.ids or [UNK_ID]
                cache[word] = ids if len(ids) <= MAX_PIECES else ids[:HEAD_PIECES] + ids[HEAD_PIECES - MAX_PIECES :]
        return [cache[word] for word in words]

    def features(self, words: Sequence[str], spaced: Sequence[bool]) -> list[int]:
        """Return the feature number of each word."""
        shapes = self._shapes
        found: list[int] = []
        for word, space in zip(words, spaced, strict=True):
            shape = shapes.get(word)
            if shape is None:
                shape = shapes[word] = word_shape(word)
            found.append(2 * shape + int(space))
        return found


def batch_arrays(windows: Sequence[tuple[Sequence[list[int]], Sequence[int]]]) -> WordBatch:
    """Pad windows, each a list of words' pieces and their feature numbers, into one batch."""
    rows: list[tuple[list[int], list[int], list[int], list[int]]] = []
    for words, numbers in windows:
        pieces, features, first, last = [CLS_ID], [1], [0], [0]
        for ids, number in zip(words, numbers, strict=True):
            first.append(len(pieces))
            pieces.extend(ids)
            features.extend([number] * len(ids))
            last.append(len(pieces) - 1)
        pieces.append(SEP_ID)
        features.append(1)
        rows.append((pieces, features, first, last))
    size, width = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    shape = (len(rows), size), (len(rows), width)
    batch = WordBatch(*(np.zeros(shape[index // 2], dtype=np.int64) for index in range(4)))
    for index, row in enumerate(rows):
        batch.pieces[index, : len(row[0])] = row[0]
        batch.features[index, : len(row[1])] = row[1]
        batch.first[index, : len(row[2])] = row[2]
        batch.last[index, : len(row[3])] = row[3]
    return batch


def lemma_rule(word: str, lemma: str) -> str:
    """Return the edit that makes a word its lemma: case, letters cut from the end, letters added.

    The case is `l` (write it small), `t` (as a title), `u` (in capitals) or `k` (kept).

    >>> lemma_rule("Ministries", "ministry"), lemma_rule("Oslo", "Oslo"), lemma_rule("'re", "be")
    ('l:3:y', 'k:0:', '=be')
    """
    for case in ("l", "k", "t", "u"):
        base = _cased(word, case)
        if case != "l" and base == word.lower() and case != "k":
            continue
        if case == "k" and base == word.lower():
            continue
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and (common == len(base) or common * 2 >= len(base)):
            return f"{case}:{len(base) - common}:{lemma[common:]}"
    return f"={lemma}"


def apply_lemma_rule(word: str, rule: str) -> str:
    """Apply a rule of `lemma_rule`; a rule that does not fit leaves the word in small letters.

    >>> apply_lemma_rule("Treaties", "l:3:y"), apply_lemma_rule("UN", "k:0:")
    ('treaty', 'UN')
    """
    if rule.startswith("="):
        return rule[1:]
    case, cut, added = rule.split(":", 2)
    base = _cased(word, case)
    count = int(cut)
    if count >= len(base) and count:
        return word.lower()
    return base[: len(base) - count] + added


def lemma_suffixes(rule: str, word: str) -> tuple[str, ...]:
    """Return the endings that decide whether a rule may apply, longest first; for an irregular form the whole word.

    >>> lemma_suffixes("l:3:y", "Ratified")
    ('fied', 'ied')
    """
    low = word.lower()
    return (low,) if rule.startswith("=") else tuple(dict.fromkeys((low[-4:], low[-3:])))


class LemmaRules:
    """Chooses among the model's candidate rules for a word.

    The first rule wins that may apply to the word. Where it changes the word into one that the encoder's vocabulary
    does not know, a later one that makes a known word is better: "buses" becomes "bus" even if "buse" comes first.

    Args:
        rules: the rule of each class number.
        suffixes: for each rule the endings it goes with, and `=word` for single words.
        vocabulary: known words in small letters.
    """

    def __init__(self, rules: Sequence[str], suffixes: Sequence[Sequence[str]], vocabulary: Collection[str]) -> None:
        self._rules = tuple(rules)
        self._suffixes = tuple(frozenset(endings) for endings in suffixes)
        self._endings: frozenset[str] = frozenset().union(*self._suffixes)
        self._vocabulary = frozenset(vocabulary)

    def lemma(self, word: str, candidates: Sequence[int], inflected: bool = False) -> str:
        """Return the lemma of a word, given the numbers of its likeliest rules, best first.

        An inflected form (by its tag) that the best rule would leave as it is takes the regular verb it belongs to.
        """
        fitting = [self._rules[number] for number in candidates if self._fits(word, number)]
        best = fitting[0] if fitting else self._rules[candidates[0]]
        if best.endswith(":0:") or best.startswith("="):
            unchanged = apply_lemma_rule(word, best)
            return self._regular(word) or unchanged if inflected and unchanged == word.lower() else unchanged
        lemmas = [apply_lemma_rule(word, rule) for rule in fitting if not rule.endswith(":0:")]
        known = next((lemma for lemma in lemmas if lemma.lower() in self._vocabulary), apply_lemma_rule(word, best))
        return known if len(known) > 2 or len(word) < 4 else word.lower()

    def _regular(self, word: str) -> str:
        """Return the known verb that a regular form in -ed or -ing belongs to, or nothing."""
        low = word.lower()
        for ending in ("ed", "ing"):
            stem = low.removesuffix(ending)
            if len(stem) < 3 or stem == low:
                continue
            made = [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                made.insert(0, stem[:-1])
            if ending == "ed" and stem[-1] == "i":
                made.insert(0, f"{stem[:-1]}y")
            return next((verb for verb in made if verb in self._vocabulary), "")
        return ""

    def _fits(self, word: str, number: int) -> bool:
        """Say whether a rule may apply to a word."""
        rule = self._rules[number]
        if rule.endswith(":0:") or f"={word.lower()}" in self._suffixes[number]:
            return True
        for suffix in lemma_suffixes(rule, word):
            if suffix in self._endings:
                return suffix in self._suffixes[number]
        return not rule.startswith("=")


def _cased(word: str, case: str) -> str:
    """Return the word with its case written as `lemma_rule` says."""
    if case == "l":
        return word.lower()
    if case == "t":
        return word[:1].upper() + word[1:].lower()
    return word.upper() if case == "u" else word
