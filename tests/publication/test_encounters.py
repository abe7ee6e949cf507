from __future__ import annotations

from datetime import date

import pytest

from accords.core.findings import Findings
from accords.core.vocabulary import MeetingLevel, MeetingStatus
from accords.publication.encounters import Encounter, encounters, next_meeting, previous_meeting
from accords.publication.knowledge import knowledge
from tests.makers import findings, meeting

ON = date(2015, 1, 1)


def met(*texts: Findings) -> tuple[Encounter, ...]:
    return encounters(knowledge(texts, ON))


def one(*meetings: tuple[str, dict[str, str]]) -> Encounter:
    """The one meeting that texts tell of, each known on a day."""
    texts = [
        findings(f"t{n}", day, meetings=[meeting("m", "NO", "FI", **said)]) for n, (day, said) in enumerate(meetings)
    ]  # type: ignore[arg-type]
    (found,) = met(*texts)
    return found


def test_a_report_outranks_a_plan_and_the_finest_date_holds() -> None:
    found = one(
        ("2014-05-01", {"on": "2014-06", "status": "planned", "at": "Turku"}),
        ("2014-06-12", {"on": "2014-06-10", "at": "Turku"}),
        ("2014-09-01", {"on": "2014-06", "at": "Turku"}),
    )
    assert found.held
    assert found.date is not None
    assert found.date.text == "2014-06-10"
    assert found.first_plan is None
    assert found.first_reported == date(2014, 6, 12)


def test_conflicting_days_are_one_of_several() -> None:
    found = one(
        ("2014-06-12", {"on": "2014-06-10", "at": "Turku"}), ("2014-06-13", {"on": "2014-06-11", "at": "Turku"})
    )
    assert found.date is not None
    assert found.date.text == "[2014-06-10,2014-06-11]"


def test_a_plan_that_moved_keeps_its_first_date() -> None:
    said = {"status": "planned", "kind": "forum", "series": "Arctic Cooperation Forum"}
    texts = [
        findings(f"t{n}", day, meetings=[meeting("m", "NO", "FI", on=on, ordinal=5, **said)])  # type: ignore[arg-type]
        for n, (day, on) in enumerate([("2014-01-01", "2014-09"), ("2014-08-01", "2014-11-11")])
    ]
    (found,) = met(*texts)
    assert found.first_plan is not None
    assert (found.first_plan.text, str(found.date)) == ("2014-09", "2014-11-11")


def test_put_off_without_a_new_date_has_none() -> None:
    found = one(
        ("2014-12-01", {"on": "2015-03-12", "at": "Turku", "status": "planned"}),
        ("2014-12-20", {"at": "Turku", "status": "postponed"}),
    )
    assert found.status is MeetingStatus.POSTPONED
    assert found.date is None
    assert found.ahead(ON)


@pytest.mark.parametrize(
    ("on", "status", "known", "ahead"),
    [
        ("2015-01-01", "planned", "2014-12-01", True),
        ("2014-12-31", "planned", "2014-12-01", False),
        ("2015", "planned", "2014-12-01", True),
        ("2015-02", "held", "2014-12-01", False),
        ("2015-02", "cancelled", "2014-12-01", False),
        (None, "planned", "2014-12-01", True),
        (None, "planned", "2012-12-01", False),
    ],
)
def test_what_lies_ahead(on: str | None, status: str, known: str, ahead: bool) -> None:
    said = {"on": on, "status": status, "at": "Turku"}
    assert one((known, said)).ahead(ON) is ahead  # type: ignore[arg-type]


def test_the_next_meeting_is_the_highest_then_the_first_then_the_named() -> None:
    def planned(stem: str, level: str, on: str | None, at: str) -> Findings:
        return findings(
            stem, "2014-12-01", meetings=[meeting("m", "NO", "FI", on=on, at=at, status="planned", level=level)]
        )

    ministers = planned("a", "ministers", "2015-01-05", "Oslo")
    later = planned("b", "heads_of_state", "2015-06", "Bergen")
    sooner = planned("c", "heads_of_state", "2015-03-03", "Turku")
    undated = planned("d", "heads_of_state", None, "Vaasa")
    chosen = next_meeting(met(ministers, later, sooner, undated), ON)
    assert chosen is not None
    assert chosen.place == "Turku"
    assert next_meeting(met(ministers), ON) is not None
    assert next_meeting([], ON) is None


def test_the_previous_meeting_is_the_last_at_the_level_else_at_any() -> None:
    texts = [
        findings(
            "a", "2014-02-01", meetings=[meeting("m", "NO", "FI", on="2014-01-30", at="Oslo", level="heads_of_state")]
        ),
        findings(
            "b", "2014-05-01", meetings=[meeting("m", "NO", "FI", on="2014-04-30", at="Turku", level="ministers")]
        ),
    ]
    found = met(*texts)
    for level, place in (
        (MeetingLevel.MINISTERS, "Turku"),
        (MeetingLevel.HEADS_OF_STATE, "Oslo"),
        (None, "Turku"),
        (MeetingLevel.FOREIGN_MINISTERS, "Turku"),
    ):
        previous = previous_meeting(found, level)
        assert previous is not None
        assert previous.place == place
    assert previous_meeting([], None) is None


def test_a_telephone_call_is_neither_the_next_meeting_nor_the_previous_one() -> None:
    texts = [
        findings(stem, "2014-12-01", meetings=[meeting("m", "NO", "FI", on=on, status=status, kind="call")])
        for stem, on, status in (("a", "2014-11-30", "held"), ("b", "2015-02-01", "planned"))
    ]
    assert next_meeting(met(*texts), ON) is None
    assert previous_meeting(met(*texts), None) is None


def test_an_edition_without_a_level_has_that_of_the_edition_before() -> None:
    def edition(stem: str, on: str, ordinal: int, level: str) -> Findings:
        return findings(
            stem,
            on,
            meetings=[
                meeting(
                    "m",
                    "NO",
                    "FI",
                    on=on,
                    kind="forum",
                    series="Arctic Cooperation Forum",
                    ordinal=ordinal,
                    level=level,
                )
            ],
        )

    found = met(edition("a", "2013-09-10", 4, "heads_of_state"), edition("b", "2014-09-10", 5, "other"))
    assert {m.level for m in found} == {MeetingLevel.HEADS_OF_STATE}
