"""Titles of plain texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.corpus.formats.from_text import convert


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks in Bern\n\nThe two met.", "Talks in Bern"),
        ("\n  Talks in Bern \r\n\r\nThe two met.", "Talks in Bern"),
        ("The two met in Bern.\n\nThey will meet again.", ""),  # a sentence
        ("Talks in Bern\nThe two met.", ""),  # the first line of a paragraph
        ("Talks in Bern\n\n", ""),  # nothing follows
        ("A " * 120 + "\n\nThe two met.", ""),  # too long
    ],
)
def test_the_first_line_is_a_title_if_it_looks_like_one(text: str, title: str) -> None:
    content = convert(text)
    assert content.metadata.title == title
    assert (content.title_span.quote(content.text) if content.title_span else "") == title


@given(st.text())
def test_any_text_is_kept(text: str) -> None:
    content = convert(text)
    assert content.text == convert(content.text.removeprefix("\ufeff")).text or content.text.startswith("\ufeff")
    if content.title_span:
        assert content.title_span.quote(content.text) == content.metadata.title
