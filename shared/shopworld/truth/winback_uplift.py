"""Of the dormant buyers who got the half-price coupon many came back; nearly as many came without it."""

from __future__ import annotations

import pandas as pd

from shopworld.offers import coupon_trial
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _dormant(world: World) -> pd.DataFrame:
    trial = world["coupon_trial"]
    return trial[trial["recency_days"] >= coupon_trial.DORMANT_DAYS]


def _true(world: World) -> float:
    return float(coupon_trial.chances(world.seed, world.days).extra_orders[_dormant(world).index].mean())


def _naive(world: World) -> float:
    """The response: how many of those with the coupon ordered."""
    trial = _dormant(world)
    return float(trial.loc[trial["coupon"], "ordered_30d"].mean())


def _taught(world: World) -> float:
    """The uplift: how many more than of those who were drawn to get none."""
    rate = _dormant(world).groupby("coupon")["ordered_30d"].mean()
    return float(rate[True] - rate[False])


PHENOMENON = Phenomenon(
    id="winback-uplift",
    tables=("coupon_trial",),
    question="How much likelier is a dormant buyer to order within thirty days because of the half-price coupon?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.02,
    tier="course",
)
