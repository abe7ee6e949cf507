"""`accords matters`: where every commitment and instrument stands on a day."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.options import AsOf, Ids, LedgerFile, Output
from accords.cli.report_output import ReportFormat, chosen, deliver, write


def matters(
    ledger: LedgerFile,
    as_of: AsOf = None,
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help="Text for reading, Markdown, one HTML page, or JSON (accords-matters/1); as the file ends without it.",
        ),
    ] = None,
    output: Output = None,
    ids: Ids = False,
) -> None:
    """Tell where every matter of a ledger stands on a day: overdue, open, fulfilled, and instruments by stage.

    Example: accords matters --ledger talks.db --as-of 2015-02-01
    """
    from accords.pipeline import matters_on, register_of
    from accords.publication.formats.matters_json import matters_to_json

    day = as_date(as_of)
    with errors_as_messages():
        if chosen(form, output) is ReportFormat.JSON:
            listed = matters_to_json(matters_on(ledger, day))
            write(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", output)
        else:
            deliver(register_of(ledger, as_of=day), form, output, ids=ids, ledger=ledger, as_of=day)
