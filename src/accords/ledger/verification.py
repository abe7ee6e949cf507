"""Proof that a ledger is whole: nothing changed, missing, inserted or out of order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from accords.core.errors import InvalidSpan
from accords.ledger import tables
from accords.ledger.chain import GENESIS, assertion_id, evidence_id, link_hash
from accords.ledger.descriptions import digest_described
from accords.ledger.records import DESCRIPTION, DOCUMENT, FINDINGS, Row, document_digest, quote, text_address

MOST = 100
"""Problems named before the list is cut."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What `Ledger.verify` found.

    Attributes:
        assertions: How many were checked.
        documents: How many were checked.
        head: Hash of the last assertion, hexadecimal; it stands for the whole ledger.
        problems: One line each, in ledger order, at most 100; empty if the ledger is whole.
    """

    assertions: int
    documents: int
    head: str
    problems: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.problems


def verify(connection: sa.Connection) -> Verification:
    """Check documents, evidence and the chain of assertions against their own hashes, and against each other."""
    problems: list[str] = []
    digests, evidence_of = _check_documents(connection, problems)
    count, head, unread = _check_chain(connection, digests, evidence_of, problems)
    problems += [f"document {name}: no assertion says that it was read" for name in sorted(unread)]
    return Verification(count, len(digests), head.hex(), tuple(problems[:MOST]))


def _check_documents(connection: sa.Connection, problems: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Digest of each document, and the document of each piece of evidence, both checked."""
    digests: dict[str, str] = {}
    evidence_of: dict[str, str] = {}
    for row in map(dict, connection.execute(sa.select(tables.documents).order_by(tables.documents.c.id)).mappings()):
        name, text = str(row["id"]), str(row["text"])
        digests[name] = document_digest({str(key): value for key, value in row.items()})
        if text_address(text) != name:
            problems.append(f"document {name}: its text is not the one it is named after")
        words = sa.select(tables.evidence).where(tables.evidence.c.document == name).order_by(tables.evidence.c.id)
        for found in connection.execute(words):
            evidence_of[found.id] = name
            if evidence_id(name, found.spans, found.quote) != found.id or not _says(text, found.spans, found.quote):
                problems.append(f"evidence {found.id}: the text of {name} does not say these words there")
    return digests, evidence_of


def _says(text: str, spans: str, words: str) -> bool:
    try:
        return quote(text, json.loads(spans)) == words
    except (InvalidSpan, TypeError, ValueError):
        return False


def _check_chain(
    connection: sa.Connection, digests: dict[str, str], evidence_of: dict[str, str], problems: list[str]
) -> tuple[int, bytes, set[str]]:
    head, count, unread, ids, recorded = GENESIS, 0, set(digests), set(), dict(digests)
    for row in _rows(connection):
        count += 1
        where = f"assertion {row['sequence']} ({row['id']})"
        if row["sequence"] != count:
            problems.append(f"{where}: expected number {count}")
            count = row["sequence"]
        if row["previous"] != head:
            problems.append(f"{where}: the one before it is not the one it was recorded after")
        if assertion_id(row) != row["id"] or link_hash(row["previous"], row) != row["hash"]:
            problems.append(f"{where}: its content is not what was recorded")
        if row["evidence"] and evidence_of.get(row["evidence"]) != row["document"]:
            problems.append(f"{where}: its evidence is missing")
        if row["retracts"] and row["retracts"] not in ids:
            problems.append(f"{where}: what it takes back is missing")
        if row["reading"] and row["reading"] not in ids:
            problems.append(f"{where}: the reading it belongs to is missing")
        if row["document"] not in digests:
            problems.append(f"{where}: its document is missing")
        if row["kind"] == DOCUMENT and row["property"] == DESCRIPTION:
            digests[row["document"]] = digest_described(recorded.get(row["document"], ""), row["value"])
        elif row["kind"] == DOCUMENT and row["property"] == FINDINGS:
            unread.discard(row["document"])
            if not row["retracts"] and digests.get(row["document"], "") not in row["value"]:
                problems.append(f"{where}: the document is not what it was when it was read")
        head = row["hash"]
        ids.add(row["id"])
    return count, head, unread


def _rows(connection: sa.Connection) -> Iterator[Row]:
    query = sa.select(tables.assertions).order_by(tables.assertions.c.sequence)
    for row in connection.execution_options(yield_per=5000).execute(query).mappings():
        yield {str(key): value for key, value in row.items()}
