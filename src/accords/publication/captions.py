"""What every format prints of sources: their numbers, their words on one line, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accords.publication.report import Source
from accords.publication.wordings import on


def runs(sources: Sequence[int]) -> list[list[int]]:
    """Numbers of sources, three and more in a row drawn together.

    >>> runs((1, 2, 5, 6, 7, 9))
    [[1], [2], [5, 6, 7], [9]]
    """
    found: list[list[int]] = []
    for number in sources:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [part for run in found for part in ([run] if len(run) > 2 else [[number] for number in run])]


def numbers(sources: Sequence[int]) -> str:
    """Numbers of sources in words.

    >>> numbers((1, 2, 5, 6, 7, 9))
    '1, 2, 5–7, 9'
    """
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs(sources))


def quoted(source: Source) -> str:
    """The quote on one line, in quotation marks; an ellipsis stands at both ends where a sentence was cut."""
    words = " ".join(source.quote.split())
    return f"“… {words} …”" if source.cut else f"“{words}”"


def origin(source: Source) -> str:
    """Who published it and when, and the title: "Ural Desk, 12 November 2013: Alliance treaty signed"."""
    return cited(source.publisher, source.published, source.title, source.document)


def cited(publisher: str, published: date | None, title: str, stem: str) -> str:
    """How a document is cited: by its publisher, or else by its title, with the name of its file last.

    >>> cited("Ural Desk", date(2013, 11, 12), "Treaty signed", "a"), cited("a", None, "Treaty signed", "a")
    ('Ural Desk, 12 November 2013: Treaty signed', '“Treaty signed”, undated (a)')
    """
    day = on(published) if published else "undated"
    if title and publisher == stem:
        return f"“{title}”, {day} ({stem})"
    return f"{publisher}, {day}" + (f": {title}" if title else "")
