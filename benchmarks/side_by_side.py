"""Speed and memory of `accords run`, two ways side by side in one go, so that the machine's mood cancels out.

    python benchmarks/side_by_side.py FOLDER [ROUNDS]

FOLDER holds texts; a few hundred are enough. Each comparison runs its two sides in turn, ROUNDS times (2 without it), and
keeps the best of each. Memory is the sum over all processes of their proportional share (PSS), sampled, on Linux only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from accords.corpus import listed
from accords.workers import cores

SAMPLE_SECONDS = 0.1
ACCORDS = (sys.executable, "-c", "from accords.cli import app; app()", "run")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds on the clock, seconds of processors, megabytes at the peak."""

    clock: float
    processor: float
    megabytes: float

    def best(self, other: Cost) -> Cost:
        """The lower of each."""
        lower = (min(pair) for pair in zip(self.values(), other.values(), strict=True))
        return Cost(*lower)

    def values(self) -> tuple[float, float, float]:
        """Clock, processor, memory."""
        return self.clock, self.processor, self.megabytes


@dataclass(frozen=True, slots=True)
class Side:
    """One way to run: the texts, the number of processes, and whether the ledger has them already."""

    name: str
    texts: tuple[str, ...]
    jobs: int
    again: bool = False

    def measure(self) -> Cost:
        """The cost of one run into a ledger of its own."""
        with tempfile.TemporaryDirectory() as folder:
            command = [*ACCORDS, *self.texts, "--ledger", f"{folder}/bench.db", "--jobs", str(self.jobs)]
            if self.again:
                measured(command)
            return measured(command)


def measured(command: list[str]) -> Cost:
    """Run a command to its end."""
    before, started, peak = os.times(), time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        while process.poll() is None:
            peak = max(peak, sum(map(share, family(process.pid))))
            time.sleep(SAMPLE_SECONDS)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - started, spent, peak)


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from family(int(child))
        except OSError:  # it has ended meanwhile
            continue


def share(pid: int) -> float:
    """A process's proportional share of memory, in megabytes; 0 where that is not known."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def comparisons(texts: list[str]) -> Iterator[tuple[Side, Side]]:
    """The pairs that are worth comparing."""
    every, half, few = tuple(texts), tuple(texts[: len(texts) // 2]), tuple(texts[:5])
    yield Side("one process", every, 1), Side("two processes", every, 2)
    if cores() > 2:
        yield Side("two processes", every, 2), Side(f"{cores()} processes", every, cores())
    yield Side("first run", every, cores()), Side("run again", every, cores(), again=True)
    yield Side("half the texts", half, cores()), Side("all texts", every, cores())
    yield Side("five texts, one process", few, 1), Side("five texts, all cores", few, cores())


def compare(one: Side, other: Side, rounds: int, say: Callable[[str], None]) -> None:
    """Measure two sides in turn and write their row of the table."""
    first, second = one.measure(), other.measure()
    for _ in range(rounds - 1):
        first, second = first.best(one.measure()), second.best(other.measure())
    cells = [
        f"{a:.1f} → {b:.1f} (×{b / a:.2f})" if a else "unknown"
        for a, b in zip(first.values(), second.values(), strict=True)
    ]
    say(f"| {one.name} → {other.name} | {' | '.join(cells)} |")


def main(folder: str, rounds: int = 2) -> None:
    """Measure every comparison."""
    texts = [str(path) for path in listed([folder], lambda error: sys.exit(str(error)))]
    typer.echo(f"{len(texts)} texts, {cores()} cores, best of {rounds}\n")
    typer.echo("| what | clock, s | processors, s | memory, MB |\n| --- | --- | --- | --- |")
    for one, other in comparisons(texts):
        compare(one, other, rounds, typer.echo)


if __name__ == "__main__":
    typer.run(main)
