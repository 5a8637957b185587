"""A day's decisions as arrays, one row a shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shopworld.market.rules import rules

if TYPE_CHECKING:
    from shopworld.market.state import State
    from shopworld.market.view import View


@dataclass(frozen=True, eq=False)
class Decisions:
    """What is done today. Money in whole fen; B shops, I items, K words."""

    price: np.ndarray  # (B, I)
    restock: np.ndarray  # (B, I) pieces ordered
    bid: np.ndarray  # (B, I, K) for a click
    ad_budget: np.ndarray  # (B,)
    title: np.ndarray  # (B, I, K) which words each title holds
    coupon: np.ndarray  # (B,) share taken off for those who use it
    live_hours: np.ndarray  # (B,)
    staff: np.ndarray  # (B,) people
    risk_limit: np.ndarray  # (B,) orders with a higher risk score are refused


def resting(shop: State | View) -> Decisions:
    """Return the decisions of somebody who does nothing: what hangs stays (prices, titles), what must be done isn't."""
    shops, items = shop.stock.shape
    nothing = np.zeros(shops, dtype=np.int64)
    return Decisions(
        price=shop.price,
        restock=np.zeros((shops, items), dtype=np.int64),
        bid=np.zeros(shop.title.shape, dtype=np.int64),
        ad_budget=nothing,
        title=shop.title,
        coupon=np.zeros(shops),
        live_hours=np.zeros(shops),
        staff=nothing,
        risk_limit=np.full(shops, rules().limits.risk_limit),
    )
