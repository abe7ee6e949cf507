"""What holds of the stage as a whole: tense, publication date, odd texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.core.span import Span
from accords.extraction.timex import find_timexes
from accords.extraction.timex.context import Outlook
from accords.extraction.timex.grammar import grammar

PUBLISHED = date(2013, 2, 9)
WORDS = sorted(grammar().vocabulary)
GLUE = st.sampled_from([" ", ", ", "-", "–", "/", ".", "\n", "\n\n", " of ", " the ", ":", "’", "\u00a0", "٣", "²"])
NUMBERS = st.one_of(st.integers(0, 3000), st.sampled_from([29, 31, 1999, 10**11])).map(str)
TIME_WORDS = st.lists(st.tuples(st.one_of(st.sampled_from(WORDS), NUMBERS), GLUE), max_size=40).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
DATES = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2012, 2, 29)]))


@settings(max_examples=150, deadline=None)
@given(st.one_of(TIME_WORDS, TIME_WORDS.map(str.title), st.text()), DATES)
def test_spans_lie_in_the_text_in_order_and_apart(text: str, published: date | None) -> None:
    end = 0
    for timex in find_timexes(text, published):
        assert end <= timex.span.start < timex.span.end <= len(text)
        end = timex.span.end
        assert timex.value
        assert timex.anchored or timex.date is None


@settings(max_examples=50, deadline=None)
@given(TIME_WORDS)
def test_the_same_text_gives_the_same_expressions(text: str) -> None:
    assert find_timexes(text, PUBLISHED) == find_timexes(text, PUBLISHED)


@pytest.mark.parametrize(
    ("outlook", "expected"),
    [
        (Outlook.PAST, "2012-03-05"), (Outlook.REPORT, "2012-03-05"), (Outlook.FUTURE, "2013-03-05"),
        (Outlook.PRESENT, "2013-03-05"), (Outlook.PROSPECT, "2013-03-05"), (Outlook.UNKNOWN, "2013-03-05"),
    ],
)
def test_the_callback_decides_the_year(outlook: Outlook, expected: str) -> None:
    (timex,) = find_timexes("The round on 5 March.", PUBLISHED, outlook=lambda span: outlook)
    assert str(timex.date) == expected


def test_the_callback_is_asked_about_the_expression() -> None:
    asked: list[Span] = []
    text = "The delegates, on Friday, convene."

    def outlook(span: Span) -> Outlook:
        asked.append(span)
        return Outlook.FUTURE

    (timex,) = find_timexes(text, PUBLISHED, outlook=outlook)
    assert str(timex.date) == "2013-02-15"
    assert {span.quote(text) for span in asked} == {"Friday"}


@pytest.mark.parametrize("text", ["today", "last year", "two weeks ago", "on Friday", "in May", "this autumn"])
def test_relative_expressions_need_a_publication_date(text: str) -> None:
    (timex,) = find_timexes(text)
    assert not timex.anchored
    assert timex.date is None
    (timex,) = find_timexes(text, PUBLISHED)
    assert timex.anchored
    assert timex.date is not None


def test_history_leans_on_its_own_dates() -> None:
    text = (
        "War came in 1914. By 1915 and 1916 it had spread; 1917 brought revolution and 1918 peace. "
        "The treaty of 28 June 1919 followed, and on 10 January 1920 it took effect. In April the council met."
    )
    found = {timex.span.quote(text): timex.value for timex in find_timexes(text, date(2010, 5, 1))}
    assert found["April"] == "1920-04"


def test_an_empty_text_has_no_expressions() -> None:
    assert find_timexes("") == ()


@pytest.mark.parametrize("unit", ["1990 ", "twenty ", "in early mid late ", "2013-", "1:", "May ", "the end of the "])
def test_long_runs_of_time_words_are_read(unit: str) -> None:
    find_timexes(unit * 2000, PUBLISHED)
