from __future__ import annotations

import json

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.exchange import from_json, to_json
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.meeting import Meeting
from accords.core.party import Person
from accords.core.span import Span
from accords.core.timex import Edtf, Timex, TimexType
from accords.core.vocabulary import (
    DeadlineRelation,
    InstrumentKind,
    MeetingKind,
    MeetingLevel,
    MeetingStatus,
    Modality,
    Stage,
)


def test_findings_survive_the_exchange_format() -> None:
    document = Document("doc-1", "talks", "talks.txt", "00", "They agreed to sign the pact by 2015.")
    at = (Span(0, 4),)
    findings = Findings(
        document,
        persons=(Person("p", "Ana Lind", "President of Norway", "NO", at, "head_of_state"),),
        meetings=(
            Meeting("m", ("Ana Lind", "SE"), MeetingLevel.MIXED, MeetingKind.TALKS, MeetingStatus.HELD, at, ("NO", "SE"), Edtf("2014-05")),
        ),
        instruments=(
            Instrument("i", "Pact", InstrumentKind.TREATY, ("NO",), at, (StageEvent("e", Stage.SIGNED, at, Edtf("2014")),)),
        ),
        commitments=(
            Commitment("c", ("NO",), "sign the pact", Modality.AGREED, at, Deadline(Edtf("2015"), DeadlineRelation.BY)),
        ),
        timexes=(Timex(Span(31, 35), TimexType.DATE, "2015", None, Edtf("2015")),),
    )
    data = json.loads(json.dumps(to_json(findings)))
    assert data["schema"] == "accords-findings/1"
    assert data["commitments"][0]["deadline"] == {"edtf": "2015", "relation": "by", "event": None}
    assert from_json(data, document) == findings


def test_ids_depend_on_content_alone() -> None:
    assert content_id("x", {"b": 1, "a": 2}) == content_id("x", {"a": 2, "b": 1})
    assert content_id("x", "a") != content_id("x", "b")
