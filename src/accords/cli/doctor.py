"""`accords doctor`: whether everything works here, and what to do where it does not."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import errors_as_messages


class TableFormat(StrEnum):
    """How checks are printed."""

    TEXT = "text"
    JSON = "json"


def doctor(
    ledger: Annotated[Path | None, typer.Option(help="A ledger to verify too.")] = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="Text for reading, JSON for programs (accords-doctor/1).")
    ] = TableFormat.TEXT,
) -> None:
    """Check that everything Accords needs is here and works. Exits with 1 where something needed is missing.

    Example: accords doctor --ledger talks.db
    """
    from accords.cli.checks import Status, checks

    with errors_as_messages():
        found = list(checks(ledger))
    missing = sum(check.status is Status.MISSING for check in found)
    if form is TableFormat.JSON:
        data = {"schema": "accords-doctor/1", "checks": [dataclasses.asdict(check) for check in found]}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        styles = {Status.OK: "green", Status.WARN: "yellow", Status.MISSING: "bold red"}
        table = Table("check", "status", "found", "what to do", box=None, pad_edge=False, header_style="bold")
        for check in found:
            status = Text(check.status.value, styles[check.status])
            table.add_row(Text(check.name), status, Text(check.found), Text(check.remedy))
        Console().print(table)
        typer.echo(f"{missing} of {len(found)} checks failed" if missing else "everything needed is here and works")
    if missing:
        raise typer.Exit(1)
