"""Spans: the words a fact was read from."""

from __future__ import annotations

from dataclasses import dataclass

from accords.core.errors import InvalidSpan


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into a document's canonical text.

    >>> Span(0, 3).quote("Two presidents met.")
    'Two'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpan(f"offsets {self.start}..{self.end} are not 0 <= start < end")

    def __len__(self) -> int:
        return self.end - self.start

    def quote(self, text: str) -> str:
        """The words of `text` at this span. Raises InvalidSpan where the text is shorter."""
        if self.end > len(text):
            raise InvalidSpan(f"offsets {self.start}..{self.end} lie outside a text of {len(text)} code points")
        return text[self.start : self.end]

    def check(self, text: str, quote: str) -> None:
        """Raise InvalidSpan unless `text` says `quote` at this span."""
        if (found := self.quote(text)) != quote:
            raise InvalidSpan(f"the text at {self.start}..{self.end} says {found[:60]!r}, not {quote[:60]!r}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def locate(text: str, quote: str, start: int = 0) -> Span:
    """The first span at or after `start` whose words are `quote`. Raises InvalidSpan where there is none."""
    found = text.find(quote, start) if quote else -1
    if found < 0:
        raise InvalidSpan(f"the text does not say {quote[:60]!r}")
    return Span(found, found + len(quote))
