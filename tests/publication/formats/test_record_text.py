from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from accords.ledger import open_ledger
from accords.publication import Record, record
from accords.publication.formats.record_json import record_to_json
from accords.publication.formats.record_text import print_record, record_to_text
from tests.publication.scenes import TEXTS, known

ON = date(2015, 5, 1)


@pytest.fixture
def matter(tmp_path: Path) -> Record:
    name = next(one.id for one in known(ON).matters if one.title == "Agreement on Arctic Rescue")
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        for one in TEXTS:
            ledger.record(one, "extraction 1")
        return record(known(ON), name, lambda ref: ledger.assertions(ref, ON))


def test_words_stand_in_brackets_where_there_is_no_terminal(matter: Record) -> None:
    text = record_to_text(matter, 100)
    assert "“[The Agreement on Arctic Rescue was signed on 20 April 2015].”" in text
    assert "Finland and Norway: fulfilled late. Due in March 2015. First due in October 2014." in text
    assert "2014-06-10  rescheduled: promised: signature in March 2015, moved by 151 days" in text
    assert "known since 2014-03-05, recorded " in text
    assert "found by extraction 1" in text
    assert "same title" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_words_are_set_off_by_style_on_a_terminal(matter: Record) -> None:
    from rich.console import Console

    out = io.StringIO()
    print_record(matter, Console(file=out, force_terminal=True, width=200))
    assert "\x1b[1;4mThe Agreement on Arctic Rescue was signed on 20 April 2015\x1b[0m." in out.getvalue()
    assert "[The Agreement" not in out.getvalue()


def test_the_record_as_data(matter: Record) -> None:
    data = json.loads(json.dumps(record_to_json(matter)))
    assert data["schema"] == "accords-record/1"
    assert data["standing"]["status"] == "fulfilled_late"
    assert data["standing"]["deadline"] == {"edtf": "2015-03", "relation": "in", "event": None}
    assert [step["known"] for step in data["standing"]["history"]] == ["2014-03-05", "2014-06-10", "2015-04-21"]
    stage = next(account for account in data["accounts"] if account["ref"] == "signed/i1.e1")
    assert stage["assertions"][0]["value"]["stage"] == "signed"
    assert stage["assertions"][0]["quote"] in "".join(piece["words"] for piece in stage["quotes"][0])
    assert data["links"][0]["explanation"]
