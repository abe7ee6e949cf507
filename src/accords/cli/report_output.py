"""Where reports go: in which format, to the terminal or a file."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from accords.core.errors import AccordsError

if TYPE_CHECKING:
    from accords.publication import Report


LEDGER = b"SQLite format 3\0"
"""How the file of a ledger begins."""


class ReportFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def deliver(report: Report, form: ReportFormat, output: Path | None, *, ids: bool) -> None:
    """Print a report, or write it to a file. Raises AccordsError where the file cannot be written."""
    if output is None and form is ReportFormat.TEXT:
        from rich.console import Console

        from accords.publication.formats.report_text import print_report, report_to_text

        if (console := Console()).is_terminal:
            print_report(report, console, ids=ids)
        else:
            typer.echo(report_to_text(report, console.width, ids=ids), nl=False)
        return
    write(_written(report, form, ids=ids), output)


def write(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file. Raises AccordsError where the file cannot be written."""
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        if output.is_file() and output.open("rb").read(len(LEDGER)) == LEDGER:
            raise AccordsError("is a ledger, which a report must not replace", str(output), "give another file")
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AccordsError(
            f"cannot be written ({error.strerror})", str(output), "give a file in a folder that exists"
        ) from error


def _written(report: Report, form: ReportFormat, *, ids: bool) -> str:
    if form is ReportFormat.MARKDOWN:
        from accords.publication.formats.report_markdown import report_to_markdown

        return report_to_markdown(report)
    if form is ReportFormat.HTML:
        from accords.publication.formats.report_html import report_to_html

        return report_to_html(report)
    if form is ReportFormat.JSON:
        from accords.publication.formats.report_json import report_to_json

        return json.dumps(report_to_json(report), ensure_ascii=False, indent=1) + "\n"
    from accords.publication.formats.report_text import report_to_text

    return report_to_text(report, ids=ids)
