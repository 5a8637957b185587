"""The shop's members 会员: levels and points from what they paid, and who pays for membership."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import moments
from shopworld.draws import between
from shopworld.moments import DAY, NEVER
from shopworld.sales.orders import Chain
from shopworld.seeds import stream

LEVEL_FROM = (0, 30_000, 80_000, 200_000)  # fen paid in the year: levels 1 to 4
JOINS, JOINS_MORE = 0.42, 0.14  # with one paid order, and for each further one
PAYS = (0.005, 0.03, 0.08, 0.15)  # by level
FEE = 8_800


def members(seed: int, chain: Chain) -> pd.DataFrame:
    """Return the table `members`: one row a buyer who joined, by buyer number; level and points at the end of the table's days.

    A point for each whole yuan paid, refunds taken off. Nobody joins without a paid order.
    """
    orders = chain.orders[chain.orders["paid_at"].notna()]
    back = (
        chain.refunds.groupby("order_id")["amount"]
        .sum()
        .reindex(orders["order_id"])
        .fillna(0)
        .to_numpy()
        .astype(np.int64)
    )
    grouped = pd.DataFrame(
        {
            "buyer_id": orders["buyer_id"].to_numpy(),
            "first": moments.seconds(orders["paid_at"]),
            "net": orders["paid"].to_numpy() - back,
            "orders": 1,
        }
    ).groupby("buyer_id")
    frame = grouped.agg(first=("first", "min"), net=("net", "sum"), orders=("orders", "sum")).reset_index()
    u = stream(seed, "members").random((len(frame), 5))
    frame = frame.assign(level=np.searchsorted(LEVEL_FROM, frame["net"].to_numpy(), side="right"))
    joins = u[:, 0] < JOINS + JOINS_MORE * np.minimum(frame["orders"].to_numpy() - 1, 3)
    frame, u = frame[joins].reset_index(drop=True), u[joins]
    end = int(moments.seconds(chain.orders["created_at"]).max())
    joined = np.minimum(frame["first"].to_numpy() + np.floor(u[:, 1] * u[:, 1] * 20 * DAY).astype(np.int64), end)
    level = np.maximum(frame["level"].to_numpy(), 1)
    pays = u[:, 2] < np.array(PAYS)[level - 1]
    since = np.where(pays, joined + np.floor(u[:, 3] * (end - joined)).astype(np.int64), NEVER)
    earned = np.maximum(frame["net"].to_numpy(), 0) // 100
    used = np.floor(earned * np.where(u[:, 4] < 0.6, 0.0, between(u[:, 4], 0.0, 0.9)) / 100).astype(np.int64) * 100
    return pd.DataFrame(
        {
            "buyer_id": frame["buyer_id"],
            "joined_at": moments.times(joined),
            "level": level,
            "points_earned": earned,
            "points_used": used,
            "paid_member_since": moments.times(since),
            "fee": np.where(pays, FEE, 0),
        }
    )
