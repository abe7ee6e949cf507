"""A table of pairs, and what holds for every clustering."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.core.findings import Findings
from accords.linkage import Cluster, link
from tests.makers import commitment, findings, instrument, meeting, person

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))
MAKERS: dict[str, Callable[..., Any]] = {"person": person, "instrument": instrument, "commitment": commitment}
FIRST = date(2013, 2, 11)


def clusters(told: list[Findings], kind: str) -> tuple[Cluster, ...]:
    found: tuple[Cluster, ...] = getattr(link(told), kind)
    return found


@pytest.mark.parametrize(("kind", "case"), [pytest.param(kind, case, id=f"{kind}: {case['why']}")
                                            for kind, cases in CASES.items() for case in cases])
def test_pairs(kind: str, case: dict[str, Any]) -> None:
    later = FIRST + timedelta(days=case.get("days", 5))
    told = [findings(stem, day.isoformat(), **{f"{kind}s": [MAKERS[kind]("x1", *case[stem])]})
            for stem, day in (("one", FIRST), ("other", later))]
    assert (len(clusters(told, f"{kind}s")) == 1) is case["same"], case["why"]


MEETINGS = [
    ("a call told twice", {"on": "2021-03-04", "kind": "call"}, {"on": "2021-03-04", "kind": "call"}, True),
    ("a call and a visit", {"on": "2021-03-04", "kind": "call"}, {"on": "2021-03-04", "kind": "visit"}, False),
    ("a week apart", {"on": "2021-03-04"}, {"on": "2021-03-11"}, False),
    ("a day inside a month", {"on": "2021-03", "at": "Oslo"}, {"on": "2021-03-11", "at": "Oslo"}, True),
    ("planned, then held", {"at": "Omsk", "kind": "forum", "status": "planned"},
     {"on": "2013-11-11", "at": "Omsk", "kind": "forum"}, True),
    ("planned for a day, then moved", {"on": "2013-09-10", "kind": "forum", "series": "Border Forum", "ordinal": 10, "at": "Omsk",
     "status": "planned"}, {"on": "2013-11-11", "kind": "forum", "series": "Border Forum", "ordinal": 10, "at": "Omsk"}, True),
    ("another edition", {"on": "2013-09", "kind": "forum", "series": "Border Forum", "ordinal": 10}, {"on": "2013-09", "kind": "forum",
     "series": "Border Forum", "ordinal": 11}, False),
    ("talks in the margins", {"on": "2013-09-10", "at": "Omsk"}, {"on": "2013-09-10", "at": "Omsk", "kind": "forum"}, False),
]


@pytest.mark.parametrize(("why", "one", "other", "same"), MEETINGS, ids=[row[0] for row in MEETINGS])
def test_meetings(why: str, one: dict[str, Any], other: dict[str, Any], *, same: bool) -> None:
    told = [findings("one", "2013-02-11", meetings=[meeting("m1", "KZ", "RU", **one)]),
            findings("other", "2013-11-12", meetings=[meeting("m1", "KZ", "RU", **other)])]
    assert (len(clusters(told, "meetings")) == 1) is same, why


def test_a_commitment_to_sign_belongs_to_its_instrument() -> None:
    told = [
        findings("a", instruments=[instrument("i1", "Treaty on Rivers and Lakes", "KZ", "RU", events=[["planned_signature"]])],
                 commitments=[commitment("c1", "sign the treaty", "KZ", "RU", of="i1"),
                              commitment("c2", "sign treaty on rivers and lakes", "KZ", "RU"),
                              commitment("c3", "clean the rivers", "KZ", "RU", of="i1")]),
    ]
    linkage = link(told)
    assert set(linkage.stages) == {"a/c1", "a/c2"}
    assert set(linkage.stages.values()) == {linkage.instruments[0].id}


def test_links_hold_clusters_together_and_say_why() -> None:
    names = ["Sergei Antonov", "Sergey Antonov", "Antonov", "Sergey Antonov"]
    told = [findings(f"t{n}", persons=[person("p1", name, "RU", "minister")]) for n, name in enumerate(names)]
    (cluster,) = clusters(told, "persons")
    assert cluster.members == ("t0/p1", "t1/p1", "t2/p1", "t3/p1")
    assert cluster.label == "Sergey Antonov"
    assert len(cluster.links) == len(cluster.members) - 1
    assert cluster.links[0].explanation == "same name, same country, same rank"


NAMES = st.sampled_from(["Sergei Antonov", "Sergey Antonov", "Antonov", "Igor Antonov", "Aru Bek", "Bek", "Aru Beck"])
TITLES = st.sampled_from(["Treaty on Rivers", "treaty on rivers and lakes", "Agreement on Lakes", "Joint Statement", "Plan for 2015"])
ACTS = st.sampled_from(["build the bridge", "build a bridge in Omsk", "build bridge and road in Omsk", "work together"])
CODES = st.lists(st.sampled_from(["KZ", "RU", "CN"]), min_size=1, max_size=3, unique=True)
DAYS = st.dates(date(2013, 1, 1), date(2014, 12, 31))
TEXTS = st.lists(st.tuples(NAMES, TITLES, ACTS, CODES, DAYS), min_size=2, max_size=9)


def as_findings(rows: list[tuple[str, str, str, list[str], date]]) -> list[Findings]:
    return [findings(f"t{n}", day.isoformat(), persons=[person("p1", name, codes[0])],
                     instruments=[instrument("i1", title, *codes)], commitments=[commitment("c1", act, *codes)],
                     meetings=[meeting("m1", *codes, on=day.isoformat()[:7])])
            for n, (name, title, act, codes, day) in enumerate(rows)]


@settings(max_examples=60, deadline=None)
@given(rows=TEXTS, order=st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_linkage(rows: list[Any], order: Any) -> None:
    told = as_findings(rows)
    mixed = list(told)
    order.shuffle(mixed)
    assert link(mixed) == link(told)


@settings(max_examples=40, deadline=None)
@given(rows=TEXTS)
def test_every_finding_is_in_one_cluster(rows: list[Any]) -> None:
    told = as_findings(rows)
    linkage = link(told)
    for kind, item in (("persons", "p1"), ("instruments", "i1"), ("commitments", "c1"), ("meetings", "m1")):
        members = sorted(member for cluster in getattr(linkage, kind) for member in cluster.members)
        assert members == sorted(f"{one.document.stem}/{item}" for one in told)
