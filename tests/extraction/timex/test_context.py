"""Which way the words around an expression point."""

from __future__ import annotations

from datetime import date

import pytest

from accords.core.span import locate
from accords.extraction.timex.context import Context


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The envoys met in May.", -1),
        ("The envoys will meet in May.", 1),
        ("A meeting is scheduled for May.", 1),
        ("They have argued since May.", -1),
        ("Ratify by May.", 1),
        ("They argued. May.", 0),
        ("May talks.", 0),
    ],
)
def test_direction(text: str, way: int) -> None:
    context = Context(text, date(2013, 2, 9))
    assert context.direction(locate(text, "May"))[0] == way
