"""Extraction by several processes: the same findings in the same order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.ledger import open_ledger
from accords.pipeline import run
from accords.workers import FailedExtraction, cores, crew, extract_all

NAMES = ("Aalto", "Berg", "Dahl", "Ek", "Falk", "Gran", "Holm", "Lahti", "Moe", "Niemi", "Ott", "Palm")


def wording(number: int) -> str:
    one, other = NAMES[number % len(NAMES)], NAMES[(number * 5 + 1) % len(NAMES)]
    return (
        f"Finnish President Eero {one} met Swedish President Maja {other} in Turku on {number % 27 + 1} March 2014. "
        f"They agreed to build {number + 2} bridges by 2016."
    )


@pytest.fixture
def documents() -> list[Document]:
    texts = [wording(number) for number in range(40)]
    return [Document(content_id("doc", text), f"text{n}", f"text{n}.txt", "", text) for n, text in enumerate(texts)]


@pytest.fixture
def always_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTH", 1)


def test_there_is_at_least_one_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_few_texts_start_no_process(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(crew, "Crew")
    assert [found.document for found in extract_all(documents, 4, pytest.fail)] == documents


@pytest.mark.usefixtures("always_many")
def test_findings_are_the_same_for_any_number_of_processes(documents: list[Document]) -> None:
    alone = list(extract_all(documents, 1, pytest.fail))
    assert list(extract_all(documents, 2, pytest.fail)) == alone
    assert any(found.meetings for found in alone)


@pytest.mark.usefixtures("always_many")
def test_a_killed_process_takes_nothing_with_it(documents: list[Document]) -> None:
    found = extract_all(documents, 2, pytest.fail)
    first = next(found)
    for child in active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    assert [first.document, *(one.document for one in found)] == documents


def fatal(batch: tuple[Document, ...]) -> list[Findings | FailedExtraction]:
    """What `attempt` is where one text ends every process that reads it."""
    if any(document.stem == "text21" for document in batch):
        os._exit(9)
    return [Findings(document) for document in batch]


@pytest.mark.usefixtures("always_many")
def test_a_text_that_ends_its_process_is_found_and_left_out(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "attempt", fatal)
    errors: list[AccordsError] = []
    found = [one.document.stem for one in extract_all(documents, 2, errors.append)]
    assert found == [document.stem for document in documents if document.stem != "text21"]
    (error,) = errors
    assert "text21.txt: it cannot be extracted (its process was ended" in str(error)


def wait_long(_batch: tuple[Document, ...]) -> list[Findings | FailedExtraction]:
    """What `attempt` is where it takes for ever."""
    time.sleep(600)
    return []


@pytest.mark.usefixtures("always_many")
def test_an_interrupt_ends_every_process_at_once(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "attempt", wait_long)
    before = set(active_children())
    timer = threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        list(extract_all(documents, 2, pytest.fail))
    assert set(active_children()) <= before


@pytest.mark.usefixtures("always_many")
def test_a_ledger_is_the_same_for_any_number_of_processes(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"text{number:02}.txt").write_text(wording(number), encoding="utf-8")
    digests = set()
    for jobs in (1, 2):
        many = partial(extract_all, jobs=jobs, on_error=pytest.fail)
        run([folder], tmp_path / f"{jobs}.db", on_error=pytest.fail, extract=many)
        with open_ledger(tmp_path / f"{jobs}.db") as ledger:
            assert ledger.verify().whole
            assert [document.stem for document in ledger.documents()] == [f"text{number:02}" for number in range(40)]
            digests.add(ledger.content_digest())
    assert len(digests) == 1


@pytest.mark.usefixtures("always_many")
def test_nobody_reads_ahead_for_ever(documents: list[Document]) -> None:
    read = 0

    def source() -> Iterator[Document]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield documents[number % 40]

    found = extract_all(source(), 2, pytest.fail)
    next(found)
    found.close()
    assert read < 200


class Line:
    """A lifeline that was closed."""

    def poll(self, _: float | None) -> None:
        return


def test_a_process_that_is_sending_is_given_time_to_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(crew, "_ended", threading.Event())
    monkeypatch.setattr(crew, "_extracting", threading.Lock())
    monkeypatch.setattr(crew.time, "sleep", lambda _: told.append("waits"))
    monkeypatch.setattr(crew.os, "_exit", lambda _: told.append("ends"))
    crew._end_with(Line())  # type: ignore[arg-type]
    assert told == ["waits", "ends"]
    told.clear()
    crew._end_with(Line())  # type: ignore[arg-type] # the lock is held, as while a batch is extracted
    assert told == ["ends"]
