"""Score the English parser on sentences of diplomatic news, or on any treebank in CoNLL-U.

    python -m evaluation.parse [FILE ...] [--names IOB2] [--errors] [--raw] [--floor held_out.LAS=95]

Without FILE it measures the two halves in evaluation/gold/sentences; of the held-out half only totals are told. Each
sentence is read from its running text. A word counts if the pipeline cuts it as the gold does; punctuation is left out, as
words without content are by the scorer of the CoNLL shared tasks. UPOS, UAS and LAS are accuracies over the gold's words: LAS compares
the universal part of relations, LAS+ all of them. Names count as whole spans with their type, F1.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from spacy.language import Language
from spacy.tokens import Doc

from accords.extraction.parser import load_english

GOLD = Path(__file__).parent / "gold" / "sentences"
KINDS = ("PER", "ORG", "LOC")
SCORES = ("UPOS", "UAS", "LAS", "LAS+")
COLUMNS = (*SCORES, "names", *KINDS)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word's tag, relation, and the extent of its head (its own for a root) in characters."""

    upos: str
    relation: str
    head: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's text, its words by their extent, and its names as extent and type."""

    text: str
    words: dict[Span, Word]
    names: frozenset[tuple[Span, str]]


def read_sentences(path: Path, names: dict[str, tuple[str, ...]] | None = None) -> Iterator[Sentence]:
    """Read CoNLL-U, plain or compressed with gzip; names from `Name=` in MISC, else from `names` by sentence id."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with _open(path) as file:
        for line in (*map(str.rstrip, file), ""):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                labels = (names or {}).get(comments["sent_id"], ())
                yield _sentence(comments["text"], [row for row in rows if row[0].isdigit()], labels)
                comments, rows = {}, []


def _open(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _sentence(text: str, rows: list[list[str]], labels: tuple[str, ...]) -> Sentence:
    """Find the rows' words in the text; a word that is not written there as such gets an empty extent."""
    spans: list[Span] = []
    place = 0
    for row in rows:
        start = text.find(row[1], place)
        place = start + len(row[1]) if start >= 0 else place
        spans.append((start, place) if start >= 0 else (place, place))
    words = {
        span: Word(row[3], row[7], spans[int(row[6]) - 1] if row[6] != "0" else span)
        for span, row in zip(spans, rows, strict=True)
    }
    found: list[tuple[Span, str]] = []
    for span, row, label in zip(spans, rows, labels if len(labels) == len(rows) else ["O"] * len(rows), strict=True):
        own = next((part[5:] for part in row[9].split("|") if part.startswith("Name=")), label)
        if own.startswith("B-"):
            found.append((span, own[2:]))
        elif own.startswith("I-") and found:
            found[-1] = ((found[-1][0][0], span[1]), found[-1][1])
    return Sentence(text, words, frozenset((span, kind) for span, kind in found if kind in KINDS))


def read_names(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the labels of Universal NER's files by sentence id."""
    found: dict[str, tuple[str, ...]] = {}
    key = ""
    with _open(path) as file:
        for line in map(str.rstrip, file):
            if line.startswith("# sent_id"):
                key = line.partition("=")[2].strip()
            elif line and not line.startswith("#"):
                found[key] = (*found.get(key, ()), line.split("\t")[2])
    return found


def parsed(doc: Doc) -> Sentence:
    """What the pipeline found, in the form of the gold."""
    span = {token.i: (token.idx, token.idx + len(token)) for token in doc if not token.is_space}
    words = {
        span[token.i]: Word(token.pos_, "root" if token.dep_ == "ROOT" else token.dep_, span[token.head.i])
        for token in doc
        if not token.is_space
    }
    return Sentence(doc.text, words, frozenset(((ent.start_char, ent.end_char), ent.label_) for ent in doc.ents))


class Score:
    """Counts what is right and wrong over many sentences."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.arcs: Counter[tuple[str, str]] = Counter()
        self.names: Counter[tuple[str, str]] = Counter()

    def add(self, gold: Sentence, own: Sentence) -> None:
        """Compare one sentence."""
        for span, word in gold.words.items():
            if word.upos == "PUNCT":
                continue
            found = own.words.get(span)
            self.right["words"] += 1
            if found is None:
                self.arcs[word.relation, "(cut otherwise)"] += 1
                continue
            head = found.head == word.head
            self.right["UPOS"] += found.upos == word.upos
            self.right["UAS"] += head
            self.right["LAS"] += head and found.relation.split(":")[0] == word.relation.split(":")[0]
            self.right["LAS+"] += head and found.relation == word.relation
            if not head or found.relation != word.relation:
                self.arcs[word.relation, found.relation + ("" if head else ", other head")] += 1
        self._add_names(gold.names, own.names)

    def _add_names(self, gold: frozenset[tuple[Span, str]], own: frozenset[tuple[Span, str]]) -> None:
        for kind in KINDS:
            wanted, found = ({name for name in names if name[1] == kind} for names in (gold, own))
            self.right[f"{kind} right"] += len(wanted & found)
            self.right["named"] += len(wanted)
            self.right[f"{kind} all"] += len(wanted) + len(found)
        for span, kind in gold - own:
            self.names[kind, _other(span, own)] += 1
        for span, kind in own - gold:
            if _other(span, gold) == "(none)":
                self.names["(none)", kind] += 1

    def figures(self) -> dict[str, float]:
        """The scores in per cent; those of names are absent where the gold has none."""
        words = max(1, self.right["words"])
        scores = {name: 100 * self.right[name] / words for name in SCORES}
        for name, kinds in (("names", KINDS), *((kind, (kind,)) for kind in KINDS)):
            if self.right["named"] and (count := sum(self.right[f"{kind} all"] for kind in kinds)):
                scores[name] = 200 * sum(self.right[f"{kind} right"] for kind in kinds) / count
        return scores


def _other(span: Span, names: frozenset[tuple[Span, str]]) -> str:
    """Which name overlaps a span that is not there with its type."""
    for other, kind in sorted(names):
        if other[0] < span[1] and span[0] < other[1]:
            return kind if other == span else f"{kind}, other extent"
    return "(none)"


def measure(nlp: Language, sentences: Iterable[Sentence]) -> Score:
    """Parse the sentences, each by itself, and compare."""
    gold = list(sentences)
    score = Score()
    for sentence, doc in zip(gold, nlp.pipe(sentence.text for sentence in gold), strict=True):
        score.add(sentence, parsed(doc))
    return score


def _print_errors(score: Score) -> None:
    for title, errors in (("relations", score.arcs), ("names", score.names)):
        print(f"\n{title}: gold, found, how often")
        for (gold, found), count in errors.most_common(40):
            print(f"  {gold:16} {found:32} {count:4}")
    print()


def main() -> int:
    """Print one row of scores per file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    halves = [GOLD / "development.conllu", GOLD / "held_out.conllu"]
    parser.add_argument("files", nargs="*", type=Path, default=halves)
    parser.add_argument("--names", type=Path, help="names of the same sentences, in the form of Universal NER")
    parser.add_argument("--errors", action="store_true", help="which relations and names are taken for which")
    parser.add_argument("--raw", action="store_true", help="leave the repairs out")
    parser.add_argument("--floor", action="append", default=[], help="the least a figure may be, as file.column=value")
    options = parser.parse_args()
    below = 0
    nlp = load_english()
    if options.raw:
        nlp.disable_pipe("accords_tree_repair")
    names = read_names(options.names) if options.names else None
    print(f"{'':24}{'words':>7}" + "".join(f"{column:>7}" for column in COLUMNS))
    for path in options.files:
        score = measure(nlp, read_sentences(path, names))
        figures = score.figures()
        cells = "".join(f"{figures[column]:7.1f}" if column in figures else f"{'-':>7}" for column in COLUMNS)
        print(f"{path.stem:24}{score.right['words']:7}{cells}")
        if options.errors and path.stem != "held_out":
            _print_errors(score)
        for name, value in (floor.split("=") for floor in options.floor):
            half, _, column = name.partition(".")
            if half == path.stem and figures.get(column, 0.0) < float(value):
                print(f"{name} is below {value}")
                below += 1
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
