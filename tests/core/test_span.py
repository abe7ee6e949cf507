"""Spans and their quotes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from accords.core.errors import InvalidSpan
from accords.core.span import Span, locate

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_empty_and_backward_spans_are_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidSpan):
        Span(start, end)


@given(st.text(min_size=1), st.data())
def test_a_quote_is_what_the_text_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = span.quote(text)
    assert len(quote) == len(span)
    span.check(text, quote)
    with pytest.raises(InvalidSpan, match="not"):
        span.check(text, quote + "x")
    assert locate(text, quote).start <= start
    assert locate(text, quote, start) == span


@given(SPANS)
def test_a_span_beyond_the_text_is_refused(span: Span) -> None:
    with pytest.raises(InvalidSpan, match="outside"):
        span.quote("x" * (span.end - 1))


@given(SPANS, SPANS)
def test_overlap_containment_and_cover_are_those_of_sets(a: Span, b: Span) -> None:
    one, other = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == bool(one & other)
    assert a.contains(b) == (one >= other)
    cover = a.cover(b)
    assert cover.contains(a)
    assert cover.contains(b)
    assert cover == b.cover(a)
    assert {cover.start, cover.end} <= {a.start, a.end, b.start, b.end}


@given(SPANS, SPANS)
def test_order_is_that_of_the_text(a: Span, b: Span) -> None:
    assume(a != b)
    assert (a < b) != (b < a)
    if a.end <= b.start:
        assert a < b


def test_locating_what_is_not_said() -> None:
    for quote in ("there", ""):
        with pytest.raises(InvalidSpan):
            locate("here", quote)
