"""One record as JSON data, `accords-record/1`."""

from __future__ import annotations

import dataclasses
from typing import Any

from accords.core.assertion import Assertion
from accords.core.commitment import Deadline
from accords.core.matter import Matter
from accords.publication.record import Account, Record

SCHEMA = "accords-record/1"
Json = dict[str, Any]


def record_to_json(record: Record) -> Json:
    """The record as one JSON object; dates are EDTF text, marked pieces of quotes are what was read."""
    return {
        "schema": SCHEMA,
        "id": record.id,
        "kind": record.kind,
        "label": record.label,
        "as_of": record.as_of.isoformat(),
        "within": list(record.within),
        "standing": _standing(record.matter) if record.matter else None,
        "accounts": [_account(account) for account in record.accounts],
        "links": [dataclasses.asdict(tie) for tie in record.ties],
    }


def _standing(matter: Matter) -> Json:
    return {
        "parties": list(matter.parties),
        "status": matter.status.value,
        "status_date": matter.status_date.text if matter.status_date else None,
        "stage": matter.stage.value if matter.stage else None,
        "deadline": _due(matter.deadline),
        "first_deadline": _due(matter.first_deadline),
        "slip_days": matter.slip_days,
        "note": matter.note or None,
        "history": [
            {
                "known": step.known.isoformat(),
                "status": step.status.value,
                "deadline": _due(step.deadline),
                "member": step.member,
                "note": step.note or None,
            }
            for step in matter.history
        ],
    }


def _due(deadline: Deadline | None) -> Json | None:
    if deadline is None:
        return None
    return {
        "edtf": deadline.date.text if deadline.date else None,
        "relation": deadline.relation.value,
        "event": deadline.event or None,
    }


def _account(account: Account) -> Json:
    return {
        "ref": account.ref,
        "kind": account.kind,
        "document": {
            "stem": account.document,
            "publisher": account.publisher,
            "title": account.title or None,
            "published": account.published.isoformat() if account.published else None,
            "language": account.language,
        },
        "quotes": [[dataclasses.asdict(piece) for piece in quote] for quote in account.quotes],
        "assertions": [_assertion(one) for one in account.assertions],
    }


def _assertion(one: Assertion) -> Json:
    return {
        "id": one.id,
        "property": one.property,
        "value": one.value,
        "spans": [[span.start, span.end] for span in one.spans],
        "quote": one.quote,
        "found_by": one.found_by,
        "confidence": one.confidence,
        "valid": one.valid.text if one.valid else None,
        "known": one.known.isoformat(),
        "recorded": one.recorded.isoformat(),
        "retracts": one.retracts or None,
        "superseded": one.superseded,
    }
