"""The numbered sources of a report: whatever a line says, it says where that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accords.core.instrument import Instrument, StageEvent
from accords.core.party import Person
from accords.core.span import Span
from accords.publication.knowledge import Knowledge, Told
from accords.publication.passages import passage, whole
from accords.publication.report import Source
from accords.publication.wordings import outlet


class Evidence:
    """Numbers passages in the order in which they are first cited; a passage cited again keeps its number."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._sources: dict[tuple[str, Span], Source] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def cite(self, refs: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the passages that findings were read from, each once: that of the first finding, then ascending."""
        given = tuple(dict.fromkeys(refs))
        told = sorted(self._knowledge.of(given), key=lambda row: given.index(row.ref))
        found = list(dict.fromkeys(self._number(row, span) for row in told for span in _spans(row, told)))
        return (*found[:1], *sorted(found[1:]))

    def _number(self, row: Told, span: Span) -> int:
        document = row.one.document
        found = passage(document.text, span)
        key = document.id, found
        if key not in self._sources:
            self._sources[key] = Source(
                number=len(self._sources) + 1,
                quote=found.quote(document.text),
                title=document.title,
                publisher=outlet(document),
                published=document.published,
                document=document.stem,
                language=document.language,
                cut=not whole(document.text, found),
            )
        return self._sources[key].number


def _spans(row: Told, beside: list[Told]) -> Iterator[Span]:
    """The words to quote. An instrument is named all over a text: its stages say more, or else its first mention."""
    if isinstance(row.item, Person):
        yield from _with_office(row.item, row.one.document.text)
    elif not isinstance(row.item, Instrument):
        yield from row.item.spans
    elif not any(
        isinstance(other.item, StageEvent) and other.record == row.record and other.one is row.one for other in beside
    ):
        yield from row.item.spans[:1]


def _with_office(person: Person, text: str) -> tuple[Span, ...]:
    """The first mention of a person in a passage that names the office too; else the first of all."""
    office = {word.casefold() for word in person.office.split() if len(word) > 2}
    naming = [span for span in person.spans if office & set(passage(text, span).quote(text).casefold().split())]
    return tuple((naming or person.spans)[:1])
