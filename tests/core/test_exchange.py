"""The exchange format loses nothing."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.exchange import LISTS, SCHEMA, from_json, to_json
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.series import Series
from accords.core.span import Span
from accords.core.statement import Actor, CodedEvent, Statement
from accords.core.timex import Edtf, Timex
from accords.core.vocabulary import Stage

DOCUMENT = Document("doc-1", "talks", "talks.txt", "00", "They met.", published=date(2020, 5, 4), notes=("a note",))
DATES = st.sampled_from(["2013-02-08", "2013-02", "../2015", "2013/2015", "2013~", "[2013-10-23,2013-10-24]"]).map(Edtf)
TEXTS = st.text(min_size=1, max_size=12)
SPANS = st.tuples(st.integers(0, 900), st.integers(1, 90)).map(lambda pair: Span(pair[0], sum(pair)))


def of(kind: type, **fixed: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Any item of a finding's type, from the annotations of its fields."""
    return st.builds(kind, **fixed)


COMMON = {
    "id": TEXTS,
    "spans": st.lists(SPANS, max_size=3).map(tuple),
    "confidence": st.floats(0, 1),
}
OPTIONAL_DATE = st.one_of(st.none(), DATES)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
ACTORS = st.lists(st.builds(Actor, TEXTS, TEXTS), max_size=2).map(tuple)
EVENT = of(StageEvent, **COMMON, stage=st.sampled_from(Stage), date=OPTIONAL_DATE)
FINDINGS = st.builds(
    Findings,
    document=st.just(DOCUMENT),
    persons=st.lists(of(Person, **COMMON), max_size=2).map(tuple),
    meetings=st.lists(of(Meeting, **COMMON, date=OPTIONAL_DATE, participants=NAMES, parties=NAMES), max_size=2).map(
        tuple
    ),
    instruments=st.lists(
        of(Instrument, **COMMON, term=OPTIONAL_DATE, parties=NAMES, events=st.lists(EVENT, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    commitments=st.lists(
        of(Commitment, **COMMON, who=NAMES, deadline=st.builds(Deadline, date=OPTIONAL_DATE), area=TEXTS), max_size=2
    ).map(tuple),
    series=st.lists(of(Series, **COMMON), max_size=2).map(tuple),
    statements=st.lists(of(Statement, **COMMON), max_size=2).map(tuple),
    timexes=st.lists(
        of(Timex, span=SPANS, date=OPTIONAL_DATE, mod=st.one_of(st.none(), TEXTS), confidence=st.floats(0, 1)),
        max_size=2,
    ).map(tuple),
    events=st.lists(of(CodedEvent, **COMMON, date=OPTIONAL_DATE, sources=ACTORS, targets=ACTORS), max_size=2).map(
        tuple
    ),
)


@given(FINDINGS)
def test_written_findings_are_read_back_alike(findings: Findings) -> None:
    written = json.dumps(to_json(findings))
    assert from_json(json.loads(written), DOCUMENT) == findings


@given(FINDINGS)
def test_every_item_has_an_id_spans_and_a_confidence(findings: Findings) -> None:
    data = to_json(findings)
    assert data["schema"] == SCHEMA
    assert set(LISTS) <= set(data)
    for name in LISTS:
        for item in data[name]:
            assert item["id"]
            assert 0 <= item["confidence"] <= 1
            assert all(len(span) == 2 for span in item["spans"])


def test_every_list_of_findings_is_exchanged() -> None:
    assert {field.name for field in dataclasses.fields(Findings)} == {"document", *LISTS}


def test_the_document_is_named() -> None:
    assert to_json(Findings(DOCUMENT))["document"] == {
        "id": "doc-1",
        "source": "talks.txt",
        "title": None,
        "published": "2020-05-04",
        "language": "en",
        "sha256": "00",
        "notes": ["a note"],
    }


def test_deadlines_have_their_three_parts() -> None:
    commitment = Commitment("c", ("CH",), "meet", "agreed", (Span(0, 4),), Deadline(Edtf("../2015")))  # type: ignore[arg-type]
    assert to_json(Findings(DOCUMENT, commitments=(commitment,)))["commitments"][0]["deadline"] == {
        "edtf": "../2015",
        "relation": "none",
        "event": None,
    }


def test_a_list_that_is_missing_is_empty() -> None:
    assert from_json({"persons": None}, DOCUMENT) == Findings(DOCUMENT)


def test_what_is_in_no_closed_list_is_refused() -> None:
    with pytest.raises(ValueError, match="presidents"):
        from_json({"meetings": [{"id": "m", "level": "presidents", "kind": "talks", "status": "held"}]}, DOCUMENT)
