from __future__ import annotations

from datetime import date

from accords.core.matter import Matter
from accords.linkage import link
from accords.monitoring import changes, follow
from accords.publication.formats.matters_json import matters_to_json
from tests.makers import findings, instrument

TEXTS = [
    findings("a", "2016-01-10", instruments=[instrument("i1", "Protocol on Transit", "MD", "UA",
                                                        events=[["planned_signature", "2016-03"]])]),
    findings("b", "2016-02-20", instruments=[instrument("i1", "Protocol on Transit", "MD", "UA",
                                                        events=[["planned_signature", "2016-11"]])]),
    findings("c", "2016-11-20", instruments=[instrument("i1", "Protocol on Transit", "MD", "UA",
                                                        events=[["signed", "2016-11-18"]]),
                                             instrument("i2", "Agreement on Schools", "MD", "UA", events=[["proposed"]])]),
]


def known(on: date) -> tuple[Matter, ...]:
    told = [one for one in TEXTS if one.document.published and one.document.published <= on]
    return follow(told, link(told), on)


def words(before: date, after: date) -> list[str]:
    return [change.words for change in changes(known(before), known(after))]


def test_a_deadline_moved() -> None:
    (status, deadline) = changes(known(date(2016, 1, 15)), known(date(2016, 2, 21)))
    assert (status.words, deadline.words) == ("pending, now rescheduled", "deadline November 2016 instead of March 2016")
    assert deadline.slip_days == 244


def test_what_is_new_and_what_was_reached() -> None:
    assert words(date(2016, 3, 1), date(2016, 12, 1)) == ["rescheduled, now fulfilled", "now signed", "new, pending"]
    assert words(date(2016, 12, 1), date(2016, 12, 2)) == []
    assert words(date(2015, 1, 1), date(2016, 1, 15)) == ["new, pending"]


def test_a_matter_is_known_again_by_its_members() -> None:
    later = follow(TEXTS[1:], link(TEXTS[1:]), date(2016, 12, 1))
    assert [change.kind.value for change in changes(later, known(date(2016, 12, 1)))] == []


def test_matters_as_json() -> None:
    data = matters_to_json(known(date(2016, 2, 21)))
    assert data["schema"] == "accords-matters/1"
    (matter,) = data["matters"]
    assert matter["members"] == ["a/i1", "a/i1.e1", "b/i1", "b/i1.e1"]
    assert (matter["status"], matter["status_date"], matter["deadline"]) == ("rescheduled", None, "2016-11")
    assert matter["history"][0] == {"known": "2016-01-10", "status": "pending", "deadline": "2016-03", "member": "a/i1.e1",
                                    "note": "promised: signature in March 2016"}
