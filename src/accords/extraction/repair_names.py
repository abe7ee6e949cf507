"""Names mended: offices are nobody's name, a portfolio is no organisation, and a ministry's name goes on behind "and"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.offices import Title

JOINERS = frozenset({"of", "for", "and", "the", ",", "&"})


def mend_names(doc: Doc, names: list[Name], titles: list[Title]) -> None:
    """Set the document's names anew.

    Args:
        doc: a parsed document.
        names: states and organisations found by their tables.
        titles: titles of office.
    """
    inside = {i for title in titles for i in range(title.start, title.end)}
    states = {i: name for name in names if name.kind is NameKind.STATE for i in range(name.start, name.end)}
    demonyms = {i for name in names if name.kind is NameKind.DEMONYM for i in range(name.start, name.end)}
    kept: list[tuple[Span, float]] = []
    for entity, score in zip(doc.ents, doc._.name_scores or [0.0] * len(doc.ents), strict=True):
        kept += [(part, score) for part in _mended(entity, inside, states, demonyms)]
    joined = list(_ministries(doc, kept))
    if [span for span, _ in joined] != list(doc.ents):
        doc.set_ents([span for span, _ in joined])
        doc._.name_scores = tuple(score for _, score in joined)


def _mended(entity: Span, titles: set[int], states: dict[int, Name], demonyms: set[int]) -> Iterator[Span]:
    """What of a recognised name is one: all of it, the state at its end, or nothing."""
    tokens = range(entity.start, entity.end)
    if entity.label_ == "PER" and (all(i in titles and i not in states for i in tokens) or all(i in demonyms for i in tokens)):
        return
    if entity.label_ == "ORG" and entity.start in titles and entity[0].lower_ in _portfolios():
        end = next((i for i in tokens if i in states or entity.doc[i].lower_ not in _portfolios() | JOINERS), entity.end)
        if end == entity.end:
            return
        if end in states:
            name = states[end]
            yield Span(entity.doc, name.start, name.end, label="LOC")
            return
    yield entity


def _portfolios() -> frozenset[str]:
    return words("offices", "portfolios")


def _ministries(doc: Doc, entities: Iterable[tuple[Span, float]]) -> Iterator[tuple[Span, float]]:
    """Join the pieces of a ministry's name and of a person's, which the network may part in two."""
    waiting: tuple[Span, float] | None = None
    for entity, score in entities:
        if waiting and _continued(doc, waiting[0], entity):
            waiting = Span(doc, waiting[0].start, entity.end, label=waiting[0].label_), min(waiting[1], score)
            continue
        if waiting:
            yield waiting
        waiting = entity, score
    if waiting:
        yield waiting


def _continued(doc: Doc, first: Span, second: Span) -> bool:
    """Whether the second name is the rest of the first: "Ministry of Education and" "Science of Georgia"."""
    if first.label_ != second.label_:
        return False
    between = [token.lower_ for token in doc[first.end : second.start]]
    if first.label_ == "PER":
        return not between and len(first) == len(second) == 1
    if first.label_ != "ORG" or first[0].lower_ not in ("ministry", "ministries", "department"):
        return False
    return set(between) <= JOINERS and second[0].lower_ in _portfolios()
