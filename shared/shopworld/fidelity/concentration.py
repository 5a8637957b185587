"""How much of the sales the best articles and the best buyers hold."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.fidelity.shop import Shop, gini, top_share


def _by_sku(shop: Shop) -> pd.Series:
    return shop.lines.groupby("sku")["paid"].sum()


def _rank_slope(shop: Shop) -> float:
    """Slope of ln units on ln rank over the better half of the SKUs."""
    units = np.sort(shop.lines.groupby("sku")["quantity"].sum().to_numpy())[::-1]
    head = units[: len(units) // 2]
    return float(np.polyfit(np.log(np.arange(1, len(head) + 1)), np.log(head), 1)[0])


def _active_share(shop: Shop) -> float:
    """Mean over months of the share of SKUs that sold at least once."""
    month = shop.lines.merge(shop.paid[["order_id", "created_at"]], on="order_id")["created_at"].dt.to_period("M")
    return float((shop.lines.groupby(month.to_numpy())["sku"].nunique() / len(shop["products"])).mean())


MEASURES = {
    "sku_gini": lambda shop: gini(_by_sku(shop)),
    "sku_top_fifth_share": lambda shop: top_share(_by_sku(shop), 0.20),
    "sku_best_share": lambda shop: float(_by_sku(shop).max() / _by_sku(shop).sum()),
    "sku_rank_slope": _rank_slope,
    "sku_active_share_monthly": _active_share,
    "buyer_gini": lambda shop: gini(shop.spent),
    "buyer_top_fifth_share": lambda shop: top_share(shop.spent, 0.20),
    "buyer_top_hundredth_share": lambda shop: top_share(shop.spent, 0.01),
}
