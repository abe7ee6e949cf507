"""Reports as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accords.publication.captions import origin
from accords.publication.report import Report, Source

TEMPLATE = "report.html"


@dataclass(frozen=True, slots=True)
class Citation:
    """One number behind a line: the source's number, and the anchor of this place for the way back."""

    number: int
    anchor: str


def report_to_html(report: Report) -> str:
    """The page. All text is escaped; every number links to its quote, and every quote back to each place that cites it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("accords.publication.formats", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    citations, back = _citations(report)
    return environment.get_template(TEMPLATE).render(
        report=report,
        citations=lambda line: citations[id(line)],
        back=lambda source: back[source.number],
        origin=origin,
        words=_words,
    )


def _citations(report: Report) -> tuple[dict[int, list[Citation]], dict[int, list[str]]]:
    """Citations of every line, and the anchors at which each source is cited."""
    back: dict[int, list[str]] = defaultdict(list)
    citations = {id(line): [_cite(number, back) for number in line.sources] for line in report.all_lines()}
    return citations, back


def _cite(number: int, back: dict[int, list[str]]) -> Citation:
    anchor = f"cite-{number}-{len(back[number]) + 1}"
    back[number].append(anchor)
    return Citation(number, anchor)


def _words(source: Source) -> str:
    words = " ".join(source.quote.split())
    return f"… {words} …" if source.cut else words
