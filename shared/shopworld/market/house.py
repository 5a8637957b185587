"""The naive shop: how somebody runs it who looks at no figures; locked decisions are run like this too."""

from __future__ import annotations

import numpy as np

from shopworld.market.decisions import Decisions
from shopworld.market.rules import rules
from shopworld.market.view import View

NAIVE_BID = 50
NAIVE_BUDGET = 5_000
NAIVE_STAFF = 2
NAIVE_COVER = 2.0  # weeks of sales that an order fills up to


def naive_arrays(view: View) -> Decisions:
    """Return the naive shop's decisions: list prices, half a yuan on every fitting word, an order every seventh day."""
    shops = len(view.cash)
    last_week = view.sold[:, -7:].sum(axis=1)
    missing = np.floor(NAIVE_COVER * last_week) + view.lot - view.stock - view.coming
    order = view.lot if view.day == 0 else np.maximum(missing, 0) * (view.day % 7 == 0)
    return Decisions(
        price=view.list_price,
        restock=order.astype(np.int64),
        bid=np.where(view.fit >= 0.8, NAIVE_BID, 0),
        ad_budget=np.full(shops, NAIVE_BUDGET),
        title=view.title,
        coupon=np.zeros(shops),
        live_hours=np.zeros(shops),
        staff=np.full(shops, NAIVE_STAFF),
        risk_limit=np.full(shops, rules().limits.risk_limit),
    )
