"""Canonical text: what the spans of a document point into.

Plain text stays as it is but for its line ends, so that spans hold in the file's own text. Text taken out of markup has
no layout of its own: its paragraphs are put one blank line apart, on one line each, without invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from accords.core.span import Span
from accords.corpus.metadata import Metadata

PARAGRAPH = "\n\n"
BOM = "\ufeff"
# Characters that print nothing: controls, soft hyphen, direction marks, zero-width space, word joiner, BOM, lone
# surrogates. The joiners U+200C and U+200D stay, since some scripts are spelled with them.
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff"
)
INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")
SPACE_RUN = re.compile(r"\s+")
LONGEST_TITLE = 200  # Characters. Headlines rarely pass 150; a longer first line is a paragraph.
SENTENCE_END = (".", "!", "?", ":", ";", ",", "…", "”", '"')
FIRST_LINE = re.compile(r"\s*(\S[^\n]*)\n[ \t]*\n(?=[\s\S]*\S)")
BULLET = re.compile(r"[•‣◦▪●○■·∙⁃]\s*")


@dataclass(frozen=True, slots=True)
class Content:
    """What a format makes of a file: the canonical text, where its title stands in it, and what it says of itself."""

    text: str
    title_span: Span | None = None
    metadata: Metadata = field(default_factory=Metadata)


def plain(text: str) -> str:
    r"""The text of a plain file: without byte order mark, every line end a line feed.

    >>> plain("\ufeffone\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    r"""One line of text: no invisible characters, every run of spaces (non-breaking ones and line ends too) one space.

    >>> clean("co\u00adoperation\u00a0in\n Moscow ")
    'cooperation in Moscow'
    """
    return SPACE_RUN.sub(" ", INVISIBLE_RUN.sub("", text)).strip()


def says_something(paragraph: str) -> bool:
    """Whether it holds a letter or digit. Rulers and end marks ("###", "* * *") do not.

    >>> says_something("# # #")
    False
    """
    return any(character.isalnum() for character in paragraph)


def join(paragraphs: Iterable[str]) -> str:
    """The paragraphs, cleaned, one blank line apart; those that say nothing are left out, and so are bullets.

    >>> join(["Talks", "###", "• The sides  met."]).splitlines()
    ['Talks', '', 'The sides met.']
    """
    cleaned = (BULLET.sub("", line, count=1) if BULLET.match(line := clean(p)) else line for p in paragraphs)
    return PARAGRAPH.join(paragraph for paragraph in cleaned if says_something(paragraph))


def squash(text: str) -> str:
    """Letters and digits only, in lower case: equal for texts that differ in layout or punctuation alone.

    >>> squash("Joint Statement –") == squash("joint  statement")
    True
    """
    return "".join(character for character in text.casefold() if character.isalnum())


def headline(text: str) -> Span | None:
    r"""Where the first line stands if it can be a title: short, apart from the rest, and no sentence.

    >>> headline("Talks in Moscow\n\nThe sides met.\n"), headline("The sides met.\n\nThey talked.")
    (Span(start=0, end=15), None)
    """
    match = FIRST_LINE.match(text)
    line = match[1].rstrip() if match else ""
    if not match or not line or len(line) > LONGEST_TITLE or line.endswith(SENTENCE_END):
        return None
    return Span(match.start(1), match.start(1) + len(line))


def with_title(title: str, body: str) -> tuple[str, Span | None]:
    r"""The title as first paragraph, unless the body starts with it anyway; and where it stands.

    >>> with_title("Talks", "The sides met.")
    ('Talks\n\nThe sides met.', Span(start=0, end=5))
    """
    if not says_something(title):
        return body, None
    first = body.partition(PARAGRAPH)[0]
    if squash(first) == squash(title):
        return body, Span(0, len(first))
    return (title + PARAGRAPH + body if body else title), Span(0, len(title))
