from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from accords.cli import app
from accords.ledger import open_ledger


def test_a_report_never_replaces_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with open_ledger(path, create=True):
        pass
    before = path.read_bytes()
    result = CliRunner().invoke(app, ["matters", "--ledger", str(path), "--format", "markdown", "--output", str(path)])
    assert result.exit_code == 1
    assert "ledger" in result.output
    assert path.read_bytes() == before
