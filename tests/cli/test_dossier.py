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


def test_one_party_and_two(ledger: str) -> None:
    one = RUNNER.invoke(app, ["dossier", "Norway", "--ledger", ledger, "--as-of", "2015-05-01"])
    assert one.exit_code == 0, one.output
    assert one.stdout.startswith("DOSSIER: NORWAY\n")
    assert "With Finland: publish sea charts" in one.stdout
    two = RUNNER.invoke(
        app, ["dossier", "Norway", "Finland", "--ledger", ledger, "--as-of", "2015-05-01", "--format", "json"]
    )
    assert json.loads(two.stdout)["title"] == "Dossier: Norway and Finland"


def test_a_page_in_a_file(ledger: str, tmp_path: Path) -> None:
    out = tmp_path / "dossier.html"
    result = RUNNER.invoke(app, ["dossier", "FI", "--ledger", ledger, "--format", "html", "--output", str(out)])
    assert result.exit_code == 0
    assert "<h1>Dossier: Finland</h1>" in out.read_text("utf-8")


def test_an_unknown_party(ledger: str) -> None:
    result = RUNNER.invoke(app, ["dossier", "Finnland", "--ledger", ledger])
    assert result.exit_code == 4
    assert "did you mean Finland" in result.stderr
