"""The only place where stages meet: read, extract, record, link, track."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accords.core.clock import today
from accords.core.document import Document
from accords.core.errors import UnreadableSource
from accords.core.findings import Findings
from accords.core.matter import Matter
from accords.corpus import read_all
from accords.extraction import VERSION, extract_all
from accords.ledger import open_ledger
from accords.linkage import link
from accords.monitoring import follow

Problem = Callable[[UnreadableSource], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: documents recorded, those the ledger knew already, and assertions added."""

    recorded: int
    known: int
    assertions: int


def findings_of(sources: Iterable[str | Path], published: date | None, on_error: Problem) -> Iterator[Findings]:
    """Read and extract each text; unreadable ones are reported and left out."""
    yield from extract_all(read_all(sources, published=published, on_error=on_error))


def run(
    sources: Iterable[str | Path],
    ledger_path: str | Path,
    *,
    published: date | None = None,
    on_error: Problem,
    on_document: Callable[[Document], None] = lambda _document: None,
) -> Report:
    """Read, extract and record every text; a text that the ledger knows from this version is not extracted again."""
    recorded = known = assertions = 0
    with open_ledger(ledger_path, create=True) as ledger:

        def new() -> Iterator[Document]:
            nonlocal known
            for document in read_all(sources, published=published, on_error=on_error):
                if ledger.knows(document, VERSION):
                    known += 1
                    on_document(document)
                else:
                    yield document

        for findings in extract_all(new()):
            assertions += ledger.record(findings, VERSION)
            recorded += 1
            on_document(findings.document)
    return Report(recorded, known, assertions)


def matters_on(ledger_path: str | Path, as_of: date | None = None) -> tuple[Matter, ...]:
    """The matters of a ledger as known on a day, today without one."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        known = ledger.findings(on)
    return follow(known, link(known), on)
