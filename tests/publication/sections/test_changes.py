from __future__ import annotations

from tests.makers import commitment, findings, instrument, meeting
from tests.publication.scenes import a_brief, said, section

MET = findings(
    "met",
    "2014-03-05",
    meetings=[meeting("m", "NO", "FI", on="2014-03-04")],
    commitments=[
        commitment("c1", "publish sea charts", "NO", "FI", by="2014-06"),
        commitment("c2", "open a rescue centre", "NO", "FI", by="2016", spot=7),
        commitment("c3", "run a fisheries hotline", "NO", "FI", spot=9),
        commitment("c4", "translate the herring statutes", "NO", "FI", spot=11),
    ],
    instruments=[instrument("i", "Treaty on Ice", "NO", "FI", events=[["drafting"]])],
)
NEWS = findings(
    "news",
    "2014-09-01",
    commitments=[
        commitment("c2", "open a rescue centre", "NO", "FI", by="2018", status="rescheduled"),
        commitment("c3", "run a fisheries hotline", "NO", "FI", status="cancelled", spot=7),
        commitment("c4", "translate the herring statutes", "NO", "FI", status="fulfilled", spot=9),
        commitment("c5", "count the seals", "NO", "FI", spot=11),
    ],
    instruments=[instrument("i", "Treaty on Ice", "NO", "FI", events=[["initialled", "2014-08-20"]])],
)


def test_each_changed_matter_stands_once_under_what_happened_to_it() -> None:
    report = a_brief("2014-10-01", [MET, NEWS])
    found = {part.key.removeprefix("changes-"): said(report, part.key) for part in section(report, "changes").parts}
    assert found == {
        "new": ["Count the seals | Agreed, as stated on 1 September 2014."],
        "fulfilled": [
            (
                "Translate the herring statutes | Fulfilled according to news of 1 September 2014: done, day not said. "
                "Pending before."
            )
        ],
        "moved": ["Open a rescue centre | Deadline 2018 instead of 2016, 730 days later."],
        "overdue": [
            (
                "Publish sea charts | Due in June 2014 at the latest. No report of it by 1 October 2014, 93 days after the deadline. "
                "Pending before."
            )
        ],
        "closed": ["Run a fisheries hotline | Cancelled according to news of 1 September 2014. Pending before."],
        "other": ["Treaty on Ice | Initialled on 20 August 2014, according to news of 1 September 2014."],
    }


def test_only_later_texts_are_cited_for_a_change() -> None:
    report = a_brief("2014-10-01", [MET, NEWS])
    (moved,) = section(report, "changes-moved").lines
    assert {source.document for source in report.sources if source.number in moved.sources} == {"news"}


def test_without_an_earlier_meeting_there_is_nothing_to_compare() -> None:
    assert "nothing to compare" in section(a_brief("2014-10-01", [NEWS]), "changes").note
