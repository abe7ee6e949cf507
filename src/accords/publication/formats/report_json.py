"""Reports as JSON data, `accords-report/1`, and back without loss."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from accords.publication.report import Figure, Line, Report, Section, Source

SCHEMA = "accords-report/1"
Json = dict[str, Any]


def report_to_json(report: Report) -> Json:
    """The report as one JSON object; days are ISO 8601, an unknown day of publication is null."""
    data = dataclasses.asdict(report)
    sources = [
        {**source, "published": source["published"].isoformat() if source["published"] else None}
        for source in data["sources"]
    ]
    return {"schema": SCHEMA, **data, "as_of": report.as_of.isoformat(), "sources": sources}


def report_from_json(data: Json) -> Report:
    """The report that `report_to_json` wrote."""
    return Report(
        title=data["title"],
        subtitle=data["subtitle"],
        as_of=date.fromisoformat(data["as_of"]),
        figures=tuple(Figure(**figure) for figure in data["figures"]),
        sections=tuple(map(_section, data["sections"])),
        sources=tuple(map(_source, data["sources"])),
    )


def _section(data: Json) -> Section:
    lines = tuple(Line(**{**line, "sources": tuple(line["sources"])}) for line in data["lines"])
    return Section(data["key"], data["title"], lines, data["note"], tuple(map(_section, data["parts"])))


def _source(data: Json) -> Source:
    return Source(**{**data, "published": date.fromisoformat(data["published"]) if data["published"] else None})
