"""The arithmetic of the comparison with another system."""

from __future__ import annotations

import pytest

from evaluation.timex_peer import Tally, f1, share_ahead

ROUNDS, SEED = 400, 7


def test_f1_weighs_documents_by_their_expressions() -> None:
    assert f1([Tally(10, 10, 10), Tally(1, 1, 0)]) == pytest.approx(20 / 22)
    assert f1([Tally(0, 0, 0)]) == 1.0
    assert f1([Tally(3, 0, 0)]) == 0.0


def test_better_on_every_document_is_ahead_in_every_draw() -> None:
    ours = [Tally(5, 5, 4), Tally(8, 9, 7), Tally(3, 3, 3)]
    theirs = [Tally(t.gold, t.found, t.right - 1) for t in ours]
    assert share_ahead(ours, theirs, ROUNDS, SEED) == 1.0
    assert share_ahead(theirs, ours, ROUNDS, SEED) == 0.0


def test_equal_is_not_ahead() -> None:
    same = [Tally(5, 5, 4), Tally(8, 9, 7)]
    assert share_ahead(same, same, ROUNDS, SEED) == 0.0


def test_one_good_document_of_two_wins_where_it_is_drawn_twice() -> None:
    ours, theirs = [Tally(4, 4, 4), Tally(4, 4, 1)], [Tally(4, 4, 1), Tally(4, 4, 4)]
    assert 0.15 < share_ahead(ours, theirs, ROUNDS, SEED) < 0.35  # a quarter of the draws


def test_the_same_seed_draws_the_same() -> None:
    ours, theirs = [Tally(4, 4, 3), Tally(6, 5, 2)], [Tally(4, 4, 2), Tally(6, 6, 4)]
    assert share_ahead(ours, theirs, ROUNDS, SEED) == share_ahead(ours, theirs, ROUNDS, SEED)
