"""Canonical text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accords.corpus.canonical import clean, join, plain, says_something, squash, with_title

ANY = st.text()


@given(ANY)
def test_plain_text_keeps_every_character_but_carriage_returns(text: str) -> None:
    result = plain(text)
    assert "\r" not in result
    assert plain(result.removeprefix("\ufeff")) == result.removeprefix("\ufeff")
    assert [c for c in result if c != "\n"] == [c for c in text.removeprefix("\ufeff") if c not in "\r\n"]


@given(ANY)
def test_clean_text_is_one_line_and_stays_so(text: str) -> None:
    result = clean(text)
    assert clean(result) == result
    assert "\n" not in result
    assert "  " not in result
    assert "\u00ad" not in result


@given(st.lists(ANY))
def test_paragraphs_are_one_blank_line_apart(paragraphs: list[str]) -> None:
    text = join(paragraphs)
    assert "\n\n\n" not in text
    assert all(any(c.isalnum() for c in part) for part in text.split("\n\n") if text)


@given(ANY.map(clean), st.lists(ANY).map(join))
def test_a_title_stands_where_its_span_says(title: str, body: str) -> None:
    text, span = with_title(title, body)
    assert (span is None) == (not says_something(title))
    if span:
        assert squash(span.quote(text)) == squash(title)
    assert text.endswith(body)
