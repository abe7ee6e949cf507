from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.extraction.analysis import analysis, attach
from accords.extraction.annotator import parties_stage, timex_stage
from accords.extraction.parser import load_english

TABLE = tomllib.loads((Path(__file__).parent / "parties.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_parties(case: dict[str, Any]) -> None:
    doc = load_english()(case["text"])
    published = case.get("published", date(2014, 3, 5))
    attach(doc, Document("doc", "case", "case.txt", "00", case["text"], published=published))
    state = analysis(parties_stage(timex_stage(doc)))
    if "persons" in case:
        assert [[p.name, p.office, p.country] for p in state.persons] == case["persons"]
    if "principals" in case:
        assert sorted(state.principals) == sorted(case["principals"])
