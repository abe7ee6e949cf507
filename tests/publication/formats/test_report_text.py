from __future__ import annotations

import io
from dataclasses import replace

import pytest

from accords.publication.formats.report_text import print_report, report_to_text
from tests.publication.scenes import a_brief, a_dossier


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_keep_to_the_width_and_end_without_blanks(width: int) -> None:
    for line in report_to_text(a_brief("2015-05-01"), width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_everything_is_there_with_its_numbers() -> None:
    report = a_brief("2014-06-30")
    text = " ".join(report_to_text(report, 100).split())
    for line in report.all_lines():
        assert line.text in text
        assert line.detail in text
    for source in report.sources:
        assert f"[{source.number}] “{source.quote}”" in text
    assert "[4, 5]" in text


def test_ids_are_printed_on_demand() -> None:
    report = a_brief("2014-06-30")
    refs = {line.ref for line in report.all_lines()}
    assert refs
    assert not any(ref in report_to_text(report) for ref in refs)
    assert all(ref in report_to_text(report, ids=True) for ref in refs)


def test_brackets_are_no_markup_and_nothing_cited_is_said() -> None:
    report = a_dossier("2010-01-01", "NO")
    text = report_to_text(replace(report, title="[bold]Norway[/bold] :smile:"))
    assert text.startswith("[BOLD]NORWAY[/BOLD] :SMILE:\n")
    assert text.endswith("SOURCES\nNothing is cited.\n")


def test_a_terminal_gets_styles() -> None:
    from rich.console import Console

    out = io.StringIO()
    print_report(a_brief("2014-06-30"), Console(file=out, force_terminal=True, width=200))
    assert "\x1b[1m" in out.getvalue()


def test_a_source_without_a_publisher_is_cited_by_its_title() -> None:
    from accords.core.findings import Findings
    from tests.makers import commitment, told

    def source(publisher: str) -> str:
        one: Findings = told(
            "note", "2014-03-05", ("They agreed to meet.", commitment("c", "meet", "NO", "FI")), title="Talks end"
        )
        one = replace(one, document=replace(one.document, publisher=publisher, source="texts/note.txt"))
        return report_to_text(a_brief("2014-06-30", [one])).splitlines()[-1].strip()

    assert source("") == "“Talks end”, 5 March 2014 (note)"
    assert source("Coast Daily") == "Coast Daily, 5 March 2014: Talks end"
