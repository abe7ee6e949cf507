"""Batches of documents: what one process extracts in one go, and what comes of a text that cannot be extracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.findings import Findings

DOCUMENTS, CHARACTERS = 16, 60_000
"""A batch ends at either. Parsing 16 texts together takes a quarter less time than one by one; a long text on its own
keeps memory flat."""

REMEDY = "leave it out or split it, and please report it"


class FailedExtraction(AccordsError):
    """A text that could be read, but at which extraction broke down."""


Batch = tuple[Document, ...]
Outcome = Findings | FailedExtraction


def batches(documents: Iterable[Document]) -> Iterator[Batch]:
    """The documents in their order, cut into batches."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and (len(batch) == DOCUMENTS or size + len(document.text) > CHARACTERS):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield tuple(batch)


def attempt(batch: Batch) -> list[Outcome]:
    """The findings of each document, or why there are none: one text does not stop the rest.

    Raises:
        AccordsError: The language model is missing.
    """
    from accords.extraction import extract_all, pipeline

    pipeline()  # a missing model is no fault of a text
    try:
        return list(extract_all(batch, batch_size=len(batch)))
    except Exception as error:  # noqa: BLE001 - whatever a text brings out in the code or its libraries
        if len(batch) > 1:
            return [outcome for document in batch for outcome in attempt((document,))]
        return [failure(batch[0], f"{type(error).__name__}: {error}")]


def failure(document: Document, reason: str) -> FailedExtraction:
    """What to tell of a text at which extraction broke down."""
    return FailedExtraction(f"it cannot be extracted ({reason})", document.source, REMEDY)
