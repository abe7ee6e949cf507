"""Reports as Markdown; sources are footnotes, which GitHub, Pandoc and most others link both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accords.publication.captions import origin, quoted
from accords.publication.report import Line, Report, Section

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
_START = re.compile(r"^(\d*)([-+=.)])")  # lists, rulers and underlines begin so


def report_to_markdown(report: Report) -> str:
    """The whole report; nothing in a source can act as markup."""
    return "\n".join(_report(report)) + "\n"


def escaped(text: str) -> str:
    r"""Text on one line in which no sign means anything to Markdown.

    >>> print(escaped("1. *not* a <b>list</b>"))
    1\. \*not\* a \<b\>list\</b\>
    """
    plain = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(r"\1\\\2", plain)


def _report(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield ""
    yield escaped(report.subtitle)
    yield ""
    yield " · ".join(f"{figure.count} {escaped(figure.label)}" for figure in report.figures)
    for section in report.sections:
        yield from _section(section, 2)
    yield ""
    yield "## Sources"
    yield ""
    if not report.sources:
        yield "Nothing is cited."
    for source in report.sources:
        yield f"[^{source.number}]: {escaped(quoted(source))} {escaped(origin(source))}"


def _section(section: Section, depth: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * depth} {escaped(section.title)}"
    if section.note:
        yield ""
        yield escaped(section.note)
    if section.lines:
        yield ""
        yield from map(_line, section.lines)
    for part in section.parts:
        yield from _section(part, depth + 1)


def _line(line: Line) -> str:
    detail = f" {escaped(line.detail)}" if line.detail else ""
    notes = "".join(f"[^{number}]" for number in line.sources)
    return f"- **{escaped(line.text)}**{'.' if detail else ''}{detail} {notes}"
