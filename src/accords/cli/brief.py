"""`accords brief`: the paper for a coming meeting."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.report_output import ReportFormat, deliver


def brief(
    ledger: Annotated[Path, typer.Option(help="The ledger's file.")],
    parties: Annotated[
        str, typer.Option(help="Who meets, with commas between: names, ISO codes, or names of organisations.")
    ],
    meeting: Annotated[
        str, typer.Option(help="Id of the meeting; the next planned one at the highest level without it.")
    ] = "",
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Use only what was known on this day; today without it."),
    ] = None,
    form: Annotated[
        ReportFormat,
        typer.Option("--format", help="Text for reading, Markdown, one HTML page, or JSON (accords-report/1)."),
    ] = ReportFormat.TEXT,
    output: Annotated[Path | None, typer.Option(help="File to write; standard output without it.")] = None,
    ids: Annotated[bool, typer.Option("--ids", help="In text, print the id of each line, for `accords show`.")] = False,
) -> None:
    """Write the brief for the next meeting of two parties: where everything stands that they agreed.

    Example: accords brief --ledger talks.db --parties Kazakhstan,Russia --as-of 2013-11-01
    """
    from accords.pipeline import brief_of

    with errors_as_messages():
        names = [name.strip() for name in parties.split(",") if name.strip()]
        deliver(brief_of(ledger, names, as_of=as_date(as_of), meeting=meeting), form, output, ids=ids)
