"""Score the time-expression stage against TimeML gold.

    python -m evaluation.timex GOLD_DIR [--scorer score_timex.py] [--output DIR] [--errors] [--floor value=72]

Every `.tml` file of GOLD_DIR is stripped to its text and publication date, the stage runs over it, and the scorer
compares. Options the scorer knows are handed to it. Exit status: the scorer's.

To us "5 to 8 June" is one expression with an interval for its value. TimeML marks each end of a range for itself, so that
the findings hold its two ends.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from accords.extraction.timex import find_timexes
from accords.extraction.timex.ranges import ends
from evaluation.stripped import run


def findings(text: str, published: date | None) -> dict[str, list[dict[str, Any]]]:
    """The stage's output for one text, in the exchange format's list `timexes`."""
    return {
        "timexes": [
            {"type": str(end.type), "value": end.value, "mod": end.mod, "spans": [[end.span.start, end.span.end]]}
            for item in find_timexes(text, published)
            for end in ends(item, text)
        ]
    }


def annotate(stripped: Path, output: Path) -> str:
    """Write one findings file for each stripped text; say how many, and the seconds they took."""
    find_timexes("today", date(2013, 2, 8))  # compile the rules before the clock starts
    texts = sorted(stripped.glob("*.txt"))
    spent = 0.0
    for path in texts:
        meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        text = path.read_bytes().decode("utf-8")
        start = time.perf_counter()
        found = findings(text, date.fromisoformat(meta["published"]))
        spent += time.perf_counter() - start
        (output / f"{path.stem}.json").write_text(json.dumps(found), encoding="utf-8")
    return f"{len(texts)} documents in {spent:.2f} s"


if __name__ == "__main__":
    sys.exit(run(__doc__, "score_timex", annotate))
