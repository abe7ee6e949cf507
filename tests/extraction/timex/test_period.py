"""Periods: values, EDTF, steps, parts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.timex import Edtf
from accords.extraction.timex.period import Grain, Period, add_months, easter, make_day

DAY = date(2013, 2, 9)


@pytest.mark.parametrize(
    ("grain", "value", "edtf"),
    [
        (Grain.DAY, "2013-02-09", "2013-02-09"),
        (Grain.WEEK, "2013-W06", "2013-02-04/2013-02-10"),
        (Grain.WEEKEND, "2013-W06-WE", "2013-02-09/2013-02-10"),
        (Grain.MONTH, "2013-02", "2013-02"),
        (Grain.QUARTER, "2013-Q1", "2013-33"),
        (Grain.HALF, "2013-H1", "2013-40"),
        (Grain.SEASON, "2012-WI", "2012-24"),
        (Grain.YEAR, "2013", "2013"),
        (Grain.DECADE, "201", "201X"),
        (Grain.CENTURY, "20", "20XX"),
    ],
)
def test_value_and_edtf(grain: Grain, value: str, edtf: str) -> None:
    period = Period.of(DAY, grain)
    assert (period.value(), period.edtf()) == (value, edtf)


@given(st.dates(date(101, 1, 1), date(9700, 1, 1)), st.sampled_from(Grain))
def test_a_day_lies_in_its_period_and_neighbours_touch(day: date, grain: Grain) -> None:
    period = Period.of(day, grain)
    if grain is not Grain.WEEKEND:
        assert period.first <= day <= period.last
        assert (period.shift(1).first - period.last).days == 1
    assert period.valid


@given(
    st.dates(date(1000, 1, 1), date(3000, 1, 1)),
    st.sampled_from(Grain),
    st.sampled_from(["START", "MID", "END", None]),
)
def test_a_narrowed_period_lies_inside_it(day: date, grain: Grain, mod: str | None) -> None:
    period = Period.of(day, grain)
    narrowed = Edtf(period.narrowed(mod) or "")
    assert period.first <= narrowed.first <= narrowed.last <= period.last or grain is Grain.SEASON


def test_the_thirds_of_a_month_are_counted_in_tens() -> None:
    january = Period.month(2013, 1)
    assert [january.narrowed(mod) for mod in ("START", "MID", "END")] == [
        "2013-01-01/2013-01-10", "2013-01-11/2013-01-20", "2013-01-21/2013-01-31"
    ]


def test_days_that_do_not_exist() -> None:
    assert make_day(2013, 2, 29) is None
    assert make_day(2013, 13, 1) is None
    assert make_day(0, 1, 1) is None


def test_adding_months_keeps_to_the_month_end() -> None:
    assert add_months(date(2013, 1, 31), 1) == date(2013, 2, 28)
    assert add_months(date(1, 1, 1), -1) is None


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2013, "03-31"), (2014, "04-20"), (2038, "04-25")])
def test_easter(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


def test_outside_the_calendar_there_is_no_date() -> None:
    far = Period.year(12000)
    assert not far.valid
    assert far.edtf() is None
    assert far.value() == "XXXX"
    assert far.first == date.max
