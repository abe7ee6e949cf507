"""Formats of reports, by name and by the ending of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from accords.cli import app
from accords.cli.report_output import ReportFormat, chosen
from accords.core.errors import AccordsError
from accords.ledger import open_ledger


@pytest.mark.parametrize(
    ("form", "output", "expected"),
    [
        (None, None, "text"),
        (None, "brief.txt", "text"),
        (None, "brief.MD", "markdown"),
        (None, "brief.html", "html"),
        (None, "brief.json", "json"),
        (None, "brief", "text"),
        ("html", None, "html"),
        ("html", "brief.htm", "html"),
        ("markdown", "brief.rst", "markdown"),
    ],
)
def test_the_format_is_the_one_asked_for(form: str | None, output: str | None, expected: str) -> None:
    assert chosen(ReportFormat(form) if form else None, Path(output) if output else None) == expected


@pytest.mark.parametrize(
    ("form", "output", "words"),
    [
        (
            "json",
            "brief.html",
            "brief.html: it ends in .html, which is html, but --format says json; leave out --format",
        ),
        ("text", "brief.md", "it ends in .md, which is markdown, but --format says text"),
        (None, "brief.pdf", "brief.pdf: no report is written in .pdf; end it in .txt .text .md"),
    ],
)
def test_contradictions_are_told(form: str | None, output: str, words: str) -> None:
    with pytest.raises(AccordsError) as raised:
        chosen(ReportFormat(form) if form else None, Path(output))
    assert words in str(raised.value)


def test_a_report_never_replaces_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with open_ledger(path, create=True):
        pass
    before = path.read_bytes()
    result = CliRunner().invoke(app, ["matters", "--ledger", str(path), "--format", "markdown", "--output", str(path)])
    assert result.exit_code == 1
    assert "ledger" in result.output
    assert path.read_bytes() == before
