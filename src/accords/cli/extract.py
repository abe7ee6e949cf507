"""`accords extract`: the findings of texts as JSON."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.batch import Batch, texts
from accords.cli.common import Jobs, Language, as_date, errors_as_messages
from accords.core.document import Document
from accords.core.ids import distinct_stem


def extract(
    sources: Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date, over what the text says.")
    ] = None,
    language: Language = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder for one <stem>.json per text; standard output without it.")
    ] = None,
    jobs: Jobs = None,
) -> None:
    """Extract the findings of texts as JSON (accords-findings/1).

    Example: accords extract talks.txt --published 2013-02-11
    """
    from accords.core.exchange import to_json
    from accords.pipeline import findings_of
    from accords.workers import cores, extract_all

    with errors_as_messages("what was written stays"):
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
        batch, names = Batch(sources, quiet=output is None and sys.stdout.isatty()), Names()
        with batch:
            many = partial(extract_all, jobs=jobs or cores(), on_error=batch.on_error)
            for findings in findings_of(
                batch.files, as_date(published), batch.on_error, language=language, extract=many
            ):
                text = json.dumps(to_json(findings), ensure_ascii=False, indent=1)
                if output is None:
                    typer.echo(text)
                else:
                    write(output / f"{names.of(findings.document)}.json", f"{text}\n")
                batch.on_document(findings.document)
        batch.finish(f"{texts(batch.done)} written to {output}" if output is not None and batch.done else "")


class Names:
    """Names for the files of a batch: each document's stem, or one of its own where another document has it."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, document: Document) -> str:
        """The name for this document's file; stems that differ in case alone share a file on some systems."""
        name, number = document.stem, 1
        while name.casefold() in self._given:
            name = distinct_stem(document.stem, document.id) + (f"-{number}" if number > 1 else "")
            number += 1
        self._given.add(name.casefold())
        return name


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name[:200]}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
