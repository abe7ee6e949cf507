"""Where reports go: in which format, to the terminal or a file."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from accords.cli.common import plural
from accords.core.errors import AccordsError

if TYPE_CHECKING:
    from accords.pipeline import Silence
    from accords.publication import Report


class ReportFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


ENDINGS = {
    ".txt": ReportFormat.TEXT,
    ".text": ReportFormat.TEXT,
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".json": ReportFormat.JSON,
}


def chosen(form: ReportFormat | None, output: Path | None) -> ReportFormat:
    """The format that is asked for, by name or by the ending of the file.

    Raises:
        AccordsError: Name and ending contradict each other, or there is only an ending, and one that says nothing.
    """
    ending = output.suffix.casefold() if output else ""
    by_ending = ENDINGS.get(ending)
    if form and by_ending and form is not by_ending:
        raise AccordsError(
            f"it ends in {ending}, which is {by_ending}, but --format says {form}",
            str(output),
            "leave out --format, or name another file",
        )
    if ending and not (form or by_ending):
        raise AccordsError(
            f"no report is written in {ending}", str(output), f"end it in {' '.join(ENDINGS)}, or give --format"
        )
    return form or by_ending or ReportFormat.TEXT


def deliver(
    report: Report, form: ReportFormat | None, output: Path | None, *, ids: bool, ledger: Path, as_of: date | None
) -> None:
    """Print a report, or write it to a file, and say why if it cites nothing. Raises AccordsError where it cannot."""
    form = chosen(form, output)
    _print(report, form, output, ids=ids)
    if not report.sources:
        from accords.pipeline import silence

        typer.echo(f"note: {reason(silence(ledger, as_of))}", err=True)


def reason(found: Silence) -> str:
    """Why a report cites nothing.

    >>> from accords.pipeline import Silence
    >>> reason(Silence(date(2014, 1, 1), 0, 2, 1, date(2014, 5, 30)))  # doctest: +NORMALIZE_WHITESPACE
    'no text was known on 2014-01-01; 2 texts became known later, the first on 2014-05-30 (1 text without a publication
    date is known since it was recorded; run it again with --published)'
    """
    if not found.known and not found.later:
        return "the ledger holds no text; add some with `accords run`"
    known = f"{plural(found.known, 'text')} known on {found.on}" if found.known else f"no text was known on {found.on}"
    words = f"{known}, but nothing there that belongs in this report" if found.known else known
    if found.first:
        words += f"; {plural(found.later, 'text')} became known later, the first on {found.first}"
    if found.undated:
        verb = (
            "is known since it was recorded; run it"
            if found.undated == 1
            else "are known since they were recorded; run them"
        )
        words += f" ({plural(found.undated, 'text')} without a publication date {verb} again with --published)"
    return words


def _print(report: Report, form: ReportFormat, output: Path | None, *, ids: bool) -> None:
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
    from accords.ledger import looks_like_ledger

    try:
        if output.is_file() and looks_like_ledger(output):
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
