"""What the scorer is given for a text."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.timex import findings

PUBLISHED = date(2013, 2, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The forum takes place from 5 to 8 June.", [("5", "2013-06-05"), ("8 June", "2013-06-08")]),
        ("The roadmap covers 2016–20.", [("2016", "2016"), ("20", "2020")]),
        ("They signed on 3 May 2011.", [("3 May 2011", "2011-05-03")]),
        ("The memorial of 03/05/2011 stands.", [("03/05/2011", "2011-03-05")]),
    ],
)
def test_a_range_counts_as_its_two_ends(text: str, expected: list[tuple[str, str]]) -> None:
    found = findings(text, PUBLISHED)["timexes"]
    assert [(text[slice(*item["spans"][0])], item["value"]) for item in found] == expected
