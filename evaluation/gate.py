"""The quality gate: extract the gold's texts, score them, and fail where a figure is below its floor.

    python -m evaluation.gate [--errors]

Floors are in evaluation/floors.toml and only ever rise. Texts and scorers lie in ../shared; where that folder is absent the
gate says so and passes, since nothing can be measured. The held-out half is reported by its totals alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from accords.core.exchange import to_json
from accords.corpus import read
from accords.extraction import extract_all

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "evaluation" / "gold" / "readouts"
SEED_PUBLISHED = date(2013, 2, 11)


def floors() -> dict[str, dict[str, float]]:
    """The floors by section."""
    return tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text(encoding="utf-8"))


def write_findings(sources: Iterable[Path], output: Path, published: date | None = None) -> None:
    """Extract each text into `<stem>.json`."""
    for findings in extract_all(read(source, published=published) for source in sources):
        path = output / f"{findings.document.stem}.json"
        path.write_text(json.dumps(to_json(findings), ensure_ascii=False), encoding="utf-8")


def score(gold: Path, system: Path) -> dict[str, dict[str, float | None]]:
    """The scorer's totals by list."""
    command = [sys.executable, str(SHARED / "tools" / "score_findings.py"), str(gold), str(system), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own scorer)
    if result.returncode == 2:
        raise SystemExit(result.stderr)
    report: dict[str, dict[str, float | None]] = json.loads(result.stdout)["all"]
    return report


def check(name: str, report: dict[str, dict[str, float | None]], wanted: dict[str, float]) -> list[str]:
    """Print one section's figures; return what is below its floor."""
    below = []
    for row, floor in wanted.items():
        f1 = report[row]["f1"] or 0.0
        print(f"{name:12} {row:22} F1 {f1:.3f}  floor {floor:.3f}")
        if f1 < floor:
            below.append(f"{name}: {row} F1 {f1:.3f} is below its floor {floor:.3f}")
    return below


def timex(wanted: dict[str, float]) -> list[str]:
    """Run the time expressions' own measure with its floors."""
    below = []
    for corpus, floor in wanted.items():
        command = [
            sys.executable,
            "-m",
            "evaluation.timex",
            str(SHARED / "corpora" / "timex" / corpus),
            "--floor",
            f"value={floor}",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
        print(f"{corpus:12} {' '.join(result.stdout.split())}")
        if result.returncode:
            below.append(f"timex: {corpus} is below {floor}: {result.stdout} {result.stderr}")
    return below


def measured(name: str, module: str, *options: str) -> list[str]:
    """Run a measure that checks its own floors."""
    command = [sys.executable, "-m", f"evaluation.{module}", *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    lines = result.stdout.splitlines() or [result.stderr]
    print(f"{name:12} {lines[-1] if not result.returncode else result.stdout + result.stderr}")
    return [f"{name}: {result.stdout} {result.stderr}"] if result.returncode else []


def main() -> int:
    """Measure everything; 1 where something is below its floor."""
    if not SHARED.is_dir():
        print(f"the gate measures on the corpora in {SHARED}, which is absent: nothing measured")
        return 0
    wanted, below = floors(), []
    with tempfile.TemporaryDirectory() as folder:
        seed = Path(folder) / "seed"
        seed.mkdir()
        write_findings([SHARED / "seed" / "moscow-meetings.txt"], seed, SEED_PUBLISHED)
        below += check(
            "seed", score(SHARED / "seed" / "moscow-meetings.json", seed / "moscow-meetings.json"), wanted["seed"]
        )
        for half in ("development", "held_out"):
            output = Path(folder) / half
            output.mkdir()
            stems = sorted(path.stem for path in (GOLD / half).glob("*.json"))
            write_findings([SHARED / "corpora" / "readouts" / f"{stem}.md" for stem in stems], output)
            below += check(half, score(GOLD / half, output), wanted[half])
    below += timex(wanted["timex"])
    below += measured("titles", "titles", *[f"--floor={name}={floor}" for name, floor in wanted["titles"].items()])
    below += measured("precision", "precision", f"--most={int(wanted['precision']['most'])}")
    print(*below, sep="\n")
    print("the gate holds" if not below else f"{len(below)} figures below their floors")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
