"""One factory delivers later every month, and the shop's average hides it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.trade import suppliers
from shopworld.truth.model import Phenomenon
from shopworld.world import World

DAYS_A_MONTH = 365 / 12
STILL_OPEN = 30  # orders of the last days are left out: of these, only the quick ones have come


def _deliveries(world: World) -> pd.DataFrame:
    came = world["purchase_orders"]
    came = came[came["ordered_at"] < came["ordered_at"].max() - pd.Timedelta(days=STILL_OPEN)]
    month = (came["ordered_at"] - came["ordered_at"].min()).dt.days / DAYS_A_MONTH
    return came.assign(month=month, lead=(came["received_at"] - came["ordered_at"]).dt.days).dropna(subset="lead")


def _naive(world: World) -> float:
    """Fit one straight line through all deliveries."""
    came = _deliveries(world)
    return float(np.polyfit(came["month"], came["lead"], 1)[0])


def _median_slope(came: pd.DataFrame) -> float:
    """Return the median of the slopes between any two deliveries; a few forgotten orders don't move it."""
    month, lead = came["month"].to_numpy(), came["lead"].to_numpy()
    first, second = np.triu_indices(len(came), 1)
    apart = np.abs(month[first] - month[second]) > 0.5
    first, second = first[apart], second[apart]
    return float(np.median((lead[second] - lead[first]) / (month[second] - month[first])))


def _taught(world: World) -> float:
    """Fit each factory by itself and report the steepest."""
    return max(_median_slope(came) for _, came in _deliveries(world).groupby("factory"))


PHENOMENON = Phenomenon(
    id="lead-time-drift",
    tables=("purchase_orders",),
    question="By how many days a month does the lead time of the factory that is slipping grow?",
    estimand=lambda world: suppliers.drift(world.seed)[1],
    naive=_naive,
    taught=_taught,
    tolerance=0.15,
    tier="course",
)
