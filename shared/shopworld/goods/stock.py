"""The shelf, day by day: what came, what was sold, what was ordered again, and what could not be sold because it was empty.

Zhou orders when 50 pieces are left, whatever the article: too late for what sells fast, far too early for what doesn't.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between
from shopworld.goods import products
from shopworld.seeds import stream
from shopworld.trade import suppliers

ALERT = 50  # pieces left, at the shop's usual size
COVER = 40  # days of recent sales that one purchase order is meant to last
LOOK_BACK = 28  # days that count as recent
PACK = 10
PIECES_PER_ORDER = 1.5
DAY = 86_400


@dataclass(frozen=True)
class Stock:
    """What the shelf did: pieces of each line that could be sold, its two tables, and the demand that was turned away.

    `filled` has one number for each line of demand. `lost` has the columns date, sku and units.
    """

    filled: np.ndarray
    inventory: pd.DataFrame
    purchases: pd.DataFrame
    lost: pd.DataFrame


def run(seed: int, days: int, size: float, lines: pd.DataFrame) -> Stock:
    """Take lines of demand from the shelf in the order of time, and order again by the shop's own rule.

    `lines` has one row a line in the order of time: day, second, sku_row, quantity, and whether it will be paid. Paid lines
    take stock; one that finds too little takes what is left. A line that won't be paid only needs something on the shelf.
    """
    goods = products.skus(seed)
    day, sku = lines["day"].to_numpy(), lines["sku_row"].to_numpy()
    takes = np.where(lines["paid"], lines["quantity"], 0)
    demand = np.zeros((days, len(goods)), dtype=np.int64)
    np.add.at(demand, (day, sku), takes)
    book = _book(seed, goods, demand, size)

    cell = day * len(goods) + sku
    by_cell = np.argsort(cell, kind="stable")
    running = np.cumsum(takes[by_cell])
    starts = np.r_[True, np.diff(cell[by_cell]) != 0]
    before = np.empty(len(lines), dtype=np.int64)
    before[by_cell] = running - takes[by_cell] - (running - takes[by_cell])[starts][np.cumsum(starts) - 1]
    available = book["opening"] + book["received"] - book["damaged"]
    left = available[day, sku] - before
    filled = np.clip(left, 0, lines["quantity"].to_numpy())

    last = (takes > 0) & (left > 0) & (left <= takes)  # the line that empties the shelf
    minutes = np.where((available == 0) & (book["closing"] == 0), 1_440, 0)
    minutes[day[last], sku[last]] = (DAY - lines["second"].to_numpy()[last]) // 60
    dates = calendar.table(days)["date"].to_numpy()
    names = goods["sku"].to_numpy()
    inventory = pd.DataFrame(
        {
            "date": np.repeat(dates, len(names)),
            "sku": np.tile(names, days),
            **{column: book[column].ravel() for column in ("opening", "received", "damaged", "sold", "closing")},
            "on_order": book["on_order"].ravel(),
            "stockout_minutes": minutes.ravel(),
        }
    )
    missed = demand - book["sold"]
    d, s = np.nonzero(missed)
    lost = pd.DataFrame({"date": dates[d], "sku": names[s], "units": missed[d, s]})
    return Stock(filled, inventory, _purchases(seed, goods, book, days), lost)


def _book(seed: int, goods: pd.DataFrame, demand: np.ndarray, size: float) -> dict[str, np.ndarray]:
    """Return the ledger, days × SKUs: what opened, came, was damaged, was sold, and closed; and what was ordered when."""
    days = len(demand)
    u = stream(seed, "stock", 0).random((calendar.DAYS, len(goods), 4))[:days]
    start_u = stream(seed, "stock", 1).random(len(goods))
    expected = goods["popularity"].to_numpy() / goods["popularity"].sum() * size
    expected = expected * calendar.ORDERS_PER_DAY * PIECES_PER_ORDER
    alert = max(round(ALERT * size), 2)
    lead = suppliers.factory_days(seed, goods, u[..., 0], u[..., 3])
    faulty = between(u[..., 1], 0.0, 0.02)
    names = ("opening", "received", "damaged", "sold", "closing", "on_order", "ordered")
    book = {name: np.zeros(demand.shape, dtype=np.int64) for name in names}
    coming = np.zeros((days + int(lead.max()) + 1, len(goods)), dtype=np.int64)
    spoiled = np.zeros_like(coming)
    shelf = np.maximum(np.round(expected * COVER * between(start_u, 0.4, 1.1)), alert).astype(np.int64)
    on_order = np.zeros(len(goods), dtype=np.int64)
    recent = np.floor(expected * LOOK_BACK).astype(np.int64)
    column = np.arange(len(goods))
    for today in range(days):
        book["opening"][today] = shelf
        sold = np.minimum(demand[today], shelf + coming[today] - spoiled[today])
        shelf = shelf + coming[today] - spoiled[today] - sold
        on_order = on_order - coming[today]
        gone = book["sold"][today - LOOK_BACK] if today >= LOOK_BACK else np.floor(expected).astype(np.int64)
        recent = recent + sold - gone
        wanted = np.maximum(-(-np.maximum(recent, 0) * COVER // (LOOK_BACK * PACK)) * PACK, max(alert, PACK))
        ordered = np.where(shelf + on_order < alert, wanted, 0)
        arrives = today + lead[today]
        coming[arrives, column] += ordered
        spoiled[arrives, column] += np.floor(ordered * faulty[today]).astype(np.int64)
        on_order = on_order + ordered
        for name, values in (("sold", sold), ("closing", shelf), ("on_order", on_order), ("ordered", ordered)):
            book[name][today] = values
    book["received"], book["damaged"], book["lead"], book["faulty"] = coming[:days], spoiled[:days], lead, faulty
    book["price_u"] = u[..., 2]
    return book


def _purchases(seed: int, goods: pd.DataFrame, book: dict[str, np.ndarray], days: int) -> pd.DataFrame:
    """Return the table `purchase_orders`; what had not come by the last day has no date of arrival yet."""
    day, sku = np.nonzero(book["ordered"])
    quantity = book["ordered"][day, sku]
    who = suppliers.factories(seed)
    factory = suppliers.assigned(seed, goods)[sku]
    lead = book["lead"][day, sku]
    arrived = day + lead < days
    ordered_at = calendar.START + pd.to_timedelta(day, unit="D")
    unit_cost = goods["cost"].to_numpy()[sku] * between(book["price_u"][day, sku], 0.97, 1.03)
    defects = np.floor(quantity * book["faulty"][day, sku]).astype(np.int64)
    return pd.DataFrame(
        {
            "po_id": 40_001 + np.arange(len(day)),
            "factory": who["factory"].to_numpy()[factory],
            "sku": goods["sku"].to_numpy()[sku],
            "ordered_at": ordered_at,
            "promised_at": ordered_at + pd.to_timedelta(who["promised_days"].to_numpy()[factory], unit="D"),
            "received_at": pd.Series(ordered_at + pd.to_timedelta(lead, unit="D")).where(arrived),
            "quantity": quantity,
            "unit_cost": (np.round(unit_cost / 10) * 10).astype(np.int64),
            "defects": np.where(arrived, defects, 0),
        }
    )
