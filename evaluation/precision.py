"""Count what is found in texts that hold no diplomacy: everything found there is false.

    python -m evaluation.precision [TREEBANK] [--sentences 300] [--most 3]

Sentences of reviews, answers and newsgroups are drawn from the development part of UD English-EWT by a fixed seed, each read
as a text of its own. Every meeting, instrument and commitment found is printed. Exit status: 1 where there are more than --most.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from accords.core.document import Document
from accords.core.findings import Findings
from accords.extraction import extract_all
from evaluation.scoring import SHARED

TREEBANK = SHARED / "corpora" / "treebanks" / "en_ewt-dev.conllu.gz"
GENRES = frozenset({"reviews", "answers", "newsgroup"})
SEED = 3
PUBLISHED = date(2012, 1, 1)


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """The sentences of the chosen genres in a CoNLL-U file."""
    genre = ""
    for line in lines:
        key, _, value = line.strip().partition(" = ")
        if key == "# newdoc id":
            genre = value.partition("-")[0]
        elif key == "# text" and genre in GENRES:
            yield value


def drawn(found: Iterable[str], count: int) -> list[str]:
    """`count` of the sentences, always the same ones."""
    every = list(found)
    random.Random(SEED).shuffle(every)
    return every[:count]


def false_items(findings: Findings) -> list[str]:
    """What was found where there is nothing, one line for each."""
    told = [f"meeting of {', '.join(m.participants)}" for m in findings.meetings]
    told += [f"instrument {i.title}" for i in findings.instruments]
    told += [f"commitment of {', '.join(c.who)}: {c.what}" for c in findings.commitments]
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path, nargs="?", default=TREEBANK)
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--most", type=int, default=3, help="false items allowed")
    options = parser.parse_args()
    with gzip.open(options.treebank, "rt", encoding="utf-8") as lines:
        chosen = drawn(sentences(lines), options.sentences)
    documents = [Document(f"d{i}", f"s{i}", "ewt", "0", text, published=PUBLISHED) for i, text in enumerate(chosen)]
    count = 0
    for findings in extract_all(documents):
        for item in false_items(findings):
            count += 1
            print(f"  {item}  <  {findings.document.text[:140]}")
    print(f"{count} false items in {len(chosen)} sentences")
    return int(count > options.most)


if __name__ == "__main__":
    sys.exit(main())
