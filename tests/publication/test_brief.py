"""What the brief says on the days of one invented relationship, and what holds for every report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.core.errors import AccordsError, UnknownRecord
from accords.core.findings import Findings
from accords.publication import Report
from tests.makers import commitment, findings, instrument, meeting, series
from tests.publication.scenes import HELSINKI, OSLO, TEXTS, TURKU, a_brief, a_dossier, lines, said, section

ORDER = [
    "meeting",
    "overdue",
    "open",
    "changes",
    "fulfilled",
    "instruments",
    "meetings",
    "dates",
    "disagreements",
    "people",
]


def test_the_sections_stand_in_their_order() -> None:
    assert [one.key for one in a_brief("2014-06-30").sections] == ORDER


def test_the_next_meeting_with_those_who_hold_the_offices() -> None:
    report = a_brief("2014-06-30")
    assert report.title == "Brief: Norway and Finland"
    assert report.subtitle == (
        "For the talks of the heads of government, Helsinki (20 November 2014). "
        "As known on 30 June 2014, from 3 documents."
    )
    what, who = lines(report, "meeting")
    assert what.text == "Talks of the heads of government, Helsinki: planned for 20 November 2014"
    assert who.text == "Participants: Finland and Norway"
    assert "Eero Lahti (Prime Minister of Finland, 5 March 2014)" in who.detail


def test_a_meeting_can_be_named_by_any_of_its_ids() -> None:
    report = a_brief("2014-12-01", meeting="turku/m2")
    cluster = lines(report, "meeting")[0].ref
    assert lines(report, "meeting")[0].text.endswith("Helsinki: reported as held on 20 November 2014")
    assert a_brief("2014-12-01", meeting=cluster) == report
    with pytest.raises(UnknownRecord, match="turku/m2"):
        a_brief("2014-12-01", meeting="turku/m3")
    with pytest.raises(UnknownRecord):
        a_brief("2014-03-06", meeting="turku/m2")  # not known yet on that day


def test_no_next_meeting_is_said_and_the_rest_goes_on() -> None:
    report = a_brief("2014-04-01", [OSLO])
    assert section(report, "meeting").note == "No next meeting is known on 1 April 2014."
    assert [line.text for line in lines(report, "meeting")] == ["Arctic Cooperation Forum"]
    assert "by its rhythm the next would be held in 2014" in lines(report, "meeting")[0].detail.lower()
    assert lines(report, "open")


def test_nothing_known_is_said_in_every_section() -> None:
    report = a_brief("2010-01-01")
    assert not list(report.all_lines())
    assert report.sources == ()
    assert all(one.note for one in report.sections)


def test_a_brief_needs_two_parties() -> None:
    with pytest.raises(AccordsError, match="two parties"):
        a_brief("2014-06-30", parties=("NO", "NO"))


def test_what_is_overdue_open_moved_and_fulfilled() -> None:
    report = a_brief("2014-11-01")
    assert said(report, "overdue") == [
        (
            "Publish sea charts, due by 1 July 2014 | No report of it by 1 November 2014, 123 days after the deadline. "
            "Agreed, as stated on 11 June 2014."
        )
    ]
    assert said(report, "open-dated") == [
        (
            "Agreement on Arctic Rescue, signature due in March 2015 | Moved from October 2014 to March 2015, 151 days later. "
            "Planned, as stated on 5 March 2014 and last on 10 June 2014."
        ),
        "Open a joint rescue centre, due in 2016 at the latest | Agreed, as stated on 5 March 2014 and last on 10 June 2014.",
    ]
    assert said(report, "open-undated") == ["Norway: lend two ships | Agreed, as stated on 5 March 2014."]
    later = a_brief("2015-05-01")
    assert said(later, "fulfilled")[0].startswith(
        "Agreement on Arctic Rescue | Fulfilled according to signed of 21 April 2015: signed on 20 April 2015. "
        "20 days late, 171 days later than first planned (October 2014)."
    )
    assert said(later, "closed")[0].startswith("Run a fisheries hotline: cancelled | Cancelled according to helsinki")


def test_changes_are_counted_from_the_first_report_of_the_last_meeting() -> None:
    report = a_brief("2014-06-30")
    assert section(report, "changes").note == (
        "Since the talks of the heads of government, Oslo (4 March 2014), first reported on 5 March 2014."
    )
    assert [line.text for line in lines(report, "changes-new")] == ["Publish sea charts"]
    assert said(report, "changes-moved") == [
        "Agreement on Arctic Rescue | Deadline March 2015 instead of October 2014, 151 days later."
    ]
    unchanged = a_brief("2014-03-05")
    assert "no change is reported by 5 March 2014" in section(unchanged, "changes").note


def test_meetings_go_back_to_the_previous_one_at_the_level_of_the_next() -> None:
    assert [line.text for line in lines(a_brief("2014-06-30"), "meetings")] == [
        "9 June 2014 or 10 June 2014: talks of the foreign ministers, Turku",
        "4 March 2014: talks of the heads of government, Oslo",
    ]


def headings(level: str, *, planned: str) -> list[str]:
    """The headings of what changed and of the meetings, after a summit and later talks at a level, with a plan for another."""
    told = [
        findings("a", "2014-02-01", meetings=[meeting("m", "NO", "FI", on="2014-01-30", at="Oslo")]),
        findings("b", "2014-05-01", meetings=[meeting("m", "NO", "FI", on="2014-04-30", at="Turku", level=level)]),
    ]
    if planned:
        plan = meeting("m", "NO", "FI", on="2014-09-30", at="Bergen", level=planned, status="planned")
        told.append(findings("c", "2014-05-02", meetings=[plan]))
    report = a_brief("2014-06-01", told)
    return [section(report, "changes").title, section(report, "meetings").title]


@pytest.mark.parametrize(
    ("level", "planned", "changed", "met", "why"),
    [
        ("ministers", "heads_of_state", " at this level", " at this level", "the ministers met after the last summit"),
        ("heads_of_state", "heads_of_state", "", " at this level", "the last summit is the last meeting"),
        ("ministers", "", "", "", "no next meeting, so no level: the last meeting of all"),
        ("ministers", "foreign_ministers", "", "", "none at that level: the last meeting of all"),
    ],
)
def test_which_meeting_was_the_last(level: str, planned: str, changed: str, met: str, why: str) -> None:
    expected = [f"Changed since their last meeting{changed}", f"Meetings since the previous one{met}"]
    assert headings(level, planned=planned) == expected, why


def test_dates_ahead_stand_in_order() -> None:
    assert said(a_brief("2014-06-30"), "dates") == [
        "1 July 2014: publish sea charts | Deadline.",
        "20 November 2014: talks of the heads of government, Helsinki | Planned meeting.",
        "2014: Arctic Cooperation Forum | Expected by its rhythm only, as the last was held on 10 September 2013.",
        "March 2015: Agreement on Arctic Rescue, signature | Deadline.",
        "2016: open a joint rescue centre | Deadline.",
    ]


def test_sources_that_disagree_are_named() -> None:
    assert said(a_brief("2014-06-30"), "disagreements") == [
        (
            "Talks of the foreign ministers: date | Held on 9 June 2014 according to turku of 10 June 2014; "
            "held on 10 June 2014 according to coast of 11 June 2014."
        )
    ]


def test_what_is_due_at_the_meeting_is_drawn_together() -> None:
    plan = findings(
        "plan",
        "2014-04-01",
        meetings=[meeting("m", "NO", "FI", on="2014-09-02", at="Vaasa", kind="forum", status="planned")],
        commitments=[commitment("c", "settle the herring quota", "NO", "FI", event="the forum in Vaasa")],
    )
    report = a_brief("2014-04-02", [OSLO, plan])
    assert [line.text for line in lines(report, "meeting")][-1] == "Due at this meeting: Settle the herring quota"
    assert (
        lines(report, "open-dated")[0].text == "Settle the herring quota, due at the forum in Vaasa (2 September 2014)"
    )


def test_the_same_commitment_twice_is_one_line_with_both_sources() -> None:
    report = a_brief("2014-06-30")
    (line,) = [line for line in lines(report, "open") if "rescue centre" in line.text]
    documents = {source.document for source in report.sources if source.number in line.sources}
    assert documents == {"oslo", "turku"}


def test_matters_that_read_alike_are_one_line() -> None:
    twice = [
        findings(stem, "2014-04-01", commitments=[commitment("c", "meet", "NO", "FI", spot=spot)])
        for stem, spot in (("a", 5), ("b", 9))
    ]
    texts = [one.text for one in lines(a_brief("2014-05-01", twice), "open")]
    assert len(texts) == len(set(texts))


# ------------------------------------------------------------ what holds for every report

PARTIES = st.sampled_from([("NO", "FI"), ("NO",), ("FI", "NO", "SE"), ("SE",), ("EFTA", "FI")])
DATES = st.sampled_from([None, "2014", "2014-06", "2014-06-10", "2014-06-11", "2015-03", "2013-05-01"])
STATUSES = st.sampled_from(["pending", "in_progress", "fulfilled", "missed", "rescheduled", "cancelled"])


@st.composite
def texts(draw: st.DrawFn) -> list[Findings]:
    """A few texts on few things, so that they meet, agree and contradict each other."""
    return [_text(draw, f"t{number}") for number in range(draw(st.integers(1, 5)))]


def _text(draw: st.DrawFn, stem: str) -> Findings:
    published = date(2014, 1, 1) + timedelta(days=draw(st.integers(0, 500)))
    stages = st.lists(
        st.tuples(
            st.sampled_from(["planned_signature", "signed", "ratified", "terminated"]),
            DATES,
            st.sampled_from(["", "NO"]),
        ),
        max_size=2,
    )
    events = [[stage, on, party] for stage, on, party in draw(stages)]
    lists = {
        "meetings": [
            meeting(
                "m",
                *draw(PARTIES),
                on=draw(DATES),
                at=draw(st.sampled_from(["", "Oslo", "Turku"])),
                status=draw(st.sampled_from(["held", "planned", "postponed", "cancelled"])),
                series=draw(st.sampled_from(["", "Arctic Cooperation Forum"])),
            )
        ],
        "instruments": [
            instrument("i", draw(st.sampled_from(["Treaty on Fog", "Treaty on Ice"])), *draw(PARTIES), events=events)
        ],
        "commitments": [
            commitment(f"c{n}", what, *draw(PARTIES), by=draw(DATES), status=draw(STATUSES), spot=5 + 3 * n)
            for n, what in enumerate(("chart the fog", "sign the Treaty on Ice"))
        ],
        "series": [series("s", "Arctic Cooperation Forum")],
    }
    return findings(stem, draw(st.sampled_from([published.isoformat()] * 4 + [None])), **lists)


def check(report: Report, read: list[Findings]) -> None:
    """Every line has a source; every quote is in its document, known by the day; every source is cited, in order."""
    documents = {one.document.stem: one.document for one in read}
    cited: list[int] = []
    for line in report.all_lines():
        assert line.sources, line
        assert len(line.sources) == len(set(line.sources))
        cited += line.sources
    assert list(dict.fromkeys(sorted(cited))) == [source.number for source in report.sources]
    for source in report.sources:
        document = documents[source.document]
        assert source.quote in document.text
        assert document.published is None or document.published <= report.as_of
    for keys in (("overdue", "open", "fulfilled"), ("instruments",), ("changes",)):
        refs = [
            (line.ref, line.text) for key in keys for line in lines(report, key)
        ]  # what is kept of one stands apart
        assert len(refs) == len(set(refs)), keys
    anchors = [part.key for whole in report.sections for part in (whole, *whole.parts)]
    assert len(anchors) == len(set(anchors))


@settings(max_examples=60, deadline=None)
@given(texts(), st.integers(0, 700))
def test_every_line_has_its_words_and_nothing_is_known_too_early(read: list[Findings], days: int) -> None:
    on = (date(2014, 1, 1) + timedelta(days=days)).isoformat()
    report = a_brief(on, read)
    check(report, read)
    earlier = [one for one in read if not one.document.published or one.document.published.isoformat() <= on]
    assert a_brief(on, earlier) == report
    check(a_dossier(on, "NO", texts=read), read)
    check(a_dossier(on, "NO", "FI", texts=read), read)


@pytest.mark.parametrize("on", ["2014-03-05", "2014-06-10", "2014-06-30", "2014-11-21", "2015-05-01", "2020-01-01"])
def test_the_invented_relationship_holds_to_it_on_every_day(on: str) -> None:
    check(a_brief(on), list(TEXTS))
    check(a_dossier(on, "FI"), list(TEXTS))


def test_texts_in_another_order_make_the_same_brief() -> None:
    assert a_brief("2014-12-01", [HELSINKI, OSLO, TURKU]) == a_brief("2014-12-01", [OSLO, TURKU, HELSINKI])
