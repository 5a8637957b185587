"""What looking early does to a test: many tests without any effect, looked at once or every evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

STAR = 1.96


def false_alarms(rate: float, people_a_day: float, days: int, tests: int = 1000, luck: int = 7) -> pd.Series:
    """The share of tests, with two arms that are alike, that look significant: with one look at the end, and with one a day.

    `rate` is both arms' true rate, `people_a_day` those of one arm. The same `luck` gives the same tests on every machine.
    """
    import numpy as np
    import pandas as pd

    from shopworld.draws import counts

    dice = np.random.Generator(np.random.PCG64(luck)).random((2, tests, days))
    made = np.cumsum(np.minimum(counts(dice, np.full(dice.shape, rate * people_a_day)), people_a_day), axis=2)
    people = people_a_day * np.arange(1, days + 1)
    pooled = made.sum(axis=0) / (2 * people)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 1e-12) * 2 / people)
    apart = np.abs(made[1] - made[0]) / people / error
    found = {
        "one look, at the end": (apart[:, -1] > STAR).mean(),
        "a look every evening": (apart > STAR).any(axis=1).mean(),
    }
    return pd.Series(found).round(3)
