from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.core.series import Series
from accords.extraction import extract

TABLE = tomllib.loads((Path(__file__).parent / "series.toml").read_text(encoding="utf-8"))


def told(series: Series, keys: list[str]) -> dict[str, str]:
    """The properties of a series that a row of the table names."""
    values = {"name": series.name, "recurrence": series.recurrence, "host_rule": series.host_rule}
    return {key: values[key] for key in keys}


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_series(case: dict[str, Any]) -> None:
    published = case.get("published", date(2031, 5, 16))
    found = extract(Document("d", "d", "d.txt", "0", case["text"], published=published)).series
    assert len(found) == len(case["series"]), [series.name for series in found]
    for row in case["series"]:
        assert row in [told(series, list(row)) for series in found]
