"""Expressions get the dates that the words around them mean."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.extraction import extract

TABLE = Path(__file__).with_name("outlook.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_row(row: dict[str, Any]) -> None:
    found = extract(Document("d", "d", "d.txt", "00", row["text"], published=row["published"]))
    assert {x.span.quote(row["text"]): str(x.date or "") for x in found.timexes} == row["dates"]
