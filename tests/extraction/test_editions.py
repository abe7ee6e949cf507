from __future__ import annotations

import pytest

from accords.extraction.editions import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("first", 1),
        ("twelfth", 12),
        ("twentieth", 20),
        ("twenty-first", 21),
        ("fortieth", 40),
        ("inaugural", 1),
        ("1st", 1),
        ("22nd", 22),
        ("113th", 113),
        ("I", 1),
        ("IV", 4),
        ("IX", 9),
        ("X", 10),
        ("XIX", 19),
        ("XXXVIII", 38),
    ],
)
def test_number(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "forum", "IIX", "22", "VX", "annual", "y-first"])
def test_no_number(text: str) -> None:
    assert number_of(text) is None
