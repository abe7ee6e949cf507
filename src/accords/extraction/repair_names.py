"""Names mended: offices are nobody's name, a portfolio is no organisation, and a ministry's name goes on behind "and"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import lexicon, words
from accords.extraction.offices import Title

JOINERS = frozenset({"of", "for", "and", "the", ",", "&"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Which tokens are in titles, in states' names and in demonyms, with the extent of the listed name around each."""

    titles: frozenset[int]
    states: dict[int, Name]
    demonyms: dict[int, Name]


def mend_names(doc: Doc, names: list[Name], titles: list[Title]) -> bool:
    """Set the document's names anew; whether that changed any.

    Args:
        doc: a parsed document.
        names: states and organisations found by their tables.
        titles: titles of office.
    """
    listed = Listed(
        frozenset(i for title in titles for i in range(title.start, title.end)),
        {i: name for name in names if name.kind is NameKind.STATE for i in range(name.start, name.end)},
        {i: name for name in names if name.kind is NameKind.DEMONYM for i in range(name.start, name.end)},
    )
    old = list(zip(doc.ents, doc._.name_scores or [0.0] * len(doc.ents), strict=True))
    new = list(_joined(doc, [(part, score) for entity, score in old for part in _mended(entity, listed)]))
    changed = [(e.start, e.end, e.label) for e, _ in new] != [(e.start, e.end, e.label) for e, _ in old]
    if changed:
        doc.set_ents([entity for entity, _ in new])
        doc._.name_scores = tuple(score for _, score in new)
    return changed


def _mended(entity: Span, listed: Listed) -> Iterator[Span]:
    """What of a recognised name is one: all of it, the state in it, or nothing."""
    entity = _trimmed(entity)
    doc, tokens = entity.doc, range(entity.start, entity.end)
    low = [token.lower_ for token in entity]
    state = listed.states.get(entity.start)
    demonym = listed.demonyms.get(entity.start)
    if entity.label_ == "PER":
        outside = [i for i in tokens if i not in listed.titles or i in listed.states]
        if not outside or all(i in listed.demonyms for i in tokens) or set(low) <= words("offices", "honorifics"):
            return
    elif demonym is not None and demonym.end > entity.end:  # "South" of "South African"
        return
    elif state is not None and state.end >= entity.end:
        entity = Span(doc, state.start, state.end, label="LOC" if entity.label_ == "ORG" else entity.label)
    elif entity.label_ == "ORG" and low[0] == "government":
        held = next((listed.states[i] for i in tokens if i in listed.states), None)
        if held is not None:
            yield Span(doc, held.start, held.end, label="LOC")
        return
    elif entity.label_ == "ORG" and ((entity.start in listed.titles and _portfolio(low)) or _titled(entity)):
        return
    elif entity.label_ == "ORG" and entity.start in listed.titles and entity[-1].i in listed.states:
        held = listed.states[entity[-1].i]
        if _portfolio(low[: held.start - entity.start]):
            entity = Span(doc, held.start, held.end, label="LOC")
    if entity.text in _chambers():
        entity = Span(doc, entity.start, entity.end, label="ORG")
    yield entity


def _trimmed(entity: Span) -> Span:
    """The name without small words at its end ("Cabinet on") and without an address at its beginning ("H.E.")."""
    start, end = entity.start, entity.end
    if [token.lower_ for token in entity.doc[max(start - 2, 0) : start]] in (["people", "'s"], ["people", "’s"]):
        start -= 2  # "People's | Republic of …"
    while end - start > 1 and entity.doc[end - 1].lower_ in words("repairs", "ends"):
        end -= 1
    while end - start > 1 and entity.doc[start].lower_ in words("repairs", "ends", "opening"):
        start += 1
    return Span(entity.doc, start, end, label=entity.label)


def _titled(entity: Span) -> bool:
    """Whether an organisation is the topic in a document's title ("Agreement on | Coastal Shipping")."""
    doc, before = entity.doc, entity.start - 1
    if before > 0 and doc[before].lower_ == "the":
        before -= 1
    if before < 1 or doc[before].lower_ not in words("repairs", "topics"):
        return False
    noun = doc[before - 1]
    return noun.text[0].isupper() and noun.lemma_.lower() in words("repairs", "dated")


def _portfolio(low: list[str]) -> bool:
    """Whether words only tell what a minister is in charge of."""
    named = words("offices", "portfolios") - words("offices", "institutions")
    return bool(low) and low[0] in named and set(low) <= named | JOINERS


def _chambers() -> frozenset[str]:
    """The names of parliaments."""
    return frozenset(name for names in lexicon("instruments")["chambers"].values() for name in names)


def _joined(doc: Doc, entities: Iterable[tuple[Span, float]]) -> Iterator[tuple[Span, float]]:
    """Join the pieces of a ministry's name and of a person's, which the network may part in two."""
    waiting: tuple[Span, float] | None = None
    for entity, score in entities:
        if waiting and _continued(doc, waiting[0], entity):
            waiting = Span(doc, waiting[0].start, entity.end, label=waiting[0].label), min(waiting[1], score)
            continue
        if waiting and waiting[0].end <= entity.start:
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
    low, rest = [token.lower_ for token in first], [token.lower_ for token in second]
    portfolio = words("offices", "portfolios")
    department = bool(words("repairs", "departments") & set(low)) and low[-1] in portfolio
    within = not words("offices", "institutions") & set(rest)
    return first.label_ == "ORG" and department and within and set(between) <= JOINERS and rest[0] in portfolio
