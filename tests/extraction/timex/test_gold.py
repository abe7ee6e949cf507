"""The stage finds what the gold table says, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accords.extraction.timex import find_timexes

TABLE = Path(__file__).parents[3] / "evaluation" / "gold" / "timex.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_row(row: dict[str, Any]) -> None:
    text = row["text"]
    found = [
        (x.span.quote(text), str(x.type), x.value, str(x.date or "")) for x in find_timexes(text, row.get("published"))
    ]
    assert found == [(e["extent"], e["type"], e["value"], e["date"]) for e in row["expected"]]


def test_the_table_is_large_enough_and_explains_itself() -> None:
    assert len(ROWS) >= 40
    assert len({row["why"] for row in ROWS}) == len(ROWS)
