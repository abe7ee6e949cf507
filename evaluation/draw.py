"""Draw the development gold's 90 readouts from their corpus; the draw can be repeated exactly.

    python -m evaluation.draw ../shared/corpora/readouts > evaluation/gold/readouts/draw.toml

The first draw has two strata: 40 bilateral readouts (the title tells of one call or meeting with the leaders or officials
of one foreign state) and 20 joint or leaders' statements of at most 1,000 words (longer ones would spend the annotators'
time on a handful of texts). The second adds 10 and 8 of these and 12 other texts of at most 900
words whose title points abroad (travel, several states, organisations, remarks). Inside each stratum the files are
shuffled with the draw's seed; every second one is held out: it is looked at only through scores.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import yaml
from babel import Locale

DRAWS = {
    20130208: {"bilateral": 40, "joint": 20},
    20130209: {"bilateral": 10, "joint": 8, "other": 12},
}
LONGEST_STATEMENT = 1000
LONGEST_OTHER = 900
ABROAD = r"\b(NATO|G7|G20|EU|European|UN|United Nations|UNGA|Allies|Trilateral|Quad|ASEAN|Caribbean|Foreign|Travel)\b"
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
    abroad = found or re.search(ABROAD, title)
    return "other" if abroad and words <= LONGEST_OTHER else None


def draw(folder: Path) -> dict[str, list[str]]:
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(states(), key=len, reverse=True)))
    strata: dict[str, list[str]] = {"bilateral": [], "joint": [], "other": []}
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        title = " ".join(str(yaml.safe_load(front)["title"]).split())
        if name := stratum(title, len(body.split()), names):
            strata[name].append(path.stem)
    drawn: dict[str, list[str]] = {}
    for number, (seed, sizes) in enumerate(DRAWS.items(), 1):
        dice = random.Random(seed)
        for name, size in sizes.items():
            stems = dice.sample(strata[name], size)
            drawn[f"{name}_{number}" if number > 1 else name] = stems
            strata[name] = [stem for stem in strata[name] if stem not in stems]
    return drawn


def main() -> None:
    seeds = " and ".join(map(str, DRAWS))
    print(f"# drawn by evaluation/draw.py with the seeds {seeds}; every second one of each stratum is held out")
    for name, stems in draw(Path(sys.argv[1])).items():
        for half, part in (("development", stems[::2]), ("held_out", stems[1::2])):
            print(f"\n[{name}]" if half == "development" else "", f"{half} = [", sep="\n")
            print(*(f'  "{stem}",' for stem in sorted(part)), "]", sep="\n")


if __name__ == "__main__":
    main()
