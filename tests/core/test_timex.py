from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.errors import InvalidDate
from accords.core.timex import Edtf, Precision, day, days_between, interval

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, DAYS)
def test_order_of_days_is_the_calendars(a: date, b: date) -> None:
    assert (day(a) < day(b)) == (a < b)
    assert (day(a) > day(b)) == (a > b)
    assert day(a).overlaps(day(b)) == (a == b)


@given(DAYS, DAYS, DAYS)
def test_an_interval_contains_exactly_its_days(a: date, b: date, c: date) -> None:
    first, last = min(a, b), max(a, b)
    assert interval(first, last).contains(day(c)) == (first <= c <= last)


@given(DAYS)
def test_year_and_month_contain_their_days(value: date) -> None:
    assert Edtf(f"{value.year:04d}").contains(day(value))
    assert Edtf(f"{value.year:04d}-{value.month:02d}").contains(day(value))


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("2013-02-08", "8 February 2013", Precision.DAY),
        ("2013-01", "January 2013", Precision.MONTH),
        ("2013~", "about 2013", Precision.YEAR),
        ("2013-22", "summer 2013", Precision.SEASON),
        ("2014-40", "the first half of 2014", Precision.SEASON),
        ("../2015", "by 2015", Precision.OPEN),
        ("2013/2015", "2013 to 2015", Precision.INTERVAL),
        ("[2013-10-23,2013-10-24]", "23 October 2013 or 24 October 2013", Precision.SET),
        ("201X", "the 2010s", Precision.DECADE),
    ],
)
def test_words_and_precision(text: str, words: str, precision: Precision) -> None:
    assert Edtf(text).words() == words
    assert Edtf(text).precision is precision


@pytest.mark.parametrize("text", ["", "soon", "2013-02-30", "2013-13-01", "2015/2013", "../..", "13 May 2014"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate):
        Edtf(text)


def test_days_between_counts_from_the_last_possible_day() -> None:
    assert days_between(Edtf("2014-05"), Edtf("2014-06-03")) == 3
