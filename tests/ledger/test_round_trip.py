from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from accords.core.commitment import Commitment, Deadline
from accords.core.document import Document
from accords.core.errors import InvalidLedger
from accords.core.findings import Findings
from accords.core.ids import content_id
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import DeadlineRelation, Modality
from accords.ledger import open_ledger


def story(text: str, published: date) -> Findings:
    document = Document(
        f"doc-{sha256(text.encode()).hexdigest()[:16]}",
        text[:4].strip(),
        "a.txt",
        content_id("sha", text),
        text,
        published=published,
    )
    commitment = Commitment(
        content_id("commitment", text),
        ("NO", "SE"),
        "build the line",
        Modality.AGREED,
        (Span(0, 4),),
        Deadline(Edtf("2016"), DeadlineRelation.BY),
    )
    return Findings(document, commitments=(commitment,))


EARLY, LATE = (
    story("They agreed to build the line by 2016.", date(2014, 3, 5)),
    story("Both will build the line.", date(2015, 1, 2)),
)


def test_findings_come_back_as_they_were_and_only_when_known(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        assert ledger.record(EARLY, "accords 1") > 0
        assert ledger.record(LATE, "accords 1") > 0
        assert [f.commitments for f in ledger.findings()] == [EARLY.commitments, LATE.commitments]
        assert [f.commitments for f in ledger.findings(date(2014, 12, 31))] == [EARLY.commitments]
        assert ledger.verify().whole


def test_recording_twice_adds_nothing_and_order_does_not_matter(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db", create=True) as one, open_ledger(tmp_path / "two.db", create=True) as two:
        one.record(EARLY, "accords 1")
        one.record(LATE, "accords 1")
        assert one.record(EARLY, "accords 1") == 0
        two.record(LATE, "accords 1")
        two.record(EARLY, "accords 1")
        assert one.content_digest() == two.content_digest()


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(InvalidLedger):
        open_ledger(path)
    with pytest.raises(InvalidLedger):
        open_ledger(tmp_path / "absent.db")
