"""How likely a count is by chance alone."""

from __future__ import annotations

import math

from shoplab.languages import say
from shoplab.metrics.checks import MetricError

BELOW_NOTHING = "A count and its mean can't be negative; here are {count} and {mean}."


def alarm_chance(at_least: int, mean: float) -> float:
    """False-alarm chance 误报概率: that a count is `at_least` or more by chance, when its mean is `mean` (Poisson).

    1 − e^−mean × (1 + mean + mean²/2! + … up to at_least − 1). A share between 0 and 1. Raises MetricError for negative values.
    """
    if at_least < 0 or mean < 0:
        raise MetricError(say(BELOW_NOTHING).format(count=at_least, mean=mean))
    term = total = 1.0
    for number in range(1, int(at_least)):
        term *= mean / number
        total += term
    return max(1 - math.exp(-mean) * total, 0.0) if at_least else 1.0
