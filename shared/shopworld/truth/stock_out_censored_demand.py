"""Sales of an article whose shelf was often empty are not the demand for it."""

from __future__ import annotations

import pandas as pd

from shopworld.truth.model import Phenomenon
from shopworld.world import World

DAY = 1_440  # minutes


def _sku(inventory: pd.DataFrame) -> str:
    """Return the SKU that lost most: its empty minutes, weighed by what it sells a day."""
    by_sku = inventory.groupby("sku")
    return (by_sku["stockout_minutes"].sum() * by_sku["sold"].mean()).idxmax()


def _estimand(world: World) -> float:
    lost = world.chain.lost
    inventory = world["inventory_daily"]
    sku = _sku(inventory)
    sold = inventory.loc[inventory["sku"] == sku, "sold"].sum()
    return float(100 * (sold + lost.loc[lost["sku"] == sku, "units"].sum()) / sold)


def _taught(world: World) -> float:
    """Add what would have sold while the shelf was empty: the rate per order of the shop at other times, by price.

    The rate is taken from the hours with something on the shelf, separately for days at the list price and below it.
    Who wanted nothing else is not among the orders of the empty hours, so these are a little too few: hence 1 − alone.
    """
    inventory, orders = world["inventory_daily"], world["orders"]
    sku = _sku(inventory)
    mine = inventory[inventory["sku"] == sku].set_index("date")
    day = orders["created_at"].dt.normalize()
    minute = (orders["created_at"] - day).dt.total_seconds() / 60
    empty = minute >= DAY - day.map(mine["stockout_minutes"])
    by_day = pd.DataFrame({"open": ~empty, "empty": empty}).groupby(day).sum()
    log = world["price_log"]
    price = log[log["sku"] == sku].set_index("valid_from")["price"].reindex(mine.index, method="ffill")
    by_day["cut"] = price < price.max()
    by_day["sold"] = mine["sold"]
    rates = by_day.groupby("cut")[["sold", "open"]].sum()
    rate = by_day["cut"].map(rates["sold"] / rates["open"])
    lines = world["order_lines"]
    of_one = ~lines["order_id"].duplicated(keep=False)
    alone = orders["order_id"].isin(lines.loc[of_one & (lines["sku"] == sku), "order_id"])[~empty].mean()
    missed = rate * by_day["empty"] / (1 - alone)
    return float(100 * (1 + missed.sum() / mine["sold"].sum()))


PHENOMENON = Phenomenon(
    id="stock-out-censored-demand",
    tables=("inventory_daily", "orders", "order_lines", "price_log"),
    question="What would the SKU that stood empty most have sold a day in the year, in per cent of what it did sell?",
    estimand=_estimand,
    naive=lambda world: 100.0,  # the mean of what was sold each day
    taught=_taught,
    tolerance=3.0,
    tier="course",
)
