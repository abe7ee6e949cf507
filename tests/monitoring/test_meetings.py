"""Meetings that were held, moved, put off or called off, and accounts that differ."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accords.linkage import link
from accords.monitoring import MeetingStanding, meetings
from tests.makers import findings, meeting

FORUM: dict[str, Any] = {"kind": "forum", "series": "Danube Forum", "ordinal": 7, "at": "Ruse"}
PLAN = {**FORUM, "status": "planned"}
TALKS: dict[str, Any] = {"at": "Ruse", "kind": "summit"}

CASES: list[tuple[str, list[dict[str, Any]], tuple[str, str | None, str | None, int | None, int]]] = [
    ("planned", [{**TALKS, "on": "2018-05-07", "status": "planned"}], ("planned", "2018-05-07", None, None, 0)),
    ("a plan grows finer", [{**PLAN, "on": "2018"}, {**PLAN, "on": "2018-05"}],
     ("planned", "2018-05", None, None, 0)),
    ("a vaguer word for the same plan", [{**PLAN, "on": "2018-05-07"}, {**PLAN, "on": "2018"}],
     ("planned", "2018-05-07", None, None, 0)),
    ("moved", [{**PLAN, "on": "2018"}, {**PLAN, "on": "2018-05"}, {**PLAN, "on": "2018-09-10"}],
     ("planned", "2018-09-10", "2018-05", 102, 0)),
    ("put off without a day", [{**TALKS, "on": "2018-05-07", "status": "postponed"}], ("postponed", None, "2018-05-07", None, 0)),
    ("put off, then held", [{**TALKS, "on": "2018-05-07", "status": "postponed"}, {**TALKS, "on": "2018-05-15"}],
     ("held", "2018-05-15", "2018-05-07", 8, 0)),
    ("called off", [{**FORUM, "on": "2018-05-07", "status": "planned"}, {**FORUM, "status": "cancelled"}],
     ("cancelled", None, None, None, 0)),
    ("two outlets", [{**FORUM, "on": "2018-05-07", "status": "planned"}, {**FORUM, "on": "2018-05-08", "status": "planned"}],
     ("planned", "2018-05-08", None, None, 2)),
]


@pytest.mark.parametrize(("why", "told", "expected"), CASES, ids=[row[0] for row in CASES])
def test_where_a_meeting_stands(why: str, told: list[dict[str, Any]], expected: tuple[Any, ...]) -> None:
    texts = [findings(f"t{n}", f"2018-0{n + 3}-01", meetings=[meeting("m1", "BG", "RO", **row)]) for n, row in enumerate(told)]
    (found,) = meetings(texts, link(texts), date(2018, 12, 1))
    assert summary(found) == expected, why


def summary(found: MeetingStanding) -> tuple[Any, ...]:
    when, first = (value.text if value else None for value in (found.date, found.first_date))
    return found.status.value, when, first, found.slip_days, len(found.claims)


def test_later_texts_are_not_known() -> None:
    texts = [findings("a", "2018-03-01", meetings=[meeting("m1", "BG", "RO", **FORUM, on="2018-05", status="planned")]),
             findings("b", "2018-06-01", meetings=[meeting("m1", "BG", "RO", **FORUM, on="2018-05-07")])]
    linkage = link(texts)
    assert [one.status.value for one in meetings(texts, linkage, date(2018, 4, 1))] == ["planned"]
    assert [one.status.value for one in meetings(texts, linkage, date(2018, 7, 1))] == ["held"]
