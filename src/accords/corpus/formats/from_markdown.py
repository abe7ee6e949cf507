"""Markdown, with or without front matter (YAML, TOML): canonical text is title and paragraphs, without the marks."""

from __future__ import annotations

import html
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from accords.core.span import Span
from accords.corpus.canonical import PARAGRAPH, Content, clean, headline, join, squash, with_title
from accords.corpus.metadata import Metadata, from_mapping

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KEY_VALUE = re.compile(r"([\w-]+)\s*:\s*(.*)")
TAG = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|</?[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE)
BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|tr|h[1-6])\s*>|</?(?:figcaption|blockquote)\b[^<>]*>", re.IGNORECASE)
# Exports leave emphasis marks that open or close nothing; only between numbers is an asterisk a sign of its own.
STRAY_EMPHASIS = re.compile(r"\*+(?! ?\d)|(?<!\d)(?<!\d )\*+")
CELL_JOINT = "; "


def convert(text: str) -> Content:
    r"""The title of the front matter (or else the first heading of level 1, or a first line that looks like a headline),
    then the body's paragraphs.

    >>> convert("---\ntitle: Talks\ndate: 2013-02-08\n---\nThe *sides*\nmet on the 8<sup>th</sup>.\n\n\\###\n").text
    'Talks\n\nThe sides met on the 8th.'
    """
    said, body = front_matter(text)
    tokens = _parser().parse(body)
    paragraphs = join(paragraph for part in _paragraphs(tokens) for paragraph in part.split(PARAGRAPH))
    title = clean(html.unescape(said.title))
    if title and squash(title):
        canonical, span = with_title(title, paragraphs)
    else:
        title = clean(_first_heading(tokens))
        at = paragraphs.find(title) if title else -1
        canonical, span = paragraphs, Span(at, at + len(title)) if at >= 0 else None
        if not title and _starts_with_a_line(tokens) and (span := headline(paragraphs)):
            title = span.quote(paragraphs)
    return Content(canonical, span, Metadata(title=title).over(said) if title else said)


def front_matter(text: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text below it. Front matter that is no YAML or TOML is read line by line."""
    match = FRONT_MATTER.match(text)
    if not match:
        return Metadata(), text
    written = match[2] or ""
    values = _toml(written) if match[1] == "+++" else _yaml(written)
    notes = () if isinstance(values, Mapping) else ("front matter: not well formed, read line by line",)
    if not isinstance(values, Mapping):
        lines = filter(None, map(KEY_VALUE.match, written.splitlines()))
        values = {line[1]: line[2].strip().strip("\"'") for line in lines}
        if not values:
            return Metadata(), text  # two rulers, not front matter
    return Metadata(notes=notes).over(from_mapping(values)), text[match.end() :]


def _yaml(written: str) -> Any:
    import yaml

    try:  # The base loader leaves every value as written: a date stays the day on the source's own clock.
        return yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _toml(written: str) -> Any:
    try:
        return tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


RAISED = re.compile(r"</?sup\b[^>]*>", re.IGNORECASE)
NOTE_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")  # a footnote's number, no part of the words before it


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Indented text is a paragraph here: press releases indent, they hold no program code.
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] = []
    in_row = False
    for token in tokens:
        if token.type == "tr_open":
            row, in_row = [], True
        elif token.type == "tr_close":
            in_row = False
            yield CELL_JOINT.join(filter(None, row))
        elif token.type == "inline":
            text = _inline(token.children or (), " " if in_row else PARAGRAPH)
            if in_row:
                row.append(clean(text))
            else:
                yield text
        elif token.type == "html_block":
            yield _without_tags(BREAK.sub(PARAGRAPH, token.content))
        elif token.type == "fence":
            yield token.content


def _inline(children: Sequence[Token], line_break: str) -> str:
    parts: list[str] = []
    raised = False
    for token in children:
        if token.type == "html_inline" and RAISED.fullmatch(token.content):
            raised = not token.content.startswith("</")
        elif raised and NOTE_MARK.fullmatch(token.content):
            continue
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(STRAY_EMPHASIS.sub("", token.content))
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and BREAK.fullmatch(token.content)):
            parts.append(line_break)
    return "".join(parts)


def _without_tags(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def _starts_with_a_line(tokens: Sequence[Token]) -> bool:
    """Whether the text starts with a paragraph of one line, or a heading of a lower level."""
    first = next((n for n, token in enumerate(tokens) if token.type in ("paragraph_open", "heading_open")), -1)
    return first == 0 and "\n" not in tokens[1].content


def _first_heading(tokens: Sequence[Token]) -> str:
    for token, following in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _inline(following.children or (), " ")
    return ""
