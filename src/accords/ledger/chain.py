"""The hash chain over assertions: each row carries the hash of the one before, so none can change or go unnoticed."""

from __future__ import annotations

import hashlib

from accords.ledger.records import Row, compact, digest_id

GENESIS = b"\x00" * 32
"""What the first assertion takes for the hash of the one before."""

CONTENT = (
    "record",
    "kind",
    "property",
    "value",
    "document",
    "evidence",
    "found_by",
    "confidence",
    "valid",
    "retracts",
    "reading",
)
"""What an assertion's id is made of: all but the dates on which it became known and was recorded, and its place."""

HASHED = ("sequence", "id", *CONTENT, "known", "recorded")


def assertion_id(row: Row) -> str:
    """The content id of a row."""
    return digest_id("ast", *(str(row[name]) for name in CONTENT))


def evidence_id(document: str, spans: str, quote: str) -> str:
    """The content id of words at a place in a document."""
    return digest_id("evd", document, spans, quote)


def link_hash(previous: bytes, row: Row) -> bytes:
    """SHA-256 over the hash of the row before and everything in this row."""
    return hashlib.sha256(previous + compact([row[name] for name in HASHED]).encode()).digest()
