"""Measures whose scorer strips its gold to plain texts for a system to read, and compares the findings with it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from evaluation.scoring import SHARED


def run(usage: str | None, scorer: str, annotate: Callable[[Path, Path], str]) -> int:
    """The command line of such a measure.

    Args:
        usage: what `--help` says.
        scorer: name of the scorer in ../shared/tools.
        annotate: reads the stripped texts of the first folder, writes findings into the second, and says what it did.

    Returns:
        The scorer's exit status. Options that are not ours are handed to it.
    """
    parser = argparse.ArgumentParser(description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / f"{scorer}.py")
    parser.add_argument("--output", type=Path, help="keep the findings here")
    options, handed_on = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary:
        stripped = Path(temporary) / "text"
        output = options.output or Path(temporary) / "findings"
        output.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, str(options.scorer)]
        subprocess.run([*command, "strip", str(options.gold), str(stripped)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        print(annotate(stripped, output), flush=True)
        return subprocess.run([*command, str(options.gold), str(output), *handed_on], check=False).returncode  # noqa: S603
