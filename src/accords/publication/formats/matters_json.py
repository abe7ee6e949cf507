"""Matters as JSON data, `accords-matters/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accords.core.commitment import Deadline
from accords.core.matter import Matter, MatterStep

SCHEMA = "accords-matters/1"
Json = dict[str, Any]


def matters_to_json(matters: Sequence[Matter]) -> Json:
    """The matters as one JSON object; dates are EDTF text or null."""
    return {"schema": SCHEMA, "matters": [_matter(matter) for matter in matters]}


def _matter(matter: Matter) -> Json:
    return {
        "id": matter.id,
        "title": matter.title,
        "kind": matter.kind,
        "parties": list(matter.parties),
        "members": list(matter.members),
        "status": matter.status.value,
        "status_date": matter.status_date.text if matter.status_date else None,
        "deadline": _due(matter.deadline),
        "first_deadline": _due(matter.first_deadline),
        "slip_days": matter.slip_days,
        "stage": matter.stage.value if matter.stage else None,
        "note": matter.note or None,
        "history": [_step(step) for step in matter.history],
    }


def _step(step: MatterStep) -> Json:
    return {
        "known": step.known.isoformat(),
        "status": step.status.value,
        "deadline": _due(step.deadline),
        "member": step.member,
        "note": step.note or None,
    }


def _due(deadline: Deadline | None) -> str | None:
    return deadline.date.text if deadline and deadline.date else None
