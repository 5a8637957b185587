"""Comments and orders rise together because viewers make both; more comments from the same viewers sell nothing."""

from __future__ import annotations

import numpy as np

from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _naive(world: World) -> float:
    """Slope of the logarithm of orders on that of comments, minute by minute."""
    log = world["live_minutes"]
    return float(np.polyfit(np.log1p(log["comments"]), np.log1p(log["orders"]), 1)[0])


def _taught(world: World) -> float:
    """Elasticity from rates per viewer, each compared with the rest of the same pitch of the same session."""
    log = world["live_minutes"]
    log = log[(log["online"] >= 20) & (log["event"] != "coupon")]
    pitch = [log["session_id"], (log["minute"] // 6), log["host"]]
    comments, orders = log["comments"] / log["online"], log["orders"] / log["online"]
    within_c = comments - comments.groupby(pitch).transform("mean")
    within_o = orders - orders.groupby(pitch).transform("mean")
    weight = log["online"]
    slope = (weight * within_c * within_o).sum() / (weight * within_c**2).sum()
    return float(slope * (log["comments"].sum() / log["orders"].sum()))


PHENOMENON = Phenomenon(
    id="comments-and-sales",
    tables=("live_minutes",),
    question="By how many per cent do orders change when the same viewers write one per cent more comments?",
    estimand=lambda world: 0.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.15,
    tier="course",
)
