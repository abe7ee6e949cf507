"""A signature planned for a month: pending before, due near it, overdue where nothing is reported, fulfilled once it is."""

from __future__ import annotations

from datetime import date

import pytest

from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.matter import Matter
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import InstrumentKind, MatterStatus, Stage
from accords.linkage import link
from accords.monitoring import changes, follow

AT = (Span(0, 4),)


def report(stem: str, published: date, stage: Stage, on: str) -> Findings:
    document = Document(content_id("doc", stem), stem, f"{stem}.txt", stem, f"Text {stem}", published=published)
    event = StageEvent(f"e-{stem}", stage, AT, Edtf(on))
    treaty = Instrument(f"i-{stem}", "Treaty on the Common Market", InstrumentKind.TREATY, ("KZ", "RU"), AT, (event,))
    return Findings(document, instruments=(treaty,))


PLAN = report("plan", date(2013, 2, 11), Stage.PLANNED_SIGNATURE, "2014-05")


def matters(reports: list[Findings], on: date) -> tuple[Matter, ...]:
    return follow(reports, link(reports), on)


@pytest.mark.parametrize(
    ("on", "status"), [(date(2013, 6, 1), MatterStatus.PENDING), (date(2014, 8, 1), MatterStatus.OVERDUE)]
)
def test_silence_is_never_fulfilment(on: date, status: MatterStatus) -> None:
    (matter,) = matters([PLAN], on)
    assert matter.status is status


@pytest.mark.parametrize(
    ("signed", "status"), [("2014-05-29", MatterStatus.FULFILLED), ("2014-07-15", MatterStatus.FULFILLED_LATE)]
)
def test_a_report_of_the_signature_fulfils_it(signed: str, status: MatterStatus) -> None:
    done = report("done", date(2014, 7, 20), Stage.SIGNED, signed)
    (matter,) = matters([PLAN, done], date(2014, 8, 1))
    assert matter.status is status
    assert set(matter.members) >= {"plan/i-plan", "done/i-done"}


def test_what_changed_between_two_days_is_told() -> None:
    done = report("done", date(2014, 6, 1), Stage.SIGNED, "2014-05-29")
    assert changes(matters([PLAN], date(2014, 1, 1)), matters([PLAN, done], date(2014, 8, 1)))
