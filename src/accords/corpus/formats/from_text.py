"""Plain text: the canonical text is the file's own."""

from __future__ import annotations

from accords.corpus.canonical import Content, headline, plain
from accords.corpus.metadata import Metadata


def convert(text: str) -> Content:
    r"""The text as it stands. Its first line is the title if it is short, stands apart and is no sentence.

    >>> convert("Talks in Moscow\n\nThe sides met.\n").title_span
    Span(start=0, end=15)
    """
    text = plain(text)
    span = headline(text)
    return Content(text, span, Metadata(title=span.quote(text))) if span else Content(text)
