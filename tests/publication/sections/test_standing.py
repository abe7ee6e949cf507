from __future__ import annotations

from accords.core.findings import Findings
from tests.makers import commitment, findings, instrument, meeting, told
from tests.publication.scenes import a_brief, lines, said

PLAN = told(
    "plan",
    "2014-01-10",
    (
        "They agreed to sign the treaty in March.",
        instrument("i", "Treaty on Ice", "NO", "FI", events=[["planned_signature", "2014-03"]]),
    ),
)
SIGNED = told(
    "signed",
    "2014-05-02",
    ("Norway and Finland sign the treaty at last.",),
    (
        "The Treaty on Ice was signed on 1 May 2014 and will enter into force later.",
        instrument(
            "i", "Treaty on Ice", "NO", "FI", events=[["signed", "2014-05-01"], ["planned_entry_into_force", ""]]
        ),
    ),
)
TALKS = findings("talks", "2014-02-01", meetings=[meeting("m", "NO", "FI", on="2014-01-30", at="Oslo")])


def papers(*events: list[str], title: str = "Treaty on Ice") -> list[Findings]:
    return [findings("t", "2014-05-02", instruments=[instrument("i", title, "NO", "FI", events=events)])]


def test_an_instrument_stands_open_and_fulfilled_with_what_is_what() -> None:
    report = a_brief("2014-06-01", [PLAN, SIGNED])
    assert said(report, "overdue") == []
    assert said(report, "open-undated") == [
        (
            "Treaty on Ice: entry into force not reported | Signed on 1 May 2014, according to signed of 2 May 2014. "
            "Planned, as stated on 2 May 2014."
        )
    ]
    assert said(report, "fulfilled") == [
        (
            "Treaty on Ice, signature | Fulfilled according to signed of 2 May 2014: signed on 1 May 2014. 31 days late. "
            "Signature due in March 2014."
        )
    ]


def test_what_was_drafted_once_and_is_signed_now_is_not_being_drafted() -> None:
    texts = [PLAN, findings("work", "2014-02-02", instruments=papers(["drafting", ""])[0].instruments), SIGNED]
    assert "drafted" not in said(a_brief("2014-06-01", texts), "open-undated")[0]


def test_the_first_source_of_a_line_has_the_day() -> None:
    report = a_brief("2014-06-01", [PLAN, SIGNED])
    quotes = {source.number: source.quote for source in report.sources}
    for key in ("fulfilled", "instruments"):
        (line,) = lines(report, key)
        assert "signed on 1 May 2014" in quotes[line.sources[0]]
    (kept,) = lines(report, "fulfilled")
    assert [quotes[number] for number in kept.sources[1:]] == ["They agreed to sign the treaty in March."]


def test_what_was_kept_since_the_last_meeting_is_fulfilled_since() -> None:
    assert said(a_brief("2014-06-01", [PLAN, TALKS, SIGNED]), "changes-fulfilled") == [
        (
            "Treaty on Ice | Fulfilled according to signed of 2 May 2014: signed on 1 May 2014. 31 days late. "
            "Entry into force not reported."
        )
    ]


def test_an_initialled_instrument_is_open_and_its_signature_not_reported() -> None:
    assert said(a_brief("2014-06-01", papers(["initialled", ""])), "open-undated") == [
        "Treaty on Ice: signature not reported | Initialled, day not said, according to t of 2 May 2014."
    ]


def test_work_that_goes_on_has_no_day() -> None:
    assert said(a_brief("2014-06-01", papers(["negotiation", ""])), "instruments") == [
        "Treaty on Ice | Reported as being negotiated."
    ]


def test_a_signature_without_a_day_is_told_alike_in_every_section() -> None:
    texts = [PLAN, *papers(["signed", ""])]
    report = a_brief("2014-06-01", texts)
    assert said(report, "instruments") == ["Treaty on Ice | Signed, day not said."]
    assert "signed, day not said. At most 32 days late" in said(report, "fulfilled")[0]


def test_a_promise_to_ratify_is_no_signature_planned() -> None:
    text = findings(
        "t",
        "2014-05-02",
        instruments=[instrument("i", "Treaty on Ice", "NO", "FI")],
        commitments=[commitment("c", "ratify the Treaty on Ice", "NO", "FI", by="2014-12", of="i")],
    )
    report = a_brief("2014-06-01", [text])
    assert [part.key for part in next(s for s in report.sections if s.key == "instruments").parts] == [
        "instruments-planned-ratification"
    ]
    assert said(report, "instruments") == ["Treaty on Ice | Ratification due in December 2014 at the latest."]


def test_a_signature_planned_before_an_extension_is_no_plan() -> None:
    assert said(a_brief("2014-06-01", papers(["planned_signature", ""], ["extended", "2013-06"])), "instruments") == [
        "Treaty on Ice | Extended in June 2013."
    ]


def test_a_coarser_word_for_a_deadline_that_had_passed_is_no_number_of_days() -> None:
    texts = [
        findings("a", "2014-01-10", commitments=[commitment("c", "chart the fog", "NO", "FI", by="2014-03")]),
        findings("b", "2014-06-10", commitments=[commitment("c", "chart the fog", "NO", "FI", by="2014")]),
    ]
    (line,) = said(a_brief("2014-07-01", texts), "open-dated")
    assert "First planned for March 2014, since then for 2014." in line
    assert "days later" not in line
