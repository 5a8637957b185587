"""Comparing two rates: how many people that takes beforehand, and how far apart they lie afterwards."""

import math
from typing import Any

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, share

SURE, FOUND = 1.959964, 0.841621  # normal quantiles: 5 % false alarms on two sides, 80 % of true differences found
NO_DIFFERENCE = "A lift of 0 can't be found by any number of people. Say how small a lift would still matter."
NOBODY = "Both arms need people; they have {a:g} and {b:g}."
NO_SUCCESS = "Nobody did it in either arm, so there is nothing to compare yet."


def sample_size(rate: float, lift: float) -> int:
    """Sample size 样本量: the people that each arm needs to find a relative lift, (1.96 + 0.84)² × [p₁(1 − p₁) + p₂(1 − p₂)] / (p₂ − p₁)².

    With that many, 5 in 100 tests without an effect raise a false alarm, and 80 in 100 with this effect find it.
    """
    share("rate", rate)
    other = rate * (1 + lift)
    share("rate × (1 + lift)", other)
    if not lift:
        raise MetricError(say(NO_DIFFERENCE))
    return math.ceil((SURE + FOUND) ** 2 * (rate * (1 - rate) + other * (1 - other)) / (other - rate) ** 2)


def errors_apart(successes_a: Any, people_a: Any, successes_b: Any, people_b: Any) -> float:
    """By how many standard errors 标准误 B's rate lies above A's; beyond 1.96 on either side is called significant.

    The usual z of two proportions, with the pooled rate in the error.
    """
    a, b = float(people_a), float(people_b)
    if a <= 0 or b <= 0:
        raise MetricError(say(NOBODY).format(a=a, b=b))
    pooled = (float(successes_a) + float(successes_b)) / (a + b)
    if not 0 < pooled < 1:
        raise MetricError(say(NO_SUCCESS))
    return (float(successes_b) / b - float(successes_a) / a) / math.sqrt(pooled * (1 - pooled) * (1 / a + 1 / b))
