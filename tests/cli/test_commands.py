from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from accords.cli import app

TEXT = "Finnish President Eero Lahti met Swedish President Maja Ek in Turku on 4 March 2014."
RUNNER = CliRunner()


def test_extract_prints_findings(tmp_path: Path) -> None:
    path = tmp_path / "turku.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = RUNNER.invoke(app, ["extract", str(path)])
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert {p["country"] for p in data["persons"]} == {"FI", "SE"}


def test_run_twice_adds_nothing_and_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b.txt").write_bytes(b"")
    ledger = str(tmp_path / "l.db")
    first = RUNNER.invoke(app, ["run", str(texts), "--ledger", ledger])
    assert first.exit_code == 1
    assert "b.txt" in first.output
    assert "1 text recorded" in first.output
    again = RUNNER.invoke(app, ["run", str(texts / "a.txt"), "--ledger", ledger])
    assert again.exit_code == 0
    assert "0 texts recorded (0 assertions), 1 known already, 0 repeat others" in again.output


def test_a_missing_path_is_said(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["extract", str(tmp_path / "absent.txt")])
    assert result.exit_code == 1
    assert "absent.txt" in result.output


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
