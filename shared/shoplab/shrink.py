"""Shrunk rates of a whole table, whose rows are all small: the weight of the crowd comes from the table itself."""

from typing import Any

import pandas as pd

from shoplab import metrics
from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts

NO_TRIES = "Row {row} has no tries, so it has no rate. Leave it out."
LEAST_REAL = 1e-6
"""Where chance explains all of the spread, this much variance is left for what is real, so that the weight stays finite."""


def weight_of_prior(successes: Any, tries: Any) -> float:
    """How many tries at the rate of all are added to each row: many when the rows' rates differ by chance alone.

    Rate of all m; the spread that chance makes is the mean of m(1 − m) / tries, the rest of the rates' variance is real;
    weight = m(1 − m) / real. `metrics.prior_weight` wants large samples, this doesn't. Source: beta prior by moments.
    """
    mean = metrics.pooled_rate(successes, tries)
    tried = pd.Series(amounts("tries", tries))
    if (tried <= 0).any():
        raise MetricError(say(NO_TRIES).format(row=int((tried <= 0).to_numpy().argmax())))
    rates = pd.Series(amounts("successes", successes)) / tried
    real = max(float(rates.var()) - float((mean * (1 - mean) / tried).mean()), LEAST_REAL)
    return mean * (1 - mean) / real


def shrunk(successes: Any, tries: Any) -> pd.Series:
    """Shrunk rates 收缩后的比率 of all rows: `metrics.shrunk_rate` with the rate of all and `weight_of_prior`.

    A row with many tries keeps most of its own rate. Raises MetricError for rows without tries or with more successes.
    """
    rate, weight = metrics.pooled_rate(successes, tries), weight_of_prior(successes, tries)
    return metrics.shrunk_rate(successes, tries, rate, weight)
