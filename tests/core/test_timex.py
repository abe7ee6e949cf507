"""Dates: their laws are those of the days they may stand for."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.errors import InvalidDate
from accords.core.timex import EARLIEST, LATEST, Edtf, Precision, day, days_between, interval

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def month(value: date) -> str:
    return f"{value:%Y-%m}"


PLAIN = st.one_of(DAYS.map(date.isoformat), DAYS.map(month), DAYS.map(lambda value: f"{value:%Y}"))
INTERVALS = st.tuples(DAYS, DAYS).map(sorted).map(lambda pair: f"{pair[0].isoformat()}/{pair[1].isoformat()}")
OPEN = st.one_of(PLAIN.map("../{}".format), PLAIN.map("{}/..".format))
DATES = st.one_of(PLAIN, INTERVALS, OPEN, PLAIN.map("{}~".format)).map(Edtf)


@given(DATES)
def test_bounds_are_in_order(a: Edtf) -> None:
    assert EARLIEST <= a.first <= a.last <= LATEST
    assert str(a) == a.text
    assert Edtf(str(a)) == a
    assert hash(Edtf(a.text)) == hash(a)


@given(DATES, DATES)
def test_order_overlap_and_containment_exclude_or_imply_each_other(a: Edtf, b: Edtf) -> None:
    assert (a < b) + (b < a) + a.overlaps(b) == 1
    assert (a < b) == (b > a)
    assert a.overlaps(b) == b.overlaps(a)
    if a.contains(b):
        assert a.overlaps(b)
    if a.contains(b) and b.contains(a):
        assert (a.first, a.last) == (b.first, b.last)


@given(DATES, DATES, DATES)
def test_order_and_containment_are_transitive(a: Edtf, b: Edtf, c: Edtf) -> None:
    if a < b < c:
        assert a < c
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    assert a.contains(a)
    assert not a < a  # noqa: PLR0124 - the law


@given(PLAIN, PLAIN)
def test_relations_are_those_of_sets_of_days(one: str, other: str) -> None:
    a, b = Edtf(one), Edtf(other)
    days_a, days_b = _days(a), _days(b)
    assert a.overlaps(b) == bool(days_a & days_b)
    assert a.contains(b) == (days_a >= days_b)
    assert (a < b) == (max(days_a) < min(days_b))


def _days(a: Edtf) -> set[date]:
    return {a.first + timedelta(days=n) for n in range((a.last - a.first).days + 1)}


@given(DAYS)
def test_days_months_and_years_hold_one_another(value: date) -> None:
    one = day(value)
    assert (one.first, one.last, one.precision) == (value, value, Precision.DAY)
    whole = Edtf(month(value))
    assert (whole.first.day, whole.last.day) == (1, calendar.monthrange(value.year, value.month)[1])
    assert Edtf(f"{value:%Y}").contains(whole)
    assert whole.contains(one)


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_intervals_of_days(first: date | None, last: date | None) -> None:
    if first is None and last is None:
        with pytest.raises(InvalidDate):
            interval(first, last)
    elif first and last and first > last:
        with pytest.raises(InvalidDate, match="ends before it starts"):
            interval(first, last)
    else:
        found = interval(first, last)
        assert (found.first, found.last) == (first or EARLIEST, last or LATEST)


@given(DATES, DATES)
def test_days_between_have_the_sign_of_the_order(a: Edtf, b: Edtf) -> None:
    assert (days_between(a, b) > 0) == (a < b)


CASES = [
    # text, first, last, precision, words
    ("2013-02-08", "2013-02-08", "2013-02-08", "day", "8 February 2013"),
    ("2013-02", "2013-02-01", "2013-02-28", "month", "February 2013"),
    ("2012-02", "2012-02-01", "2012-02-29", "month", "February 2012"),
    ("2013", "2013-01-01", "2013-12-31", "year", "2013"),
    ("2013-24", "2013-12-01", "2013-12-31", "season", "winter 2013"),
    ("2013-22", "2013-06-01", "2013-08-31", "season", "summer 2013"),
    ("2013-33", "2013-01-01", "2013-03-31", "season", "the first quarter of 2013"),
    ("2013-41", "2013-07-01", "2013-12-31", "season", "the second half of 2013"),
    ("201X", "2010-01-01", "2019-12-31", "decade", "the 2010s"),
    ("2013~", "2013-01-01", "2013-12-31", "year", "about 2013"),
    ("2013-05?", "2013-05-01", "2013-05-31", "month", "May 2013 (uncertain)"),
    ("2013%", "2013-01-01", "2013-12-31", "year", "about 2013 (uncertain)"),
    ("2013/2015", "2013-01-01", "2015-12-31", "interval", "2013 to 2015"),
    ("../2015", "0001-01-01", "2015-12-31", "open", "by 2015"),
    ("2015/..", "2015-01-01", "9999-12-31", "open", "from 2015"),
    ("2013-XX-XX", "2013-01-01", "2013-12-31", "year", "2013"),
    ("[2013-10-23,2013-10-24]", "2013-10-23", "2013-10-24", "set", "23 October 2013 or 24 October 2013"),
    ("{2013,2014}", "2013-01-01", "2014-12-31", "set", "2013 and 2014"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision", "words"), CASES, ids=[case[0] for case in CASES])
def test_bounds_precision_and_words(text: str, first: str, last: str, precision: str, words: str) -> None:
    found = Edtf(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert (found.precision, found.words()) == (precision, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "2013-13-01",
        "2013-02-30",
        "8 February 2013",
        "2013/2012",
        "../..",
        "/",
        "2013//2014",
        "[]",
        "[2013",
        "{}",
        "2013-2-8",
        "20130208",
        "-",
        "~",
        "X",
        "2013/2014/2015",
        "[soon]",
        "[2013,,2014]",
        "\n2013",
        "2013\n",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate):
        Edtf(text)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.XY~?%[]{},")))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = Edtf(text)
    except InvalidDate:
        return
    assert found.first <= found.last
    assert found.words()
    assert found.precision in Precision
