"""How long people stay: Kaplan and Meier's curve on cases that can be counted by hand."""

import math

import pandas as pd
import pytest

from shoplab.survival import median_stay, still_there


def test_without_anybody_cut_off_it_is_the_share_still_there() -> None:
    curve = still_there(pd.Series([1, 2, 2, 5]), pd.Series([True] * 4))
    assert curve.to_dict() == {0: 1.0, 1: 0.75, 2: 0.25, 5: 0.0}
    assert median_stay(pd.Series([1, 2, 2, 5]), pd.Series([True] * 4)) == 2


def test_who_is_cut_off_counts_as_seen_until_then_and_never_as_left() -> None:
    """Six remission times of the textbook kind: 6, 6+, 7, 9+, 10, 13."""
    stay, left = pd.Series([6, 6, 7, 9, 10, 13]), pd.Series([True, False, True, False, True, True])
    curve = still_there(stay, left)
    assert curve[6] == pytest.approx(5 / 6)
    assert curve[7] == pytest.approx(5 / 6 * 3 / 4)
    assert curve[9] == curve[7]
    assert curve[10] == pytest.approx(5 / 6 * 3 / 4 * 1 / 2)
    assert median_stay(stay, left) == 10
    assert median_stay(stay[left], left[left]) < 10


def test_a_median_that_was_never_reached_is_missing() -> None:
    assert math.isnan(median_stay(pd.Series([5, 9, 9, 9]), pd.Series([True, False, False, False])))


def test_who_leaves_at_once_is_gone_at_zero() -> None:
    assert still_there(pd.Series([0, 4]), pd.Series([True, True])).iloc[-1] == 0
