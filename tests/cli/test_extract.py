"""`accords extract`: to standard output and into a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from accords.cli import app

TEXT = "Finnish President Eero Lahti met Swedish President Maja Ek in Turku on 4 March 2014."
RUNNER = CliRunner()


def extract(*arguments: str | Path, stdin: str | None = None) -> Result:
    return RUNNER.invoke(app, ["extract", *map(str, arguments)], input=stdin)


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_findings_go_to_standard_output(tmp_path: Path) -> None:
    result = extract(write(tmp_path / "turku.txt", TEXT))
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert {p["country"] for p in data["persons"]} == {"FI", "SE"}
    assert "turku.txt" in result.stderr
    assert "1 text without a publication date, so relative dates stay unresolved" in result.stderr


def test_standard_input_and_a_stated_language() -> None:
    result = extract("-", "--language", "en", "--published", "2014-03-05", stdin=TEXT)
    assert json.loads(result.stdout)["document"]["published"] == "2014-03-05"
    assert not result.stderr
    assert extract("-", "--language", "fr", stdin=TEXT).exit_code == 2


def test_a_missing_path_is_told() -> None:
    result = extract("absent.txt")
    assert result.exit_code == 1
    assert "absent.txt: there is no such file or folder; check the path" in result.stderr


def test_a_file_for_each_text_and_none_for_bad_ones(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "turku.txt", TEXT)
    write(tmp_path / "texts" / "empty.txt", "")
    result = extract(tmp_path / "texts", "--output", tmp_path / "a" / "b")
    assert result.exit_code == 1
    assert f"1 text written to {tmp_path / 'a' / 'b'}" in result.stderr
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["turku.json"]


def test_texts_of_the_same_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for year in (2014, 2015):
        write(tmp_path / str(year) / "talks.txt", TEXT.replace("2014", str(year)))
    write(tmp_path / "copy" / "talks.txt", TEXT)
    for _ in range(2):
        result = extract(tmp_path / "2014", tmp_path / "2015", tmp_path / "copy", "--output", tmp_path / "out")
        assert result.stderr.count("its own name being taken") == 2
        sources = {
            path.stem: json.loads(path.read_text())["document"]["source"] for path in (tmp_path / "out").iterdir()
        }
        assert len(set(sources.values())) == len(sources) == 3
        assert "2014/talks.txt" in sources["talks"]


@pytest.mark.parametrize(
    ("name", "words"), [("turku.txt", "this is a file, not a folder; name another"), ("/proc/out", "cannot be made")]
)
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str, words: str) -> None:
    if name.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("no folder here is closed to every user")
    result = extract(write(tmp_path / "turku.txt", TEXT), "--output", tmp_path / name)
    assert result.exit_code == 1
    assert words in result.stderr
    assert not result.stdout


def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str, encoding: str) -> int:
        with path.open("w", encoding=encoding) as file:
            file.write(text[:10])
        raise OSError(28, os.strerror(28))

    path = write(tmp_path / "turku.txt", TEXT)
    monkeypatch.setattr(Path, "write_text", full)
    result = extract(path, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "turku.json cannot be written (no space left on device); name a folder you may write in" in result.stderr
    assert not list((tmp_path / "out").iterdir())
