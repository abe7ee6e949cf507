from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.errors import InvalidSpan
from accords.core.span import Span, locate

TEXT = st.text(min_size=1, max_size=60)


@given(TEXT, st.data())
def test_quote_is_what_locate_finds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Span(start, end).quote(text)
    Span(start, end).check(text, quote)
    assert locate(text, quote).quote(text) == quote


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_impossible_offsets_are_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidSpan):
        Span(start, end)


def test_wrong_quote_and_short_text_are_refused() -> None:
    with pytest.raises(InvalidSpan, match="says"):
        Span(0, 3).check("They met.", "Two")
    with pytest.raises(InvalidSpan, match="outside"):
        Span(0, 30).quote("They met.")


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_cover_contains_both_and_overlap_is_symmetric(a: int, m: int, b: int, n: int) -> None:
    one, other = Span(a, a + m), Span(b, b + n)
    assert one.cover(other).contains(one)
    assert one.cover(other).contains(other)
    assert one.overlaps(other) == other.overlaps(one)
