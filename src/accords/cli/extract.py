"""`accords extract`: the findings of texts as JSON."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.common import Problems, as_date


def extract(
    sources: Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date, over what the text says.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder for one <stem>.json per text; standard output without it.")
    ] = None,
) -> None:
    """Extract the findings of texts as JSON (accords-findings/1).

    Example: accords extract talks.txt --published 2013-02-11
    """
    from accords.core.exchange import to_json
    from accords.pipeline import findings_of

    problems, done = Problems(), 0
    for findings in findings_of(sources, as_date(published), problems):
        done += 1
        text = json.dumps(to_json(findings), ensure_ascii=False, indent=1)
        if output is None:
            typer.echo(text)
        else:
            output.mkdir(parents=True, exist_ok=True)
            (output / f"{findings.document.stem}.json").write_text(f"{text}\n", encoding="utf-8")
    problems.exit(done)
