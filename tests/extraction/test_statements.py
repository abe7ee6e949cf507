"""Statements have their speakers, kinds and words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.extraction import extract

TABLE = Path(__file__).with_name("statements.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_row(row: dict[str, Any]) -> None:
    text = row["text"]
    found = extract(Document("d", "d", "d.txt", "00", text))
    said = [[s.speaker, s.kind, " … ".join(span.quote(text) for span in s.spans)] for s in found.statements]
    assert said == row["said"]
