"""The passage to quote: the sentences around the words that something was read from."""

from __future__ import annotations

import re
from functools import lru_cache

from accords.core.span import Span
from accords.publication.wordings import wordings

LONGEST = 420
"""Code points of a quote; of a longer sentence only the words around the finding are given."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_STOP = re.compile(r"[.!?…][”\"’')\]]*(?=\s+[“\"‘'(\[]*[A-ZÀ-ÞА-ЯЁ0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_SPACE = re.compile(r"\s")


def passage(text: str, span: Span) -> Span:
    """The sentence or sentences around a span; never more than the paragraph, never less than the span.

    >>> text = "They met. Mr. Smith signed it on Feb. 8 in Oslo. It rained."
    >>> passage(text, Span(20, 26)).quote(text)
    'Mr. Smith signed it on Feb. 8 in Oslo.'
    """
    start = max((m.end() for m in _PARAGRAPH.finditer(text, 0, span.start)), default=0)
    last = _PARAGRAPH.search(text, span.end)
    end = last.start() if last else len(text)
    for stop in _STOP.finditer(text, start, end):
        if _abbreviated(text, stop.start()):
            continue
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.end() >= span.end:
            end = stop.end()
            break
    return _trimmed(text, _shortened(text, Span(start, end), span))


def whole(text: str, found: Span) -> bool:
    """Whether a passage begins and ends where sentences do."""
    before, after = text[: found.start].rstrip(), text[found.end :]
    begins = not before or before[-1] in ".!?…”\"’')]" or bool(_PARAGRAPH.search(text[len(before) : found.start + 1]))
    ends = not after.strip() or text[found.end - 1] in ".!?…”\"’')]:" or bool(_PARAGRAPH.match(after))
    return begins and ends


def _abbreviated(text: str, at: int) -> bool:
    """Whether the full stop at `at` belongs to an initial or an abbreviation."""
    found = _LAST_WORD.search(text, max(0, at - 12), at)
    word = found.group() if found and text[at] == "." else ""
    return (len(word) == 1 and word.isupper()) or "." in word or word in _abbreviations()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(wordings()["abbreviations"]["words"].split())


def _shortened(text: str, found: Span, span: Span) -> Span:
    """At most LONGEST code points of a passage, cut between words, the span in the middle; the span itself is kept."""
    if len(found) <= LONGEST:
        return found
    room = max(0, LONGEST - len(span)) // 2
    start, end = max(found.start, span.start - room), min(found.end, span.end + room)
    if start > found.start:
        gap = _SPACE.search(text, start, span.start)
        start = gap.end() if gap else span.start
    if end < found.end:
        while end > span.end and not text[end].isspace():
            end -= 1
    return Span(start, end)


def _trimmed(text: str, found: Span) -> Span:
    words = found.quote(text)
    return Span(found.start + len(words) - len(words.lstrip()), found.end - len(words) + len(words.rstrip()))
