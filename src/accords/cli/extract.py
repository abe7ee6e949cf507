"""`accords extract`: the findings of texts as JSON."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.batch import Batch, texts
from accords.cli.common import as_date, errors_as_messages
from accords.cli.options import Jobs, Language, Published, Sources
from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.ids import distinct_stem


def extract(
    sources: Sources,
    published: Published = None,
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
        folder = Output(output) if output is not None else None
        batch = Batch(sources, quiet=folder is None and sys.stdout.isatty())
        with batch:
            many = partial(extract_all, jobs=jobs or cores(), on_error=batch.on_error)
            for findings in findings_of(
                batch.files, as_date(published), batch.on_error, language=language, extract=many
            ):
                text = json.dumps(to_json(findings), ensure_ascii=False, indent=1)
                if folder is None:
                    typer.echo(text)
                elif (name := folder.write(findings.document, f"{text}\n")) != findings.document.stem:
                    batch.say(f"note: {findings.document.source} is written as {name}.json, its own name being taken")
                batch.on_document(findings.document)
        batch.finish(f"{texts(batch.done)} written to {output}" if folder is not None and batch.done else "")


class UnwritableOutput(AccordsError):
    """A folder in which the findings cannot be written."""


class Output:
    """The folder of a batch: one file for each document, named by its stem, or by one of its own where that is taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._given: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise UnwritableOutput("this is a file, not a folder", str(folder), "name another") from error
        except OSError as error:
            raise self._failure("the folder cannot be made", error) from error

    def write(self, document: Document, text: str) -> str:
        """Write a document's file, whole or not at all, and return its name without the ending."""
        name = self._name(document)
        draft = self._folder / f".{document.id}.draft"
        try:
            try:
                draft.write_text(text, encoding="utf-8")
                draft.replace(self._folder / f"{name}.json")
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise self._failure(f"{name}.json cannot be written", error) from error
        return name

    def _name(self, document: Document) -> str:
        name, number = document.stem, 1
        while name.casefold() in self._given:  # some systems take names that differ in case alone for one
            name = distinct_stem(document.stem, document.id) + (f"-{number}" if number > 1 else "")
            number += 1
        self._given.add(name.casefold())
        return name

    def _failure(self, what: str, error: OSError) -> UnwritableOutput:
        reason = (error.strerror or str(error)).lower()
        return UnwritableOutput(
            f"{what} ({reason})", str(self._folder), "name a folder you may write in, with space left"
        )
