"""The shop's day in one row: orders counted by the day they were placed, with the visitors that led to them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts
from shopworld.sales import orders
from shopworld.seeds import stream


def shop_daily(seed: int, chain: orders.Chain) -> pd.DataFrame:
    """Return the table `shop_daily`: orders counted by the day they were placed, with the visitors that led to them."""
    placed = chain.orders
    day = placed["created_at"].dt.normalize()
    paid = placed["paid_at"].notna()
    grouped = pd.DataFrame({"day": day, "paid": paid, "amount": placed["paid"]}).groupby("day")
    dates = pd.DatetimeIndex(chain.inventory["date"].unique())
    u = stream(seed, "days", 2).random((calendar.DAYS, 3))[: len(dates)]
    per_order = np.round(between(u[:, 0], 27, 36), 4)
    placed_orders = grouped.size().reindex(dates, fill_value=0).to_numpy()
    visitors = counts(
        u[:, 1], np.maximum(placed_orders, 1) * per_order
    )  # a day without orders had visitors all the same
    return pd.DataFrame(
        {
            "date": dates,
            "visitors": visitors,
            "page_views": np.round(visitors * between(u[:, 2], 2.6, 3.4)).astype(np.int64),
            "placed_orders": placed_orders,
            "paid_orders": grouped["paid"].sum().reindex(dates, fill_value=0).to_numpy(),
            "paid_amount": grouped["amount"].sum().reindex(dates, fill_value=0).to_numpy(),
        }
    )
