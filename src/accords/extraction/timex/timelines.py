"""Timelines: a line that is a year and nothing else dates the lines below it that open with a day or month."""

from __future__ import annotations

import re

HEADING = re.compile(r"^[^\S\n]*((?:19|20)\d\d)[^\S\n]*:?[^\S\n]*$", re.MULTILINE)
BULLET = re.compile(r"[^\S\n]*[-–—•*·]?[^\S\n]*")


def year_headings(text: str) -> tuple[tuple[int, int], ...]:
    r"""Where each year that stands alone on its line ends, and the year.

    >>> year_headings("Main steps:\n\n2014\n\nDec 16 - They spoke.")
    ((17, 2014),)
    """
    return tuple((found.end(), int(found[1])) for found in HEADING.finditer(text))


def heading_over(headings: tuple[tuple[int, int], ...], position: int) -> int | None:
    """The year of the last heading before a position."""
    return next((year for end, year in reversed(headings) if end <= position), None)


def opens_line(text: str, position: int) -> bool:
    """Whether nothing but a bullet stands before a position on its line."""
    start = text.rfind("\n", 0, position) + 1
    return BULLET.fullmatch(text, start, position) is not None
