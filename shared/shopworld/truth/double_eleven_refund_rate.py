"""Refunds of Double 11 fall into weeks with few sales: divided by these, goods seem to come back far more often."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.goods import products
from shopworld.sales import refunds
from shopworld.truth.model import Phenomenon
from shopworld.world import World

FIRST, LAST = pd.Timestamp("2025-11-12"), pd.Timestamp("2025-12-11 23:59:59")


def _estimand(world: World) -> float:
    """The share of what was paid for goods in these thirty days that the model expects to pay back."""
    market = parameters.settings("market")
    orders = world["orders"].assign(ring=world.chain.ring)
    lines = world["order_lines"].merge(orders, on="order_id", suffixes=("", "_order"))
    lines = lines[lines["paid_at"].between(FIRST, LAST)]
    channels = [kind["name"] for kind in market["channels"]]
    chance = refunds.chance(
        world.seed,
        pd.Index(products.skus(world.seed)["sku"]).get_indexer(lines["sku"]),
        (lines["created_at"] - calendar.START).dt.days.to_numpy(),
        pd.Index(channels).get_indexer(lines["channel"]),
        lines["buyer_id"].isin(world.chain.abusers).to_numpy(),
    )
    habit = market["refunds"]
    pays = 1 - habit["partial"] * (1 - habit["partial_pays"])
    return float(np.average(np.where(lines["ring"] >= 0, 0.0, chance) * pays, weights=lines["paid"]))


def _naive(world: World) -> float:
    """Divide what was asked back in thirty days by what was paid in them."""
    paid_back = world["refunds"].loc[world["refunds"]["applied_at"].between(FIRST, LAST), "amount"].sum()
    orders = world["orders"]
    goods = (orders["goods"] - orders["discount"])[orders["paid_at"].between(FIRST, LAST)].sum()
    return float(paid_back / goods)


def _taught(world: World) -> float:
    """Follow the orders that were paid in the thirty days, whenever their goods come back."""
    orders = world["orders"]
    mine = orders[orders["paid_at"].between(FIRST, LAST)]
    paid_back = world["refunds"].loc[world["refunds"]["order_id"].isin(mine["order_id"]), "amount"].sum()
    return float(paid_back / (mine["goods"] - mine["discount"]).sum())


PHENOMENON = Phenomenon(
    id="double-eleven-refund-rate",
    tables=("orders", "refunds"),
    question="Which share of what was paid for goods in the thirty days after Double 11 comes back?",
    estimand=_estimand,
    naive=_naive,
    taught=_taught,
    tolerance=0.022,
    tier="course",
)
