"""Write docs/cli.md from the commands (`make docs`)."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

from typer.main import get_command

from accords.cli import app

if TYPE_CHECKING:
    from click import Command


def reference() -> str:
    """The reference in Markdown: each command with its help, its arguments and its options."""
    whole = get_command(app)
    commands: dict[str, Command] = whole.commands  # type: ignore[attr-defined]
    about = f"{inspect.cleandoc(whole.help or '')}\n\n`--version` prints the version.\n"
    parts = [f"# Commands\n\nWritten by `make docs` from the code; do not edit.\n\n{about}"]
    for name, command in sorted(commands.items()):
        rows = [f"- `{_usage(p)}`: {getattr(p, 'help', None) or ''}" for p in command.params]
        parts.append(f"\n## accords {name}\n\n{inspect.cleandoc(command.help or '')}\n\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _usage(parameter: object) -> str:
    options: list[str] = parameter.opts  # type: ignore[attr-defined]
    long = [o for o in options if o.startswith("--")]
    return long[0] if long else options[0].upper()


if __name__ == "__main__":
    (Path(__file__).parent / "cli.md").write_text(reference(), encoding="utf-8")
