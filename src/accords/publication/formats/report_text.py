"""Reports as plain text, wrapped to a width; bold and dim where the terminal can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accords.publication.captions import numbers, origin, quoted
from accords.publication.report import Line, Report, Section
from accords.publication.terminal import beside, plain, print_all

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def report_to_text(report: Report, width: int = 80, *, ids: bool = False) -> str:
    """The report as plain text of at most `width` columns; `ids` adds the id of each line, for `accords show`."""
    return plain(_report(report, ids=ids), width)


def print_report(report: Report, console: Console, *, ids: bool = False) -> None:
    """Print the report on a console, with its styles if it has any."""
    print_all(_report(report, ids=ids), console)


def _report(report: Report, *, ids: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(report.title.upper(), style="bold")
    yield Text(report.subtitle)
    yield Text(" · ".join(f"{figure.count} {figure.label}" for figure in report.figures), style="dim")
    for section in report.sections:
        yield from _section(section, ids=ids, top=True)
    yield Text("\nSOURCES", style="bold")
    if not report.sources:
        yield Text("Nothing is cited.")
    for source in report.sources:
        yield beside(f"[{source.number}]", Text.assemble(quoted(source), "\n", (origin(source), "dim")), 6)


def _section(section: Section, *, ids: bool, top: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"\n{section.title.upper() if top else section.title}", style="bold" if top else "italic")
    if section.note:
        yield Text(section.note)
    for line in section.lines:
        yield beside("•", _line(line, ids=ids), 2)
    for part in section.parts:
        yield from _section(part, ids=ids, top=False)


def _line(line: Line, *, ids: bool) -> RenderableType:
    from rich.text import Text

    cited = f" [{numbers(line.sources)}]"
    found = Text.assemble((line.text, "bold"), (cited, "dim"))
    if line.detail:
        found.append(f"\n{line.detail}")
    if ids and line.ref:
        found.append(f"\n{line.ref}", style="dim")
    return found
