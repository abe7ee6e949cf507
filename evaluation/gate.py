"""The quality gate: extract the gold's texts, score them, and fail where a figure is below its floor.

    python -m evaluation.gate              figures, floors, and what was gained and lost since they were set
    python -m evaluation.gate --errors     with every miss and false alarm of the development half
    python -m evaluation.gate --accept     also keep what is matched now as what the next run compares with

Floors are in evaluation/floors.toml and only ever rise. Texts and scorers lie in ../shared; where that folder is absent the
gate says so and passes, since nothing can be measured. Of the held-out half only totals are told.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from accords.corpus import read
from evaluation.floor import missed
from evaluation.scoring import LISTS, SHARED, Comparison, compare, write_findings

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "evaluation" / "gold"
TEXTS = SHARED / "corpora" / "readouts"
ACCEPTED = ROOT / "evaluation" / "accepted.json"
SEED = SHARED / "seed" / "moscow-meetings"
PLOVER = SHARED / "corpora" / "plover" / "gold_standard_records.json"
SEED_PUBLISHED = date(2013, 2, 11)
HALVES = ("development", "held_out")
FIRST_DRAW = ("bilateral", "joint")
WITHIN = ("_first", "_news")
"""Parts whose texts are also those of their section."""
Record = dict[str, dict[str, Any]]


def floors() -> dict[str, dict[str, float]]:
    """The floors by section."""
    return tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text(encoding="utf-8"))


def gold_of(section: str) -> dict[Path, Path]:
    """The text of each gold file of a section."""
    if section == "seed":
        return {SEED.with_suffix(".json"): SEED.with_suffix(".txt")}
    readouts = {path: TEXTS / f"{path.stem}.md" for path in sorted((GOLD / "readouts" / section).glob("*.json"))}
    news = {path: path.with_suffix(".md") for path in sorted((GOLD / "news" / section).glob("*.json"))}
    return readouts | news


def parts_of(section: str, files: Iterable[Path]) -> dict[str, list[Path]]:
    """A section's gold; of a half that of the first 120 texts, its first draw and its news, and apart the second set of news."""
    paths = list(files)
    if section not in HALVES:
        return {section: paths}
    first = _drawn("readouts", section, *FIRST_DRAW)
    later = _drawn("news", section, "news_2")
    return {
        section: [path for path in paths if path.stem not in later],
        f"{section}_first": [path for path in paths if path.stem in first],
        f"{section}_news": [path for path in paths if path.is_relative_to(GOLD / "news") and path.stem not in later],
        f"{section}_news_2": [path for path in paths if path.stem in later],
    }


def _drawn(folder: str, half: str, *strata: str) -> set[str]:
    draw = tomllib.loads((GOLD / folder / "draw.toml").read_text(encoding="utf-8"))
    return {stem for stratum in strata for stem in draw[stratum][half]}


def measure(section: str) -> dict[str, Comparison]:
    """The findings of a section's texts against their gold, and of its parts."""
    files = gold_of(section)
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system"
        system.mkdir()
        published = SEED_PUBLISHED if section == "seed" else None
        write_findings((read(text, published=published) for text in files.values()), system)
        found = {}
        for name, paths in parts_of(section, files).items():
            gold = Path(folder) / name
            gold.mkdir()
            for path in paths:
                (gold / path.name).symlink_to(path)
            found[name] = compare(gold, system)
        return found


def check(section: str, figures: dict[str, float], wanted: dict[str, float]) -> list[str]:
    """Print one section's figures; return what is below its floor."""
    for name, floor in wanted.items():
        print(f"{section:17} {name:24} {figures.get(name, 0.0):.3f}  floor {floor:.3f}")
    return [f"{section}: {line}" for line in missed(figures, wanted)]


def changes(section: str, now: Comparison, before: Record) -> Iterator[str]:
    """What is matched now and was not, and the other way round, by text; then the false alarms. Of the held-out half how much only."""
    differences = [
        (label, stem, what) for stem in sorted(now.matched) for label, what in _differences(stem, now, before)
    ]
    if not section.startswith("held_out"):
        yield from (f"{label:7} {section} {stem[:60]}: {' '.join(what)}" for label, stem, what in differences)
        return
    for label in ("gained", "lost"):
        count = sum(len(what) for told, _, what in differences if told == label)
        texts = len({stem for told, stem, _ in differences if told == label})
        if count:
            yield f"{label:7} {section}: {count} in {texts} texts"


def _differences(stem: str, now: Comparison, before: Record) -> Iterator[tuple[str, list[str]]]:
    """What was gained and lost in one text: the ids matched, and the lists with fewer or more false alarms."""
    if stem not in before:
        return
    matched, formerly = set(now.matched[stem]), set(before[stem]["matched"])
    yield from (
        (label, sorted(ids)) for label, ids in (("gained", matched - formerly), ("lost", formerly - matched)) if ids
    )
    for name in LISTS:
        was, has = before[stem]["alarms"].get(name, 0), now.alarms[stem].get(name, 0)
        if was != has:
            yield "lost" if has > was else "gained", [f"false {name} {was} → {has}"]


def record(comparison: Comparison) -> Record:
    """What a later run compares with: ids and counts, no words."""
    return {
        stem: {"matched": matched, "alarms": comparison.alarms[stem]}
        for stem, matched in sorted(comparison.matched.items())
    }


def delegated(name: str, module: str, *options: str) -> list[str]:
    """Run a measure that checks its own floors."""
    command = [sys.executable, "-m", f"evaluation.{module}", *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    lines = result.stdout.splitlines() or [result.stderr]
    print(f"{name:17} {lines[-1] if not result.returncode else result.stdout + result.stderr}")
    return [f"{name}: {result.stdout} {result.stderr}"] if result.returncode else []


def least(wanted: dict[str, float]) -> list[str]:
    """Floors as options of a measure."""
    return [f"--floor={name}={floor}" for name, floor in wanted.items()]


def main() -> int:
    """Measure everything; 1 where something is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--errors", action="store_true", help="tell the misses and false alarms of the development half"
    )
    parser.add_argument("--accept", action="store_true", help="keep what is matched now for the next comparison")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"the gate measures on the corpora in {SHARED}, which is absent: nothing measured")
        return 0
    wanted = floors()
    below: list[str] = []
    told: list[str] = []
    before: dict[str, Record] = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}
    accepted: dict[str, Record] = {}
    for section in ("seed", *HALVES):
        measured = measure(section)
        for name, part in measured.items():
            below += check(name, part.figures(), wanted[name])
        for name, comparison in measured.items():
            if name.endswith(WITHIN):
                continue
            told += changes(name, comparison, before.get(name, {}))
            accepted[name] = record(comparison)
            if options.errors and section != "held_out":
                told += [f"{kind} {items} {line}" for kind, items, line in comparison.errors()]
    print(*told or ["nothing gained and nothing lost since the floors were set"], sep="\n")
    for corpus, floor in wanted["timex"].items():
        below += delegated(corpus, "timex", str(SHARED / "corpora" / "timex" / corpus), f"--floor=value={floor}")
    below += delegated("plover", "plover", str(PLOVER), *least(wanted["plover"]))
    below += delegated("parse", "parse", *least(wanted["parse"]))
    below += delegated("titles", "titles", *least(wanted["titles"]))
    below += delegated("precision", "precision", f"--most={int(wanted['precision']['most'])}")
    if options.accept:
        ACCEPTED.write_text(json.dumps(accepted, indent=1) + "\n", encoding="utf-8")
    print(*below, sep="\n")
    print("the gate holds" if not below else f"{len(below)} figures below their floors")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
