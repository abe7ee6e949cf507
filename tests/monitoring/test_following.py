"""Life stories of matters, and what holds for all of them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.core.findings import Findings
from accords.core.matter import Matter
from accords.linkage import link
from accords.monitoring import follow
from tests.makers import commitment, findings, instrument, meeting

STORIES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("life_stories.toml").read_text("utf-8"))["story"]


def texts(story: dict[str, Any]) -> list[Findings]:
    return [_text(story, number, report) for number, report in enumerate(story["reports"], 1)]


def _text(story: dict[str, Any], number: int, report: dict[str, Any]) -> Findings:
    parties, stem = story["parties"], f"text{number}"
    lists: dict[str, Any] = {}
    if "events" in report:
        lists["instruments"] = [
            instrument("i1", report.get("title") or story["title"], *parties, events=report["events"])
        ]
    elif "title" in story:
        lists["instruments"] = [instrument("i1", story["title"], *parties)]
    if "what" in report:
        said = {key: report[key] for key in ("by", "event", "status", "condition") if key in report}
        lists["commitments"] = [commitment("c1", report["what"], *parties, **said)]
    if "meeting" in report:
        lists["meetings"] = [meeting("m1", *parties, **report["meeting"])]
    return findings(stem, report["known"], **lists)


def as_known(story: dict[str, Any], on: date) -> Matter:
    known = [one for one in texts(story) if one.document.published and one.document.published <= on]
    return next(matter for matter in follow(known, link(known), on) if "text1/" in matter.members[0])


CASES = [
    pytest.param(story, expected, id=f"{story['name']} {expected['on']}")
    for story in STORIES
    for expected in story["expect"]
]


@pytest.mark.parametrize(("story", "expected"), CASES)
def test_life_stories(story: dict[str, Any], expected: dict[str, Any]) -> None:
    matter = as_known(story, date.fromisoformat(expected["on"]))
    found = {
        "on": expected["on"],
        "status": matter.status.value,
        "deadline": matter.deadline.date.text if matter.deadline and matter.deadline.date else "none",
        "slip": matter.slip_days,
        "date": matter.status_date.text if matter.status_date else None,
        "stage": matter.stage.value if matter.stage else None,
    }
    assert {key: found[key] for key in expected} == expected, (story["why"], matter.note)


def test_a_forum_that_moved_takes_the_deadline_along() -> None:
    told = [
        findings(
            "a",
            "2013-02-11",
            commitments=[commitment("c1", "settle the lease", "KZ", "RU", event="the forum in Omsk")],
            meetings=[
                meeting(
                    "m1",
                    "KZ",
                    "RU",
                    at="Omsk",
                    status="planned",
                    kind="forum",
                    on="2013-09-10",
                    ordinal=10,
                    series="Forum of Border Regions",
                )
            ],
        ),
        findings(
            "b",
            "2013-08-15",
            meetings=[
                meeting(
                    "m1",
                    "KZ",
                    "RU",
                    at="Omsk",
                    status="planned",
                    kind="forum",
                    ordinal=10,
                    on="2013-11-11",
                    series="Forum of Border Regions",
                )
            ],
        ),
    ]
    matter = follow(told, link(told), date(2013, 9, 1))[0]
    assert matter.deadline is not None
    assert str(matter.deadline.date) == "2013-11-11"
    assert (matter.status.value, matter.slip_days) == ("rescheduled", 62)
    assert matter.first_deadline is not None
    assert str(matter.first_deadline.date) == "2013-09-10"


def test_conflicting_reports_both_stay() -> None:
    story = next(s for s in STORIES if "denied" in s["name"])
    notes = [step.note for step in as_known(story, date(2017, 7, 1)).history]
    assert [note.split(" ")[0] for note in notes] == ["reported:", "promised:", "reported:"]


def test_conflicting_dates_are_kept_with_who_says_them() -> None:
    matter = as_known(next(s for s in STORIES if s["name"] == "two outlets, a day apart"), date(2013, 10, 26))
    (conflict,) = matter.conflicts
    assert conflict.what == "signature"
    assert [(claim.date.text, claim.members) for claim in conflict.claims] == [
        ("2013-11-11", ("text1/i1.e1",)), ("2013-11-12", ("text2/i1.e1",))]
    assert [step.note for step in matter.history] == [
        "promised: signature on 11 November 2013",
        "promised: signature on 12 November 2013, where others say on 11 November 2013"]


def test_two_days_of_one_signature_conflict_and_a_moved_plan_does_not() -> None:
    def of(*events: list[list[str]]) -> Matter:
        told = [findings(f"text{n}", f"2013-11-1{n}", instruments=[instrument("i1", "Treaty on a Canal", "NI", "CR", events=one)])
                for n, one in enumerate(events, 1)]
        return follow(told, link(told), date(2013, 12, 1))[0]

    assert [c.what for c in of([["signed", "2013-11-08"]], [["signed", "2013-11-09"]]).conflicts] == ["signed"]
    assert of([["signed", "2013-11-08"]], [["signed", "2013-11"]]).conflicts == ()
    assert of([["planned_signature", "2014-01-10"]], [["planned_signature", "2014-03-10"]]).conflicts == ()
    assert of([["ratified", "2013-11-08", "NI"]], [["ratified", "2013-11-09", "CR"]]).conflicts == ()


def test_proposals_without_a_date_are_no_promises() -> None:
    told = [findings("a", commitments=[commitment("c1", "sell the flats", "RU", modality="proposed"),
                                       commitment("c2", "sell the ferries", "RU", modality="proposed", by="2013-06"),
                                       commitment("c3", "strengthen the customs union", "KZ", "RU"),
                                       commitment("c4", "sell the trams", "RU")])]
    found = {m.title: (m.status.value, m.lasting, m.modality.value if m.modality else None)
             for m in follow(told, link(told), date(2013, 9, 1))}
    assert found == {
        "sell the flats": ("unknown", False, "proposed"),
        "sell the ferries": ("overdue", False, "proposed"),
        "strengthen the customs union": ("pending", True, "agreed"),
        "sell the trams": ("pending", False, "agreed"),
    }


def test_a_matter_keeps_its_id_while_it_grows() -> None:
    for story in STORIES:
        assert len({as_known(story, date.fromisoformat(e["on"])).id for e in story["expect"]}) == 1


def test_members_name_findings_and_stages() -> None:
    matter = as_known(STORIES[0], date(2015, 1, 1))
    assert matter.members == ("text1/i1", "text1/i1.e1", "text2/i1", "text2/i1.e1")


@settings(max_examples=30, deadline=None)
@given(story=st.sampled_from(STORIES), order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference(story: dict[str, Any], order: Any) -> None:
    on, told = date(2020, 1, 1), texts(story)
    mixed = list(told)
    order.shuffle(mixed)
    assert follow(mixed, link(mixed), on) == follow(told, link(told), on)


@settings(max_examples=30, deadline=None)
@given(story=st.sampled_from(STORIES), on=st.dates(date(2010, 1, 1), date(2020, 1, 1)))
def test_later_texts_do_not_change_what_was_known(story: dict[str, Any], on: date) -> None:
    known = [one for one in texts(story) if one.document.published and one.document.published <= on]
    assert follow(texts(story), link(known) if known else link([]), on) == follow(known, link(known), on)


def test_what_was_kept_stands_beside_what_is_open() -> None:
    story = next(one for one in STORIES if one["name"] == "signed, and to enter into force")
    (kept,) = as_known(story, date(2016, 6, 1)).kept
    assert (kept.goal, kept.status.value, kept.slip_days) == ("signature", "fulfilled_late", 31)
    assert kept.deadline is not None
    assert (str(kept.deadline.date), str(kept.status_date)) == ("2016-03", "2016-05-01")
    assert as_known(story, date(2016, 2, 1)).kept == ()
    assert as_known(story, date(2017, 2, 1)).kept == ()
