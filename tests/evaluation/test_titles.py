from __future__ import annotations

from datetime import date

from accords.core.document import Document
from accords.core.span import Span
from accords.extraction import extract
from evaluation.floor import missed
from evaluation.titles import Case, Outcome, cases, compare, shares

TITLE = "Readout of Norwegian Prime Minister Kari Holm’s Call with President Eero Lahti of Finland"
BODY = "Norwegian Prime Minister Kari Holm {} with President Eero Lahti of Finland on Tuesday."


def readout(verb: str, title: str = TITLE) -> Document:
    text = f"{title}\n\n{BODY.format(verb)}"
    return Document("d", "d", "d.txt", "0", text, title, Span(0, len(title)), published=date(2031, 5, 14))


def outcome(case: Case) -> Outcome | None:
    return compare(case, extract(case.title), extract(case.body))


def test_a_body_that_says_what_its_title_says() -> None:
    [case] = cases([readout("spoke")])
    assert case.called
    assert outcome(case) == Outcome("d", True, True, True)


def test_a_body_that_tells_of_a_meeting_under_the_title_of_a_call() -> None:
    [case] = cases([readout("met")])
    assert outcome(case) == Outcome("d", True, False, True)


def test_a_title_that_tells_of_no_call_or_meeting_is_left_out() -> None:
    assert not list(cases([readout("spoke", "Norway and Finland speak")]))


def test_shares_and_floors() -> None:
    outcomes = [Outcome("a", True, True, True), Outcome("b", True, False, None), Outcome("c", False, False, None)]
    figures = shares(outcomes)
    assert figures == {"parties": 2 / 3, "kind": 1 / 3, "date": 1.0}
    assert missed(figures, {"parties": 0.97, "date": 1.0}) == ["parties 0.667 is below its floor 0.970"]
