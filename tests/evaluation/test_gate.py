from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gate import changes, check, record
from evaluation.scoring import SHARED, Comparison, compare

needs_scorer = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the scorer lies in {SHARED}, which is absent")


def comparison(matched: list[str], **alarms: int) -> Comparison:
    return Comparison({}, {"text": matched}, {"text": alarms})


def test_changes_tell_each_item_gained_and_lost() -> None:
    before = record(comparison(["c1", "m1"], meetings=1))
    told = list(changes("development", comparison(["c1", "c2"], meetings=2, series=1), before))
    assert told == [
        "gained  development text: c2",
        "lost    development text: m1",
        "lost    development text: false meetings 1 → 2",
        "lost    development text: false series 0 → 1",
    ]
    assert list(changes("development", comparison(["c1", "m1"], meetings=1), before)) == []


def test_changes_of_the_held_out_half_name_no_text_and_no_item() -> None:
    before = record(comparison(["c1", "m1"], meetings=1))
    told = list(changes("held_out", comparison(["c1", "c2", "c3"], meetings=2), before))
    assert told == ["gained  held_out: 2 in 1 texts", "lost    held_out: 2 in 1 texts"]
    assert list(changes("held_out", comparison(["c1", "m1"], meetings=1), before)) == []


def test_a_text_without_a_record_is_no_change() -> None:
    assert list(changes("development", comparison(["c1"]), {})) == []


def test_what_is_below_its_floor_or_not_measured_is_told() -> None:
    assert check("seed", {"meetings": 0.9}, {"meetings": 0.9}) == []
    assert len(check("seed", {"meetings": 0.89}, {"meetings": 0.9, "persons": 0.5})) == 2


def person(number: int, name: str) -> dict[str, object]:
    return {"id": f"p{number}", "name": name, "office": "", "country": "NO", "spans": [[0, 4]]}


@needs_scorer
def test_compare_pairs_gold_with_findings(tmp_path: Path) -> None:
    for folder, people in (
        ("gold", [person(1, "Kari Holm"), person(2, "Nils Berg") | {"uncertain": True}, person(3, "Aino Salo")]),
        ("system", [person(7, "Kari Holm"), person(8, "Nils Berg"), person(9, "Olav Moe")]),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "text.json").write_text(json.dumps({"id": "text", "persons": people}), encoding="utf-8")
    found = compare(tmp_path / "gold", tmp_path / "system")
    assert found.matched == {"text": ["p1"]}
    assert found.alarms == {"text": {"persons": 1}}
    assert found.figures()["persons"] == pytest.approx(0.5)
    assert found.figures()["persons.country"] == 1.0
    assert [kind for kind, *_ in found.errors()] == ["missed", "false"]
