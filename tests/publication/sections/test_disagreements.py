from __future__ import annotations

import pytest

from accords.core.findings import Findings
from tests.makers import commitment, findings, instrument, meeting
from tests.publication.scenes import a_brief, said

Told = list[tuple[str, list[list[str]]]]


def treaty(told: Told) -> list[Findings]:
    return [
        findings(f"t{n}", day, instruments=[instrument("i", "Treaty on Ice", "NO", "FI", events=events)])
        for n, (day, events) in enumerate(told)
    ]


def promise(*told: tuple[str, str, str]) -> list[Findings]:
    return [
        findings(
            f"t{n}",
            day,
            commitments=[commitment("c", "chart the northern coast", "NO", "FI", by=by or None, status=status)],
        )
        for n, (day, by, status) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "expected", "why"),
    [
        (
            [("2014-05-02", [["signed", "2014-05-01"]]), ("2014-05-03", [["signed", "2014-05-02"]])],
            [
                (
                    "Treaty on Ice: when signed | Signed on 1 May 2014 according to t0 of 2 May 2014; signed on 2 May "
                    "2014 according to t1 of 3 May 2014."
                )
            ],
            "two days of one signature",
        ),
        (
            [("2014-05-02", [["signed", "2014-05-01"]]), ("2014-06-03", [["signed", "2014-05"]])],
            [],
            "a coarser word agrees",
        ),
        (
            [("2014-05-02", [["ratified", "2014-05-01", "NO"]]), ("2014-06-03", [["ratified", "2014-06-02", "FI"]])],
            [],
            "each party ratifies on its own day",
        ),
        (
            [("2014-05-02", [["signed", "2014-05-01"]]), ("2014-05-20", [["planned_signature", "2014-06-30"]])],
            [
                (
                    "Treaty on Ice: whether signed | Signed on 1 May 2014 according to t0 of 2 May 2014; still to come on 30 June 2014 "
                    "according to t1 of 20 May 2014."
                )
            ],
            "signed, and later said to be signed still",
        ),
        (
            [("2014-04-02", [["planned_signature", "2014-05-01"]]), ("2014-05-02", [["signed", "2014-05-01"]])],
            [],
            "a plan that came true",
        ),
        (
            [
                ("2014-04-02", [["planned_signature", "2014-05-01"]]),
                ("2014-04-20", [["planned_signature", "2014-06-01"]]),
            ],
            [],
            "a plan that moved",
        ),
        (
            [
                ("2014-04-02", [["planned_signature", "2014-05-01"]]),
                ("2014-04-02", [["planned_signature", "2014-06-01"]]),
            ],
            [
                (
                    "Treaty on Ice: deadline of signature | Due on 1 May 2014 according to t0 of 2 April 2014; due on 1 June 2014 "
                    "according to t1 of 2 April 2014."
                )
            ],
            "two plans on one day",
        ),
    ],
)
def test_conflicts_about_instruments(told: Told, expected: list[str], why: str) -> None:
    assert said(a_brief("2015-01-01", treaty(told)), "disagreements") == expected, why


@pytest.mark.parametrize(
    ("told", "question", "why"),
    [
        (
            [("2014-01-01", "2014-03", "pending"), ("2014-02-01", "2014-06", "rescheduled")],
            "",
            "moved in so many words",
        ),
        (
            [
                ("2014-01-01", "2014-03", "pending"),
                ("2014-02-01", "2014-06", "pending"),
                ("2014-02-05", "2014-03", "pending"),
            ],
            "deadline",
            "back to the first deadline after another",
        ),
        (
            [("2014-01-01", "", "fulfilled"), ("2014-02-01", "", "missed")],
            "whether fulfilled",
            "done, and later missed",
        ),
        ([("2014-01-01", "", "missed"), ("2014-02-01", "", "fulfilled")], "", "missed, and done after all"),
        (
            [("2014-01-01", "", "in_progress"), ("2014-01-01", "", "missed")],
            "whether under way",
            "under way, and missed by a text of the same day",
        ),
        ([("2014-01-01", "", "in_progress"), ("2014-02-01", "", "missed")], "", "under way, and missed since"),
        (
            [("2014-01-01", "2013-12", "fulfilled"), ("2014-01-01", "2014-05", "pending")],
            "whether fulfilled",
            "done, and still to come by a text of the same day",
        ),
    ],
)
def test_conflicts_about_commitments(told: list[tuple[str, str, str]], question: str, why: str) -> None:
    found = said(a_brief("2015-01-01", promise(*told)), "disagreements")
    assert [line.split(" | ")[0].split(": ")[1] for line in found] == ([question] if question else []), why


@pytest.mark.parametrize(
    ("first", "second", "question"),
    [
        ({"on": "2014-06-10", "at": "Turku"}, {"on": "2014-06-10", "at": "Vaasa"}, "place"),
        ({"on": "2014-06-10", "at": "Turku"}, {"on": "2014-06-11", "at": "Turku"}, "date"),
        ({"on": "2014-06-10", "at": "Turku"}, {"on": "2014-06", "at": "Turku Castle"}, ""),
        (
            {"on": "2014-06-10", "at": "Turku", "status": "planned"},
            {"on": "2014-06-11", "at": "Turku", "status": "planned"},
            "planned date",
        ),
    ],
)
def test_conflicts_about_meetings(first: dict[str, str], second: dict[str, str], question: str) -> None:
    texts = [
        findings(f"t{n}", "2014-06-09", meetings=[meeting("m", "NO", "FI", **about)])  # type: ignore[arg-type]
        for n, about in enumerate((first, second))
    ]
    found = said(a_brief("2014-07-01", texts), "disagreements")
    assert [line.split(" | ")[0].split(": ")[1] for line in found] == ([question] if question else [])
