"""What the leading rivals charge, week by week: steady, cut at the platform's events, and undercut after one of their launches."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between
from shopworld.seeds import stream
from shopworld.trade import competitors


def table(seed: int, days: int) -> pd.DataFrame:
    """Return the table `competitor_prices`: one row an item of the five leaders and week; money in fen."""
    known = competitors.items(seed)
    u = stream(seed, "competitor_prices", 0).random((len(known), 5))
    weekly = stream(seed, "competitor_prices", 1).random((len(known), 52))
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()[: 52 * 7].reshape(52, 7).any(axis=1)
    week = np.arange(52)
    price = known["price"].to_numpy()[:, None] * np.ones(52)
    price = price * np.where(sale[None, :], 1 - between(u[:, :1], 0.05, 0.25), 1.0)
    begins = (u[:, 1] * 44).astype(np.int64)
    own_cut = (week >= begins[:, None]) & (week < begins[:, None] + 4) & (u[:, 2:3] < 0.7)
    price = np.where(own_cut, price * (1 - between(u[:, 3:4], 0.04, 0.18)), price)
    moved = price * np.where(weekly < 0.05, 0.96, 1.0)
    fen = (np.round(moved / 100) * 100).astype(np.int64)
    keep = days // 7
    return pd.DataFrame(
        {
            "shop": np.repeat(known["shop"].to_numpy(), keep),
            "item": np.repeat(known["item"].to_numpy(), keep),
            "week_begins": np.tile(calendar.START + pd.to_timedelta(week[:keep] * 7, unit="D"), len(known)),
            "price": fen[:, :keep].ravel(),
        }
    )
