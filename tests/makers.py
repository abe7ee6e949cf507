"""Small makers of findings, for tests of what comes after extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import (
    DeadlineRelation,
    InstrumentKind,
    MeetingKind,
    MeetingLevel,
    MeetingStatus,
    Modality,
    ReportedStatus,
    Stage,
)

FILLER = "The sides met and spoke about what they had agreed before. "


def document(stem: str, published: str | None = "2013-02-11", text: str = "") -> Document:
    text = text or f"{stem}: {FILLER * 3}"
    address = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"doc-{address[:16]}", stem, f"{stem}.txt", address, text, f"On {stem}",
                    published=date.fromisoformat(published) if published else None)


def edtf(value: str | None) -> Edtf | None:
    return Edtf(value) if value else None


def place(index: int) -> tuple[Span, ...]:
    return (Span(3 * index, 3 * index + 9),)


def person(item: str, name: str, country: str = "", rank: str = "", office: str = "") -> Person:
    return Person(item, name, office, country, place(1), rank)


def meeting(item: str, *parties: str, on: str | None = None, at: str = "", status: str = "held", kind: str = "talks",
            level: str = "heads_of_state", series: str = "", ordinal: int | None = None, spot: int = 2) -> Meeting:
    return Meeting(item, parties, MeetingLevel(level), MeetingKind(kind), MeetingStatus(status), place(spot), parties,
                   edtf(on), at, series, ordinal)


def instrument(item: str, title: str, *parties: str, events: Sequence[Sequence[str]] = (), kind: str = "treaty",
               term: str | None = None) -> Instrument:
    told = tuple(StageEvent(f"{item}.e{n}", Stage(event[0]), place(4), edtf(event[1] or None if len(event) > 1 else None),
                            event[2] if len(event) > 2 else "") for n, event in enumerate(events, 1))
    return Instrument(item, title, InstrumentKind(kind), parties, place(3), told, edtf(term))


def commitment(item: str, what: str, *who: str, by: str | None = None, relation: str = "", event: str = "",
               status: str = "pending", of: str = "", spot: int = 5, modality: str = "agreed",
               condition: str = "") -> Commitment:
    relation = relation or ("at_event" if event else "by" if by else "none")
    return Commitment(item, who, what, Modality(modality), place(spot),
                      Deadline(edtf(by), DeadlineRelation(relation), event), ReportedStatus(status), bool(condition), condition,
                      instrument=of)


def series(item: str, name: str) -> Series:
    return Series(item, name, place(6), "annual")


def findings(stem: str, published: str | None = "2013-02-11", **lists: Any) -> Findings:
    return Findings(document(stem, published), **{name: tuple(items) for name, items in lists.items()})


LIST_OF = {Person: "persons", Meeting: "meetings", Instrument: "instruments", Commitment: "commitments", Series: "series"}


def told(stem: str, published: str | None, *sentences: tuple[Any, ...], title: str = "") -> Findings:
    """Findings whose text is made of sentences; each is (words, item, item, …), and its items were read from these words."""
    text = ""
    lists: dict[str, list[Any]] = {name: [] for name in LIST_OF.values()}
    for words, *items in sentences:
        at = (Span(len(text), len(text) + len(words) - 1),)
        for item in items:
            if isinstance(item, Instrument):
                item = replace(item, events=tuple(replace(event, spans=at) for event in item.events))  # noqa: PLW2901
            lists[LIST_OF[type(item)]].append(replace(item, spans=at))
        text += f"{words} "
    one = document(stem, published, text.rstrip())
    return Findings(replace(one, title=title or one.title), **{name: tuple(items) for name, items in lists.items()})
