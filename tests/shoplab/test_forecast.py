"""Forecasts: what must be beaten repeats the last week, and the error has no unit."""

import numpy as np
import pytest

from shoplab.forecast import mase, seasonal_naive
from shoplab.metrics import MetricError

WEEKS = [10, 20, 30, 40, 50, 60, 70, 12, 22, 32, 42, 52, 62, 72]


def test_like_last_week_repeats_the_last_week() -> None:
    assert seasonal_naive(WEEKS, 9).tolist() == [12, 22, 32, 42, 52, 62, 72, 12, 22]


def test_one_is_as_wrong_as_a_usual_week_in_any_unit() -> None:
    came = np.array(WEEKS[-7:]) + 2
    assert mase(came, seasonal_naive(WEEKS, 7), WEEKS) == pytest.approx(1)
    assert mase(came * 100, seasonal_naive(WEEKS, 7) * 100, np.array(WEEKS) * 100) == pytest.approx(1)
    assert mase(came, came, WEEKS) == 0


def test_what_can_t_be_measured_is_one_sentence() -> None:
    with pytest.raises(MetricError) as caught:
        mase([1, 2], [1], WEEKS)
    assert str(caught.value) == "The forecast has 1 days and the actual figures have 2. Both need one number a day."
    with pytest.raises(MetricError) as caught:
        seasonal_naive(WEEKS[:7], 3)
    assert str(caught.value) == (
        "The history has 7 days. It needs more than 7: one week to repeat, and days to compare with it."
    )
