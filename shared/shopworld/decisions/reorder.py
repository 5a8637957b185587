"""Ninety days of the shelf under a reorder plan: the judge of the stock decision.

The days to come are whole weeks drawn from the demand of the year as it really was, with what an empty shelf turned away.
Deliveries take as long as the factories take at the year's end. The same luck meets every plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.goods import products
from shopworld.seeds import stream
from shopworld.trade import suppliers
from shopworld.world import World

DAYS, LUCKS, WEEK = 91, 48, 7
PACK = 10  # pieces
AFTER_FEES = 0.85  # part of the list price that is left after discounts and the platform
HOLDING = 0.002  # of the goods' cost, a day: money, shelf, and what gets old
ORDERING = 6_000  # fen a purchase order: freight from the factory, unpacking, counting


@dataclass(frozen=True)
class Shelf:
    """A shop's goods and the ninety-one days that wait for them, by luck, day and SKU; money in fen."""

    goods: pd.DataFrame
    demand: np.ndarray
    leads: np.ndarray
    start: np.ndarray


@dataclass(frozen=True)
class Result:
    """What a plan came to, as means over the lucks: profit in fen, share of pieces asked for that were there, orders, stock."""

    profit: float
    filled: float
    orders: float
    stock: float
    filled_by_sku: np.ndarray


@lru_cache(maxsize=4)
def shelf(seed: int) -> Shelf:
    """Return the goods, unseen demand and lead times of a world of the course's size."""
    world = World(seed, "course")
    goods = products.skus(seed)
    demand = true_demand(world)
    weeks = demand[: len(demand) // WEEK * WEEK].reshape(-1, WEEK, len(goods))
    u = stream(seed, "reorder_weeks").random((LUCKS, DAYS // WEEK))
    drawn = weeks[(u * len(weeks)).astype(np.int64)].reshape(LUCKS, DAYS, len(goods))
    u = stream(seed, "reorder_leads").random((2, LUCKS, DAYS, len(goods)))
    before = np.zeros((calendar.DAYS, len(goods)))
    leads = np.stack(
        [suppliers.factory_days(seed, goods, *(np.vstack([before, half[luck]]) for half in u)) for luck in range(LUCKS)]
    )[:, calendar.DAYS :]
    last = world["inventory_daily"].tail(len(goods))["closing"].to_numpy()
    return Shelf(goods, drawn, leads, last)


def true_demand(world: World) -> np.ndarray:
    """Return the pieces asked for, days × SKUs: what was sold and what an empty shelf turned away."""
    inventory, lost = world["inventory_daily"], world.chain.lost
    names = inventory["sku"].unique()
    demand = inventory["sold"].to_numpy().reshape(-1, len(names)).copy()
    day = (lost["date"] - inventory["date"].iloc[0]).dt.days.to_numpy()
    np.add.at(demand, (day, pd.Index(names).get_indexer(lost["sku"])), lost["units"].to_numpy())
    return demand


def run(shelf: Shelf, point: np.ndarray, up_to: np.ndarray) -> Result:
    """Run the ninety-one days: when a SKU's pieces, ordered ones included, fall to `point`, order up to `up_to` in tens."""
    point, up_to = np.asarray(point, dtype=np.int64), np.asarray(up_to, dtype=np.int64)
    stock = np.tile(shelf.start, (LUCKS, 1))
    on_order = np.zeros_like(stock)
    longest = int(shelf.leads.max())
    coming = np.zeros((DAYS + longest + 1, *stock.shape), dtype=np.int64)
    sold, kept, orders = np.zeros(stock.shape), np.zeros(stock.shape), np.zeros(stock.shape)
    row, column = np.indices(stock.shape)
    for day in range(DAYS):
        stock = stock + coming[day]
        on_order = on_order - coming[day]
        out = np.minimum(shelf.demand[:, day], stock)
        stock = stock - out
        wanted = np.where(stock + on_order <= point, np.maximum(up_to - stock - on_order, 0), 0)
        wanted = -(-wanted // PACK) * PACK
        coming[day + shelf.leads[:, day], row, column] += wanted
        on_order = on_order + wanted
        sold, kept, orders = sold + out, kept + stock, orders + (wanted > 0)
    price, cost = shelf.goods["price"].to_numpy(), shelf.goods["cost"].to_numpy()
    profit = sold * (AFTER_FEES * price - cost) - kept * cost * HOLDING - orders * ORDERING
    asked = shelf.demand.sum(axis=1)
    return Result(
        profit=float(profit.sum(axis=1).mean()),
        filled=float(sold.sum() / asked.sum()),
        orders=float(orders.sum(axis=1).mean()),
        stock=float((kept * cost).sum(axis=1).mean() / DAYS),
        filled_by_sku=sold.sum(axis=0) / np.maximum(asked.sum(axis=0), 1),
    )
