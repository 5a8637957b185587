"""What a bad year costs and how low the till may fall: many years played through with what is known of this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SPREAD = 0.8  # of the logarithm of a case's loss
MOST = 60  # cases of one risk in a year
WEEKLY = 0.10  # a week's luck in what comes in, as a share

DIFFERENT = "Give as many losses as numbers of cases; here are {often} and {each}."
NOT_ALIKE = "Give as many weeks of money going out as of money coming in; here are {coming} and {going}."


def year_losses(often: Sequence[float], each: Sequence[float], years: int = 10_000, luck: int = 7) -> pd.Series:
    """The losses of so many years, in yuan: every risk comes by chance, `often` cases a year of `each` yuan on average.

    Single cases differ: most cost less than the average, a few cost several times as much. The same `luck` gives the same
    years on every machine. Raises ValueError when the two lists differ in length.
    """
    import numpy as np
    import pandas as pd

    from shopworld.draws import lognormal, rare

    if len(often) != len(each):
        raise ValueError(say(DIFFERENT).format(often=len(often), each=len(each)))
    total = np.zeros(years)
    mean = float(np.exp(SPREAD**2 / 2))
    for number, (cases, yuan) in enumerate(zip(often, each, strict=True)):
        dice = np.random.Generator(np.random.PCG64([luck, number]))
        came = np.minimum(rare(dice.random(years), np.full(years, float(cases))), MOST)
        sizes = lognormal(dice.random(int(came.sum())), SPREAD) * yuan / mean
        total += np.bincount(np.repeat(np.arange(years), came), weights=sizes, minlength=years)
    return pd.Series(total.round(2))


def cash_paths(
    start: float,
    coming: Sequence[float],
    going: Sequence[float],
    *,
    off: float = 0.1,
    freeze: float = 0.0,
    weeks: int = 2,
    years: int = 2_000,
    luck: int = 7,
) -> np.ndarray:
    """The till at each week's end in so many years, in yuan: years × weeks.

    `coming` and `going` are the plan. What comes in is off the plan by a level that lasts the whole year (standard deviation
    `off`, as a share) and by each week's luck; what goes out is as planned, for it is promised. With the chance `freeze` the
    platform holds back all payouts once, from some week on for `weeks` weeks, and pays them after that.
    Raises ValueError when the plan's two lists differ in length.
    """
    import numpy as np

    from shopworld.draws import normal

    if len(coming) != len(going):
        raise ValueError(say(NOT_ALIKE).format(coming=len(coming), going=len(going)))
    plan, out = np.asarray(coming, dtype=float), np.asarray(going, dtype=float)
    dice = np.random.Generator(np.random.PCG64(luck))
    level = 1 + off * normal(dice.random(years))
    paid = plan * np.maximum(level[:, None] * (1 + WEEKLY * normal(dice.random((years, len(plan))))), 0)
    begins = np.where(dice.random(years) < freeze, np.floor(dice.random(years) * len(plan)), len(plan) + weeks)
    week = np.arange(len(plan))
    held = (week >= begins[:, None]) & (week < begins[:, None] + weeks)
    later = week == (begins + weeks)[:, None]
    kept_back = np.where(held, paid, 0).sum(axis=1)
    paid = np.where(held, 0, paid) + np.where(later, kept_back[:, None], 0)
    return start + (paid - out).cumsum(axis=1)


def pieces_wanted(mean: float, off: float, years: int = 10_000, luck: int = 7) -> np.ndarray:
    """How many pieces are asked for in so many sales like one whose forecast is `mean`, off by `off` (a share), as whole numbers."""
    import numpy as np

    from shopworld.draws import lognormal

    dice = np.random.Generator(np.random.PCG64(luck))
    return np.round(mean * lognormal(dice.random(years), off)).astype(int)
