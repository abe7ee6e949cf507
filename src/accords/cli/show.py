"""`accords show`: everything about one id."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.options import AsOf, LedgerFile


class RecordFormat(StrEnum):
    """How a record is printed."""

    TEXT = "text"
    JSON = "json"


def show(
    id: Annotated[  # noqa: A002 - the word for it everywhere
        str, typer.Argument(metavar="ID", help="A matter, a cluster, or a finding: an item's id, or DOCUMENT/ITEM.")
    ],
    ledger: LedgerFile,
    as_of: AsOf = None,
    form: Annotated[
        RecordFormat, typer.Option("--format", help="Text for reading, JSON for programs (accords-record/1).")
    ] = RecordFormat.TEXT,
) -> None:
    """Show what is asserted of one record, in which words, and what it is held to be the same as.

    Example: accords show matter-0123456789abcdef --ledger talks.db
    """
    from accords.pipeline import record_of

    with errors_as_messages():
        found = record_of(ledger, id, as_of=as_date(as_of))
    if form is RecordFormat.JSON:
        from accords.publication.formats.record_json import record_to_json

        typer.echo(json.dumps(record_to_json(found), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from accords.publication.formats.record_text import print_record, record_to_text

    if (console := Console()).is_terminal:
        print_record(found, console)
    else:
        typer.echo(record_to_text(found, console.width), nl=False)
