from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accords.core.commitment import Commitment
from accords.core.document import Document
from accords.extraction import extract

TABLE = tomllib.loads((Path(__file__).parent / "commitments.toml").read_text(encoding="utf-8"))


def fits(found: Commitment, row: list[str]) -> bool:
    """Whether a commitment has the row's parties, words, deadline, relation and modality, and its reported status."""
    parties, what, deadline, relation, modality = row[:5]
    status = row[5] if len(row) > 5 else "pending"
    told = found.what.lower().split()
    return (
        " ".join(sorted(found.who)) == parties
        and all(word.lower() in told for word in what.split())
        and (str(found.deadline.date) if found.deadline.date else "") == deadline
        and (relation in ("*", found.deadline.relation))
        and (found.modality, found.reported_status) == (modality, status)
    )


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["why"])
def test_commitments(case: dict[str, Any]) -> None:
    text = f"{TABLE['opening']}\n\n{case['text']}"
    found = extract(Document("doc", "case", "case.txt", "00", text, published=date(2014, 3, 5))).commitments
    told = [(c.who, c.what, str(c.deadline.date), c.deadline.relation.value, c.modality.value) for c in found]
    assert all(any(fits(c, row) for c in found) for row in case["commitments"]), told
    assert len(found) == len(case["commitments"]), told


def test_what_reads_as_a_clause() -> None:
    text = f"{TABLE['opening']}\n\nThey agreed, in addition, to fund schools, clinics, and roads by 2020."
    (found,) = extract(Document("doc", "case", "case.txt", "00", text, published=date(2014, 3, 5))).commitments
    assert found.what.startswith("fund schools, clinics, and roads")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Norway agreed to pay Finland when the road opens.", "when the road opens"),
        ("Norway agreed to pay Finland, if the road opens.", "if the road opens"),
        ("Norway will finish the road map by October, when the presidents are expected to meet in Oslo.", ""),
    ],
)
def test_what_an_act_depends_on(text: str, condition: str) -> None:
    commitment = extract(Document("d", "d", "d.txt", "00", text, published=date(2013, 9, 13))).commitments[0]
    assert commitment.condition == condition
