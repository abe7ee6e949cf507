"""Everything about one record: what was asserted of it in which words, what it is held to be the same as and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accords.core.assertion import Assertion
from accords.core.errors import UnknownRecord
from accords.core.instrument import StageEvent
from accords.core.matter import Matter
from accords.core.span import Span
from accords.linkage.model import Cluster
from accords.publication.knowledge import Knowledge, Told
from accords.publication.near_names import advice
from accords.publication.passages import passage
from accords.publication.wordings import on, outlet

AssertionsOf = Callable[[str], Sequence[Assertion]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a quote; `marked` where the finding was read."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of the record.

    Attributes:
        ref: The finding, "<document stem>/<item id>".
        kind: person, meeting, instrument, stage, commitment, series, statement or event.
        document: The document's stem.
        publisher: Who published it, or the address or file it was read from.
        title: The document's title.
        published: Its day; None where that is not known.
        quotes: Passages, each in pieces.
        assertions: What the ledger keeps, retracted values and retractions included, in the order of recording.
    """

    ref: str
    kind: str
    document: str
    publisher: str
    title: str
    published: date | None
    language: str
    quotes: tuple[tuple[Piece, ...], ...]
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two findings held to be the same, or a commitment held to be a stage of an instrument, and why."""

    one: str
    other: str
    score: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Record:
    """A finding, a cluster of findings held to be one thing, or a matter, as known on a day.

    `within` are the ids of the cluster and the matters that a finding or cluster belongs to; `matter` is set for matters.
    """

    id: str
    kind: str
    label: str
    as_of: date
    accounts: tuple[Account, ...]
    ties: tuple[Tie, ...]
    within: tuple[str, ...]
    matter: Matter | None = None


def record(knowledge: Knowledge, name: str, assertions_of: AssertionsOf) -> Record:
    """The record of an id.

    Args:
        knowledge: What is known on the day.
        name: "<document stem>/<item id>", an item's id alone, or the id of a cluster or a matter.
        assertions_of: Answers what the ledger asserts of "<document stem>/<record id>" by that day.

    Raises:
        UnknownRecord: Nothing known on that day has this id; near ids are given.
    """
    matter = next((one for one in knowledge.matters if one.id == name), None)
    cluster = next((one for one in _clusters(knowledge) if one.id == name), None)
    if matter is not None:
        kind, label, refs = matter.kind, matter.title, matter.members
    elif cluster is not None:
        kind, label, refs = cluster.kind, cluster.label, cluster.members
    else:
        refs = tuple(ref for ref in knowledge.told if name in (ref, ref.rpartition("/")[2]))
        if not refs:
            raise _unknown(knowledge, name)
        first = knowledge.told[refs[0]]
        kind, label = _kind(first), knowledge.home[refs[0]].label if refs[0] in knowledge.home else ""
    told = knowledge.of(refs)
    return Record(
        id=name,
        kind=kind,
        label=label,
        as_of=knowledge.on,
        accounts=tuple(_account(row, assertions_of) for row in told),
        ties=tuple(_ties(knowledge, told)),
        within=tuple(dict.fromkeys(place for place in _within(knowledge, refs) if place != name)),
        matter=matter,
    )


def _clusters(knowledge: Knowledge) -> Iterator[Cluster]:
    found = knowledge.linkage
    for clusters in (found.persons, found.meetings, found.series, found.instruments, found.commitments):
        yield from clusters


def _unknown(knowledge: Knowledge, name: str) -> UnknownRecord:
    ids = [*knowledge.told, *(ref.rpartition("/")[2] for ref in knowledge.told)]
    ids += [one.id for one in knowledge.matters] + [one.id for one in _clusters(knowledge)]
    return UnknownRecord(
        f"nothing with this id is known on {on(knowledge.on)}",
        name,
        advice(name, ids, "`accords matters --ids` prints ids, and so do brief and dossier"),
    )


def _kind(row: Told) -> str:
    name = type(row.item).__name__
    return {"StageEvent": "stage", "CodedEvent": "event"}.get(name, name.lower())


def _account(row: Told, assertions_of: AssertionsOf) -> Account:
    document = row.one.document
    found = assertions_of(f"{document.stem}/{row.record}")
    if isinstance(row.item, StageEvent):
        found = [one for one in found if isinstance(one.value, dict) and one.value.get("id") == row.item.id]
    return Account(
        row.ref,
        _kind(row),
        document.stem,
        outlet(document),
        document.title,
        document.published,
        document.language,
        tuple(_quotes(document.text, row.item.spans)),
        tuple(found),
    )


def _quotes(text: str, spans: Iterable[Span]) -> Iterator[tuple[Piece, ...]]:
    """The passages around spans, each once, with all spans in it marked."""
    within: dict[Span, list[Span]] = {}
    for span in sorted(spans):
        within.setdefault(passage(text, span), []).append(span)
    for around, marked in within.items():
        yield tuple(_pieces(text, around, marked))


def _pieces(text: str, around: Span, marked: Sequence[Span]) -> Iterator[Piece]:
    at = around.start
    for span in marked:
        start = max(at, span.start)
        if start > at:
            yield Piece(text[at:start], False)
        if span.end > start:
            yield Piece(text[start : span.end], True)
            at = span.end
    if around.end > at:
        yield Piece(text[at : around.end], False)


def _ties(knowledge: Knowledge, told: Sequence[Told]) -> Iterator[Tie]:
    """Links between what is shown and anything else, each once, and the instruments whose stages commitments are."""
    papers = {cluster.id: cluster for cluster in knowledge.linkage.instruments}
    shown = {f"{row.one.document.stem}/{row.record}" for row in told}
    for cluster in dict.fromkeys(knowledge.home[ref] for ref in sorted(shown) if ref in knowledge.home):
        for link in cluster.links:
            if {link.one, link.other} & shown:
                yield Tie(link.one, link.other, link.score, link.explanation)
    for ref in sorted(shown):
        if paper := papers.get(knowledge.linkage.stages.get(ref, "")):
            yield Tie(ref, paper.id, 1.0, f"a stage in the life of: {paper.label}")


def _within(knowledge: Knowledge, refs: Sequence[str]) -> Iterator[str]:
    members = set(refs)
    yield from (knowledge.home[ref].id for ref in refs if ref in knowledge.home)
    yield from (matter.id for matter in knowledge.matters if members & set(matter.members))
