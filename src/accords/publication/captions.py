"""What every format prints of sources: their numbers, their words on one line, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from accords.publication.report import Source
from accords.publication.wordings import on


def numbers(cited: Sequence[int]) -> str:
    """Numbers of sources with runs drawn together.

    >>> numbers((1, 2, 5, 6, 7, 9))
    '1, 2, 5–7, 9'
    """
    runs: list[list[int]] = []
    for number in cited:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts)


def quoted(source: Source) -> str:
    """The quote on one line, in quotation marks; an ellipsis stands at both ends where a sentence was cut."""
    words = " ".join(source.quote.split())
    return f"“… {words} …”" if source.cut else f"“{words}”"


def origin(source: Source) -> str:
    """Who published it and when, and the title: "Ural Desk, 12 November 2013: Alliance treaty signed"."""
    date = on(source.published) if source.published else "undated"
    return f"{source.publisher}, {date}" + (f": {source.title}" if source.title else "")
