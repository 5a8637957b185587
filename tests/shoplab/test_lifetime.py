"""Buy till you die: the published fit of the CDNOW customers, and what the model says of single buyers."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shoplab import lifetime
from shoplab.metrics import MetricError

CDNOW = Path(__file__).with_name("data") / "cdnow_summary.csv"


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(CDNOW)


@pytest.fixture(scope="module")
def model(cdnow: pd.DataFrame) -> lifetime.Fit:
    return lifetime.fit(cdnow["frequency"], cdnow["recency"], cdnow["T"])


def test_the_published_fit_of_the_cdnow_customers(model: lifetime.Fit) -> None:
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=0.001)


def test_the_published_customer_is_expected_to_come_a_little_more_than_once(model: lifetime.Fit) -> None:
    assert lifetime.expected(model, [2], [30.43], [38.86], 39)[0] == pytest.approx(1.226, abs=0.002)


def test_who_was_regular_and_stayed_away_is_probably_gone(model: lifetime.Fit) -> None:
    alive = lifetime.alive(model, [0, 6, 6, 6], [0, 38, 20, 6], [39, 39, 39, 39])
    assert alive[0] == 1 and (np.diff(alive[1:]) < 0).all()
    assert alive[1] > 0.8 and alive[3] < 0.1


def test_more_time_brings_more_orders_and_none_brings_none(model: lifetime.Fit) -> None:
    ahead = [float(lifetime.expected(model, [3], [20], [39], weeks)[0]) for weeks in (0, 4, 13, 52)]
    assert ahead[0] == pytest.approx(0) and (np.diff(ahead) > 0).all()


def test_figures_count_days_and_look_only_at_the_past() -> None:
    times = ["2025-01-01 09:00", "2025-01-01 21:00", "2025-01-15 08:00", "2025-02-12 08:00", "2025-01-08 08:00"]
    table = lifetime.figures([7, 7, 7, 7, 8], times, "2025-01-29")
    assert table.loc[7].tolist() == [1, 2.0, 4.0]
    assert table.loc[8].tolist() == [0, 0.0, 3.0]


def test_an_order_after_the_end_is_one_sentence() -> None:
    with pytest.raises(MetricError) as caught:
        lifetime.fit([1, 1], [3, 9], [5, 5])
    assert (
        str(caught.value) == "Row 1: the last order lies 9.0 after the first one, but the buyer is known for 5.0 only."
    )
