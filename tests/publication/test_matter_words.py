from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accords.core.findings import Findings
from accords.core.vocabulary import Modality
from accords.publication.knowledge import knowledge
from accords.publication.matter_words import Affair, affair, sources, title
from tests.makers import commitment, document, findings, instrument, meeting

ON = date(2015, 1, 1)


def vow(day: str, **about: Any) -> tuple[str, dict[str, Any]]:
    return day, {"commitments": [commitment("c", "count the arctic seals", *about.pop("who", ("FI", "NO")), **about)]}


def pact(day: str, *events: list[str]) -> tuple[str, dict[str, Any]]:
    return day, {"instruments": [instrument("i", "Treaty on Seals", "FI", "NO", events=events)]}


def one(*told: tuple[str, dict[str, Any]]) -> Affair:
    texts = [findings(f"t{n}", day, **lists) for n, (day, lists) in enumerate(told)]
    known = knowledge(texts, ON)
    (matter,) = known.matters
    return affair(known, matter)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([vow("2014-01-01", by="2014-03")], "no report of it by 1 January 2015, 276 days after the deadline"),
        ([vow("2014-01-01", by="2014-03"), vow("2014-05-01", status="missed")], "missed according to t1 of 1 May 2014"),
        (
            [vow("2014-01-01", status="missed"), vow("2014-05-01", by="2014-09", status="rescheduled")],
            "no report of it by 1 January 2015, 93 days after the deadline",
        ),
    ],
)
def test_silence_is_no_fulfilment(told: list[tuple[str, dict[str, Any]]], words: str) -> None:
    assert one(*told).silence() == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([vow("2014-01-01")], ""),
        ([vow("2014-01-01"), vow("2014-05-01", status="in_progress")], "under way according to t1 of 1 May 2014"),
        ([vow("2014-01-01"), vow("2014-05-01", status="rescheduled")], "reported as rescheduled, with no new date"),
        (
            [vow("2014-01-01"), vow("2014-05-01", who=("FI",), status="fulfilled")],
            "done by Finland only, according to t1 of 1 May 2014",
        ),
        ([pact("2014-01-01", ["negotiation"])], "being negotiated according to t0 of 1 January 2014"),
        (
            [pact("2014-01-01", ["signed"], ["ratified", "2014", "NO"])],
            "ratified by Norway only, according to t0 of 1 January 2014",
        ),
    ],
)
def test_progress_of_what_is_open(told: list[tuple[str, dict[str, Any]]], words: str) -> None:
    assert one(*told).progress() == words


@pytest.mark.parametrize(
    ("told", "kept", "late"),
    [
        (
            [vow("2014-01-01", by="2014-03"), vow("2014-03-10", by="2014-03-09", status="fulfilled")],
            "fulfilled according to t1 of 10 March 2014: done on 9 March 2014",
            "on time",
        ),
        (
            [vow("2014-01-01", by="2014-03"), vow("2014-04-20", by="2014-04-10", status="fulfilled")],
            "fulfilled according to t1 of 20 April 2014: done on 10 April 2014",
            "10 days late",
        ),
        (
            [vow("2014-01-01", by="2014-03"), vow("2014-05-01", status="fulfilled")],
            "fulfilled according to t1 of 1 May 2014: done, day not said",
            "at most 31 days late",
        ),
        (
            [pact("2014-01-01", ["planned_signature", "2014-03"]), pact("2014-03-10", ["signed", "2014-03-09"])],
            "fulfilled according to t1 of 10 March 2014: signed on 9 March 2014",
            "on time",
        ),
        (
            [pact("2014-01-01", ["signed", "2013-12-30"])],
            "signed on 30 December 2013, according to t0 of 1 January 2014",
            "",
        ),
    ],
)
def test_according_to_whom_it_was_kept_and_how_late(
    told: list[tuple[str, dict[str, Any]]], kept: str, late: str
) -> None:
    found = one(*told)
    assert (found.kept(), found.late()) == (kept, late)


def test_a_meeting_held_keeps_the_promise_to_meet() -> None:
    plan = findings(
        "plan",
        "2014-01-01",
        meetings=[meeting("m", "FI", "NO", on="2014-06", at="Turku", status="planned")],
        commitments=[commitment("c", "meet again in Turku", "FI", "NO", by="2014-06", spot=2)],
    )
    held = findings("held", "2014-06-12", meetings=[meeting("m", "FI", "NO", on="2014-06-10", at="Turku")])
    known = knowledge([plan, held], ON)
    (matter,) = known.matters
    assert affair(known, matter).kept() == "fulfilled according to held of 12 June 2014: held on 10 June 2014"


def test_how_firmly_and_when_it_was_stated() -> None:
    day, lists = vow("2014-01-01")
    item = replace(lists["commitments"][0], modality=Modality.INTENDS, conditional=True, condition="if the ice holds")
    assert one((day, {"commitments": [item]})).stated() == (
        "stated as an intention on 1 January 2014; on the condition: if the ice holds"
    )
    assert one(vow("2014-01-01"), vow("2014-05-01")).stated() == (
        "agreed, as stated on 1 January 2014 and last on 1 May 2014"
    )
    assert one(pact("2014-01-01", ["planned_signature", "2016"])).stated() == "planned, as stated on 1 January 2014"
    assert one(pact("2014-01-01", ["proposed"])).stated() == "named on 1 January 2014"


def test_the_instrument_that_a_promise_is_about_is_named() -> None:
    text: Findings = findings(
        "a",
        "2014-01-01",
        instruments=[instrument("i", "Convention on Herring", "FI", "NO")],
        commitments=[commitment("c", "carry it out in full", "FI", "NO", of="i")],
    )
    known = knowledge([text], ON)
    promise = next(matter for matter in known.matters if matter.kind == "commitment")
    assert affair(known, promise).concerns() == "concerns: Convention on Herring"


def test_many_sources_are_counted() -> None:
    named = sources(document(stem, "2014-01-02") for stem in "abcdef")
    assert named == "a of 2 January 2014, b of 2 January 2014, c of 2 January 2014 and 3 more"
    assert sources([document("a", None)]) == "a (undated)"


def test_titles_begin_with_a_capital_or_with_who_is_bound() -> None:
    matter = one(vow("2014-01-01")).matter
    assert title(matter, "") == "Count the arctic seals"
    assert title(matter, "the EU") == "The EU: count the arctic seals"
