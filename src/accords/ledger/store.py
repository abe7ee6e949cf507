"""The ledger: what was found, by which version, in which words, known since when. Rows are added, never changed.

A newer version of a finder (same name, another version number at the end: "extraction 0.1" and "extraction 0.2")
takes back what the older found in a document in the transaction that records its own findings. The retraction is
known since the day that the document is known, because it corrects our reading and not the world: questions about any
day are answered by the newest reading, and the older one stays readable. So it is where a text is read again with another
publication date or title (see `descriptions`). An edited text is news of the world: it takes back what was found in the
earlier one from the day on which it is itself known, and until then the earlier one stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa

from accords.core.assertion import Assertion
from accords.core.clock import Clock, utc_now
from accords.core.document import Document
from accords.core.errors import UnknownRecord
from accords.core.findings import Findings
from accords.core.ids import distinct_stem
from accords.ledger import queries, tables, verification
from accords.ledger.chain import assertion_id, evidence_id, link_hash
from accords.ledger.connection import engine_for, read_failure, write_failure
from accords.ledger.descriptions import described, description, reading_digest, with_description
from accords.ledger.records import (
    DESCRIPTION,
    DOCUMENT,
    FINDINGS,
    SOURCE,
    Row,
    check_spans,
    compact,
    document_row,
    properties,
    quote,
    rebuild,
)
from accords.ledger.verification import Verification

_VERSION = re.compile(r"[\s/@:=-]*v?\d+(\.\d+)*\S*$")


def finder(found_by: str) -> str:
    """The name of a finder without its version.

    >>> finder("extraction 0.2.1"), finder("0.2.1"), finder("Anna")
    ('extraction', '', 'Anna')
    """
    return _VERSION.sub("", found_by)


def open_ledger(path: str | Path, *, create: bool = False, clock: Clock = utc_now) -> Ledger:
    """Open the ledger at `path`, or make an empty one there if `create` is set and there is none.

    Raises:
        InvalidLedger: There is none, it is something else, or its folder cannot be written.
    """
    return Ledger(Path(path), engine_for(Path(path), create=create), clock)


class Ledger:
    """An open ledger. Close it, or use it in a `with` statement; any number of processes may have it open."""

    def __init__(self, path: Path, engine: sa.Engine, clock: Clock) -> None:
        self.path = path
        self._engine = engine
        self._clock = clock

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # ------------------------------------------------------------ writing

    def record(self, findings: Findings, found_by: str, *, instead_of: Sequence[str] = ()) -> int:
        """Record everything found in one document, in one transaction.

        Args:
            findings: What was found, in the document as `described` gives it.
            found_by: Name and version of the finder.
            instead_of: Ids of documents of which this one is an edited version; what this finder found in them is taken
                back from the day on which this one is known.

        Returns:
            How many assertions were added, retractions included; 0 where this version's findings are already there.

        Raises:
            InvalidSpan: A span lies outside the document's text; nothing is recorded then.
            InvalidLedger: The ledger cannot be written; nothing is recorded then.
        """
        check_spans(findings)
        try:
            with self._engine.execution_options(write=True).begin() as connection:
                if self._knows(connection, findings.document, found_by):
                    return 0
                return self._record(connection, findings, found_by, instead_of)
        except sa.exc.DBAPIError as error:
            raise write_failure(error, self.path) from error

    def _record(self, connection: sa.Connection, findings: Findings, found_by: str, instead_of: Sequence[str]) -> int:
        stored = queries.document_row(connection, findings.document.id)
        if stored is None:
            stored = _row_with_own_stem(connection, findings.document)
            connection.execute(sa.insert(tables.documents), stored)
        _, last, value = queries.last_description(connection, stored["id"])
        held = with_description(stored, value)
        document = described(held, findings.document)
        if document != held:
            value = description(document, last)
        readings = queries.readings(connection, document.id)
        moment = self._clock()
        today = min([moment.date().isoformat(), *(old["known"] for old in readings)])
        common = {
            "document": document.id,
            "found_by": found_by,
            "recorded": moment.isoformat(),
            "reading": "",
            "known": document.published.isoformat() if document.published else today,
            "retracts": "",
        }
        words, rows = _found(findings, common)
        whole = {**common, "record": document.id, "kind": DOCUMENT, "evidence": "", "confidence": 1.0, "valid": ""}
        anew = [{**whole, "property": DESCRIPTION, "value": value}] if document != held else []
        statement = {
            "digest": reading_digest(stored, value),
            "assertions": len(rows),
            "after": queries.last_reading(connection, document.id, found_by),
        }
        marker = {**whole, "property": FINDINGS, "value": compact(statement)}
        for older in instead_of:
            readings += queries.readings(connection, older)
        before = [old for old in readings if finder(old["found_by"]) == finder(found_by)]
        reading = assertion_id(marker)
        rows = [*anew, *_retractions(marker, before), marker, *({**row, "reading": reading} for row in rows)]
        added = _chained(queries.head(connection), rows)
        if known_words := queries.evidence_ids(connection, document.id):
            words = {key: row for key, row in words.items() if key not in known_words}
        if words:
            connection.execute(sa.insert(tables.evidence), list(words.values()))
        connection.execute(sa.insert(tables.assertions), added)
        return len(added)

    def add_source(self, document: Document, found_by: str) -> int:
        """Record that a text the ledger has stands in another place too: its source, with what is said of it there.

        Returns:
            1 where that was new, 0 where it is recorded already.

        Raises:
            UnknownRecord: The ledger does not have this text.
            InvalidLedger: The ledger cannot be written.
        """
        said = document_row(document)
        value = compact({key: said[key] for key in ("source", "stem", "published", "publisher", "title", "sha256")})
        moment = self._clock()
        try:
            with self._engine.execution_options(write=True).begin() as connection:
                self._read(connection, document.id)
                if queries.has_source(connection, document.id, value):
                    return 0
                row = {
                    "document": document.id,
                    "found_by": found_by,
                    "recorded": moment.isoformat(),
                    "retracts": "",
                    "reading": "",
                    "known": said["published"] or moment.date().isoformat(),
                    "record": document.id,
                    "kind": DOCUMENT,
                    "property": SOURCE,
                    "evidence": "",
                    "confidence": 1.0,
                    "valid": "",
                    "value": value,
                }
                connection.execute(sa.insert(tables.assertions), _chained(queries.head(connection), [row]))
        except sa.exc.DBAPIError as error:
            raise write_failure(error, self.path) from error
        return 1

    # ------------------------------------------------------------ reading

    def knows(self, document: Document, found_by: str) -> bool:
        """Whether this version's findings of this document are recorded, and it says nothing new of itself."""
        with self._reading() as connection:
            return self._knows(connection, document, found_by)

    def _knows(self, connection: sa.Connection, document: Document, found_by: str) -> bool:
        if not queries.has_read(connection, document.id, found_by):
            return False
        held = self._read(connection, document.id)
        return described(held, document) == held

    def described(self, document: Document) -> Document:
        """The document as it will stand in the ledger once it is read: under the stem it has there, with what was said of
        it before where it says nothing itself. The document itself where the ledger does not have it.
        """
        with self._reading() as connection:
            if queries.document_row(connection, document.id) is None:
                return document
            return described(self._read(connection, document.id), document)

    def findings(self, as_of: date | None = None) -> list[Findings]:
        """The records that stand, rebuilt from what was known by `as_of` (all if None), earliest known first."""
        with self._reading() as connection:
            rows = queries.standing_rows(connection, as_of)
            found = [(known, rebuild(self._read(connection, name), of_one)) for name, known, of_one in rows]
        return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].document.stem, pair[1].document.id))]

    def assertions(self, record: str, as_of: date | None = None) -> list[Assertion]:
        """Every assertion about a record, retracted ones and retractions included, in the order of recording.

        `record` is the id of a finding, or "<document stem>/<id>" where findings of several documents share one.
        """
        stem, _, name = record.rpartition("/")
        with self._reading() as connection:
            return queries.assertions_of(connection, name, stem, as_of)

    def documents(self, as_of: date | None = None, newest: int | None = None) -> list[Document]:
        """The documents that stand, published by `as_of` (those without a date: recorded by then), earliest first.

        With `newest`, no more than so many, the last known.
        """
        with self._reading() as connection:
            known = queries.known_documents(connection, as_of, newest)
            found = [(day, self._read(connection, name)) for name, day in known.items()]
        return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].stem, pair[1].id))]

    def unknown_yet(self, as_of: date) -> list[tuple[date, Document]]:
        """The documents that stand today but are not known by that day, with the day each became known, earliest first."""
        with self._reading() as connection:
            early = queries.known_documents(connection, as_of)
            late = {name: day for name, day in queries.known_documents(connection, None).items() if name not in early}
            found = [(date.fromisoformat(day), self._read(connection, name)) for name, day in late.items()]
        return sorted(found, key=lambda pair: (pair[0], pair[1].stem))

    def named(self, stem: str) -> list[Document]:
        """The documents that stand of those that came with this stem, under whatever stem they are kept."""
        with self._reading() as connection:
            standing = [name for name in queries.named(connection, stem) if queries.readings(connection, name)]
            return [self._read(connection, name) for name in standing]

    def document(self, id: str) -> Document:  # noqa: A002 - the word for it everywhere
        """The document with this id, or with this stem. Raises UnknownRecord."""
        with self._reading() as connection:
            return self._read(connection, id)

    def _read(self, connection: sa.Connection, name: str) -> Document:
        row = queries.document_row(connection, name)
        if row is None:
            raise UnknownRecord(f"the ledger has no document {name!r}", str(self.path), "list them with `accords show`")
        return with_description(row, queries.last_description(connection, row["id"])[2])

    # ------------------------------------------------------------ checking

    def verify(self) -> Verification:
        """Check every document, quote and assertion, and the chain that binds them."""
        with self._reading() as connection:
            return verification.verify(connection)

    def content_digest(self) -> str:
        """SHA-256, hexadecimal, over what is recorded, whatever the order and the days of recording."""
        with self._reading() as connection:
            ids = sorted(queries.all_ids(connection))
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise read_failure(error, self.path) from error


def _retractions(marker: Row, readings: Sequence[Row]) -> Iterator[Row]:
    """What takes back earlier readings: of the same text since they were known, of another not before this one is."""
    for old in readings:
        known = old["known"] if old["document"] == marker["document"] else max(old["known"], marker["known"])
        yield {**marker, "record": old["record"], "known": known, "retracts": old["id"], "value": "null"}


def _row_with_own_stem(connection: sa.Connection, document: Document) -> Row:
    """The row of a new document. Where another text has its stem it gets one of its own, so that references hold."""
    row = document_row(document)
    if queries.has_stem(connection, document.stem):
        row["stem"] = distinct_stem(document.stem, document.id)
    return row


def _found(findings: Findings, common: Row) -> tuple[dict[str, Row], list[Row]]:
    """Evidence by id, and a row for each property; neither numbered nor hashed yet."""
    words: dict[str, Row] = {}
    rows: list[Row] = []
    addresses: dict[tuple[tuple[int, int], ...], str] = {}
    for item in properties(findings):
        if item.spans and item.spans not in addresses:
            spans, said = compact(item.spans), quote(findings.document.text, item.spans)
            name = addresses[item.spans] = evidence_id(findings.document.id, spans, said)
            words[name] = {"id": name, "document": findings.document.id, "spans": spans, "quote": said}
        rows.append(
            {
                **common,
                "record": item.record,
                "kind": item.kind,
                "property": item.name,
                "value": compact(item.value),
                "evidence": addresses.get(item.spans, ""),
                "confidence": float(item.confidence),
                "valid": item.valid,
            }
        )
    return words, rows


def _chained(head: tuple[int, bytes], rows: Sequence[Row]) -> list[Row]:
    """The rows with ids, numbers and hashes, bound to the last assertion of the ledger."""
    sequence, previous = head
    chained: dict[str, Row] = {}
    for row in rows:
        name = assertion_id(row)
        if name in chained:
            continue
        sequence += 1
        bound = {**row, "sequence": sequence, "id": name, "previous": previous}
        previous = bound["hash"] = link_hash(previous, bound)
        chained[name] = bound
    return list(chained.values())
