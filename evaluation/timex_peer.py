"""Compare the time-expression stage with HeidelTime: is its value F1 higher, and not by the luck of the documents?

    python -m evaluation.timex_peer [--corpora ../shared/corpora/timex] [--rounds 2000] [--seed 20130208] [--least 0.95]

Both systems are scored on the same documents; these are drawn anew with replacement, as many as there are, and the share of
draws in which our F1 is the higher one is printed for each corpus (a paired bootstrap). HeidelTime's output lies in
`heideltime/CORPUS` beside the gold, as findings. Exit status: 1 where a share is below `--least`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation.scoring import SHARED, scorer
from evaluation.timex import findings

CORPORA = SHARED / "corpora" / "timex"
NAMES = ("TimeBank", "AQUAINT")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many expressions one document's gold has, how many a system found, and how many of those have the right value."""

    gold: int
    found: int
    right: int


def f1(tallies: Sequence[Tally]) -> float:
    """The F1 of some documents taken together; 1 where there is nothing to find and nothing found.

    >>> f1([Tally(4, 2, 2), Tally(2, 2, 1)])
    0.6
    """
    total = sum(tally.gold + tally.found for tally in tallies)
    return 2 * sum(tally.right for tally in tallies) / total if total else 1.0


def share_ahead(ours: Sequence[Tally], theirs: Sequence[Tally], rounds: int, seed: int) -> float:
    """The share of `rounds` draws of documents in which our F1 is above theirs; the two lists tell of the same documents."""
    dice = random.Random(seed)
    ahead = 0
    for _ in range(rounds):
        drawn = dice.choices(range(len(ours)), k=len(ours))
        ahead += f1([ours[i] for i in drawn]) > f1([theirs[i] for i in drawn])
    return ahead / rounds


def tallies(gold: Path, peer: Path) -> Iterator[tuple[Tally, Tally]]:
    """Ours and the peer's tally of each document of a folder of TimeML files."""
    judge = scorer("score_timex")
    for path in sorted(gold.glob("*.tml")):
        published, text, wanted = judge.read_gold(path)
        ours = [
            judge.Timex(item["spans"][0][0], item["spans"][-1][1], item["type"], item["value"])
            for item in findings(text, date.fromisoformat(published))["timexes"]
        ]
        counts = [judge.count(wanted, found) for found in (ours, judge.read_system(peer / f"{path.stem}.json"))]
        mine, other = (Tally(count.gold, count.system, count.value) for count in counts)
        yield mine, other


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20130208)
    parser.add_argument("--least", type=float, default=0.95)
    options = parser.parse_args()
    shares = []
    for name in NAMES:
        pairs = list(tallies(options.corpora / name, options.corpora / "heideltime" / name))
        ours, theirs = [mine for mine, _ in pairs], [other for _, other in pairs]
        shares.append(share_ahead(ours, theirs, options.rounds, options.seed))
        print(
            f"{name:9} {len(pairs)} documents: value F1 {f1(ours):.2%}, HeidelTime {f1(theirs):.2%}; ahead in {shares[-1]:.1%}"
        )
    return int(min(shares) < options.least)


if __name__ == "__main__":
    sys.exit(main())
