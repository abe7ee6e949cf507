"""Reading files, folders and standard input."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from accords.core.errors import UnreadableSource
from accords.core.span import Span
from accords.corpus import listed, read, read_all
from accords.corpus.reader import UNDATED, sniff

PLAIN = "Ministers meet in Bern\n\nThe two ministers met on Monday. They will meet again in May.\n"
FRENCH = "Les deux ministres se sont rencontrés lundi à Berne et ils ont signé un accord sur les transports."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    text = PLAIN.replace("two", "two\u00a0co\u00adoperating")
    document = read(write(tmp_path, "talks.txt", text))
    assert document.text == text
    assert (document.stem, document.title, document.title_span) == ("talks", "Ministers meet in Bern", Span(0, 22))
    assert document.language == "en"
    assert document.published is None
    assert UNDATED in document.notes


def test_line_ends_and_byte_order_mark_are_the_only_changes(tmp_path: Path) -> None:
    marked = read(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode()))
    assert marked.text == PLAIN
    assert marked.id == read(write(tmp_path, "b.txt", PLAIN)).id
    assert marked.sha256 != read(tmp_path / "b.txt").sha256


@pytest.mark.parametrize(
    ("front", "sidecar", "argument", "expected"),
    [
        ("date: 2020-01-01", None, None, date(2020, 1, 1)),
        ("date: 2020-01-01", {"published": "2020-01-02"}, None, date(2020, 1, 2)),
        ("date: 2020-01-01", {"published": "2020-01-02"}, date(2020, 1, 3), date(2020, 1, 3)),
        ("title: none", {"title": "Talks"}, date(2020, 1, 3), date(2020, 1, 3)),
        ("title: none", None, None, None),
    ],
)
def test_the_last_source_of_a_date_wins(
    tmp_path: Path, front: str, sidecar: dict[str, str] | None, argument: date | None, expected: date | None
) -> None:
    path = write(tmp_path, "talks.md", f"---\n{front}\n---\nThe two ministers met in Bern on Monday.\n")
    if sidecar is not None:
        write(tmp_path, "talks.meta.json", json.dumps(sidecar))
    assert read(path, published=argument).published == expected


def test_the_sidecar_gives_title_source_and_language(tmp_path: Path) -> None:
    path = write(tmp_path, "talks.txt", PLAIN)
    write(tmp_path, "talks.meta.json", '{"title": "Talks", "source": "https://example.org/1", "language": "en"}')
    document = read(path)
    assert (document.title, document.source, document.title_span) == ("Talks", "https://example.org/1", None)


@pytest.mark.parametrize("broken", ["{", "[1]", '{"published": "last week"}', b"\xff\xfe\x00"])
def test_a_broken_sidecar_is_named(tmp_path: Path, broken: str | bytes) -> None:
    path = write(tmp_path, "talks.txt", PLAIN)
    write(tmp_path, "talks.meta.json", broken)
    with pytest.raises(UnreadableSource, match=r"talks\.meta\.json"):
        read(path)


def test_a_day_in_the_name_of_a_markdown_file_is_its_last_resort(tmp_path: Path) -> None:
    body = "The two ministers met in Bern on Monday.\n"
    document = read(write(tmp_path, "2020-05-04-talks.md", body))
    assert document.published == date(2020, 5, 4)
    assert "published: taken from the file's name" in document.notes
    assert read(write(tmp_path, "2020-05-04-talks.txt", body)).published is None
    assert read(write(tmp_path, "2020-15-04-talks.md", body)).published is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("rulers.md", b"---\n***\n", "no words"),
        ("noise.txt", bytes(range(256)) * 4, "a binary file"),
        ("report.txt", b"%PDF-1.7 ...", "a PDF file"),
        ("report.md", b"PK\x03\x04...", "office document"),
        ("french.txt", FRENCH.encode(), "unsupported language: fr"),
        (
            "russian.txt",
            "Министры двух стран встретились в понедельник в Берне.".encode("cp1251"),
            "unsupported language",
        ),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(UnreadableSource, match=message) as caught:
        read(path)
    assert name in str(caught.value)


def test_a_stated_language_is_believed(tmp_path: Path) -> None:
    assert read(write(tmp_path, "names.txt", FRENCH), language="en").language == "en"


def test_missing_paths_folders_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file or folder"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableSource, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(UnreadableSource, match="not a path"):
        read("a\0b")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableSource, match="neither a file nor a folder"):
        read(tmp_path / "pipe.txt")


def test_too_large_a_file_names_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "dump.txt", "Talks.\n" * 250_000)
    monkeypatch.setenv("ACCORDS_MAX_MB", "1")
    with pytest.raises(UnreadableSource, match=r"limit of 1 MB.*ACCORDS_MAX_MB"):
        read(path)
    monkeypatch.setenv("ACCORDS_MAX_MB", "much")
    with pytest.raises(UnreadableSource, match="ACCORDS_MAX_MB"):
        read(path)
    monkeypatch.setenv("ACCORDS_MAX_MB", "5")
    with pytest.raises(UnreadableSource, match="more than 1,000,000; split it"):
        read(path)
    page = f"<!-- {'x' * 1_500_000} --><p>The two ministers met.</p>"
    assert read(write(tmp_path, "heavy.html", page)).text == "The two ministers met."


def test_names_that_are_no_utf8_and_too_long_ones(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/talks-\xff.txt"))
    try:
        path.write_text(PLAIN)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    errors: list[UnreadableSource] = []
    (document,) = read_all([tmp_path, "x" * 5000], on_error=errors.append)
    assert document.stem == "talks-\\udcff"
    assert "name too long" in str(errors[0])


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "talks.txt", PLAIN)
    assert listed([tmp_path, path, str(path), "-", "-"], pytest.fail) == [path, "-"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (PLAIN, PLAIN),
        ("---\ntitle: Talks\n---\nThe *two* met.\n", "Talks\n\nThe two met."),
        ("<html><body><p>The <b>two</b> met.</p></body></html>", "The two met."),
    ],
)
def test_standard_input_is_recognised(content: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    document = read("-")
    assert (document.stem, document.source, document.text) == ("stdin", "standard input", text)


def test_sniffing_does_not_take_text_for_markup() -> None:
    assert sniff("5 < 6 and 7 > 6").__module__.endswith("from_text")
    assert sniff("--- a dash").__module__.endswith("from_text")


def test_a_folder_is_read_in_order_and_errors_do_not_stop_it(tmp_path: Path) -> None:
    write(tmp_path, "b/second.md", "The two ministers met.")
    write(tmp_path, "a/first.txt", PLAIN)
    write(tmp_path, "a/empty.txt", "")
    write(tmp_path, "a/first.meta.json", '{"published": "2020-01-01"}')
    write(tmp_path, "c/third.HTML", "<p>The two ministers met again.</p>")
    write(tmp_path, "c/picture.png", b"\x89PNG")
    write(tmp_path, ".hidden/fourth.txt", PLAIN)
    errors: list[UnreadableSource] = []
    documents = list(read_all([tmp_path, tmp_path / "none"], on_error=errors.append))
    assert [document.stem for document in documents] == ["first", "second", "third"]
    assert documents[0].published == date(2020, 1, 1)
    assert [Path(error.where).name for error in errors] == ["empty.txt", "none"]


def test_a_folder_without_texts_says_so(tmp_path: Path) -> None:
    errors: list[UnreadableSource] = []
    assert not list(read_all([tmp_path], on_error=errors.append))
    assert "holds no text" in str(errors[0])
