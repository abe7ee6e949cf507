"""Between findings and the ledger's rows: every property of every item is one assertion, and back without loss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from accords.core.document import Document
from accords.core.errors import InvalidSpan
from accords.core.exchange import LISTS, from_json, to_json
from accords.core.findings import Findings
from accords.core.ids import DIGITS
from accords.core.span import Span

Row = dict[str, Any]

KINDS = {
    "persons": "person",
    "meetings": "meeting",
    "instruments": "instrument",
    "commitments": "commitment",
    "series": "series",
    "statements": "statement",
    "timexes": "timex",
    "events": "event",
}
LIST_OF = {kind: name for name, kind in KINDS.items()}

DOCUMENT, FINDINGS = "document", "findings"
"""Kind and property of the assertion that one version has read one document. It is written even where nothing was
found; a retraction of it takes back everything that this version found in this document."""

UNSAID: dict[str, Any] = {
    "conditional": False,
    "anchored": True,
    "deadline": {"edtf": None, "relation": "none", "event": None},
}
"""Values that say nothing, besides null and the empty list; they are not recorded and come back as the defaults."""

DESCRIPTION = "description"
"""Property of a document: what is said of it instead of what was said when it was first recorded."""

SOURCE = "source"
"""Property of a document: another place where the same text stands, with what is said of it there."""

GAP = " … "


@dataclass(frozen=True, slots=True)
class Property:
    """One property of one item, ready to be asserted."""

    record: str
    kind: str
    name: str
    value: Any
    spans: tuple[tuple[int, int], ...]
    confidence: float
    valid: str


def compact(value: Any) -> str:
    """JSON in one canonical spelling."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_id(prefix: str, *parts: str) -> str:
    """A content id over plain texts; the same idea as `core.ids`, quick enough for a million rows."""
    return f"{prefix}-{hashlib.sha256(compact(parts).encode()).hexdigest()[:DIGITS]}"


def properties(findings: Findings) -> Iterator[Property]:
    """Every property of every item, in order; stages of an instrument one by one, each with its own words and date."""
    data = to_json(findings)
    for list_name, kind in KINDS.items():
        for item in data[list_name]:
            record, confidence = item.pop("id"), item.pop("confidence")
            spans = tuple((start, end) for start, end in item.pop("spans"))
            valid = item.get("date") or item.get("term") or ""
            for name, value in item.items():
                if kind == "instrument" and name == "events":
                    yield from (_stage(record, event) for event in value)
                elif value is not None and value != [] and UNSAID.get(name) != value:
                    yield Property(record, kind, name, value, spans, confidence, valid)


def _stage(record: str, event: dict[str, Any]) -> Property:
    spans = tuple((start, end) for start, end in event["spans"])
    value = {key: v for key, v in event.items() if key not in ("spans", "confidence") and v is not None}
    return Property(record, "instrument", "events", value, spans, event["confidence"], event.get("date") or "")


def quote(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words at the spans, in their order. Raises InvalidSpan where the text is shorter."""
    return GAP.join(Span(start, end).quote(text) for start, end in spans)


def check_spans(findings: Findings) -> None:
    """Raise InvalidSpan, naming the document, unless every span of every item lies in the canonical text."""
    try:
        for item in properties(findings):
            quote(findings.document.text, item.spans)
    except InvalidSpan as error:
        raise InvalidSpan(error.what, findings.document.source, "the findings belong to another text") from error


def rebuild(document: Document, rows: Iterable[tuple[str, str, str, str, str, float]]) -> Findings:
    """Findings from rows of (record, kind, property, value, spans, confidence), values and spans as JSON, in order."""
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    current: tuple[str, str] | None = None
    item: dict[str, Any] = {}
    for record, kind, name, value, spans, confidence in rows:
        if (kind, record) != current:
            current = kind, record
            item = {"id": record, "spans": json.loads(spans) if spans else [], "confidence": confidence}
            lists[LIST_OF[kind]].append(item)
        if kind == "instrument" and name == "events":
            event = {**json.loads(value), "spans": json.loads(spans) if spans else [], "confidence": confidence}
            item.setdefault("events", []).append(event)
        else:
            item[name] = json.loads(value)
    return from_json(lists, document)


def document_row(document: Document) -> Row:
    """The row of `documents` for a document."""
    span = document.title_span
    return {
        "id": document.id,
        "stem": document.stem,
        "source": document.source,
        "sha256": document.sha256,
        "title": document.title,
        "title_span": compact([span.start, span.end]) if span else "",
        "published": document.published.isoformat() if document.published else "",
        "language": document.language,
        "publisher": document.publisher,
        "notes": compact(list(document.notes)),
        "text": document.text,
    }


def document_from(row: Row) -> Document:
    """The document that `document_row` wrote."""
    span = json.loads(row["title_span"]) if row["title_span"] else None
    return Document(
        id=row["id"],
        stem=row["stem"],
        source=row["source"],
        sha256=row["sha256"],
        text=row["text"],
        title=row["title"],
        title_span=Span(*span) if span else None,
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        language=row["language"],
        publisher=row["publisher"],
        notes=tuple(json.loads(row["notes"])),
    )


def document_digest(row: Row) -> str:
    """SHA-256 over everything kept of a document, hexadecimal."""
    return hashlib.sha256(compact([row[key] for key in sorted(row)]).encode("utf-8", "surrogatepass")).hexdigest()


def text_address(text: str) -> str:
    """The id that a document of this text has (see `core.document`)."""
    return f"doc-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"
