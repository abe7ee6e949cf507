"""Numbers in words and digits."""

from __future__ import annotations

import pytest

from accords.extraction.timex import numerals


@pytest.mark.parametrize(
    ("words", "number"),
    [("two", 2), ("twenty-four", 24), ("twenty four", 24), ("a hundred", 100), ("two thousand", 2000), ("1,500", 1500),
     ("2 1/2", 2.5), ("several", 0), ("a couple of", 2), ("half a", 0.5), ("²", None), ("spoons", None)],
)
def test_cardinal(words: str, number: float | None) -> None:
    assert numerals.cardinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"), [("first", 1), ("31st", 31), ("twenty-first", 21), ("thirtieth", 30), ("spoon", None)]
)
def test_ordinal(words: str, number: int | None) -> None:
    assert numerals.ordinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("1998", 1998), ("'98", 1998), ("’05", 2005), ("nineteen ninety-six", 1996), ("two thousand", 2000),
     ("two thousand and four", 2004), ("nineteen hundred", 1900)],
)
def test_year(words: str, number: int) -> None:
    assert numerals.year(words) == number
