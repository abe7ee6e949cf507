"""`accords run` on good and bad input."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from accords import pipeline
from accords.cli import app, batch
from accords.ledger import open_ledger

TEXT = "Finnish President Eero Lahti met Swedish President Maja Ek in Turku on 4 March 2014."
LONGER = " ".join(
    f"They agreed to build {number} bridges over the river by {2015 + number}." for number in range(2, 16)
)
RUNNER = CliRunner()


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return RUNNER.invoke(app, ["run", *map(str, arguments)], input=stdin)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_running_again_adds_nothing(tmp_path: Path, ledger: Path) -> None:
    path = write(tmp_path / "turku.txt", TEXT)
    first = run(path, "--ledger", ledger, "--published", "2014-03-05")
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("1 text recorded (")
    assert not first.stderr
    again = run(path, "--ledger", ledger)
    assert again.exit_code == 0
    assert again.stdout == "0 texts recorded (0 assertions), 1 known already, 0 repeat others\n"


def test_a_text_without_a_date_can_be_given_one_later(tmp_path: Path, ledger: Path) -> None:
    path = write(
        tmp_path / "turku.txt", "Finland and Sweden agreed on Tuesday to build a bridge by the end of the year."
    )
    assert "1 text without a publication date" in run(path, "--ledger", ledger).stderr
    again = run(path, "--ledger", ledger, "--published", "2014-03-05")
    assert again.stderr == "1 text read again: its publication date is now 2014-03-05\n"
    assert again.stdout.startswith("0 texts recorded (")
    assert again.stdout.endswith("1 read again, 0 known already, 0 repeat others\n")
    write(tmp_path / "turku.meta.json", '{"published": "2014-03-06", "title": "A bridge"}')
    mended = run(path, "--ledger", ledger)
    assert mended.stderr == "1 text read again: its publication date is now 2014-03-06, its title is now A bridge\n"
    assert "1 known already" in run(path, "--ledger", ledger).stdout
    with open_ledger(ledger) as opened:
        (found,) = opened.findings(date(2014, 3, 6))
        assert not opened.findings(date(2014, 3, 5))
        assert [str(one.deadline.date) for one in found.commitments] == ["2014"]
        assert opened.verify().whole


def test_many_texts_read_again_are_told_in_one_line(tmp_path: Path, ledger: Path) -> None:
    folder = many_texts(tmp_path / "texts", 3)
    run(folder, "--ledger", ledger)
    again = run(folder, "--ledger", ledger, "--published", "2014-03-05")
    assert again.stderr.splitlines()[-1] == "3 texts read again: another publication date"


def test_an_edited_file_takes_the_place_of_its_earlier_text(tmp_path: Path, ledger: Path) -> None:
    path = tmp_path / "turku.txt"
    for text, day in ((TEXT, "2014-03-05"), (f"{TEXT} They dined.", "2014-03-07")):
        edited = run(write(path, text), "--ledger", ledger, "--published", day)
    assert "1 text edited since the last run: " in edited.stderr
    assert "its new version counts from 2014-03-07 on, the earlier one stays readable as turku" in edited.stderr
    assert "repeats" not in edited.stderr
    with open_ledger(ledger) as opened:
        digest = opened.content_digest()
        assert [one.document.text for one in opened.findings(date(2014, 3, 6))] == [TEXT]
        assert [one.document.text for one in opened.findings()] == [f"{TEXT} They dined."]
    run(path, "--ledger", ledger)
    with open_ledger(ledger) as opened:
        assert opened.content_digest() == digest
    run(write(path, "An entirely different story of ministers who spoke about fish."), "--ledger", ledger)
    with open_ledger(ledger) as opened:
        assert len(opened.findings()) == 2
        assert opened.verify().whole


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty; give a text"),
        ("big.txt", b"The ministers met. " * 2_800_000, "big.txt: it is larger than the limit of 20 MB; split it"),
        ("long.txt", b"They met. " * 120_000, "long.txt: its text has 1,200,000 characters"),
        ("binary.txt", bytes(range(256)) * 20, "binary.txt: this is a binary file, not a text; save it as text"),
        ("report.txt", b"%PDF-1.7 ...", "report.txt: this is a PDF file"),
        (
            "french.txt",
            "Le président a rencontré son homologue à Paris et ils ont signé un accord.".encode(),
            "french.txt: unsupported language: fr; Accords reads en; if the text is in it, say so with --language",
        ),
    ],
)
def test_a_bad_file_is_named_and_the_rest_goes_on(
    tmp_path: Path, ledger: Path, name: str, content: bytes, words: str
) -> None:
    write(tmp_path / "texts" / name, content)
    write(tmp_path / "texts" / "turku.txt", TEXT)
    result = run(tmp_path / "texts", "--ledger", ledger)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "1 of 2 texts could not be used" in result.stderr
    assert "1 text recorded" in result.stdout


def test_missing_paths_and_empty_folders_are_named(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run(tmp_path / "none", tmp_path / "absent.txt", write(tmp_path / "turku.txt", TEXT), "--ledger", ledger)
    assert result.exit_code == 1
    assert "none: the folder holds no text that can be read; give files ending in .txt" in result.stderr
    assert "absent.txt: there is no such file or folder; check the path" in result.stderr
    assert "1 text recorded" in result.stdout


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path, ledger: Path) -> None:
    damaged = "The président’s visit — café, naïve — ended. ".encode() * 5 + b"\xff They met in Oslo."
    old = "The président met the minister in Oslo on Monday and signed a treaty.".encode("cp1252")
    sources = (write(tmp_path / "damaged.txt", damaged), write(tmp_path / "old.txt", old))
    result = run(*sources, "--language", "en", "--ledger", ledger)
    assert result.exit_code == 0
    assert "damaged.txt: 1 invalid byte sequences of utf-8 replaced" in result.stderr
    assert "old.txt: decoded as windows-1252" in result.stderr


def test_texts_without_a_date_are_told(tmp_path: Path, ledger: Path) -> None:
    for number in range(5):
        write(tmp_path / "texts" / f"text{number}.txt", f"{TEXT} They met {number + 2} times.")
    result = run(tmp_path / "texts", "--ledger", ledger)
    assert result.exit_code == 0
    assert "5 texts without a publication date, so relative dates stay unresolved; give --published" in result.stderr
    assert "text2.txt, …" in result.stderr
    assert "text3.txt" not in result.stderr


def test_repeated_texts_are_told_and_recorded_as_further_sources(tmp_path: Path, ledger: Path) -> None:
    folder = tmp_path / "texts"
    write(folder / "a.txt", f"{TEXT} {LONGER}")
    write(folder / "b.txt", f"{TEXT} {LONGER}")
    write(folder / "c.txt", f"{TEXT} {LONGER} They dined.")
    write(folder / "d.txt", TEXT)
    first = run(folder, "--ledger", ledger, "--published", "2014-03-05")
    assert "note: b repeats a (the same text)" in first.stderr
    assert "note: c repeats a (nearly the same text, 9" in first.stderr
    assert first.stdout.startswith("3 texts recorded (")
    assert first.stdout.endswith("1 known already, 2 repeat others\n")
    with open_ledger(ledger) as opened:
        (document, *_), digest = opened.documents(), opened.content_digest()
        assert [a.value["stem"] for a in opened.assertions(document.id) if a.property == "source"] == ["b"]
    again = run(folder, "--ledger", ledger, "--published", "2014-03-05")
    assert again.stdout == "0 texts recorded (0 assertions), 4 known already, 1 repeats another\n"
    later = run(write(tmp_path / "later.txt", f"{TEXT} {LONGER} They dined and left."), "--ledger", ledger)
    assert "note: later repeats" in later.stderr
    with open_ledger(ledger) as opened:
        assert opened.verify().whole
        assert opened.content_digest() != digest


def test_texts_of_the_same_name_stay_apart(tmp_path: Path, ledger: Path) -> None:
    write(tmp_path / "2014" / "talks.txt", TEXT)
    write(tmp_path / "2015" / "talks.txt", TEXT.replace("2014", "2015"))
    write(tmp_path / "copy" / "talks.txt", TEXT)
    result = run(tmp_path, "--ledger", ledger)
    assert "copy/talks.txt repeats talks (the same text)" in result.stderr
    with open_ledger(ledger) as opened:
        assert [len(document.stem) for document in opened.documents()] == [len("talks"), len("talks-01234567")]


def test_a_stated_language_is_believed_and_others_are_refused(tmp_path: Path, ledger: Path) -> None:
    path = write(tmp_path / "names.txt", "Le président a rencontré son homologue à Paris et ils ont signé un accord.")
    assert run(path, "--ledger", ledger, "--language", "en").exit_code == 0
    refused = run(path, "--ledger", ledger, "--language", "fr")
    assert refused.exit_code == 2
    assert "Accords reads en" in refused.stderr


def test_standard_input_is_read(ledger: Path) -> None:
    result = run("-", "--ledger", ledger, "--published", "2014-03-05", stdin=TEXT)
    assert result.exit_code == 0
    with open_ledger(ledger) as opened:
        (document,) = opened.documents()
    assert (document.stem, document.published) == ("stdin", date(2014, 3, 5))
    assert "standard input: nothing came in" in run("-", "--ledger", ledger, stdin="").stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.txt", "this file is not a ledger"),
        (".", "this is a folder, not a ledger"),
        ("none/ledger.db", "its folder does not exist; make the folder"),
        ("notes.txt/ledger.db", "it cannot lie in a file"),
        ("/proc/ledger.db", "no ledger can be made here"),
    ],
)
def test_what_can_be_no_ledger_is_told(tmp_path: Path, name: str, words: str) -> None:
    text = write(tmp_path / "notes.txt", TEXT)
    if name.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("no folder here is closed to every user")
    result = run(text, "--ledger", tmp_path / name)
    assert result.exit_code == 3
    assert words in result.stderr


def test_a_damaged_ledger_is_told(tmp_path: Path, ledger: Path) -> None:
    text = write(tmp_path / "turku.txt", TEXT)
    run(text, "--ledger", ledger)
    content = ledger.read_bytes()
    ledger.write_bytes(content[: len(content) // 3])
    result = run(text, "--ledger", ledger)
    assert result.exit_code == 3
    assert "the ledger cannot be read" in result.stderr


def test_a_full_disk_is_told_and_keeps_what_is_recorded(
    tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlalchemy as sa

    write(tmp_path / "texts" / "a.txt", TEXT)
    write(tmp_path / "texts" / "b.txt", f"{TEXT} {LONGER}")
    engine_of = pipeline.open_ledger

    def small(*args: object, **options: object) -> object:
        opened = engine_of(*args, **options)  # type: ignore[arg-type]

        def limit(connection: object, _record: object) -> None:
            connection.execute("PRAGMA max_page_count=24")  # type: ignore[attr-defined]

        sa.event.listen(opened._engine, "connect", limit)
        opened._engine.dispose()
        return opened

    monkeypatch.setattr(pipeline, "open_ledger", small)
    result = run(tmp_path / "texts", "--ledger", ledger)
    assert result.exit_code == 3
    assert "the ledger cannot be written (database or disk is full)" in result.stderr
    monkeypatch.undo()
    with open_ledger(ledger) as opened:
        assert opened.verify().whole
        assert [document.stem for document in opened.documents()] == ["a"]


def many_texts(folder: Path, count: int) -> Path:
    for number in range(count):
        write(folder / f"text{number:03}.txt", f"{TEXT} {LONGER} They met {number + 2} times.")
    return folder


def test_stopped_and_killed_in_the_middle_and_run_again(tmp_path: Path, ledger: Path) -> None:
    folder = many_texts(tmp_path / "texts", 80)
    code = (
        "import signal; from accords.cli import app; from accords.workers import crew; crew.WORTH = 1; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); app()"
    )
    command = [sys.executable, "-c", code, "run", str(folder), "--ledger", str(ledger), "--jobs", "2"]
    before = 0
    for how in (signal.SIGINT, signal.SIGKILL):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            limit = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < limit and recorded(ledger) == before:
                time.sleep(0.02)
            os.killpg(process.pid, how)
            _, stderr = process.communicate()
        if how is signal.SIGINT:
            assert process.returncode == 130
            assert b"stopped; what was recorded stays; run the same command again to go on" in stderr
        with open_ledger(ledger) as opened:
            assert opened.verify().whole
        assert before < recorded(ledger) < 80
        before = recorded(ledger)
    run(folder, "--ledger", ledger)
    run(folder, "--ledger", tmp_path / "calm.db", "--jobs", "1")
    with open_ledger(ledger) as one, open_ledger(tmp_path / "calm.db") as other:
        assert one.content_digest() == other.content_digest()
        assert one.verify().whole


def recorded(path: Path) -> int:
    if not path.exists():
        return 0
    with open_ledger(path) as opened:
        return len(opened.documents())


def test_lines_of_progress_without_a_terminal(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "EVERY", 2)
    result = run(many_texts(tmp_path / "texts", 5), "--ledger", ledger, "--published", "2014-03-05")
    lines = [line for line in result.stderr.splitlines() if "a second" in line]
    assert [line.split(",")[0] for line in lines] == ["2 of 5 texts", "4 of 5 texts"]


def test_a_bar_on_a_terminal(tmp_path: Path, ledger: Path) -> None:
    folder = many_texts(tmp_path / "texts", 3)
    write(folder / "empty.txt", "")
    main, terminal = pty.openpty()
    command = [sys.executable, "-c", "from accords.cli import app; app()", "run", str(folder), "--ledger", str(ledger)]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal, env=environment) as process:
        os.close(terminal)
        shown = io.BytesIO()
        while True:
            try:
                chunk = os.read(main, 4096)
            except OSError:  # the other side is closed
                break
            if not chunk:
                break
            shown.write(chunk)
    os.close(main)
    assert process.returncode == 1
    assert b"4/4" in shown.getvalue()
    assert b"a second" in shown.getvalue()
    assert b"empty.txt: the file is empty" in shown.getvalue().replace(b"\r\n", b"")


def test_other_files_of_a_folder_are_told_and_sidecars_are_not(tmp_path: Path, ledger: Path) -> None:
    write(tmp_path / "texts" / "turku.txt", TEXT)
    write(tmp_path / "texts" / "turku.meta.json", '{"published": "2014-03-05"}')
    for name in ("a.pdf", "b.PDF", "c.docx", "notes"):
        write(tmp_path / "texts" / name, "nothing")
    result = run(tmp_path / "texts", "--ledger", ledger)
    assert result.exit_code == 0
    assert result.stderr == "note: 4 files of other kinds passed over: 2 .pdf, 1 .docx, 1 without an ending\n"
    alone = run(tmp_path / "texts" / "turku.meta.json", "--ledger", ledger)
    assert alone.exit_code == 1
    assert "turku.meta.json: this describes a text and is none; name the text itself" in alone.stderr
