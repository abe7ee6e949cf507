"""`accords matters`: where every commitment and instrument stands on a day."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages


class Format(StrEnum):
    """How matters are printed."""

    TEXT = "text"
    JSON = "json"


def matters(
    ledger: Annotated[Path, typer.Option(help="The ledger's file.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Judge from what was known on this day; today without it."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Text for reading, JSON for programs (accords-matters/1).")
    ] = Format.TEXT,
) -> None:
    """List the matters of a ledger with their status on a day.

    Example: accords matters --ledger talks.db --as-of 2015-02-01
    """
    from accords.pipeline import matters_on
    from accords.publication.formats.matters_json import matters_to_json

    with errors_as_messages():
        found = matters_on(ledger, as_date(as_of))
    if form is Format.JSON:
        typer.echo(json.dumps(matters_to_json(found), ensure_ascii=False, indent=1))
        return
    for matter in found:
        due = f", due {matter.deadline.date.words()}" if matter.deadline and matter.deadline.date else ""
        slip = f", slip {matter.slip_days} days" if matter.slip_days else ""
        typer.echo(f"{matter.status.value:16} {' and '.join(matter.parties)}: {matter.title}{due}{slip}")
        if matter.note:
            typer.echo(f"{'':16} {matter.note}")
    if not found:
        typer.echo("no matters are known by that day")
