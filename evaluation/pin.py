"""Turn annotators' drafts into gold: quotes become spans into the file, names of organisations their short forms.

    python -m evaluation.pin DRAFTS evaluation/gold/readouts ../shared/corpora/readouts
    python -m evaluation.pin DRAFTS evaluation/gold/news         # the texts lie beside their gold

The quotes are dropped: no words of a text enter the repository.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from accords.core.reference import countries, organisations

Item = dict[str, Any]
LISTS = ("persons", "meetings", "instruments", "commitments", "series")
PARTIES = ("participants", "parties", "who")


def short_names() -> dict[str, str]:
    """Every listed name of an organisation, in lower case, and its short name; AU is Australia."""
    names = {name.lower(): o.name for o in organisations().values() for name in (o.name, *o.also)}
    return {name: short for name, short in names.items() if name.upper() not in countries()}


def pinned(item: Item, text: str, short: dict[str, str]) -> Item:
    """The item with spans for its quote and short names for organisations; stages inside it likewise."""
    item = dict(item)
    words = item.pop("quote", "").split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    item["spans"] = [list(match.span())] if match else []
    for key in PARTIES:
        if key in item:
            item[key] = [short.get(name.lower(), name) for name in item[key]]
    if "events" in item:
        item["events"] = [pinned(event, text, short) for event in item["events"]]
    return item


def main() -> None:
    """Pin every draft that the draw names; texts without a draft keep the gold they have."""
    drafts, out, *elsewhere = map(Path, sys.argv[1:4])
    short = short_names()
    draw = tomllib.loads((out / "draw.toml").read_text(encoding="utf-8"))
    for stratum in draw.values():
        for half, stems in stratum.items():
            (out / half).mkdir(parents=True, exist_ok=True)
            for stem in (stem for stem in stems if (drafts / f"{stem}.json").exists()):
                data = json.loads((drafts / f"{stem}.json").read_text(encoding="utf-8"))
                text = ((elsewhere or [out / half])[0] / f"{stem}.md").read_text(encoding="utf-8")
                data |= {name: [pinned(item, text, short) for item in data.get(name) or ()] for name in LISTS}
                (out / half / f"{stem}.json").write_text(
                    json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
                )


if __name__ == "__main__":
    main()
