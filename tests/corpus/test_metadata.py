"""Front matter, sidecars and dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.corpus.metadata import Metadata, from_mapping, language_code, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-02-08", date(2013, 2, 8)),
        ("2013-02-08T23:30:00-08:00", date(2013, 2, 8)),  # the day on the source's own clock
        ("2013-02-08 00:10:00+04:00", date(2013, 2, 8)),
        ("20130208", date(2013, 2, 8)),
        ("2013/02/08", date(2013, 2, 8)),
        ("Feb. 8, 2013", date(2013, 2, 8)),
        ("Fri, 08 Feb 2013 10:00:00 GMT", date(2013, 2, 8)),
        ("8 February 2013, 10:15", date(2013, 2, 8)),
        ("13/02/2013", date(2013, 2, 13)),
        ("03/02/2013", None),  # February or March?
        ("February 2013", None),
        ("2013", None),
        ("2013-02-31", None),
        ("10:30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_whole_days_or_none(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@given(st.text())
def test_no_text_breaks_the_date_reader(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_days_are_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


def test_keys_in_order_of_trust() -> None:
    found = from_mapping({"date": "2013-02-01", "published_time": "2013-02-02", "modified_time": "2013-02-03"})
    assert found.published == date(2013, 2, 2)
    assert from_mapping({"published": "soon", "date": "2013-02-01"}).published == date(2013, 2, 1)


def test_an_unreadable_date_is_noted() -> None:
    assert from_mapping({"date": "sometime"}).notes == ("published: 'sometime' is not a whole date",)


def test_values_of_any_shape() -> None:
    found = from_mapping({"Authors": ["A. Writer", {"name": "B. Writer"}], "title": None, "lang": "EN_us", "url": 7})
    assert found == Metadata(author="A. Writer, B. Writer", language="en", source="7")


def test_known_values_lie_over_unknown_ones() -> None:
    below = Metadata(title="Below", publisher="Outlet", notes=("a",))
    assert Metadata(title="Above", notes=("b",)).over(below) == Metadata(
        title="Above", publisher="Outlet", notes=("a", "b")
    )


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), ("en-GB", "en"), ("kk_KZ", "kk"), ("", ""), ("english", "")])
def test_language_tags(tag: str, code: str) -> None:
    assert language_code(tag) == code
