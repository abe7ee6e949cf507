"""`accords run`: from texts to a ledger in one go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import Problems, as_date


def run(
    sources: Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")],
    ledger: Annotated[Path, typer.Option(help="The ledger's file; made if it is not there.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date, over what the texts say.")
    ] = None,
) -> None:
    """Read, extract and record texts; what the ledger has is not read again.

    Example: accords run texts/ --ledger talks.db
    """
    from rich.console import Console

    from accords.core.errors import AccordsError
    from accords.pipeline import run as run_pipeline

    problems, console, seen = Problems(), Console(stderr=True), 0

    def progress(_: object) -> None:
        nonlocal seen
        seen += 1
        if seen % 50 == 0:
            console.print(f"{seen} texts")

    try:
        report = run_pipeline(sources, ledger, published=as_date(published), on_error=problems, on_document=progress)
    except AccordsError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    typer.echo(f"{report.recorded} texts recorded ({report.assertions} assertions), {report.known} known already")
    problems.exit(report.recorded + report.known)
