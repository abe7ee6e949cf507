"""`accords dossier`: everything known of a party, or between two."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.report_output import ReportFormat, deliver


def dossier(
    parties: Annotated[
        list[str], typer.Argument(metavar="PARTY [PARTY]", help="A name, an ISO code, or the name of an organisation.")
    ],
    ledger: Annotated[Path, typer.Option(help="The ledger's file.")],
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
    """Write everything known of one party, or of the relationship of two.

    Example: accords dossier Kazakhstan Russia --ledger talks.db --format html --output dossier.html
    """
    from accords.pipeline import dossier_of

    with errors_as_messages():
        deliver(dossier_of(ledger, parties, as_of=as_date(as_of)), form, output, ids=ids)
