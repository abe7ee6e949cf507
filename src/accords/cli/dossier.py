"""`accords dossier`: everything known of a party, or between two."""

from __future__ import annotations

from typing import Annotated

import typer

from accords.cli.common import as_date, errors_as_messages
from accords.cli.options import AsOf, Form, Ids, LedgerFile, Output
from accords.cli.report_output import deliver


def dossier(
    parties: Annotated[
        list[str], typer.Argument(metavar="PARTY [PARTY]", help="A name, an ISO code, or the name of an organisation.")
    ],
    ledger: LedgerFile,
    as_of: AsOf = None,
    form: Form = None,
    output: Output = None,
    ids: Ids = False,
) -> None:
    """Write everything known of one party, or of the relationship of two.

    Example: accords dossier Kazakhstan Russia --ledger talks.db --output dossier.html
    """
    from accords.pipeline import dossier_of

    day = as_date(as_of)
    with errors_as_messages():
        deliver(dossier_of(ledger, parties, as_of=day), form, output, ids=ids, ledger=ledger, as_of=day)
