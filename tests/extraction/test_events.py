"""Coded events have their PLOVER classes, parties, status and date."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.extraction import extract

TABLE = Path(__file__).with_name("events.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_row(row: dict[str, Any]) -> None:
    found = extract(Document("d", "d", "d.txt", "00", row["text"], published=date(2014, 3, 5))).events
    events = [
        [e.event, e.mode, [a.code for a in e.sources], [a.code for a in e.targets], e.status, str(e.date or "")]
        for e in found
    ]
    assert events == row["events"]
