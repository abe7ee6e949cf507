from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from accords.publication.formats.report_markdown import escaped, report_to_markdown
from accords.publication.report import Line, Report, Section, Source
from tests.publication.scenes import a_brief

NASTY = [
    "*not* _emphasis_",
    "<script>alert(1)</script>",
    "[a](http://x.example)",
    "![p](q)",
    "# no heading",
    "1. no list",
    "- no item",
    "+ nor this",
    "> no quote",
    "`no code`",
    "a | b",
    "~~struck~~",
    "&amp; &lt;",
    "$x^2$",
    "\\*",
    "[^1]: no note",
    "a  \nbreak",
    "===",
    "---",
    "10) ten",
    "https://x.example/_a_",
]


def read(markdown: str) -> str:
    """The text that a reader of CommonMark with tables and strike-through sees of one paragraph."""
    (inline,) = [
        token
        for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
        if token.type == "inline"
    ]
    assert all(child.type in {"text", "softbreak", "text_special"} for child in inline.children or [])
    return "".join(child.content for child in inline.children or [])


@pytest.mark.parametrize("text", NASTY)
def test_no_sign_of_a_source_acts(text: str) -> None:
    assert read(escaped(text)) == " ".join(text.split())


@given(st.text(st.sampled_from("ab1 .)*_`#<>[]()!|~\\&-+=$^:;\n"), max_size=30).filter(lambda text: text.strip()))
def test_any_text_is_read_as_it_is(text: str) -> None:
    assert read(escaped(text)) == " ".join(text.split())


def test_lines_cite_footnotes_that_are_defined() -> None:
    report = a_brief("2014-06-30")
    text = report_to_markdown(report)
    assert text.startswith("# Brief: Norway and Finland\n")
    assert (
        "- **Open a joint rescue centre, due in 2016 at the latest**. Agreed, as stated on 5 March 2014 and last on 10 June 2014."
        in text
    )
    for source in report.sources:
        assert text.count(f"\n[^{source.number}]: ") == 1
        assert text.count(f"[^{source.number}]") > 1


def test_a_quote_cannot_leave_its_footnote() -> None:
    source = Source(1, "one\n\n# two <b>", "a|b", "x_y_z", date(2014, 1, 1), "s")
    report = Report("T", "S.", date(2014, 1, 1), (), (Section("k", "K", (Line("a*b", "", (1,)),)),), (source,))
    text = report_to_markdown(report)
    assert "[^1]: “one \\# two \\<b\\>” x\\_y\\_z, 1 January 2014: a\\|b\n" in text
    assert "- **a\\*b** [^1]" in text
    assert "Nothing is cited." in report_to_markdown(replace(report, sources=()))
