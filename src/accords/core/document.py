"""Documents: one immutable text each, with where it came from and when it was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accords.core.span import Span


@dataclass(frozen=True, slots=True)
class Document:
    """One text as the rest of Accords sees it.

    Attributes:
        id: Content-derived: "doc-" and the first 16 hexadecimal digits of the canonical text's SHA-256.
        stem: The file's name without its ending, or "stdin".
        source: Path or URL the bytes were read from.
        sha256: SHA-256 of the original bytes, hexadecimal.
        text: The canonical text; every span points into it.
        title: The document's title, empty if it has none.
        title_span: Where the title stands in `text`, if it does.
        published: Publication date; None if unknown, and then nothing relative to it is resolved.
        language: ISO 639-1 code.
        publisher: Name of the outlet, empty if unknown.
        notes: What the reader had to say of it ("published: unknown", "decoded as windows-1252").
    """

    id: str
    stem: str
    source: str
    sha256: str
    text: str
    title: str = ""
    title_span: Span | None = None
    published: date | None = None
    language: str = "en"
    publisher: str = ""
    notes: tuple[str, ...] = field(default=())
