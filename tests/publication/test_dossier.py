from __future__ import annotations

from tests.makers import findings, meeting
from tests.publication.scenes import OSLO, a_dossier, lines, said, section


def test_a_party_with_its_counts_and_sections() -> None:
    report = a_dossier("2015-05-01", "NO")
    assert report.title == "Dossier: Norway"
    assert {figure.section: figure.count for figure in report.figures} == {
        "overdue": 1,
        "open": 2,
        "instruments": 1,
        "fulfilled": 1,
        "meetings": 4,
        "disagreements": 1,
    }
    assert [one.key for one in report.sections] == [
        "overdue",
        "open",
        "instruments",
        "fulfilled",
        "meetings",
        "series",
        "disagreements",
        "people",
    ]
    assert lines(report, "overdue")[0].text == "With Finland: publish sea charts, due by 1 July 2014"


def test_meetings_stand_by_level_newest_first_after_what_is_planned() -> None:
    report = a_dossier("2015-05-01", "NO", "FI")
    assert [part.title for part in section(report, "meetings").parts] == [
        "Planned",
        "Heads of government",
        "Foreign ministers",
        "Ministers",
    ]
    assert [line.text.split(":")[0] for line in lines(report, "meetings")] == [
        "June 2015",
        "20 November 2014",
        "4 March 2014",
        "9 June 2014 or 10 June 2014",
        "10 September 2013",
    ]


def test_a_plan_whose_day_has_passed_is_not_counted_as_held() -> None:
    report = a_dossier("2015-09-01", "NO", "FI")
    (line,) = lines(report, "meetings-unreported")
    assert line.text == "June 2015: talks of the heads of government, Bergen"
    assert line.detail.startswith("Planned; no report that it took place by 1 September 2015.")


def test_a_series_says_when_the_next_edition_would_fall_and_what_is_planned() -> None:
    assert said(a_dossier("2014-04-01", "NO", "FI", texts=[OSLO]), "series") == [
        (
            "Arctic Cooperation Forum | Held annually. Last reported as held on 10 September 2013 in Tromso. "
            "By its rhythm the next would be held in 2014."
        )
    ]
    plan = findings(
        "plan",
        "2014-04-02",
        meetings=[
            meeting(
                "m",
                "NO",
                "FI",
                on="2014-09",
                at="Vaasa",
                status="planned",
                kind="forum",
                series="Arctic Cooperation Forum",
                ordinal=5,
            )
        ],
    )
    (line,) = said(a_dossier("2014-05-01", "NO", "FI", texts=[OSLO, plan]), "series")
    assert line.endswith("Next planned in Vaasa, September 2014.")
    (line,) = said(a_dossier("2015-05-01", "NO", "FI", texts=[OSLO]), "series")
    assert line.endswith("By its rhythm it would have been held in 2014; no report of it by 1 May 2015.")
