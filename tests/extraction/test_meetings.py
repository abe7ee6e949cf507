from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.core.meeting import Meeting
from accords.core.span import Span
from accords.extraction import extract

TABLES = ("meetings", "meetings_news", "meetings_tours", "meetings_hinted")
CASES: list[dict[str, Any]] = [
    case
    for table in TABLES
    for case in tomllib.loads(Path(__file__).with_name(f"{table}.toml").read_text(encoding="utf-8"))["case"]
]


def told(meeting: Meeting, keys: list[str]) -> dict[str, Any]:
    """The properties of a meeting that a row of the table names, as TOML writes them."""
    values: dict[str, Any] = {
        "kind": meeting.kind.value,
        "level": meeting.level.value,
        "status": meeting.status.value,
        "date": str(meeting.date) if meeting.date else "",
        "place": meeting.place,
        "series": meeting.series,
        "ordinal": meeting.ordinal or 0,
        "parties": sorted(meeting.parties),
        "participants": sorted(meeting.participants),
    }
    return {key: values[key] for key in keys}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_meetings(case: dict[str, Any]) -> None:
    title = case.get("title", "")
    text = f"{title}\n\n{case['text']}" if title else case["text"]
    span = Span(0, len(title)) if title else None
    document = Document("d", "d", "d.txt", "0", text, title, span, published=case.get("published", date(2031, 5, 16)))
    found = list(extract(document).meetings)
    expected: list[dict[str, Any]] = case["meetings"]
    assert len(found) == len(expected), [told(m, ["kind", "status", "date", "place", "parties"]) for m in found]
    for row in expected:
        assert row in [told(m, list(row)) for m in found], [told(m, list(row)) for m in found]
