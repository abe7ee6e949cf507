"""Read and extract mutated texts; report every crash, hang and span that does not quote its text.

    python -m evaluation.fuzz [--count 100000] [--seed 1] [--jobs 2] [--keep build/fuzz]

Each case is a few paragraphs of one of our own texts (the examples and the news of the gold), as a file of one of the formats,
with up to eight mutations of its bytes. A case depends on the seed and its number alone, so a failure can be run again with
`--only NUMBER`. Input that is refused with a clear error counts as handled. Exit status 1 where anything failed; the inputs
that did are kept.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from accords.core.errors import AccordsError
from accords.core.exchange import LISTS, from_json, to_json
from accords.core.findings import Findings
from accords.corpus import read
from accords.extraction import extract

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ("examples/*/*.md", "evaluation/gold/news/*/*.md")
SECONDS = 10  # of the processor, so that a busy machine makes no hang
CHUNK = 50
SUFFIXES = (".md", ".txt", ".html")
TOKENS = (
    *("31 February 2014", "29 February 1900", "0000-00-00", "99999999999", "the 0th session", "٣ March", "½ May", "-1"),
    *(
        "by the end of",
        "within two months of",
        "every two years",
        "Presidents A and B",
        "U.S.",
        "Mr. ",
        "agreed to ",
        "\u2028",
    ),
    *(
        "\x00",
        "\x1b[2J",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "e\u0301",
        "😀",
        "\ud7ff",
        "\r\n",
        "\t",
        "\u00a0",
        "\n\n",
    ),
    *(
        "<p>",
        "</article>",
        "<script>",
        "&amp;",
        "&#x110000;",
        "<!--",
        "---\n",
        "date: 2014-13-45\n",
        "title: [\n",
        "# ",
        "> ",
    ),
    *("((((", "))))", "....", '""', "“", "’s", "$5 million", "1.", "- ", "* ", "|", "http://x.example/" + "a" * 300),
)
Rewrite = Callable[[bytearray, random.Random], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went wrong, and how."""

    number: int
    suffix: str
    data: bytes
    what: str


class Hang(Exception):
    """A case took longer than it may."""


@lru_cache(maxsize=1)
def seeds() -> tuple[list[str], ...]:
    """The paragraphs of each of our own texts, front matter first."""
    paths = sorted(path for pattern in SEEDS for path in ROOT.glob(pattern))
    return tuple(path.read_text(encoding="utf-8").split("\n\n") for path in paths)


def some(data: bytearray, dice: random.Random, longest: int = 60) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randint(1, longest))


def flip(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] = dice.randrange(256)


def delete(data: bytearray, dice: random.Random) -> None:
    start, end = some(data, dice)
    del data[start:end]


def double(data: bytearray, dice: random.Random) -> None:
    start, end = some(data, dice)
    data[start:start] = data[start:end] * dice.choice((1, 1, 2, 5, 40))


def move(data: bytearray, dice: random.Random) -> None:
    start, end = some(data, dice)
    part = data[start:end]
    del data[start:end]
    at = dice.randrange(len(data) + 1)
    data[at:at] = part


def insert(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(TOKENS).encode("utf-8", "surrogatepass") * dice.choice((1, 1, 1, 3, 50))


def scatter(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.randbytes(dice.randint(1, 20))


def recase(data: bytearray, dice: random.Random) -> None:
    start, end = some(data, dice, 400)
    part = data[start:end]
    data[start:end] = dice.choice((part.upper(), part.lower(), part.title(), part.replace(b" ", b"\n")))


REWRITES: tuple[Rewrite, ...] = (flip, delete, double, move, insert, scatter, recase)


def case(seed: int, number: int) -> tuple[str, bytes]:
    """The suffix and bytes of a case."""
    dice = random.Random(f"{seed}/{number}")
    paragraphs = dice.choice(seeds())
    start = dice.randrange(len(paragraphs))
    chosen = paragraphs[:1] * dice.randrange(2) + paragraphs[start : start + dice.randint(1, 2)]
    suffix = dice.choice(SUFFIXES)
    text = "\n\n".join(chosen)
    data = bytearray((f"<p>{text}</p>" if suffix == ".html" else text).encode())
    for _ in range(dice.randint(0, 8)):
        dice.choice(REWRITES)(data, dice)
    return suffix, bytes(data)


def misquoted(findings: Findings) -> str:
    """What is wrong with the spans of findings, if anything."""
    text = findings.document.text
    for name in LISTS:
        for item in getattr(findings, name):
            spans = (item.span,) if hasattr(item, "span") else item.spans
            for span in (*spans, *(s for event in getattr(item, "events", ()) for s in event.spans)):
                if not span.quote(text).strip():
                    return f"{name}: the span {span} quotes nothing"
    if from_json(to_json(findings), findings.document) != findings:
        return "the exchange format does not give the findings back"
    return ""


def attempt(path: Path) -> str:
    """What went wrong with one file, if anything."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return misquoted(extract(read(path, language="en")))
    except AccordsError:
        return ""
    except Hang:
        return f"more than {SECONDS} s"
    except Exception as error:  # noqa: BLE001 (any other is what we look for)
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(*_: object) -> None:
    raise Hang


def run(seed: int, numbers: range) -> list[Failure]:
    """The failures among some cases."""
    signal.signal(signal.SIGPROF, _stop)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            suffix, data = case(seed, number)
            path = Path(folder) / f"case{suffix}"
            path.write_bytes(data)
            if problem := attempt(path):
                failures.append(Failure(number, suffix, data, problem))
    return failures


def main() -> int:
    """Run the cases on several processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, help="run this one case")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where inputs that failed are kept")
    options = parser.parse_args()
    first, last = (options.only, options.only + 1) if options.only is not None else (0, options.count)
    parts = [range(start, min(start + CHUNK, last)) for start in range(first, last, CHUNK)]
    began, done, found = time.monotonic(), 0, 0
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        for failures in pool.imap_unordered(partial(run, options.seed), parts):
            done += 1
            found += len(failures)
            for failure in failures:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{options.seed}-{failure.number}{failure.suffix}").write_bytes(failure.data)
                print(f"case {failure.number}: {failure.what}", flush=True)
            if not done % 40:
                print(f"{done * CHUNK} cases, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{last - first} cases, {found} failures")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
