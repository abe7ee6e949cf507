from __future__ import annotations

from tests.makers import findings, instrument
from tests.publication.scenes import a_brief, lines, said, section


def told(day: str, *events: list[str], title: str = "Treaty on Ice", stem: str = "t") -> object:
    return findings(stem, day, instruments=[instrument("i", title, "NO", "FI", events=events)])


def one(*texts: object, on: str = "2015-01-01") -> str:
    (line,) = said(a_brief(on, list(texts)), "instruments")  # type: ignore[arg-type]
    return line.split(" | ")[1]


def test_dates_of_every_stage_and_who_has_not_followed() -> None:
    assert one(
        told("2014-05-02", ["signed", "2014-05-01"]), told("2014-09-02", ["ratified", "2014-09", "NO"], stem="u")
    ) == ("Signed on 1 May 2014. Ratified by Norway in September 2014; no report of it by 1 January 2015 for Finland.")


def test_both_parties_with_their_days() -> None:
    assert one(told("2014-09-02", ["ratified", "2014-09-01", "NO"], ["ratified", "2014-08-01", "FI"])) == (
        "Ratified by Norway on 1 September 2014 and by Finland on 1 August 2014."
    )


def test_a_plan_stands_only_as_long_as_it_is_one() -> None:
    plan = told("2014-05-02", ["planned_signature", "2014-06"])
    assert one(plan, on="2014-05-10") == "Signature planned for June 2014."
    assert one(plan) == "Signature planned for June 2014, no report of it by 1 January 2015."
    assert one(plan, told("2014-07-02", ["signed", "2014-06-20"], stem="u")) == "Signed on 20 June 2014."


def test_conflicting_days_are_both_given() -> None:
    assert one(
        told("2014-05-02", ["signed", "2014-05-01"]), told("2014-05-03", ["signed", "2014-05-02"], stem="u")
    ) == ("Signed on 1 May 2014 or 2 May 2014.")


def test_groups_follow_the_life_of_an_instrument() -> None:
    texts = [
        told("2014-05-02", ["entered_into_force"], title="Convention on Reindeer", stem="a"),
        told("2014-05-03", ["drafting"], title="Protocol on Salmon", stem="b"),
        told("2014-05-04", title="Memorandum on Mushrooms", stem="c"),
        told("2014-05-05", ["terminated", "2014-05-01"], title="Pact on Peat", stem="d"),
        told("2014-05-06", ["planned_signature"], title="Accord on Amber", stem="e"),
    ]
    report = a_brief("2014-06-01", texts)  # type: ignore[arg-type]
    assert [part.title for part in section(report, "instruments").parts] == [
        "Being drafted",
        "Signature planned",
        "In force",
        "Terminated",
        "Named, with no stage reported",
    ]
    assert len(lines(report, "instruments")) == 5
