"""Score the coded events against PLOVER gold standard records.

    python -m evaluation.plover RECORDS.json [--scorer score_plover.py] [--output DIR] [--errors] [--floor class=80]

Every record of RECORDS is stripped to its text and date, extraction runs over it, and the scorer compares classes and
parties. Options the scorer knows are handed to it. Exit status: the scorer's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from accords.core.exchange import to_json
from accords.corpus import read
from accords.extraction import extract_all

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_plover.py"


def annotate(stripped: Path, output: Path) -> int:
    """Write one findings file for each stripped text; return how many."""
    output.mkdir(parents=True, exist_ok=True)
    texts = sorted(stripped.glob("*.txt"))
    for path, found in zip(texts, extract_all(map(read, texts)), strict=True):
        (output / f"{path.stem}.json").write_text(json.dumps(to_json(found), ensure_ascii=False), encoding="utf-8")
    return len(texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--output", type=Path, help="keep the findings here")
    options, handed_on = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary:
        stripped = Path(temporary) / "text"
        output = options.output or Path(temporary) / "findings"
        scorer = [sys.executable, str(options.scorer)]
        command = [*scorer, "strip", str(options.records), str(stripped)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own scorer)
        print(f"{annotate(stripped, output)} records", flush=True)
        return subprocess.run([*scorer, str(options.records), str(output), *handed_on], check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
