"""A table of sentences and the instruments they tell of."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.document import Document
from accords.core.instrument import Instrument, StageEvent
from accords.core.span import Span
from accords.extraction import extract

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("instruments.toml").read_text(encoding="utf-8")
)


def instruments(text: str) -> tuple[Instrument, ...]:
    document = Document("d", "d", "https://news.example", "00", text, published=date(2014, 10, 10))
    return extract(document).instruments


def passage(text: str, span: Span) -> str:
    """The paragraph around a span, from its first word on."""
    return text[text.rfind("\n", 0, span.start) + 1 : max(text.find("\n", span.end), 0) or len(text)]


def told(event: StageEvent) -> str:
    return " ".join(part for part in (event.stage.value, str(event.date or ""), event.party) if part)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in TABLE["case"]])
def test_instruments(case: dict[str, Any]) -> None:
    found = instruments(case["text"])
    named = [i for i in found if case["title"] in i.title and case.get("kind", i.kind.value) == i.kind.value]
    assert named, [i.title for i in found]
    assert sorted(map(told, named[0].events)) == sorted(case["stages"])
    if case.get("exact"):
        assert named[0].title == case["title"]
    if "quote" in case:
        assert any(case["quote"] in passage(case["text"], span) for e in named[0].events for span in e.spans)
    if "parties" in case:
        assert set(named[0].parties) == set(case["parties"])
    if "term" in case:
        assert str(named[0].term) == case["term"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in TABLE["absent"]])
def test_no_instrument(case: dict[str, Any]) -> None:
    assert not instruments(case["text"])
