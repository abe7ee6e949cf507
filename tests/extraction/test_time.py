"""Time expressions in sentences of our own: found with these words, value and date, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accords.extraction.timex import find_timexes

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("time.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in CASES])
def test_time(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_timexes(text, case.get("published"))
    assert [[x.span.quote(text), x.value, str(x.date or "")] for x in found] == case["found"]
    assert [x.mod for x in found if x.mod] == case.get("mods", [])


def test_a_date_is_missing_only_where_the_value_is_open_or_no_date() -> None:
    for case in CASES:
        for timex in find_timexes(case["text"], case.get("published")):
            assert timex.anchored or timex.date is None


def test_what_rests_on_a_wrong_publication_date_is_least_certain() -> None:
    told, leaning = find_timexes(
        "The ministers met on 2 May 2014. On Tuesday they toured the port.", published=CASES[0]["published"]
    )
    assert leaning.confidence < 0.5 < told.confidence
