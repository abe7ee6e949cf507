from __future__ import annotations

import json

import pytest

from accords.publication import Report
from accords.publication.formats.report_json import SCHEMA, report_from_json, report_to_json
from tests.makers import commitment, findings
from tests.publication.scenes import a_brief, a_dossier

UNDATED = findings("undated", None, commitments=[commitment("c", "count the seals", "NO", "FI")])


@pytest.mark.parametrize(
    "report",
    [a_brief("2015-05-01"), a_dossier("2015-05-01", "FI"), a_brief("2010-01-01"), a_brief("2015-05-01", [UNDATED])],
)
def test_there_and_back_without_loss(report: Report) -> None:
    data = json.loads(json.dumps(report_to_json(report), ensure_ascii=False))
    assert data["schema"] == SCHEMA == "accords-report/1"
    assert report_from_json(data) == report


def test_the_fields_that_programs_rely_on() -> None:
    data = report_to_json(a_brief("2014-06-30"))
    assert set(data) == {"schema", "title", "subtitle", "as_of", "figures", "sections", "sources"}
    assert data["as_of"] == "2014-06-30"
    assert set(data["sections"][1]) == {"key", "title", "lines", "note", "parts"}
    assert set(data["sections"][0]["lines"][0]) == {"text", "detail", "sources", "ref"}
    assert set(data["sources"][0]) == {
        "number",
        "quote",
        "title",
        "publisher",
        "published",
        "document",
        "language",
        "cut",
    }
