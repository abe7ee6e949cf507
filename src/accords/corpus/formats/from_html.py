"""HTML pages: canonical text is the page's own text nodes, with a map back to them.

trafilatura says which part of a page is the article, and reads author and outlet; its own text is not used, since it is
not the page's. A run of the map says that so many characters of the canonical text are those of one text node from an
offset on (code points; a non-breaking space or line end there is a space here).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accords.core.span import Span
from accords.corpus.canonical import BULLET, PARAGRAPH, Content, clean, says_something, squash
from accords.corpus.html_blocks import Block, blocks, parse
from accords.corpus.html_metadata import page_metadata
from accords.corpus.metadata import Metadata

EVIDENCE = 25  # Letters and digits a block needs so that finding it in the article is no accident.
CHOSEN_SHARE = 0.2  # Share of the article's characters that makes a block's parent one of the article's containers.
LINK_SHARE = 0.5  # A block with more of its characters inside links is navigation.


@dataclass(frozen=True, slots=True)
class Run:
    """Characters start..end of the canonical text are those from `offset` on of the text node at `xpath`."""

    start: int
    end: int
    xpath: str
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article: canonical text, the map to the page's text nodes in text order, title and metadata."""

    text: str
    runs: tuple[Run, ...]
    title_span: Span | None
    metadata: Metadata


def convert(markup: str) -> Content:
    """The canonical text of a page's article."""
    found = page(markup)
    return Content(found.text, found.title_span, found.metadata)


def page(markup: str) -> Page:
    """The article of a page with the map back to the page's text nodes; empty if it holds no words."""
    tree = parse(markup)
    if tree is None:
        return Page("", (), None, Metadata())
    every = [block for block in blocks(tree) if says_something(block.text)]
    metadata = page_metadata(tree, markup)
    headline = _headline(every, metadata.title)
    body = _article([block for block in every if not block.head], markup)
    if headline:
        body = [block for block in body if block is not headline and squash(block.text) != squash(headline.text)]
    text, runs = _lay_out(([headline] if headline else []) + body)
    span = Span(0, len(headline.text)) if headline and text else None
    return Page(text, runs, span, Metadata(title=headline.text if headline else clean(metadata.title)).over(metadata))


def _headline(every: Sequence[Block], title: str) -> Block | None:
    """Where the page shows its title: a heading that says it, an only h1 that nearly does, or that part of <title>."""
    wanted = squash(title)
    headings = [block for block in every if block.heading and not block.boilerplate]
    for block in headings:
        if wanted and squash(block.text) == wanted:
            return block
    first = [block for block in headings if block.heading == 1]
    if len(first) == 1 and (wanted in (key := squash(first[0].text)) or key in wanted):
        return first[0]
    for block in every:
        at = block.text.find(clean(title)) if block.head and title else -1
        if at >= 0:
            return block.part(at, at + len(clean(title)))
    return None


def _article(every: Sequence[Block], markup: str) -> list[Block]:
    """The blocks of the article: those that trafilatura kept, and what stands between them in the same containers."""
    kept = _kept(markup)
    found = [block for block in every if len(key := squash(block.text)) >= EVIDENCE and key in kept]
    if not found:
        shown = [block for block in every if not block.boilerplate]
        return [block for block in shown if block.link_share <= LINK_SHARE] or shown or list(every)
    total = sum(len(block.text) for block in found)
    shares: dict[int, int] = {}
    for block in found:
        for element in block.ancestors[-2:]:  # a paragraph and what holds it, or the container if text stands in it
            shares[element] = shares.get(element, 0) + len(block.text)
    containers = {element for element, size in shares.items() if size >= CHOSEN_SHARE * total}
    evident = {id(block) for block in found}
    numbers = [number for number, block in enumerate(every) if id(block) in evident]

    def belongs(number: int, block: Block) -> bool:
        if block.boilerplate or block.link_share > LINK_SHARE or containers.isdisjoint(block.ancestors):
            return False
        return numbers[0] < number < numbers[-1] or squash(block.text) in kept

    return [block for number, block in enumerate(every) if id(block) in evident or belongs(number, block)]


def _kept(markup: str) -> str:
    import trafilatura

    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # It warns of every page without an article; we say that ourselves.
    try:
        return squash(trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or "")
    except Exception:  # noqa: BLE001 - whatever a page does to it, the page's own text remains
        return ""
    finally:
        logger.setLevel(level)


def _lay_out(chosen: Sequence[Block]) -> tuple[str, tuple[Run, ...]]:
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for block in chosen:
        if (bullet := BULLET.match(block.text)) and bullet.end() < len(block.text):
            block = block.part(bullet.end(), len(block.text))  # noqa: PLW2901 - the same block without its bullet
        if parts:
            parts.append(PARAGRAPH)
            length += len(PARAGRAPH)
        at = length
        for piece in block.pieces:
            if piece.xpath:
                runs.append(Run(at, at + len(piece.text), piece.xpath, piece.offset))
            at += len(piece.text)
        parts.append(block.text)
        length += len(block.text)
    return "".join(parts), tuple(runs)


def node_text(markup: str, run: Run) -> str:
    """The characters of the page's text node that a run points at, as they stand there."""
    tree: Any = parse(markup)
    return str(tree.getroottree().xpath(run.xpath)[0])[run.offset : run.offset + run.end - run.start]
