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


def test_a_finding_as_text_and_as_data(ledger: str) -> None:
    text = RUNNER.invoke(app, ["show", "coast/c1", "--ledger", ledger])
    assert text.exit_code == 0, text.output
    assert "“[Both sides agreed to publish sea charts by 1 July 2014].”" in text.stdout
    data = json.loads(RUNNER.invoke(app, ["show", "coast/c1", "--ledger", ledger, "--format", "json"]).stdout)
    assert data["accounts"][0]["document"]["stem"] == "coast"
    assert data["within"]


def test_a_matter_that_the_matters_command_names(ledger: str) -> None:
    listed = json.loads(RUNNER.invoke(app, ["matters", "--ledger", ledger, "--format", "json"]).stdout)
    for matter in listed["matters"]:
        result = RUNNER.invoke(app, ["show", matter["id"], "--ledger", ledger])
        assert result.exit_code == 0
        assert "HISTORY" in result.stdout


def test_an_unknown_id_and_one_not_known_yet(ledger: str) -> None:
    result = RUNNER.invoke(app, ["show", "coast/c2", "--ledger", ledger])
    assert result.exit_code == 4
    assert "did you mean coast/c1" in result.stderr
    assert RUNNER.invoke(app, ["show", "coast/c1", "--ledger", ledger, "--as-of", "2014-06-01"]).exit_code == 4
