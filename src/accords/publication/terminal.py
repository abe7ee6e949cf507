"""Text for terminals and plain files: how wide, and how a mark stands beside words that wrap."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDEST = 110
"""Columns beyond which lines are hard to read, however wide the terminal is."""


def print_all(renderables: Iterable[RenderableType], console: Console) -> None:
    """Print one after the other. Nothing in them is markup: brackets stay brackets."""
    for renderable in renderables:
        console.print(renderable, width=min(console.width, WIDEST), highlight=False, markup=False)


def plain(renderables: Iterable[RenderableType], width: int) -> str:
    """The same as text of at most `width` columns, without styles and without blanks at the ends of lines."""
    from rich.console import Console

    out = io.StringIO()
    print_all(renderables, Console(file=out, width=width, no_color=True, force_terminal=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def beside(mark: str, words: RenderableType, width: int) -> RenderableType:
    """A mark in a column of its own, and words that wrap beside it."""
    from rich.table import Table

    grid = Table.grid(padding=0)
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(mark, words)
    return grid
