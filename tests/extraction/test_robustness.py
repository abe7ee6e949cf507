"""Whatever comes in, extraction ends, and every span quotes the text. `python -m evaluation.fuzz` tries far more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accords.core.document import Document
from accords.extraction import extract
from evaluation.fuzz import case, misquoted, run, seeds

FRAGMENTS = (
    *(
        "President",
        "Presidents",
        "A",
        "B",
        "Ivan Petrov",
        "Norway",
        "and",
        ",",
        "the",
        "Treaty on",
        "signed",
        "met",
        "agreed to",
    ),
    *(
        "by",
        "31 February",
        "2014",
        "in May",
        "Monday",
        "“",
        "”",
        "said",
        "(",
        ")",
        ":",
        "-",
        "\n\n",
        "\n",
        "of",
        "U.S.",
        "$5 million",
    ),
    *(
        "\u00ad",
        "\u202e",
        "\x00",
        "٣",
        "é",
        "😀",
        "the sides",
        "they",
        "its",
        "will",
        "ratified",
        "14th session of the",
    ),
)
texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=60).map(" ".join), st.text(min_size=1, max_size=120)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.one_of(st.none(), st.dates()))
def test_spans_quote_whatever_the_text(text: str, published: date | None) -> None:
    text = text.encode("utf-8", "ignore").decode()
    if text.strip():
        assert misquoted(extract(Document("d", "d", "d.txt", "00", text, published=published))) == ""


@pytest.mark.parametrize("first", range(0, 120, 40))
def test_mutated_texts_are_read_or_refused(first: int) -> None:
    assert run(20130208, range(first, first + 40)) == []


def test_a_case_depends_on_its_seed_and_number_alone() -> None:
    assert case(1, 7) == case(1, 7)
    assert case(1, 7) != case(2, 7)
    assert all(isinstance(paragraphs, list) for paragraphs in seeds())


def test_a_span_of_nothing_but_space_is_told() -> None:
    findings = extract(Document("d", "d", "d.txt", "00", "Norway and Finland met in Oslo on 4 May 2014."))
    blank = Document("d", "d", "d.txt", "00", " " * 60)
    assert misquoted(findings) == ""
    assert "quotes nothing" in misquoted(type(findings)(blank, meetings=findings.meetings))
