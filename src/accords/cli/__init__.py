"""The command line: options only, then one call into the public API."""

from __future__ import annotations

from typing import Annotated

import typer

from accords import __version__
from accords.cli.brief import brief
from accords.cli.doctor import doctor
from accords.cli.dossier import dossier
from accords.cli.extract import extract
from accords.cli.matters import matters
from accords.cli.run import run
from accords.cli.show import show

app = typer.Typer(no_args_is_help=True, add_completion=False)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"accords {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Follow what states agreed: read texts into a ledger, and ask it where everything stands on a day.

    Begin with `accords run TEXTS --ledger talks.db`. Then

    `accords brief --ledger talks.db --parties Norway,Finland`

    writes the paper for their next meeting. Every command has an example in its --help.
    """


app.command()(extract)
app.command()(run)
app.command()(matters)
app.command()(brief)
app.command()(dossier)
app.command()(show)
app.command()(doctor)
