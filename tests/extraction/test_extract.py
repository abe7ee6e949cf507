from __future__ import annotations

from datetime import date

import pytest

from accords.core.document import Document
from accords.core.findings import Findings
from accords.core.vocabulary import DeadlineRelation, MeetingKind, MeetingLevel, MeetingStatus, Modality, Stage
from accords.extraction import extract
from accords.extraction.annotator import STAGES, check_order

TEXT = (
    "Norwegian Prime Minister Kari Holm and Finnish Prime Minister Eero Lahti met in Oslo on 4 March 2014. "
    "The prime ministers agreed to open a joint rescue centre by 2016. "
    "They also signed the Agreement on Arctic Rescue Cooperation. "
    "“We hope to meet again in Helsinki in autumn,” Holm said.\n\n"
    "Earlier, Foreign Ministers Nils Berg of Norway and Aino Salo of Finland held talks in Bergen."
)


@pytest.fixture(scope="module")
def findings() -> Findings:
    return extract(Document("doc-1", "oslo", "oslo.txt", "00", TEXT, published=date(2014, 3, 5)))


def test_persons_have_office_and_state(findings: Findings) -> None:
    assert {(p.name, p.country, p.rank) for p in findings.persons} == {
        ("Kari Holm", "NO", "head_of_government"),
        ("Eero Lahti", "FI", "head_of_government"),
        ("Nils Berg", "NO", "foreign_minister"),
        ("Aino Salo", "FI", "foreign_minister"),
    }


def test_meetings_have_level_date_place_and_status(findings: Findings) -> None:
    held = [m for m in findings.meetings if m.status is MeetingStatus.HELD]
    assert [(m.level, m.kind, str(m.date), m.place) for m in held] == [
        (MeetingLevel.HEADS_OF_GOVERNMENT, MeetingKind.TALKS, "2014-03-04", "Oslo"),
        (MeetingLevel.FOREIGN_MINISTERS, MeetingKind.TALKS, "None", "Bergen"),
    ]


def test_commitment_has_bearers_and_deadline(findings: Findings) -> None:
    found = next(c for c in findings.commitments if "rescue centre" in c.what)
    assert set(found.who) == {"NO", "FI"}
    assert found.modality is Modality.AGREED
    assert (str(found.deadline.date), found.deadline.relation) == ("2016", DeadlineRelation.BY)


def test_instrument_is_signed_by_both(findings: Findings) -> None:
    (instrument,) = findings.instruments
    assert instrument.title == "Agreement on Arctic Rescue Cooperation"
    assert set(instrument.parties) == {"NO", "FI"}
    assert [event.stage for event in instrument.events] == [Stage.SIGNED]


def test_every_span_quotes_the_text(findings: Findings) -> None:
    for name in ("persons", "meetings", "instruments", "commitments", "series", "statements", "events"):
        for item in getattr(findings, name):
            for span in item.spans:
                assert span.quote(TEXT).strip()


def test_direct_statement_has_its_speaker(findings: Findings) -> None:
    assert [s.speaker for s in findings.statements if s.kind == "direct"] == ["Kari Holm"]


def test_nothing_is_found_where_nothing_is_told() -> None:
    empty = extract(
        Document("doc-2", "garden", "garden.txt", "00", "The roses need water in dry summers. Cut them in March.")
    )
    assert [empty.persons, empty.meetings, empty.instruments, empty.commitments] == [(), (), (), ()]


def test_stages_stand_in_an_order_that_works() -> None:
    assert check_order() == []
    assert check_order(tuple(reversed(STAGES)))
