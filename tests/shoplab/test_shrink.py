"""Shrunk rates: few tries are drawn to the rate of all, many keep their own; nonsense is said in a sentence."""

import numpy as np
import pandas as pd
import pytest

from shoplab.metrics.checks import MetricError
from shoplab.shrink import shrunk, weight_of_prior


def seen() -> pd.DataFrame:
    """Forty rows: half of them with 50 tries, half with 5,000, and rates that differ in truth."""
    rates = np.where(np.arange(40) % 4 < 2, 0.02, 0.06)
    tries = np.repeat([50, 5_000], 20)
    return pd.DataFrame({"tries": tries, "successes": np.round(tries * rates)}, index=[f"R{row}" for row in range(40)])


def test_a_rate_moves_towards_the_rate_of_all_the_more_so_the_fewer_tries_it_has() -> None:
    rows = seen()
    raw, mean = rows["successes"] / rows["tries"], rows["successes"].sum() / rows["tries"].sum()
    pulled = shrunk(rows["successes"], rows["tries"])
    assert list(pulled.index) == list(rows.index)
    kept = (pulled - mean) / (raw - mean)
    assert kept.between(0, 1).all()
    assert kept[rows["tries"] == 5_000].min() > kept[rows["tries"] == 50].max()


def test_rates_that_differ_by_chance_alone_become_one() -> None:
    u = np.random.Generator(np.random.PCG64(1)).random((200, 30))
    successes, tries = pd.Series((u < 0.1).sum(axis=1)), pd.Series([30] * 200)
    pulled = shrunk(successes, tries)
    assert weight_of_prior(successes, tries) > 30
    assert pulled.std() < 0.5 * (successes / tries).std()


@pytest.mark.parametrize(
    ("successes", "tries", "says"),
    [
        ([3, 1], [2, 5], "There are more successes than tries in 1 of 2 rows. Have the two columns changed places?"),
        ([0, 0], [4, 0], "Row 1 has no tries, so it has no rate. Leave it out."),
    ],
)
def test_what_is_no_rate_is_said(successes: list[int], tries: list[int], says: str) -> None:
    with pytest.raises(MetricError) as found:
        shrunk(successes, tries)
    assert str(found.value) == says
