from __future__ import annotations

import pytest

from evaluation.calibration import Outcome, applied, cross_validated, expected_error, fitted
from evaluation.reliability import drawn, points


def outcomes(rule: float, right: int, wrong: int, text: str = "a") -> list[Outcome]:
    return [Outcome(rule, number < right, text) for number in range(right + wrong)]


def test_a_curve_rises_and_keeps_to_what_was_right() -> None:
    curve = fitted([*outcomes(0.5, 20, 20), *outcomes(0.7, 36, 4), *outcomes(0.9, 40, 0)])
    assert [rule for rule, _ in curve] == [0.5, 0.7, 0.9]
    heights = [right for _, right in curve]
    assert heights == sorted(heights)
    assert heights == pytest.approx([0.5, 0.9, 1.0], abs=0.04)


def test_levels_in_the_wrong_order_are_pooled() -> None:
    curve = fitted([*outcomes(0.5, 30, 10), *outcomes(0.9, 10, 30)])
    assert [right for _, right in curve] == pytest.approx([0.5, 0.5], abs=0.01)


def test_few_findings_are_drawn_to_the_mean_of_their_kind() -> None:
    curve = dict(fitted([*outcomes(0.5, 1, 0), *outcomes(0.3, 50, 50)]))
    assert curve[0.5] < 0.7


def test_expected_error_is_the_gap_weighted_by_bins() -> None:
    assert expected_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert expected_error([(0.05, False), (0.95, True)]) == pytest.approx(0.05)
    assert expected_error([]) == 0.0


def test_cross_validation_says_something_of_each_finding() -> None:
    many = [o for text in "abcdefghijkl" for o in outcomes(0.6, 3, 1, text)]
    pairs = cross_validated(many)
    assert len(pairs) == len(many)
    assert expected_error(pairs) < 0.05
    assert applied(((0.0, 0.2), (1.0, 0.8)), outcomes(0.5, 1, 0)) == [(0.5, True)]


def test_the_diagram_has_a_dot_for_each_bin() -> None:
    pairs = [(0.55, True), (0.57, False), (0.95, True)]
    assert points(pairs) == [(pytest.approx(0.56), 0.5, 2), (0.95, 1.0, 1)]
    assert drawn(pairs, pairs[:1]).count("<circle") == 3
