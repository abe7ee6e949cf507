"""`accords doctor`: what works, what is missing, and what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from accords import extraction
from accords.cli import app, checks
from accords.cli.checks import Check, Status
from accords.core.errors import AccordsError
from accords.ledger import open_ledger
from tests.makers import findings, person

RUNNER = CliRunner()


def test_all_is_well_here() -> None:
    result = RUNNER.invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "everything needed is here and works" in result.stdout
    assert "reads a sentence rightly" in " ".join(result.stdout.split())


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "all.db"
    with open_ledger(path, create=True) as made:
        made.record(findings("text1", persons=[person("p1", "Aru Bek", "KZ")]), "extraction 1")
    return path


def last_check(*arguments: str) -> tuple[int, dict[str, str]]:
    result = RUNNER.invoke(app, ["doctor", "--format", "json", *arguments])
    data = json.loads(result.stdout)
    assert data["schema"] == "accords-doctor/1"
    return result.exit_code, data["checks"][-1]


def test_a_whole_ledger(ledger: Path) -> None:
    code, check = last_check("--ledger", str(ledger))
    assert (code, check["name"], check["status"]) == (0, "ledger", "ok")
    assert "1 texts" in check["found"]


def test_an_altered_ledger(ledger: Path) -> None:
    with sqlite3.connect(ledger) as raw:
        raw.execute("UPDATE assertions SET value = '\"RU\"' WHERE property = 'country'")
    code, check = last_check("--ledger", str(ledger))
    assert (code, check["status"], check["remedy"]) == (1, "missing", "restore it from a copy")
    assert "was altered: assertion" in check["found"]


def test_no_ledger_and_no_folder_for_one(tmp_path: Path) -> None:
    code, check = last_check("--ledger", str(tmp_path / "none" / "all.db"))
    assert (code, check["status"]) == (1, "missing")
    assert "there is no ledger here" in check["found"]
    assert checks.space(tmp_path / "none").status is Status.MISSING


def absent(name: str) -> str:
    raise metadata.PackageNotFoundError(name)


@pytest.mark.parametrize(
    ("requirement", "version", "status", "found"),
    [
        ("spacy~=3.8", lambda _: "3.8.7", Status.OK, "3.8.7"),
        ("spacy~=3.8", lambda _: "3.7.5", Status.MISSING, "3.7.5, but ~=3.8 is needed"),
        ("spacy~=3.8", absent, Status.MISSING, "not installed"),
        ('pyarrow>=18; extra == "parquet"', absent, Status.WARN, "not installed; only parquet needs it"),
        ('pyarrow>=18; extra == "parquet"', lambda _: "17.0", Status.WARN, "17.0, but >=18 is needed"),
    ],
)
def test_packages(
    requirement: str, version: Callable[[str], str], status: Status, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: [requirement])
    monkeypatch.setattr(metadata, "version", lambda name: "0.1" if name == "accords" else version(name))
    own, package = checks.packages()
    assert own == Check("accords", Status.OK, "0.1")
    assert (package.status, package.found) == (status, found)
    assert bool(package.remedy) == (status is not Status.OK)


def test_a_source_folder_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", absent)
    (check,) = checks.packages()
    assert check.status is Status.WARN


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert checks.python() == Check("Python", Status.MISSING, "3.10.4", "use Python 3.11 or newer")


def test_a_model_that_is_missing_or_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: Any) -> None:
        raise AccordsError("the English model lacks model.onnx")

    monkeypatch.setattr(extraction, "extract", lacking)
    assert "model.onnx" in checks.model([]).found
    monkeypatch.setattr(extraction, "extract", lambda _: findings("doctor"))
    assert checks.model([]).status is Status.MISSING


def test_a_database_that_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.database([findings("text1")]).status is Status.OK
    monkeypatch.setattr("accords.ledger.Ledger.findings", lambda _: [])
    assert "does not give back" in checks.database([findings("text1")]).found


@pytest.mark.parametrize(("free", "status"), [(10**12, Status.OK), (10**8, Status.WARN), (10**6, Status.MISSING)])
def test_disk_space(free: int, status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert checks.space(Path()).status is status


def test_output_that_cannot_say_accents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="ANSI_X3.4-1968"))
    assert checks.output().status is Status.WARN
