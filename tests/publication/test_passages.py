from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.span import Span, locate
from accords.publication.passages import LONGEST, passage, whole

TEXT = """Talks in Oslo end early

Mr. Holm met the U.S. envoy on Feb. 3 in Oslo. They spoke for an hour! "We will meet again," he said.
The line was
broken here. J. Smith signed for No. 10.

It rained."""


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("Talks", "Talks in Oslo end early", "a heading has no full stop"),
        ("envoy", "Mr. Holm met the U.S. envoy on Feb. 3 in Oslo.", "abbreviations do not end sentences"),
        ("hour", "They spoke for an hour!", "exclamations do"),
        ("again", '"We will meet again," he said.', "a quotation mark opens a sentence"),
        ("broken", "The line was\nbroken here.", "a line break inside a sentence is kept as it is"),
        ("signed", "J. Smith signed for No. 10.", "initials and numbers do not end sentences"),
        ("It rained", "It rained.", "the last paragraph"),
        ('an hour! "We will', 'They spoke for an hour! "We will meet again," he said.', "a span over two sentences"),
    ],
)
def test_the_sentences_around_words(words: str, expected: str, why: str) -> None:
    assert passage(TEXT, locate(TEXT, words)).quote(TEXT) == expected, why


def test_a_very_long_sentence_is_cut_between_words_around_the_finding() -> None:
    text = "At first, " + "and so on, " * 60 + "they signed it, " + "and so on, " * 60 + "at last."
    found = passage(text, locate(text, "signed it"))
    assert len(found) <= LONGEST
    assert "they signed it," in found.quote(text)
    assert not whole(text, found)
    assert text[found.start - 1].isspace()
    assert text[found.end].isspace()
    assert whole(TEXT, passage(TEXT, locate(TEXT, "hour")))
    assert whole(TEXT, passage(TEXT, locate(TEXT, "Talks")))


@given(st.text('ab .!?\n"’A1', min_size=1, max_size=80), st.data())
def test_a_passage_always_holds_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    if not span.quote(text).strip():
        return
    found = passage(text, span)
    assert found.quote(text) in text
    assert span.quote(text).strip() in found.quote(text)
