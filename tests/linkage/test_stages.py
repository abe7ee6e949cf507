"""Commitments that are stages of an instrument, and those that only speak of one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from accords.linkage import link
from tests.makers import commitment, findings, instrument

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("stages.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['what']}: {case['why']}" for case in CASES])
def test_stages(case: dict[str, Any]) -> None:
    paper = instrument("i1", case["title"], "BG", "RO", kind=case["title"].split()[0].lower().replace("convention", "treaty"))
    promise = commitment("c1", case["what"], "BG", "RO", of="i1" if case.get("of") else "")
    if case.get("elsewhere"):
        told = [findings("a", "2018-01-05", instruments=[paper]), findings("b", "2018-03-05", commitments=[promise])]
    else:
        told = [findings("b", "2018-03-05", instruments=[paper], commitments=[promise])]
    linkage = link(told)
    expected = {"b/c1": linkage.instruments[0].id} if case["stage"] else {}
    assert linkage.stages == expected, case["why"]
