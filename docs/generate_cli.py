"""Write docs/cli.md from the commands (`make docs`)."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from accords.cli import app

COMMANDS = sorted(str(c.callback.__name__) for c in app.registered_commands if c.callback)


def reference() -> str:
    """The reference in Markdown: each command with its help."""
    parts = ["# Commands\n\nWritten by `make docs` from the code; do not edit.\n"]
    for command in COMMANDS:
        text = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}).output
        lines = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).strip("\n").splitlines())
        parts.append(f"\n## accords {command}\n\n```\n{lines}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    (Path(__file__).parent / "cli.md").write_text(reference(), encoding="utf-8")
