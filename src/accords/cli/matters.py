"""`accords matters`: where every commitment and instrument stands on a day."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.report_output import ReportFormat, deliver, write


def matters(
    ledger: Annotated[Path, typer.Option(help="The ledger's file.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Judge from what was known on this day; today without it."),
    ] = None,
    form: Annotated[
        ReportFormat, typer.Option("--format", help="Text for reading, Markdown, one HTML page, or JSON (accords-matters/1).")
    ] = ReportFormat.TEXT,
    output: Annotated[Path | None, typer.Option(help="File to write; standard output without it.")] = None,
    ids: Annotated[bool, typer.Option("--ids", help="In text, print the id of each line, for `accords show`.")] = False,
) -> None:
    """Tell where every matter of a ledger stands on a day: overdue, open, fulfilled, and instruments by stage.

    Example: accords matters --ledger talks.db --as-of 2015-02-01
    """
    from accords.pipeline import matters_on, register_of
    from accords.publication.formats.matters_json import matters_to_json

    with errors_as_messages():
        if form is ReportFormat.JSON:
            listed = matters_to_json(matters_on(ledger, as_date(as_of)))
            write(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", output)
        else:
            deliver(register_of(ledger, as_of=as_date(as_of)), form, output, ids=ids)
