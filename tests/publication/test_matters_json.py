from __future__ import annotations

import json
from datetime import date

from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.instrument import Instrument, StageEvent
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import InstrumentKind, Stage
from accords.linkage import link
from accords.monitoring import follow
from accords.publication.formats.matters_json import matters_to_json


def test_matters_have_the_exchange_formats_fields() -> None:
    at = (Span(0, 4),)
    event = StageEvent("e", Stage.PLANNED_SIGNATURE, at, Edtf("2014-05"))
    treaty = Instrument("i", "Treaty on the Common Market", InstrumentKind.TREATY, ("KZ", "RU"), at, (event,))
    plan = Findings(
        Document("doc-1", "plan", "plan.txt", "00", "Text", published=date(2013, 2, 11)), instruments=(treaty,)
    )
    data = json.loads(json.dumps(matters_to_json(follow([plan], link([plan]), date(2014, 8, 1)))))
    assert data["schema"] == "accords-matters/1"
    (matter,) = data["matters"]
    assert matter["status"] == "overdue"
    assert matter["deadline"] == "2014-05"
    assert "plan/i" in matter["members"]
    assert all(set(step) >= {"known", "status", "deadline", "member"} for step in matter["history"])
