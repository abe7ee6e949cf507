"""Options that several commands have, told once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.report_output import ReportFormat


def _supported(code: str | None) -> str | None:
    from accords.corpus.language import SUPPORTED

    if code is not None and code not in SUPPORTED:
        raise typer.BadParameter(f"Accords reads {', '.join(SUPPORTED)}, not {code!r}")
    return code


Language = Annotated[
    str | None,
    typer.Option(callback=_supported, metavar="CODE", help="Language of the texts (en), over what they look like."),
]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Processes for extraction; one for each core without it. Each takes 350 MB."),
]

Sources = Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")]
Published = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date, over what the texts say.")
]
LedgerFile = Annotated[Path, typer.Option(help="The ledger's file.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Use only what was known on this day; today without it."),
]
Output = Annotated[
    Path | None, typer.Option(help="File to write, in the format of its ending; standard output without it.")
]
Ids = Annotated[bool, typer.Option("--ids", help="In text, print the id of each line, for `accords show`.")]
Form = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        help="Text for reading, Markdown, one HTML page, or JSON (accords-report/1); as the file ends without it.",
    ),
]
