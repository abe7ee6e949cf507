"""Things told by several texts: what belongs together, and what nobody can say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accords.core.findings import Findings
from accords.linkage import link
from tests.makers import commitment, document, instrument, meeting, person

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("groups.toml").read_text("utf-8"))["case"]
MAKERS: dict[str, Callable[..., Any]] = {"persons": person, "instruments": instrument, "meetings": meeting,
                                         "commitments": commitment}
NAMED = ("name", "title", "what", "parties", "who")


def made(kind: str, number: int, row: dict[str, Any]) -> Any:
    named = [row[key] for key in NAMED[:3] if key in row]
    parties = row.get("parties") or row.get("who") or ()
    return MAKERS[kind](f"x{number}", *named, *parties, **{key: row[key] for key in row if key not in NAMED})


def texts(case: dict[str, Any]) -> list[Findings]:
    return [Findings(document(f"t{number}", text["known"], text.get("text", "")),
                     **{kind: tuple(made(kind, place, row) for place, row in enumerate(text[kind], 1))
                        for kind in MAKERS if kind in text})
            for number, text in enumerate(case["texts"], 1)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['why']}" for case in CASES])
def test_what_belongs_together(case: dict[str, Any]) -> None:
    found = {frozenset(cluster.members) for cluster in getattr(link(texts(case)), case["kind"])}
    for group in case["groups"]:
        assert frozenset(group) in found, case["why"]
