"""The ledger's tables, in types that SQLite and PostgreSQL share.

Three tables and a note of the schema. Rows are only ever added:

- `documents`: one text each, addressed by its content;
- `evidence`: the words that a finding was read from, addressed by document and spans, kept once for all properties of a
  record;
- `assertions`: one value of one property of one record. `sequence` is the order of arrival; `hash` covers the row and
  the `previous` hash, so that a changed, missing or inserted row breaks the chain.

Values are JSON text written by us and dates ISO 8601 text, not the database's own types: what is hashed is what is
stored, letter by letter, on either database.
"""

from __future__ import annotations

import sqlalchemy as sa

SCHEMA = "accords-ledger/2"

metadata = sa.MetaData()
_serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

properties = sa.Table(
    "ledger",
    metadata,
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("stem", sa.Text, nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("title_span", sa.Text, nullable=False, comment="[start,end] or empty"),
    sa.Column("published", sa.String(10), nullable=False, comment="ISO 8601 or empty"),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False, comment="a JSON list"),
    sa.Column("text", sa.Text, nullable=False),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("document", sa.String(32), sa.ForeignKey(documents.c.id), nullable=False, index=True),
    sa.Column("spans", sa.Text, nullable=False, comment="a JSON list of [start,end]"),
    sa.Column("quote", sa.Text, nullable=False),
)

assertions = sa.Table(
    "assertions",
    metadata,
    sa.Column("sequence", _serial, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String(32), nullable=False, unique=True),
    sa.Column("record", sa.String(64), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("property", sa.String(32), nullable=False),
    sa.Column("value", sa.Text, nullable=False, comment="JSON"),
    sa.Column("document", sa.String(32), sa.ForeignKey(documents.c.id), nullable=False),
    sa.Column("evidence", sa.String(32), nullable=False, comment="empty where the whole document is the evidence"),
    sa.Column("found_by", sa.Text, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("valid", sa.Text, nullable=False, comment="EDTF or empty"),
    sa.Column("known", sa.String(10), nullable=False, comment="ISO 8601"),
    sa.Column("recorded", sa.String(32), nullable=False, comment="ISO 8601, UTC"),
    sa.Column("retracts", sa.String(32), nullable=False, comment="the id of the assertion taken back, or empty"),
    sa.Column(
        "reading", sa.String(32), nullable=False, comment="the assertion that the text was read, it among others"
    ),
    sa.Column("previous", sa.LargeBinary(32), nullable=False),
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)
