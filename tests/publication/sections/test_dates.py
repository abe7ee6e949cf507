from __future__ import annotations

from tests.makers import commitment, instrument, told
from tests.publication.scenes import a_brief, lines


def test_a_stage_promised_for_later_than_what_is_due_now_is_a_date_ahead() -> None:
    one = told(
        "turku",
        "2014-05-30",
        (
            "Experts of Norway and Finland are to finish the draft of the Agreement on Sea Rescue by 1 September 2014.",
            commitment("c1", "finish the draft of the Agreement on Sea Rescue", "NO", "FI", by="2014-09-01", of="i1"),
        ),
        (
            "The Agreement on Sea Rescue is to be signed in October 2014.",
            instrument(
                "i1", "Agreement on Sea Rescue", "NO", "FI", events=[["drafting"], ["planned_signature", "2014-10"]]
            ),
        ),
    )
    report = a_brief("2014-06-30", [one])
    assert [line.text for line in lines(report, "dates")] == [
        "1 September 2014: Agreement on Sea Rescue, finished text",
        "October 2014: Agreement on Sea Rescue, signature",
    ]
