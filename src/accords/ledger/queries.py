"""Questions to the tables, each one function; nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from accords.core.assertion import Assertion
from accords.core.ids import distinct_stem
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.ledger.chain import GENESIS
from accords.ledger.records import DESCRIPTION, DOCUMENT, FINDINGS, SOURCE, Row
from accords.ledger.tables import assertions, documents, evidence

PropertyRow = tuple[str, str, str, str, str, float]
_c = assertions.c
_is_marker = sa.and_(_c.kind == DOCUMENT, _c.property == FINDINGS)


def last_description(connection: sa.Connection, document: str) -> tuple[int, str, str]:
    """Number, id and value of the assertion that describes this document anew; 0 and empty if there is none."""
    query = sa.select(_c.sequence, _c.id, _c.value).where(
        _c.record == document, _c.kind == DOCUMENT, _c.property == DESCRIPTION
    )
    row = connection.execute(query.order_by(_c.sequence.desc()).limit(1)).first()
    return (row.sequence, row.id, row.value) if row else (0, "", "")


def has_read(connection: sa.Connection, document: str, found_by: str) -> bool:
    """Whether this version has read this document under its present description.

    It counts as read where another version has read it since, but not where it gave way to an edited text: that may be
    undone.
    """
    since, _, _ = last_description(connection, document)
    marked = sa.select(_c.id).where(_c.record == document, _is_marker, _c.retracts == "", _c.found_by == found_by)
    replaced = set(
        connection.scalars(sa.select(_c.retracts).where(_c.record == document, _is_marker, _c.document != document))
    )
    return any(name not in replaced for name in connection.scalars(marked.where(_c.sequence > since)))


def last_reading(connection: sa.Connection, document: str, found_by: str) -> str:
    """The id of the last assertion that this version has read this document, standing or not; empty if there is none."""
    query = sa.select(_c.id).where(_c.record == document, _is_marker, _c.retracts == "", _c.found_by == found_by)
    return str(connection.scalar(query.order_by(_c.sequence.desc()).limit(1)) or "")


def named(connection: sa.Connection, stem: str) -> list[str]:
    """The ids of the documents that came with this stem, earliest stem first."""
    own, first, last = documents.c.stem, f"{stem}-0", f"{stem}-g"
    query = sa.select(documents.c.id, own).where(sa.or_(own == stem, sa.and_(own >= first, own < last))).order_by(own)
    return [row.id for row in connection.execute(query) if row.stem in (stem, distinct_stem(stem, row.id))]


def has_stem(connection: sa.Connection, stem: str) -> bool:
    """Whether some document has this stem."""
    return connection.execute(sa.select(documents.c.id).where(documents.c.stem == stem).limit(1)).first() is not None


def has_source(connection: sa.Connection, document: str, value: str) -> bool:
    """Whether it is recorded that this text stands in that other place too."""
    query = sa.select(_c.id).where(_c.record == document, _c.kind == DOCUMENT, _c.property == SOURCE, _c.value == value)
    return connection.execute(query.limit(1)).first() is not None


def readings(connection: sa.Connection, document: str) -> list[Row]:
    """The standing assertions that some version has read this document."""
    query = sa.select(assertions).where(_c.record == document, _is_marker).order_by(_c.sequence)
    found = [{str(key): value for key, value in row.items()} for row in connection.execute(query).mappings()]
    taken_back = {row["retracts"] for row in found}
    return [row for row in found if not row["retracts"] and row["id"] not in taken_back]


def head(connection: sa.Connection) -> tuple[int, bytes]:
    """Number and hash of the last assertion."""
    row = connection.execute(sa.select(_c.sequence, _c.hash).order_by(_c.sequence.desc()).limit(1)).first()
    return (row.sequence, row.hash) if row else (0, GENESIS)


def evidence_ids(connection: sa.Connection, document: str) -> set[str]:
    """The evidence already kept of a document."""
    return set(connection.scalars(sa.select(evidence.c.id).where(evidence.c.document == document)))


def document_row(connection: sa.Connection, name: str) -> Row | None:
    """A document's row by id or, failing that, by stem."""
    for column in (documents.c.id, documents.c.stem):
        query = sa.select(documents).where(column == name).order_by(documents.c.id).limit(1)
        row = connection.execute(query).mappings().first()
        if row is not None:
            return {str(key): value for key, value in row.items()}
    return None


def known_documents(connection: sa.Connection, as_of: date | None, newest: int | None = None) -> dict[str, str]:
    """The day each document that stands became known; of the `newest` documents only, if that is given."""
    by_then = _c.known <= as_of.isoformat() if as_of is not None else sa.true()
    taken_back = sa.select(_c.retracts).where(_is_marker, _c.retracts != "", by_then)
    standing = sa.and_(_is_marker, _c.retracts == "", by_then, _c.id.not_in(taken_back))
    query = sa.select(_c.document, sa.func.min(_c.known)).where(standing).group_by(_c.document)
    if newest is not None:
        query = query.order_by(sa.func.min(_c.known).desc(), _c.document).limit(newest)
    return {row[0]: row[1] for row in connection.execute(query)}


def standing_rows(connection: sa.Connection, as_of: date | None) -> Iterator[tuple[str, str, Iterable[PropertyRow]]]:
    """Document, day it became known and rows of its standing assertions, for every document read by `as_of`."""
    by_then = _c.known <= as_of.isoformat() if as_of is not None else sa.true()
    retracted = set(connection.scalars(sa.select(_c.retracts).where(_c.retracts != "", by_then)))
    stated = sa.and_(_c.retracts == "", by_then)
    markers = connection.execute(sa.select(_c.id, _c.known).where(_is_marker, stated))
    standing = {marker.id: marker.known for marker in markers if marker.id not in retracted}
    words = {row[0]: row[1] for row in connection.execute(sa.select(evidence.c.id, evidence.c.spans))}
    columns = (_c.id, _c.document, _c.reading, _c.record, _c.kind, _c.property, _c.value, _c.evidence, _c.confidence)
    query = sa.select(*columns).where(stated).order_by(_c.document, _c.sequence)
    rows = (tuple(row) for row in connection.execution_options(yield_per=5000).execute(query))
    for name, of_one in groupby(rows, key=lambda row: row[1]):
        yield from _standing_of(name, of_one, standing, retracted, words)


def _standing_of(
    name: str, rows: Iterable[tuple[Any, ...]], standing: dict[str, str], retracted: set[str], words: dict[str, str]
) -> Iterator[tuple[str, str, list[PropertyRow]]]:
    known = ""
    kept: list[PropertyRow] = []
    for ident, _document, reading, record, kind, prop, value, proof, confidence in rows:
        day = standing.get(reading or ident)
        if day is None or ident in retracted:
            continue
        known = min(known, day) if known else day
        if kind != DOCUMENT:
            kept.append((record, kind, prop, value, words.get(proof, ""), confidence))
    if known:
        yield name, known, kept


def assertions_of(connection: sa.Connection, record: str, stem: str, as_of: date | None) -> list[Assertion]:
    """Every assertion of a record, in the documents of this stem if one is given."""
    query = sa.select(assertions, evidence.c.spans, evidence.c.quote).outerjoin(evidence, evidence.c.id == _c.evidence)
    query = query.where(_c.record == record).order_by(_c.sequence)
    if stem:
        query = query.join(documents, documents.c.id == _c.document).where(documents.c.stem == stem)
    if as_of is not None:
        query = query.where(_c.known <= as_of.isoformat())
    rows = list(connection.execute(query))
    by_then = _c.known <= as_of.isoformat() if as_of is not None else sa.true()
    readings_of = {row.reading or row.id for row in rows}
    taken_back = set(connection.scalars(sa.select(_c.retracts).where(_c.retracts.in_(readings_of), by_then)))
    return [_assertion(row, superseded=(row.reading or row.id) in taken_back) for row in rows]


def _assertion(row: Any, *, superseded: bool) -> Assertion:
    return Assertion(
        id=row.id,
        record=row.record,
        kind=row.kind,
        property=row.property,
        value=json.loads(row.value),
        document=row.document,
        spans=tuple(Span(start, end) for start, end in json.loads(row.spans or "[]")),
        quote=row.quote or "",
        found_by=row.found_by,
        confidence=row.confidence,
        valid=Edtf(row.valid) if row.valid else None,
        known=date.fromisoformat(row.known),
        recorded=datetime.fromisoformat(row.recorded),
        retracts=row.retracts,
        superseded=superseded,
    )


def all_ids(connection: sa.Connection) -> Iterator[str]:
    """The content ids of every assertion; a document's content is part of the assertion that it was read."""
    yield from connection.scalars(sa.select(_c.id))
