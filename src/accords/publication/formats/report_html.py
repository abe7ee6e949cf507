"""Reports as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accords.publication.captions import origin, runs
from accords.publication.report import Report, Source

TEMPLATE = "report.html"


@dataclass(frozen=True, slots=True)
class Citation:
    """A number behind a line, `last` being that of the last source of a run; and its anchor for the way back."""

    number: int
    last: int
    anchor: str


def report_to_html(report: Report) -> str:
    """The page. All text is escaped; numbers link to their quotes, and every quote back to each place that cites it."""
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
    citations = {id(line): [_cite(run, back) for run in runs(line.sources)] for line in report.all_lines()}
    return citations, back


def _cite(run: Sequence[int], back: dict[int, list[str]]) -> Citation:
    """Quotes of a run stand together, so that the first and the last number lead to all of them."""
    anchor = f"cite-{run[0]}-{len(back[run[0]]) + 1}"
    for number in run:
        back[number].append(anchor)
    return Citation(run[0], run[-1], anchor)


def _words(source: Source) -> str:
    words = " ".join(source.quote.split())
    return f"… {words} …" if source.cut else words
