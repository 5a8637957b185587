"""Double 11 takes orders from the weeks before and after it: the peak is not the gain."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.truth.model import Phenomenon
from shopworld.world import World

EVENT = "D11"
BEFORE, AFTER = pd.Timedelta(days=31), pd.Timedelta(days=5)  # quiet days on both sides, to the end of the month
PHASES = ("D11 warm-up", "D11", "D11 after")


def _estimand(world: World) -> float:
    with_it = calendar.busyness(world.seed, world.days)
    without = calendar.busyness(world.seed, world.days, leave_out=PHASES)
    return float((with_it - without).sum() / np.median(without))


def _daily(world: World) -> pd.DataFrame:
    daily = world["shop_daily"].merge(world["calendar"], on="date")
    return daily.assign(orders=daily["placed_orders"])


def _naive(world: World) -> float:
    """Take a usual day from the days of the event."""
    daily = _daily(world)
    usual = daily["orders"].median()
    return float((daily.loc[daily["event"] == EVENT, "orders"] - usual).sum() / usual)


def _taught(world: World) -> float:
    """Take from the whole window, warm-up to lull, what the quiet days around it lead us to expect: weekday and trend."""
    daily = _daily(world)
    window = daily["date"][daily["event"].isin(PHASES)]
    near = daily["date"].between(window.min() - BEFORE, window.max() + AFTER)
    features = pd.get_dummies(daily[["weekday"]], dtype=float).assign(trend=np.arange(len(daily)) / len(daily))
    quiet = near & (daily["event"] == "")
    weights = np.linalg.lstsq(features[quiet].to_numpy(), np.log(daily.loc[quiet, "orders"]), rcond=None)[0]
    more = (daily["orders"] - np.exp(features.to_numpy() @ weights))[window.index].sum()
    return float(more / daily["orders"].median())


PHENOMENON = Phenomenon(
    id="double-eleven-pull-forward",
    tables=("shop_daily", "calendar"),
    question="How many usual days' orders did Double 11 add to the year, its warm-up and the lull after it counted in?",
    estimand=_estimand,
    naive=_naive,
    taught=_taught,
    tolerance=5.0,
    tier="course",
)
