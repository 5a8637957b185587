"""A courier with a good mean and a bad tail: the 48-hour rate is hidden by the average."""

from __future__ import annotations

import pandas as pd

from shopworld.sales import shipping
from shopworld.truth.model import Phenomenon
from shopworld.world import World

DUE = pd.Timedelta(hours=48)


def _waits(world: World) -> pd.Series:
    """Return the time from payment to pick-up of every parcel, by courier."""
    parcels = world["shipments"].merge(world["orders"][["order_id", "paid_at"]], on="order_id")
    return (parcels["picked_up_at"] - parcels["paid_at"]).set_axis(parcels["courier"])


def _late(waits: pd.Series) -> pd.Series:
    return (waits > DUE).groupby(level=0).mean()


def _naive(world: World) -> float:
    """Take the courier with the longest mean wait."""
    waits = _waits(world)
    return float(_late(waits)[waits.groupby(level=0).mean().idxmax()])


def _taught(world: World) -> float:
    """Count each courier's parcels beyond 48 hours."""
    return float(_late(_waits(world)).max())


PHENOMENON = Phenomenon(
    id="forgetful-courier",
    tables=("orders", "shipments"),
    question="Which share of its parcels does the least reliable courier pick up later than 48 hours after payment?",
    estimand=lambda world: float(shipping.late_rate(world.seed, world.chain, world["products"]).max()),
    naive=_naive,
    taught=_taught,
    tolerance=0.012,
    tier="course",
)
