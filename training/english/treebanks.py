"""Read the treebanks: sentences of UD English-EWT and GUM with names from Universal NER and GUM's entities.

Each document is a list of paragraphs, each paragraph a list of `Sentence`. Labels are normalised here and nowhere else.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

# Features that say how a word was written or used in an idiom rather than what it is.
DROPPED_FEATURES = frozenset({"Typo", "Style", "ExtPos", "CorrectForm"})
NAME_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
NAME_RELATIONS = frozenset({"flat", "compound", "amod", "nmod", "nummod", "conj", "goeswith"})
NAME_PREPOSITIONS = frozenset({"of", "for", "and", "de", "du", "la"})
_ENTITY = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence; all sequences have one item per word.

    Attributes:
        words: the UD words (parts of contractions are words of their own).
        spaced: whether white space precedes the word (always true for the first).
        heads: 1-based head of each word inside the sentence, 0 for the root; empty when the sentence has no tree.
        names: BIO labels (PER, ORG, LOC); empty when the sentence has no name annotation.
    """

    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


Document = list[list[Sentence]]


def read_treebank(folder: Path, name: str, split: str) -> list[Document]:
    """Read one split ("train", "dev", "test") of "ewt" or "gum" from `en_<name>-<split>.conllu.gz`."""
    uner = _read_uner(folder / f"uner_en_ewt-{split}.iob2.gz") if name == "ewt" else {}
    documents: list[Document] = []
    for comments, rows, joined in _blocks(folder / f"en_{name}-{split}.conllu.gz"):
        if not documents or any(line.startswith("# newdoc") for line in comments):
            documents.append([])
        if not documents[-1] or any(line.startswith("# newpar") and "block" not in line for line in comments):
            documents[-1].append([])
        sentence = _sentence(rows, joined)
        if name == "gum":
            sentence = replace(sentence, names=_gum_names(rows))
        else:
            key = next(line for line in comments if line.startswith("# sent_id")).split("=", 1)[1].strip()
            words, names = uner.get(key, ((), ()))
            sentence = replace(sentence, names=names if words == sentence.words else ())
        documents[-1][-1].append(sentence)
    return documents


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]], set[int]]]:
    """Yield comments, word rows and the ids of words glued to the next one, of each sentence."""
    comments: list[str] = []
    rows: list[list[str]] = []
    joined: set[int] = set()
    inside_until = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for raw in file:
            line = raw.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows, joined
                comments, rows, joined, inside_until = [], [], set(), 0
            elif line.startswith("#"):
                comments.append(line)
            else:
                cells = line.split("\t")
                if "-" in cells[0]:
                    start, end = (int(part) for part in cells[0].split("-"))
                    joined.update(range(start, end))
                    inside_until = end
                    if "SpaceAfter=No" in cells[9]:
                        joined.add(end)
                elif cells[0].isdigit():
                    rows.append(cells)
                    if int(cells[0]) > inside_until and "SpaceAfter=No" in cells[9]:
                        joined.add(int(cells[0]))


def _sentence(rows: list[list[str]], joined: set[int]) -> Sentence:
    """Make a sentence of CoNLL-U rows."""
    lemmas = tuple(row[1] if row[2] == "_" else row[2] for row in rows)
    return Sentence(
        words=tuple(row[1] for row in rows),
        spaced=tuple(number not in joined for number in range(len(rows))),
        upos=tuple(row[3] for row in rows),
        xpos=tuple(row[4] for row in rows),
        feats=tuple(_features(row[5]) for row in rows),
        lemmas=lemmas,
        heads=tuple(int(row[6]) for row in rows),
        relations=tuple(row[7] for row in rows),
    )


def _features(cell: str) -> str:
    """Return the morphological features without the dropped ones, "_" for none."""
    kept = [part for part in cell.split("|") if part.split("=")[0] not in DROPPED_FEATURES]
    return "|".join(kept) or "_"


def _read_uner(path: Path) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Read Universal NER: sentence id -> words and BIO labels; its labels OTH and `B-O` are no names here."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    key, words, names = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for raw in [*file, "\n"]:
            line = raw.rstrip("\n")
            if line.startswith("# sent_id"):
                key = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                words.append(cells[1])
                names.append(cells[2] if cells[2].endswith(("PER", "ORG", "LOC")) else "O")
            elif not line:
                if words:
                    found[key] = (tuple(words), repaired(names))
                words, names = [], []
    return found


def repaired(names: list[str]) -> tuple[str, ...]:
    """Return BIO labels in which no name starts with I-."""
    fixed = list(names)
    for index, label in enumerate(fixed):
        before = fixed[index - 1] if index else "O"
        if label.startswith("I-") and before[1:] != label[1:]:
            fixed[index] = "B" + label[1:]
    return tuple(fixed)


def _entities(rows: list[list[str]]) -> Iterator[tuple[str, int, int]]:
    """Yield type, first and last word index of GUM's entity mentions."""
    opened: list[tuple[str, str, int]] = []
    for index, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for token in _ENTITY.findall(match.group(1)) if match else ():
            if token.startswith("("):
                parts = token.strip("()").split("-")
                if len(parts) > 1:
                    opened.append((parts[0], parts[1], index))
                    if token.endswith(")"):
                        yield opened.pop()[1], index, index
            else:
                for place in range(len(opened) - 1, -1, -1):
                    if opened[place][0] == token[:-1]:
                        _, kind, start = opened.pop(place)
                        yield kind, start, index
                        break


def _gum_names(rows: list[list[str]]) -> tuple[str, ...]:
    """Return BIO labels for those of GUM's entities whose head is a proper noun, cut down to the name itself."""
    extents: list[tuple[int, int, str]] = []
    for kind, start, end in _entities(rows):
        if kind not in NAME_LABELS:
            continue
        heads = [i for i in range(start, end + 1) if not start <= int(rows[i][6]) - 1 <= end]
        if not heads or rows[heads[0]][3] != "PROPN" or (kind == "person" and rows[heads[0]][4] == "NNPS"):
            continue
        first, last = _name_extent(rows, heads[0], start, end, kind)
        extents.append((first, last, NAME_LABELS[kind]))
    labels = ["O"] * len(rows)
    for first, last, label in sorted(extents, key=lambda item: item[0] - item[1]):
        if all(labels[i] == "O" for i in range(first, last + 1)):
            labels[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return tuple(labels)


def _name_extent(rows: list[list[str]], head: int, start: int, end: int, kind: str) -> tuple[int, int]:
    """Return the words around a proper noun that belong to the name: no article, title, apposition or clause."""
    allowed = frozenset({"flat", "goeswith"}) if kind == "person" else NAME_RELATIONS
    inside = {head}
    grown = True
    while grown:
        grown = False
        for i in range(start, end + 1):
            if i in inside or int(rows[i][6]) - 1 not in inside:
                continue
            if rows[i][7] == "conj" and int(rows[i][6]) - 1 == head:
                continue
            capital = rows[i][1][:1].isupper() or rows[i][4] in ("NNP", "NNPS", "CD")
            linker = rows[i][7] in ("case", "det", "cc") and int(rows[i][6]) - 1 != head
            if rows[i][7] == "nmod" and not _linked_by_of(rows, i):
                continue
            hyphen = rows[i][4] == "HYPH"
            if (rows[i][7] in allowed and capital) or (kind != "person" and linker) or hyphen:
                inside.add(i)
                grown = True
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while last > head and rows[last][3] in ("PUNCT", "ADP", "DET", "CCONJ", "PART"):
        last -= 1
    while first < head and rows[first][3] in ("PUNCT", "ADP", "DET", "CCONJ"):
        first += 1
    return first, last


def _linked_by_of(rows: list[list[str]], index: int) -> bool:
    """Say whether the preposition of a nominal modifier is one that joins parts of names ("Bank of X")."""
    cases = [row[1].lower() for row in rows if row[7] == "case" and int(row[6]) - 1 == index]
    return bool(cases) and cases[0] in NAME_PREPOSITIONS


def name_counts(documents: list[Document]) -> dict[str, Counter[str]]:
    """Count how often each name's text has each type."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for sentence in (sentence for paragraph in document for sentence in paragraph):
            for first, last, label in name_spans(sentence.names):
                counts.setdefault(" ".join(sentence.words[first:last]), Counter())[label] += 1
    return counts


def name_spans(names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first word, one after the last word, type) of each BIO name.

    >>> name_spans(["B-PER", "I-PER", "O", "B-LOC"])
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans: list[tuple[int, int, str]] = []
    for index, label in enumerate(names):
        if label.startswith("B-"):
            spans.append((index, index + 1, label[2:]))
        elif label.startswith("I-") and spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1, spans[-1][2])
    return spans


def states_as_places(documents: list[Document], counts: dict[str, Counter[str]]) -> list[Document]:
    """Relabel GUM's ORG names that are mostly places elsewhere: Universal NER has acting states as LOC."""
    return [[[_states_as_places(s, counts) for s in paragraph] for paragraph in document] for document in documents]


def _states_as_places(sentence: Sentence, counts: dict[str, Counter[str]]) -> Sentence:
    """Relabel the names of one sentence."""
    names = list(sentence.names)
    for first, last, label in name_spans(names):
        count = counts.get(" ".join(sentence.words[first:last]), Counter())
        if label == "ORG" and count["LOC"] > count["ORG"]:
            names[first:last] = ["B-LOC"] + ["I-LOC"] * (last - first - 1)
    return replace(sentence, names=tuple(names))
