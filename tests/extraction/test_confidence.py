from __future__ import annotations

from itertools import pairwise

import pytest

from accords.core.document import Document
from accords.extraction import extract, extract_all
from accords.extraction.confidence import KINDS, STAGES, curves, interpolated

TEXT = "Foreign Ministers Nils Berg of Norway and Aino Salo of Finland met in Oslo. They agreed to reopen the bridge by 2016."


def test_every_kind_with_gold_has_a_rising_curve() -> None:
    assert set(curves()) <= {*KINDS, STAGES}
    for kind, curve in curves().items():
        for lower, upper in pairwise(curve):
            assert lower[0] <= upper[0], kind
            assert lower[1] <= upper[1], kind
        assert all(0 < right <= 1 for _, right in curve), kind


@pytest.mark.parametrize(("value", "height"), [(0.1, 0.4), (0.5, 0.4), (0.6, 0.5), (0.9, 0.8), (1.0, 0.8)])
def test_between_points_the_line_is_straight_and_beyond_them_flat(value: float, height: float) -> None:
    assert interpolated(((0.5, 0.4), (0.9, 0.8)), value) == pytest.approx(height)


def test_calibration_changes_nothing_but_confidence() -> None:
    document = Document("doc-1", "oslo", "oslo.txt", "00", TEXT)
    (by_rule,) = extract_all([document], by_rule=True)
    found = extract(document)
    assert [m.id for m in found.meetings] == [m.id for m in by_rule.meetings]
    assert [c.what for c in found.commitments] == [c.what for c in by_rule.commitments]
    said, heard = found.commitments[0].confidence, by_rule.commitments[0].confidence
    assert said == interpolated(curves()["commitments"], heard)
