"""Plain text: the canonical text is the file's own."""

from __future__ import annotations

import re

from accords.core.span import Span
from accords.corpus.canonical import Content, plain
from accords.corpus.metadata import Metadata

LONGEST_TITLE = 200  # Characters. Headlines rarely pass 150; a longer first line is a paragraph.
SENTENCE_END = (".", "!", "?", ":", ";", ",", "…", "”", '"')
FIRST_LINE = re.compile(r"\s*(\S[^\n]*)\n[ \t]*\n(?=[\s\S]*\S)")


def convert(text: str) -> Content:
    r"""The text as it stands. Its first line is the title if it is short, stands apart and is no sentence.

    >>> convert("Talks in Moscow\n\nThe sides met.\n").title_span
    Span(start=0, end=15)
    """
    text = plain(text)
    match = FIRST_LINE.match(text)
    line = match[1].rstrip() if match else ""
    if not match or not line or len(line) > LONGEST_TITLE or line.endswith(SENTENCE_END):
        return Content(text)
    return Content(text, Span(match.start(1), match.start(1) + len(line)), Metadata(title=line))
