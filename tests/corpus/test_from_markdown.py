"""Markdown without its marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.corpus.formats.from_markdown import convert, front_matter

CASES = [
    ("wrapped lines are one paragraph", "The two\nministers  \nmet.", "The two ministers\n\nmet."),
    ("blank hard breaks end paragraphs", "One met.  \n\u00a0  \nTwo met.", "One met.\n\nTwo met."),
    ("emphasis", "The **two** _ministers_ *met*.", "The two ministers met."),
    ("marks that never close", "**Talks in **Bern and two* more", "Talks in Bern and two more"),
    ("signs between numbers stay", "about 5 * 3 of them", "about 5 * 3 of them"),
    (
        "links",
        "See [the text](https://example.org/a_b) and <https://example.org>.",
        "See the text and https://example.org.",
    ),
    ("pictures are dropped", "Before ![two men](a.png) after", "Before after"),
    ("headings", "# Talks\nThe two met.\n\nOutcome\n---\nGood.", "Talks\n\nThe two met.\n\nOutcome\n\nGood."),
    ("list items", "They agreed:\n\n- to meet\n  again;\n- to talk.\n", "They agreed:\n\nto meet again;\n\nto talk."),
    ("bullets typed by hand", "•\u00a0to meet", "to meet"),
    ("escapes", "a\\_b \\- c \\[sic\\]", "a_b - c [sic]"),
    ("end marks", "The two met.\n\n\\###\n", "The two met."),
    ("superscripts", "on the 8<sup>th</sup> of May", "on the 8th of May"),
    ("line breaks in HTML", "One.<br>Two.<br/>Three.", "One.\n\nTwo.\n\nThree."),
    (
        "blocks of HTML",
        "<figure><img src=a><figcaption>Two &amp; two</figcaption></figure>\n\nThey met.",
        "Two & two\n\nThey met.",
    ),
    ("entities", "R&amp;D &ndash; 5&nbsp;km", "R&D – 5 km"),
    ("soft hyphens and hard spaces", "co\u00adoperation\u00a0in  Bern", "cooperation in Bern"),
    ("curly quotes stay", "“We’ll meet,” he said.", "“We’ll meet,” he said."),
    ("tables", "| Treaty | Stage |\n|---|---|\n| One | signed |\n", "Treaty; Stage\n\nOne; signed"),
    ("indented text is no code", "They met.\n\n    They talked.", "They met.\n\nThey talked."),
    ("byte order mark", "\ufeff---\ntitle: Talks\n---\nThey met.", "Talks\n\nThey met."),
    ("a title that the body repeats", "---\ntitle: Talks\n---\n# Talks\n\nThey met.", "Talks\n\nThey met."),
]


@pytest.mark.parametrize(("markdown", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_canonical_text(markdown: str, text: str) -> None:
    assert convert(markdown).text == text


def test_front_matter_in_yaml() -> None:
    content = convert(
        "---\ntitle: \"Talks in\\_Bern &amp; beyond\"\ndate: '2021-12-15'\npublished_time: 2021-12-16 23:37:59-05:00\n"
        "source_url: https://example.org/1\nlang: en-GB\nauthor: A. Writer\n---\n\nThey met.\n"
    )
    said = content.metadata
    assert (said.title, said.published, said.language) == ("Talks in Bern & beyond", date(2021, 12, 16), "en")
    assert (said.source, said.author) == ("https://example.org/1", "A. Writer")
    assert content.title_span
    assert content.title_span.quote(content.text) == "Talks in Bern & beyond"


def test_front_matter_in_toml() -> None:
    said, body = front_matter('+++\ntitle = "Talks"\ndate = 2021-12-15T10:00:00Z\n+++\nThey met.\n')
    assert (said.title, said.published, body) == ("Talks", date(2021, 12, 15), "They met.\n")


def test_front_matter_that_is_not_well_formed_is_read_line_by_line() -> None:
    said, body = front_matter("---\ntitle: Talks: the outcome\ndate: 2021-12-15\n---\nThey met.\n")
    assert (said.title, said.published, body) == ("Talks: the outcome", date(2021, 12, 15), "They met.\n")
    assert said.notes


def test_rulers_are_no_front_matter() -> None:
    assert front_matter("---\nThey met.\n---\n")[1].startswith("---")


def test_the_first_heading_is_the_title_where_none_is_given() -> None:
    content = convert("They met.\n\n# Talks *held*\n\nAgain.")
    assert content.metadata.title == "Talks held"
    assert content.title_span
    assert content.title_span.quote(content.text) == "Talks held"


MARKS = st.text(alphabet="ab1 \n#*_-|<>[]()!`~\\&;:=+.\"'\u00a0\u00ad")


@given(st.one_of(st.text(), MARKS, MARKS.map("---\n{}\n---\ntext".format)))
def test_any_text_is_converted(text: str) -> None:
    content = convert(text)
    assert "\n\n\n" not in content.text
    if content.title_span:
        content.title_span.quote(content.text)


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("Kenya and *Ethiopia* hold talks\n\nThe two met.", "Kenya and Ethiopia hold talks"),
        ("## Kenya and Ethiopia hold talks\n\nThe two met.", "Kenya and Ethiopia hold talks"),
        ("---\ndate: 2022-11-04\n---\nTalks held\n\nThe two met.", "Talks held"),
        ("A line above\n\n# Talks held\n\nThe two met.", "Talks held"),
        ("The two met.\n\nThey talked.", ""),
        ("A first line\nthat goes on\n\nThey talked.", ""),
        ("- to meet\n- to talk\n\nThey talked.", ""),
        ("| Treaty | Stage |\n|---|---|\n| One | signed |\n\nThey met.", ""),
        ("Talks held", ""),
    ],
)
def test_a_first_line_that_stands_alone_is_the_title(markdown: str, title: str) -> None:
    content = convert(markdown)
    assert content.metadata.title == title
    assert (content.title_span.quote(content.text) if content.title_span else "") == title


def test_a_footnotes_mark_is_no_part_of_the_year_before_it() -> None:
    told = "They agreed to open it by 1 May 2016<sup>1</sup>, on the 8<sup>th</sup> floor.\n"
    assert "May 2016, on the 8th floor" in convert(told).text
