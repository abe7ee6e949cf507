"""How documents are cut into batches, and what becomes of a text that extraction cannot bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords import extraction
from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.findings import Findings
from accords.workers.batches import CHARACTERS, DOCUMENTS, FailedExtraction, attempt, batches


def document(number: int, size: int = 40) -> Document:
    return Document(f"doc-{number:016x}", f"text{number}", f"text{number}.txt", "", "x" * size)


@given(st.lists(st.integers(1, 2 * CHARACTERS), max_size=60))
def test_batches_keep_order_and_size(sizes: list[int]) -> None:
    documents = [document(number, size) for number, size in enumerate(sizes)]
    cut = list(batches(documents))
    assert [one for batch in cut for one in batch] == documents
    assert all(len(batch) <= DOCUMENTS for batch in cut)
    assert all(len(batch) == 1 or sum(len(one.text) for one in batch) <= CHARACTERS for batch in cut)


def test_batches_read_no_further_than_they_must() -> None:
    read = []

    def source() -> Iterator[Document]:
        for number in range(100):
            read.append(number)
            yield document(number)

    next(batches(source()))
    assert len(read) == DOCUMENTS + 1


def test_one_text_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(documents: Iterable[Document], batch_size: int) -> list[Findings]:
        made = list(documents)
        if any(one.stem == "text1" for one in made):
            raise ZeroDivisionError("by a footnote")
        return [Findings(one) for one in made]

    monkeypatch.setattr(extraction, "extract_all", fragile)
    first, second, third = attempt((document(0), document(1), document(2)))
    assert isinstance(first, Findings)
    assert isinstance(third, Findings)
    assert isinstance(second, FailedExtraction)
    assert str(second).startswith("text1.txt: it cannot be extracted (ZeroDivisionError: by a footnote);")


def test_a_missing_model_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any) -> None:
        raise AccordsError("the English model lacks model.onnx")

    monkeypatch.setattr(extraction, "pipeline", missing)
    with pytest.raises(AccordsError, match=r"model\.onnx"):
        attempt((document(0),))
