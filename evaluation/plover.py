"""Score the coded events against PLOVER gold standard records.

    python -m evaluation.plover RECORDS.json [--scorer score_plover.py] [--output DIR] [--errors] [--floor class=80]

Every record of RECORDS is stripped to its text and date, extraction runs over it, and the scorer compares classes and
parties. Options the scorer knows are handed to it. Exit status: the scorer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from accords.corpus import read
from evaluation.scoring import write_findings
from evaluation.stripped import run


def annotate(stripped: Path, output: Path) -> str:
    """Write one findings file for each stripped text; say how many."""
    texts = sorted(stripped.glob("*.txt"))
    write_findings(map(read, texts), output)
    return f"{len(texts)} records"


if __name__ == "__main__":
    sys.exit(run(__doc__, "score_plover", annotate))
