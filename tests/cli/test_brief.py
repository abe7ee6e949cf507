from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accords.cli import app
from tests.publication.scenes import recorded

RUNNER = CliRunner()


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return recorded(tmp_path / "l.db")


def test_the_brief_as_text(ledger: str) -> None:
    result = RUNNER.invoke(app, ["brief", "--ledger", ledger, "--parties", "Norway, fi", "--as-of", "2014-06-30"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("BRIEF: NORWAY AND FINLAND\n")
    assert "planned for 20 November 2014" in result.stdout


@pytest.mark.parametrize(
    ("form", "start"), [("markdown", "# Brief"), ("html", "<!doctype html>"), ("json", "{"), ("text", "BRIEF")]
)
def test_each_format_to_a_file(ledger: str, tmp_path: Path, form: str, start: str) -> None:
    out = tmp_path / "brief"
    result = RUNNER.invoke(
        app,
        [
            "brief",
            "--ledger",
            ledger,
            "--parties",
            "NO,FI",
            "--as-of",
            "2014-06-30",
            "--format",
            form,
            "--output",
            str(out),
        ],
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8").startswith(start)


def test_only_what_was_known_on_the_day(ledger: str) -> None:
    result = RUNNER.invoke(
        app, ["brief", "--ledger", ledger, "--parties", "NO,FI", "--as-of", "2014-06-10", "--format", "json"]
    )
    data = json.loads(result.stdout)
    assert {source["document"] for source in data["sources"]} == {"oslo", "turku"}


def test_a_meeting_by_its_id_and_lines_with_theirs(ledger: str) -> None:
    args = ["brief", "--ledger", ledger, "--parties", "NO,FI", "--as-of", "2014-12-01", "--ids"]
    result = RUNNER.invoke(app, [*args, "--meeting", "turku/m2"])
    assert result.exit_code == 0
    assert "Helsinki: reported as held on 20 November 2014" in " ".join(result.stdout.split())
    assert "matter-" in result.stdout
    result = RUNNER.invoke(app, [*args, "--meeting", "turku/m9"])
    assert result.exit_code == 4
    assert "did you mean" in result.stderr


@pytest.mark.parametrize(
    ("parties", "code", "said"),
    [("Norwey,FI", 4, "did you mean Norway"), ("NO", 1, "two parties"), ("NO,Norway", 1, "two parties")],
)
def test_what_cannot_be_done_is_said(ledger: str, parties: str, code: int, said: str) -> None:
    result = RUNNER.invoke(app, ["brief", "--ledger", ledger, "--parties", parties])
    assert result.exit_code == code
    assert result.stdout == ""
    assert said in result.stderr


def test_a_missing_ledger_and_an_unwritable_file(ledger: str, tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["brief", "--ledger", str(tmp_path / "no.db"), "--parties", "NO,FI"]).exit_code == 3
    result = RUNNER.invoke(
        app, ["brief", "--ledger", ledger, "--parties", "NO,FI", "--output", str(tmp_path / "a" / "b")]
    )
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
