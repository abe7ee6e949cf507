"""HTML pages: the article's own text nodes, and the map back to them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.corpus.formats.from_html import convert, node_text, page

FIRST = "The foreign ministers of the two states met in Bern on Monday and spoke about trade, transport and energy."
SECOND = "They agreed that their experts would draft a memorandum before the next session of the joint commission."
THIRD = "The session is to take place in the spring of next year, in one of the regions along the common border."
PAGE = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html lang="en"><head>
<title>Ministers meet in Bern | Ministry of Examples</title>
<meta property="og:site_name" content="Ministry of Examples">
<meta property="article:published_time" content="2020-05-04T23:00:00+02:00">
<meta name="author" content="Press Office">
<link rel="canonical" href="https://example.org/news/1">
<style>p {{ color: red }}</style></head>
<body class="has-sidebar">
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news of the ministry</a></li></ul></nav>
<div class="content">
<h1>Ministers meet&nbsp;in Bern</h1>
<p>{FIRST.replace("foreign", "for<b>eign</b>").replace("Monday", "Mon&shy;day")}</p>
<script>var hidden = "never shown";</script>
<p>{SECOND.replace(" draft", "<!-- a comment -->" + chr(10) + "   draft")}</p>
<ul><li>• Trade</li><li>Energy on the 8<sup>th</sup></li></ul>
<table><tr><th>Text</th><th>Stage</th></tr><tr><td>Memorandum</td><td></td><td>drafted</td></tr></table>
<div class="related-links"><p><a href="/2">Another story about something else entirely</a></p></div>
<p style="display: none">Not for the reader of this page at all.</p>
<p>{THIRD}</p>
</div>
<footer><p>Copyright of the ministry, all rights reserved, since 1999.</p></footer>
</body></html>"""


def test_the_article_is_found_and_nothing_else() -> None:
    assert convert(PAGE).text.split("\n\n") == [
        "Ministers meet in Bern",
        FIRST,
        SECOND,
        "Trade",
        "Energy on the 8th",
        "Text; Stage",
        "Memorandum; drafted",
        THIRD,
    ]


def test_metadata_of_the_page() -> None:
    content = convert(PAGE)
    said = content.metadata
    assert (said.title, said.published, said.publisher) == (
        "Ministers meet in Bern",
        date(2020, 5, 4),
        "Ministry of Examples",
    )
    assert (said.author, said.source) == ("Press Office", "https://example.org/news/1")
    assert content.title_span
    assert content.title_span.quote(content.text) == said.title


def same(canonical: str, node: str) -> bool:
    return canonical == re.sub(r"\s", " ", node)


def test_the_map_points_at_the_same_characters() -> None:
    found = page(PAGE)
    for run in found.runs:
        assert same(found.text[run.start : run.end], node_text(PAGE, run))
    mapped = {i for run in found.runs for i in range(run.start, run.end)}
    unmapped = "".join(c for i, c in enumerate(found.text) if i not in mapped)
    assert set(unmapped) <= set("\n; ")


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="dcterms.date" content="2020-05-04">', "", date(2020, 5, 4)),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-05-04T10:00"}]}</script>',
            "",
            date(2020, 5, 4),
        ),
        (
            '<script type="application/ld+json">{broken</script>',
            "<time datetime='2020-05-04'>4 May</time>",
            date(2020, 5, 4),
        ),
        ('<meta property="article:modified_time" content="2020-05-04">', "", None),
    ],
)
def test_dates_in_all_their_places(head: str, body: str, expected: date | None) -> None:
    markup = f"<html><head>{head}</head><body><article>{body}<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    if expected is None:
        assert convert(markup).metadata.published is None or convert(markup).metadata.notes
    else:
        assert convert(markup).metadata.published == expected


def test_a_title_shown_only_in_the_window_is_taken_from_there() -> None:
    markup = f"<html><head><title>Talks held | Ministry</title><meta property='og:title' content='Talks held'></head><p>{FIRST}</p>"
    found = page(markup)
    assert found.text == f"Talks held\n\n{FIRST}"
    assert node_text(markup, found.runs[0]) == "Talks held"


def test_line_breaks_end_paragraphs_but_not_in_headings() -> None:
    assert convert(f"<h1>Joint<br>Statement</h1><div>{FIRST}<br><br>{SECOND}</div>").text.split("\n\n") == [
        "Joint Statement",
        FIRST,
        SECOND,
    ]


@pytest.mark.parametrize("markup", ["", " ", "<", "<!-- -->", "<html></html>", "\0", "<div>" * 5_000])
def test_pages_without_words_are_empty(markup: str) -> None:
    assert convert(markup).text == ""


TAGS = st.sampled_from(
    ["p", "b", "div", "li", "td", "tr", "table", "h1", "br", "a", "span", "title", "script", "nav", "!--", "?"]
)
PARTS = st.one_of(
    st.text(max_size=20),
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(["&nbsp;", "&shy;", "&amp;", "-->", "\n", " \u00a0 "]),
)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_markup_is_converted_and_mapped(markup: str) -> None:
    found = page(markup)
    for run in found.runs:
        assert same(found.text[run.start : run.end], node_text(markup, run))


def test_a_footnotes_mark_is_no_part_of_the_year_before_it() -> None:
    told = "They agreed to open it by 1 May 2016<sup>1</sup>, on the 8<sup>th</sup> floor."
    page = f"<html><body><article><p>{told}</p></article></body></html>"
    assert "May 2016, on the 8th floor" in convert(page).text
