"""Half a year of goods from outside suppliers: one supplier and one stock alert a category. The judge of the supply decision.

The buyers of the coming half-year and the days that deliveries will take are drawn as the suppliers' habits have it; the same
luck meets every plan. Money in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld.draws import counts
from shopworld.seeds import stream
from shopworld.trade import suppliers

DAYS, LUCKS = 182, 6
LASTS = 30  # days for which the minimum order of the middle supplier lasts: the pieces asked for a day follow from it
START = 25  # days for which there is stock on the first morning
PRICE = 1.5  # what a buyer pays, as a multiple of the middle supplier's quote
HOLDING = 0.005  # of a piece's cost, a night on the shelf
ORDERS = 120  # most orders of a category in the half-year


@dataclass(frozen=True)
class Trade:
    """What waits for a plan: quotes as rows, pieces asked for by category, luck and day, lead days by quote, luck and order."""

    quotes: pd.DataFrame
    asked: np.ndarray
    leads: np.ndarray


def usual(quotes: pd.DataFrame) -> pd.Series:
    """Return the pieces asked for on an ordinary day, by category: a thirtieth of the middle supplier's minimum order."""
    middle = quotes[quotes["supplier"].str.endswith("-B")]
    return middle.set_index("category")["moq"] / LASTS


def price(quotes: pd.DataFrame) -> pd.Series:
    """Return what a buyer pays for a piece, by category, in the quotes' money."""
    middle = quotes[quotes["supplier"].str.endswith("-B")]
    return middle.set_index("category")["unit_cost"] * PRICE


@lru_cache(maxsize=8)
def trade(seed: int) -> Trade:
    """Return the half-year that waits for every plan of a world."""
    quotes = suppliers.quotes(seed)
    a_day = usual(quotes).to_numpy()
    u = stream(seed, "supply_days", 0).random((len(a_day), LUCKS, DAYS))
    asked = counts(u, np.broadcast_to(a_day[:, None, None], u.shape))
    u = stream(seed, "supply_days", 1).random((len(quotes), LUCKS * ORDERS))
    return Trade(quotes, asked, suppliers.lead_days(seed, u).reshape(len(quotes), LUCKS, ORDERS))


def left(seed: int, plan: pd.DataFrame) -> pd.Series:
    """Return what each category leaves in the half-year by a plan (`supplier`, `alert`), as a mean of the lucks, in fen.

    When stock and pieces on order fall to the alert, the supplier's minimum order is bought. What lies there or is under way at
    the end is worth what it cost, so only sold pieces are charged with it. A category without a row sells its first stock and
    nothing more. Raises KeyError for a supplier that doesn't exist, or for a category that stands there twice.
    """
    on = trade(seed)
    place = pd.Series(np.arange(len(on.quotes)), index=on.quotes["supplier"])
    row = place.loc[plan["supplier"]].to_numpy()
    names = on.quotes["category"].drop_duplicates()
    category = pd.Index(names).get_indexer(on.quotes["category"].to_numpy()[row])
    if len(set(category)) < len(category):
        raise KeyError("category")
    quote = np.arange(len(names)) * suppliers.QUOTES_PER_CATEGORY + 1  # the middle one prices the first stock
    alert = np.full(len(names), -1.0)
    quote[category], alert[category] = row, plan["alert"].to_numpy(dtype=float)
    return pd.Series(_run(on, quote, alert), index=names.to_numpy())


def _run(on: Trade, quote: np.ndarray, alert: np.ndarray) -> np.ndarray:
    cost = on.quotes["unit_cost"].to_numpy()[quote][:, None]
    lot = on.quotes["moq"].to_numpy()[quote][:, None]
    stock = np.repeat(np.round(usual(on.quotes).to_numpy() * START).astype(np.int64)[:, None], LUCKS, axis=1)
    leads = on.leads[quote]
    coming = np.zeros((DAYS + int(leads.max()) + 2, *stock.shape), dtype=np.int64)
    on_order, sold, nights, number = (np.zeros_like(stock) for _ in range(4))
    row, luck = np.indices(stock.shape)
    for day in range(DAYS):
        stock, on_order = stock + coming[day], on_order - coming[day]
        out = np.minimum(on.asked[:, :, day], stock)
        stock, sold = stock - out, sold + out
        buys = stock + on_order <= alert[:, None]
        days = leads[row, luck, np.minimum(number, ORDERS - 1)]
        bought = np.where(buys, lot, 0)
        coming[day + days, row, luck] += bought
        on_order, number, nights = on_order + bought, number + buys, nights + stock
    paid = price(on.quotes).to_numpy()[:, None]
    return (sold * (paid - cost) - nights * cost * HOLDING).mean(axis=1)
