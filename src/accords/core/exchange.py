"""The exchange format of findings, `accords-findings/1`: to JSON data and back without loss."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.span import Span
from accords.core.statement import Actor, CodedEvent, Statement
from accords.core.timex import Edtf, Timex, TimexType
from accords.core.vocabulary import (
    DeadlineRelation,
    EventStatus,
    InstrumentKind,
    MeetingKind,
    MeetingLevel,
    MeetingStatus,
    Modality,
    ReportedStatus,
    Stage,
    StatementKind,
)

SCHEMA = "accords-findings/1"
Json = dict[str, Any]


def to_json(findings: Findings) -> Json:
    """The findings as one JSON object; empty texts become null."""
    document = findings.document
    return {
        "schema": SCHEMA,
        "document": {
            "id": document.id,
            "source": document.source,
            "title": document.title or None,
            "published": document.published.isoformat() if document.published else None,
            "language": document.language,
            "sha256": document.sha256,
            "notes": list(document.notes),
        },
        **{name: [_item(item) for item in getattr(findings, name)] for name in LISTS},
    }


def _item(item: Any) -> Json:
    data = {f.name: _value(getattr(item, f.name)) for f in dataclasses.fields(item)}
    if isinstance(item, Timex):
        span = data.pop("span")
        return {"id": content_id("tmx", span, item.value), **data, "spans": [span]}
    if isinstance(item, Commitment):
        data["deadline"] = {
            "edtf": _value(item.deadline.date),
            "relation": item.deadline.relation.value,
            "event": item.deadline.event or None,
        }
    return data


def _value(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, tuple):
        return [
            _item(v) if dataclasses.is_dataclass(v) and not isinstance(v, Span | Edtf) else _value(v) for v in value
        ]
    if isinstance(value, Deadline):
        return None
    return None if value == "" else value


def from_json(data: Json, document: Document) -> Findings:
    """The findings that `to_json` wrote, for the same document."""
    return Findings(document, **{name: tuple(_read(item, name) for item in data.get(name) or ()) for name in LISTS})


def _read(item: Json, name: str) -> Any:
    return LISTS[name](item)


def _spans(item: Json) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in item.get("spans") or ())


def _edtf(value: str | None) -> Edtf | None:
    return Edtf(value) if value else None


def _common(item: Json) -> Json:
    return {"id": item["id"], "spans": _spans(item), "confidence": item.get("confidence", 1.0)}


def _names(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _person(item: Json) -> Person:
    return Person(
        **_common(item),
        name=item["name"] or "",
        office=item.get("office") or "",
        country=item.get("country") or "",
        rank=item.get("rank") or "",
    )


def _meeting(item: Json) -> Meeting:
    return Meeting(
        **_common(item),
        participants=_names(item.get("participants")),
        parties=_names(item.get("parties")),
        level=MeetingLevel(item["level"]),
        kind=MeetingKind(item["kind"]),
        status=MeetingStatus(item["status"]),
        date=_edtf(item.get("date")),
        place=item.get("place") or "",
        series=item.get("series") or "",
        ordinal=item.get("ordinal"),
    )


def _stage(item: Json) -> StageEvent:
    return StageEvent(
        **_common(item), stage=Stage(item["stage"]), date=_edtf(item.get("date")), party=item.get("party") or ""
    )


def _instrument(item: Json) -> Instrument:
    return Instrument(
        **_common(item),
        title=item["title"] or "",
        kind=InstrumentKind(item["kind"]),
        parties=_names(item.get("parties")),
        events=tuple(_stage(event) for event in item.get("events") or ()),
        term=_edtf(item.get("term")),
    )


def _commitment(item: Json) -> Commitment:
    due = item.get("deadline") or {}
    deadline = Deadline(_edtf(due.get("edtf")), DeadlineRelation(due.get("relation") or "none"), due.get("event") or "")
    return Commitment(
        **_common(item),
        who=_names(item.get("who")),
        what=item["what"] or "",
        modality=Modality(item["modality"]),
        deadline=deadline,
        reported_status=ReportedStatus(item.get("reported_status") or "pending"),
        conditional=bool(item.get("conditional")),
        condition=item.get("condition") or "",
        area=item.get("area") or "other",
        instrument=item.get("instrument") or "",
    )


def _series(item: Json) -> Series:
    return Series(
        **_common(item),
        name=item["name"] or "",
        recurrence=item.get("recurrence") or "",
        host_rule=item.get("host_rule") or "",
    )


def _statement(item: Json) -> Statement:
    return Statement(**_common(item), speaker=item.get("speaker") or "", kind=StatementKind(item["kind"]))


def _timex(item: Json) -> Timex:
    start, end = item["spans"][0][0], item["spans"][-1][1]
    return Timex(
        Span(start, end),
        TimexType(item["type"]),
        item.get("value") or "",
        item.get("mod"),
        _edtf(item.get("date")),
        item.get("anchored", True),
        item.get("confidence", 1.0),
    )


def _event(item: Json) -> CodedEvent:
    sources, targets = (
        tuple(Actor(a["name"] or "", a["code"] or "") for a in item.get(key) or ()) for key in ("sources", "targets")
    )
    return CodedEvent(
        **_common(item),
        event=item["event"] or "",
        mode=item.get("mode") or "",
        sources=sources,
        targets=targets,
        status=EventStatus(item["status"]),
        date=_edtf(item.get("date")),
    )


LISTS: dict[str, Callable[[Json], Any]] = {
    "persons": _person,
    "meetings": _meeting,
    "instruments": _instrument,
    "commitments": _commitment,
    "series": _series,
    "statements": _statement,
    "timexes": _timex,
    "events": _event,
}
