"""Rates of few, mixed with the crowd's: the sums, the limits, and the words for what can't be right."""

import pandas as pd
import pytest

from shoplab import metrics


def test_a_crowd_of_no_weight_says_nothing_and_a_heavy_one_everything() -> None:
    made, tried = pd.Series([2, 0], index=["a", "b"]), pd.Series([11, 20], index=["a", "b"])
    assert metrics.shrunk_rate(made, tried, 0.02, 0).round(6).to_dict() == {"a": 0.181818, "b": 0.0}
    assert metrics.shrunk_rate(made, tried, 0.02, 1e9).round(6).to_dict() == {"a": 0.02, "b": 0.02}


def test_a_small_sample_is_drawn_further_than_a_large_one_of_the_same_rate() -> None:
    small, large = metrics.shrunk_rate([1, 100], [10, 1000], 0.02, 200)
    assert 0.02 < small < large < 0.1


def test_plain_numbers_give_a_plain_number() -> None:
    mixed = metrics.shrunk_rate(2, 11, 0.02, 100)
    assert isinstance(mixed, float)
    assert mixed == pytest.approx(4 / 111)


def test_pooling_is_not_averaging() -> None:
    assert metrics.pooled_rate([2, 12], [100, 300]) == pytest.approx(14 / 400)


def test_a_beta_s_own_moments_give_its_weight() -> None:
    # Beta(2, 98) is worth 100 tries; a large sample of it by its quantiles' mean and variance: m(1 − m) / v = 101.
    mean, variance = 0.02, 0.02 * 0.98 / 101
    spread = variance**0.5
    assert metrics.prior_weight([mean - spread, mean, mean + spread]) == pytest.approx(101)


def test_what_cannot_be_right_is_said() -> None:
    with pytest.raises(metrics.MetricError, match=r"^There are more successes than tries in 1 of 2 rows\. "):
        metrics.pooled_rate([1, 9], [10, 3])
    with pytest.raises(metrics.MetricError, match=r"^All rates are alike, "):
        metrics.prior_weight([0.1, 0.1])
    with pytest.raises(metrics.MetricError, match=r"^There are no tries to divide by\. "):
        metrics.pooled_rate([0], [0])
