"""The command line: options only, then one call into the public API."""

from __future__ import annotations

import typer

from accords.cli.brief import brief
from accords.cli.doctor import doctor
from accords.cli.dossier import dossier
from accords.cli.extract import extract
from accords.cli.matters import matters
from accords.cli.run import run
from accords.cli.show import show

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.command()(extract)
app.command()(run)
app.command()(matters)
app.command()(brief)
app.command()(dossier)
app.command()(show)
app.command()(doctor)
