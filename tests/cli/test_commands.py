"""What holds for every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from accords.cli import app
from accords.cli.common import errors_as_messages
from accords.core.errors import UnknownRecord

RUNNER = CliRunner()
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = RUNNER.invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert f"Example: accords {name}" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        (
            UnknownRecord("there is no such record", "m1", "look again"),
            4,
            "error: m1: there is no such record; look again",
        ),
        (KeyboardInterrupt(), 130, "stopped; nothing was changed"),
        (OSError(30, "Read-only file system", "a.db"), 1, "error: a.db: read-only file system"),
    ],
)
def test_what_goes_wrong_becomes_a_line_and_an_exit_status(problem: BaseException, code: int, words: str) -> None:
    import typer

    small = typer.Typer()

    @small.command()
    def fail() -> None:
        with errors_as_messages():
            raise problem

    result = RUNNER.invoke(small, [])
    assert (result.exit_code, result.stderr.strip()) == (code, words)


def test_matters_lists_an_overdue_signature(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_text("Finland and Sweden plan to sign the Treaty on Arctic Rescue in May 2014.", encoding="utf-8")
    ledger = str(tmp_path / "l.db")
    assert RUNNER.invoke(app, ["run", str(path), "--ledger", ledger, "--published", "2013-02-01"]).exit_code == 0
    result = RUNNER.invoke(app, ["matters", "--ledger", ledger, "--as-of", "2015-02-01", "--format", "json"])
    assert result.exit_code == 0
    assert {m["status"] for m in json.loads(result.stdout)["matters"]} == {"overdue"}
    absent = RUNNER.invoke(app, ["matters", "--ledger", str(tmp_path / "no.db")])
    assert absent.exit_code == 3


def test_the_help_begins_with_what_a_user_can_do_and_the_version_is_told() -> None:
    from accords import __version__

    assert "Follow what states agreed" in RUNNER.invoke(app, ["--help"]).output
    assert RUNNER.invoke(app, ["--version"]).stdout == f"accords {__version__}\n"


def test_a_report_of_nothing_says_why(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_text("Finland and Sweden plan to sign the Treaty on Arctic Rescue in May 2014.", encoding="utf-8")
    ledger = str(tmp_path / "l.db")
    RUNNER.invoke(app, ["run", str(path), "--ledger", ledger])
    early = RUNNER.invoke(app, ["matters", "--ledger", ledger, "--as-of", "2013-03-01"])
    assert "note: no text was known on 2013-03-01; 1 text became known later" in early.stderr
    assert "1 text without a publication date is known since it was recorded; run it again with --publi" in early.stderr
    RUNNER.invoke(app, ["run", str(path), "--ledger", ledger, "--published", "2013-02-01"])
    assert not RUNNER.invoke(app, ["matters", "--ledger", ledger, "--as-of", "2013-03-01"]).stderr
    other = RUNNER.invoke(app, ["dossier", "Chile", "--ledger", ledger, "--as-of", "2013-03-01"])
    assert other.stderr == "note: 1 text known on 2013-03-01, but nothing there that belongs in this report\n"
