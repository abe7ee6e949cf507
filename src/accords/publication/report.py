"""What briefs and dossiers are made of, before any format: sections of lines, each with its numbered sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that was read in a document.

    Attributes:
        number: As lines cite it, from 1.
        quote: The words of the document, exactly as its canonical text has them.
        title: The document's title, empty if it has none.
        publisher: Who published it, or the address or file it was read from.
        published: The day it was published; None where that is not known.
        document: The document's stem.
        language: ISO 639-1 code of the quote.
        cut: Whether the quote begins or ends inside a sentence that is too long to be given whole.
    """

    number: int
    quote: str
    title: str
    publisher: str
    published: date | None
    document: str
    language: str = "en"
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known: what, more about it, the numbers of its sources, and the id that `accords show` takes."""

    text: str
    detail: str
    sources: tuple[int, ...]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, in parts where that helps.

    `key` names the section in links and data; `note` says that nothing is known, or how the lines were chosen.
    """

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    note: str = ""
    parts: tuple[Section, ...] = ()

    def all_lines(self) -> Iterator[Line]:
        """The lines of the section and of its parts, in reading order."""
        yield from self.lines
        for part in self.parts:
            yield from part.all_lines()


@dataclass(frozen=True, slots=True)
class Figure:
    """A count at the head of a report, and the key of the section that it counts."""

    label: str
    count: int
    section: str


@dataclass(frozen=True, slots=True)
class Report:
    """A brief or a dossier as known on the day `as_of`."""

    title: str
    subtitle: str
    as_of: date
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def all_lines(self) -> Iterator[Line]:
        """Every line, in reading order."""
        for section in self.sections:
            yield from section.all_lines()
