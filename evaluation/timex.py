"""Score the time-expression stage against TimeML gold.

    python -m evaluation.timex GOLD_DIR [--scorer score_timex.py] [--output DIR] [--errors] [--floor value=72]

Every `.tml` file of GOLD_DIR is stripped to its text and publication date, the stage runs over it, and the scorer
compares. Options the scorer knows are handed to it. Exit status: the scorer's.

To us "5 to 8 June" is one expression with an interval for its value. TimeML marks each end of a range for itself, so that
the findings hold its two ends.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from accords.extraction.timex import find_timexes
from accords.extraction.timex.ranges import ends

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_timex.py"


def findings(text: str, published: date | None) -> dict[str, list[dict[str, Any]]]:
    """The stage's output for one text, in the exchange format's list `timexes`."""
    return {
        "timexes": [
            {"type": str(end.type), "value": end.value, "mod": end.mod, "spans": [[end.span.start, end.span.end]]}
            for item in find_timexes(text, published)
            for end in ends(item, text)
        ]
    }


def annotate(stripped: Path, output: Path) -> tuple[int, float]:
    """Write one findings file for each stripped text; return how many and the seconds they took."""
    output.mkdir(parents=True, exist_ok=True)
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
    return len(texts), spent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--output", type=Path, help="keep the findings here")
    options, handed_on = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary:
        stripped = Path(temporary) / "text"
        output = options.output or Path(temporary) / "findings"
        scorer = [sys.executable, str(options.scorer)]
        subprocess.run([*scorer, "strip", str(options.gold), str(stripped)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        count, seconds = annotate(stripped, output)
        print(f"{count} documents in {seconds:.2f} s", flush=True)
        return subprocess.run([*scorer, str(options.gold), str(output), *handed_on], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
