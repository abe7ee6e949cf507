from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest

from accords.core.findings import Findings
from accords.publication import Report
from accords.publication.formats.report_html import report_to_html
from tests.makers import commitment, meeting, told
from tests.publication.scenes import a_brief, a_dossier

EVIL = "<script>alert(\"x\")</script> & 'y' <img src=x onerror=z>"


def evil() -> Findings:
    one = told(
        "evil",
        "2014-03-05",
        (f"They agreed to {EVIL}.", commitment("c", EVIL, "NO", "FI")),
        ("They met.", replace(meeting("m", "NO", "FI", on="2014-03-04", at=EVIL), participants=(EVIL,))),
        title=EVIL,
    )
    return replace(one, document=replace(one.document, publisher=EVIL, language='"><script>'))


ATTRIBUTES = {
    "lang",
    "charset",
    "name",
    "content",
    "class",
    "id",
    "href",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "data-ref",
}
REPORTS = [
    a_brief("2014-06-30"),
    a_brief("2015-05-01"),
    a_dossier("2015-05-01", "NO"),
    a_brief("2010-01-01"),
    a_brief("2014-06-30", [evil()]),
]


@pytest.fixture(params=REPORTS, ids=range(len(REPORTS)))
def report(request: pytest.FixtureRequest) -> Report:
    return request.param  # type: ignore[no-any-return]


def test_every_number_links_to_its_quote_and_back(report: Report) -> None:
    page = lxml.html.fromstring(report_to_html(report))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href.removeprefix("#") for href in page.xpath("//a/@href")}
    assert targets <= set(ids)
    cited: set[int] = set()
    for run in page.xpath("//sup/span"):
        links = run.xpath("./a")
        first, last = (int(link.get("href").removeprefix("#source-")) for link in (links[0], links[-1]))
        cited |= set(range(first, last + 1))
        for number in range(first, last + 1):
            assert page.xpath(f"//li[@id='source-{number}']//a[@href='#{links[0].get('id')}']")
    assert cited == {source.number for source in report.sources}


def test_numbers_are_shown_as_in_text() -> None:
    from accords.publication.captions import numbers

    report = a_brief("2015-05-01")
    page = lxml.html.fromstring(report_to_html(report))
    shown = ["".join(mark.text_content().split()) for mark in page.xpath("//sup")]
    cited = [f"[{numbers(line.sources)}]".replace(" ", "") for line in report.all_lines() if line.sources]
    assert shown == cited
    assert any("–" in mark for mark in shown)


def test_nothing_of_a_source_acts(report: Report) -> None:
    page = lxml.html.fromstring(report_to_html(report))
    assert not page.xpath("//script | //img | //@onerror")
    assert {attribute for element in page.iter() for attribute in element.attrib} <= ATTRIBUTES


def test_the_words_are_there_as_they_are() -> None:
    report = a_brief("2014-06-30", [evil()])
    page = lxml.html.fromstring(report_to_html(report))
    assert any(EVIL in quote.text_content() for quote in page.xpath("//q"))
    assert any(EVIL in line.text_content() for line in page.xpath("//li/strong"))


def test_the_page_asks_nothing_of_the_network(report: Report) -> None:
    page = lxml.html.fromstring(report_to_html(report))
    assert not page.xpath("//link | //script | //img | //iframe | //object | //@src | //@srcset")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert not any(re.search(r"@import|url\(", style.text) for style in page.xpath("//style"))


def test_headings_landmarks_and_languages() -> None:
    report = a_brief("2014-06-30")
    page = lxml.html.fromstring(report_to_html(report))
    assert [h.text_content() for h in page.xpath("//h1")] == [report.title]
    assert [h.text_content() for h in page.xpath("//h2")] == [*(one.title for one in report.sections), "Sources"]
    assert all(section.get("aria-labelledby") in page.xpath("//@id") for section in page.xpath("//section"))
    assert page.get("lang") == "en"
    assert page.xpath("//q/@lang") == [source.language for source in report.sources]
    assert page.xpath("//meta[@name='viewport']")


def test_light_dark_and_print() -> None:
    text = report_to_html(a_brief("2014-06-30"))
    for rule in ("prefers-color-scheme: dark", "@media print", "@page"):
        assert rule in text
