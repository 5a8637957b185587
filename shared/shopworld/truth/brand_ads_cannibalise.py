"""Ads for the shop's own name are credited with orders that nearly all come without them too."""

from __future__ import annotations

from shopworld.audience import advertising
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _truth(world: World) -> float:
    return advertising.holdout(world.seed, world.days).incremental


def _naive(world: World) -> float:
    """The report's view: every credited order is owed to the ad."""
    test = world["brand_holdout"]
    on = test[test["group"] == "ads on"]
    return float(on["ad_orders"].sum() / on["ad_orders"].sum())


def _taught(world: World) -> float:
    """What areas without the ads lost, for each order that the ads were credited with in areas that kept them."""
    test = world["brand_holdout"]
    sums = test[test["test_running"]].groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
    rate = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
    lost = rate.loc["ads on"].sum() - rate.loc["ads off"].sum()
    return float(lost / rate.loc["ads on", "ad_orders"])


PHENOMENON = Phenomenon(
    id="brand-ads-cannibalise",
    tables=("brand_holdout",),
    question="What share of the orders credited to ads for the shop's own name would have been lost without them?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.33,
    tier="course",
)
