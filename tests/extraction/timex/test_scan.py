"""Stretches of time words and the order of matches."""

from __future__ import annotations

from accords.extraction.timex.grammar import grammar
from accords.extraction.timex.scan import hits, stretches


def test_only_stretches_that_call_for_a_rule_are_tried() -> None:
    text = "They agreed to two of the five points, and on 8 May 2013 they signed."
    found = [text[stretch.start : stretch.end] for stretch in stretches(text, grammar())]
    assert found == ["and on 8 May 2013"]


def test_matches_come_leftmost_and_longest_first() -> None:
    text = "on 8 May 2013"
    (stretch,) = hits(text, grammar())
    assert text[stretch[0].start : stretch[0].end] == "8 May 2013"
    assert [(hit.start, -hit.end) for hit in stretch] == sorted((hit.start, -hit.end) for hit in stretch)
