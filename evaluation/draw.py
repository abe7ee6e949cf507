"""Draw the development gold's 60 documents from the readouts corpus; the draw can be repeated exactly.

    python -m evaluation.draw ../shared/corpora/readouts > evaluation/gold/readouts/draw.toml

Two strata: 40 bilateral readouts (the title tells of one call or meeting with the leaders or officials of one foreign
state) and 20 joint or leaders' statements of at most 1,000 words (longer ones would spend the annotators' time on a
handful of texts). Inside each stratum the files are shuffled with a fixed seed; every second one is held out: it is
looked at only through scores.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import yaml
from babel import Locale

SEED = 20130208
STRATA = {"bilateral": 40, "joint": 20}
LONGEST_STATEMENT = 1000
EXTRA_STATES = ("Turkey", "Türkiye", "Czech Republic", "Russia", "Korea", "Palestinian", "DRC", "U.K.", "UAE")


def states() -> list[str]:
    territories = Locale("en").territories
    names = [name for code, name in territories.items() if len(code) == 2 and code.isalpha() and code != "US"]
    return [*names, *EXTRA_STATES]


def stratum(title: str, words: int, names: re.Pattern[str]) -> str | None:
    found = {match.group(0) for match in names.finditer(title)}
    if title.startswith("Readout") and re.search(r"\b(Call|Meeting|Bilateral)s?\b", title) and len(found) == 1:
        return "bilateral"
    if re.search(r"\b(Joint|Leaders['’]?)\b.*\bStatement\b", title) and words <= LONGEST_STATEMENT:
        return "joint"
    return None


def draw(folder: Path) -> dict[str, list[str]]:
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(states(), key=len, reverse=True)))
    strata: dict[str, list[str]] = {name: [] for name in STRATA}
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        title = " ".join(str(yaml.safe_load(front)["title"]).split())
        if name := stratum(title, len(body.split()), names):
            strata[name].append(path.stem)
    dice = random.Random(SEED)
    return {name: dice.sample(stems, STRATA[name]) for name, stems in strata.items()}


def main() -> None:
    print(f"# drawn by evaluation/draw.py with seed {SEED}; every second one of each stratum is held out")
    for name, stems in draw(Path(sys.argv[1])).items():
        for half, part in (("development", stems[::2]), ("held_out", stems[1::2])):
            print(f"\n[{name}]" if half == "development" else "", f"{half} = [", sep="\n")
            print(*(f'  "{stem}",' for stem in sorted(part)), "]", sep="\n")


if __name__ == "__main__":
    main()
