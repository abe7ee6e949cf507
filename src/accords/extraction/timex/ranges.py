"""The two ends of a range, as TimeML marks them: "from 5 to 8 June" is one period to the stages, and two expressions to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accords.core.errors import InvalidDate
from accords.core.span import Span
from accords.core.timex import Edtf, Timex

JOINER = re.compile(r"\s*[-–—‒/]\s*|\s(?:to|through|until|till|and|or)\s", re.IGNORECASE)


def ends(timex: Timex, text: str) -> Iterator[Timex]:
    """The expression itself; of a range, its two ends (TimeML 1.2.1, 2.2.3)."""
    first, slash, last = timex.value.partition("/")
    joiner = JOINER.search(text, timex.span.start, timex.span.end) if slash else None
    if joiner is None or joiner.start() == timex.span.start or joiner.end() == timex.span.end:
        yield timex
    else:
        yield _end(timex, Span(timex.span.start, joiner.start()), first)
        yield _end(timex, Span(joiner.end(), timex.span.end), last)


def _end(timex: Timex, span: Span, value: str) -> Timex:
    try:
        date = Edtf(value)
    except InvalidDate:
        date = None
    return replace(timex, span=span, value=value, date=date)
