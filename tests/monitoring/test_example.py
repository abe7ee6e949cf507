"""The example's texts as right extraction gives them: what is one thing over documents, and where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from accords.core.findings import Findings
from accords.core.matter import Matter
from accords.linkage import Linkage, link
from accords.monitoring import follow
from tests.makers import commitment, document, instrument, meeting, person

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("example.toml").read_text("utf-8"))
PARTIES = {"instruments": "parties", "commitments": "who", "meetings": "parties"}
MAKERS: dict[str, Callable[..., Any]] = {"persons": person, "instruments": instrument, "commitments": commitment,
                                         "meetings": meeting}


def made(kind: str, row: dict[str, Any], spot: int) -> Any:
    rest = {key: value for key, value in row.items() if key not in {"id", "title", "what", PARTIES.get(kind)}}
    named = [row[key] for key in ("title", "what") if key in row]
    where = {"spot": spot} if kind in {"commitments", "meetings"} else {}
    return MAKERS[kind](row["id"], *named, *row.get(PARTIES.get(kind, ""), ()), **rest, **where)


@cache
def texts() -> tuple[Findings, ...]:
    return tuple(Findings(document(text["stem"], text["stem"], text.get("text", "")),
                          **{kind: tuple(made(kind, row, 5 * spot) for spot, row in enumerate(text[kind], 1))
                             for kind in MAKERS if kind in text})
                 for text in TABLE["text"])


@cache
def linked() -> Linkage:
    return link(texts())


@pytest.mark.parametrize("row", TABLE["same"], ids=[f"{row['kind']}: {row['why']}" for row in TABLE["same"]])
def test_one_thing_over_documents(row: dict[str, Any]) -> None:
    cluster = next(c for c in getattr(linked(), row["kind"]) if row["members"][0] in c.members)
    assert set(cluster.members) == set(row["members"]), row["why"]


@cache
def known(on: date) -> tuple[Matter, ...]:
    told = [one for one in texts() if one.document.published and one.document.published <= on]
    return follow(told, link(told), on)


@pytest.mark.parametrize("row", TABLE["stands"], ids=[f"{row['member']} {row['on']}" for row in TABLE["stands"]])
def test_where_it_stands(row: dict[str, Any]) -> None:
    matter = next(m for m in known(date.fromisoformat(row["on"])) if row["member"] in m.members)
    found = {
        "status": matter.status.value,
        "deadline": matter.deadline.date.text if matter.deadline and matter.deadline.date else None,
        "slip": matter.slip_days,
        "date": matter.status_date.text if matter.status_date else None,
        "stage": matter.stage.value if matter.stage else None,
    }
    assert set(row.get("with", ())) <= set(matter.members), matter.members
    assert {key: found[key] for key in found if key in row} == {key: row[key] for key in found if key in row}, (
        row["why"], matter.note, [step.note for step in matter.history])
