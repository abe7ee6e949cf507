"""`accords brief`: the paper for a coming meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.options import AsOf, Form, Ids, LedgerFile, Output
from accords.cli.report_output import deliver


def brief(
    ledger: LedgerFile,
    parties: Annotated[
        str, typer.Option(help="Who meets, with commas between: names, ISO codes, or names of organisations.")
    ],
    meeting: Annotated[
        str, typer.Option(help="Id of the meeting; the next planned one at the highest level without it.")
    ] = "",
    as_of: AsOf = None,
    form: Form = None,
    output: Output = None,
    ids: Ids = False,
) -> None:
    """Write the brief for the next meeting of two parties: where everything stands that they agreed.

    Example: accords brief --ledger talks.db --parties Kazakhstan,Russia --as-of 2013-11-01
    """
    from accords.pipeline import brief_of

    day = as_date(as_of)
    with errors_as_messages():
        names = [name.strip() for name in parties.split(",") if name.strip()]
        deliver(brief_of(ledger, names, as_of=day, meeting=meeting), form, output, ids=ids, ledger=ledger, as_of=day)
