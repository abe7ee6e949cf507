"""What is said of a text beside its words: when it was published, its title, source and language.

The words of a document never change. What is said of them may be mended later: a text read again under its own name with
another description gets an assertion of it, the last of which holds. What a later reading leaves unsaid stays as it was.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from accords.core.document import Document
from accords.core.ids import distinct_stem
from accords.ledger.records import Row, compact, document_digest, document_from, document_row

WORDS = ("id", "stem", "text")
"""The columns of a document that no description changes."""

COMPARED = ("published", "title", "source", "language", "publisher")
"""What makes a description another one."""


def described(held: Document, said: Document) -> Document:
    """The document as it is described once `said`, a later reading of its text, is taken in; `held` itself where that
    says nothing new. A text of another name is a copy in another place, which describes itself alone.
    """
    if held.stem not in (said.stem, distinct_stem(said.stem, said.id)):
        return held
    new = replace(
        held,
        sha256=said.sha256,
        title=said.title or held.title,
        title_span=said.title_span if said.title else held.title_span,
        published=said.published or held.published,
        source=said.source if _is_named(said) else held.source,
        language=said.language,
        publisher=said.publisher or held.publisher,
        notes=said.notes if said.published or not held.published else held.notes,
    )
    return new if changes(held, new) else held


def changes(held: Document, new: Document) -> tuple[str, ...]:
    """The names of what a new description says otherwise."""
    return tuple(name for name in COMPARED if getattr(held, name) != getattr(new, name))


def _is_named(said: Document) -> bool:
    """Whether a source is more than the path of the file, which says only where the text lies now."""
    return "://" in said.source or ("/" not in said.source and not said.source.startswith(said.stem))


def description(document: Document, after: str) -> str:
    """The value of the assertion that describes a document anew; `after` is the id of the one it follows, if any."""
    row = {key: value for key, value in document_row(document).items() if key not in WORDS}
    return compact({**row, "after": after})


def with_description(row: Row, value: str) -> Document:
    """The document of a row of `documents`, described by the last such assertion; empty if there is none."""
    return document_from({**row, **json.loads(value)} if value else row)


def reading_digest(row: Row, value: str) -> str:
    """SHA-256 over a document and its description as they were read, hexadecimal."""
    return digest_described(document_digest(row), value)


def digest_described(digest: str, value: str) -> str:
    """The digest of a document under the description `value`, from that of the row it was first recorded with."""
    return hashlib.sha256(f"{digest}{value}".encode()).hexdigest() if value else digest
