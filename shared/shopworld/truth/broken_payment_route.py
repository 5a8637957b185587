"""One bank within one app fails in the same hours of every day; each of the three alone looks nearly healthy."""

from __future__ import annotations

import pandas as pd

from shopworld.sales import payments
from shopworld.truth.model import Phenomenon
from shopworld.world import World

HOURS = 4
ENOUGH = 40
SINCE = pd.Timedelta(days=60)  # the search looks at the log's last sixty days


def _truth(world: World) -> float:
    return payments.broken_route(world.seed, world.days).fails


def _naive(world: World) -> float:
    """The bank whose attempts fail most often, over all apps and hours."""
    tries = world["payment_attempts"]
    return float((tries["outcome"] == "failed").groupby(tries["bank"]).mean().max())


def _taught(world: World) -> float:
    """The bank, app and window of four hours that fails furthest beyond chance, and how often it fails."""
    tries = world["payment_attempts"]
    tries = tries[tries["tried_at"] >= tries["tried_at"].max() - SINCE]
    hour = tries["tried_at"].dt.hour.rename("hour")
    cells = (tries["outcome"] == "failed").groupby([tries["bank"], tries["app"], hour]).agg(["sum", "size"])
    usual = cells["sum"].sum() / cells["size"].sum()
    best, rate = 0.0, usual
    for first in range(25 - HOURS):
        window = cells[cells.index.get_level_values("hour").isin(range(first, first + HOURS))]
        window = window.groupby(level=["bank", "app"]).sum()
        beyond = (window["sum"] - window["size"] * usual) / (window["size"] * usual) ** 0.5
        beyond = beyond[window["size"] >= ENOUGH]
        if len(beyond) and beyond.max() > best:
            best, rate = beyond.max(), (window["sum"] / window["size"])[beyond.idxmax()]
    return float(rate)


PHENOMENON = Phenomenon(
    id="broken-payment-route",
    tables=("payment_attempts",),
    question="How often does a try to pay fail on the route that is broken?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.15,
    tier="course",
)
