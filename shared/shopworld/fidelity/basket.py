"""What one order holds and what it is worth."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld.fidelity.shop import Shop

RARE = 10  # a pair seen less often has a lift of chance


def _lines(shop: Shop) -> pd.Series:
    return shop.lines.groupby("order_id").size()


def _values(shop: Shop) -> pd.Series:
    return np.log(shop.paid["paid"])


@lru_cache(maxsize=1)
def _pairs(shop: Shop) -> tuple[np.ndarray, np.ndarray]:
    """Support and lift of every pair of products bought together at least RARE times."""
    bought = shop.lines[["order_id", "product"]].drop_duplicates()
    held = pd.crosstab(bought["order_id"], bought["product"]).to_numpy()
    together = held.T @ held
    alone = together.diagonal() / len(held)
    lift = together / len(held) / np.outer(alone, alone)
    pair = np.triu_indices(len(together), 1)
    often = together[pair] >= RARE
    return (together[pair] / len(held))[often], lift[pair][often]


MEASURES = {
    "lines_per_order": lambda shop: float(_lines(shop).mean()),
    "one_line_order_share": lambda shop: float((_lines(shop) == 1).mean()),
    "units_per_line": lambda shop: float(shop.lines["quantity"].mean()),
    "pair_lift_p95": lambda shop: float(np.quantile(_pairs(shop)[1], 0.95)),
    "pair_lift_max": lambda shop: float(_pairs(shop)[1].max()),
    "pair_support_max": lambda shop: float(_pairs(shop)[0].max()),
    "order_value_log_sd": lambda shop: float(_values(shop).std()),
    "order_value_log_skew": lambda shop: float(_values(shop).skew()),
    "order_value_p95_to_median": lambda shop: float(shop.paid["paid"].quantile(0.95) / shop.paid["paid"].median()),
    "order_value_mean_to_median": lambda shop: float(shop.paid["paid"].mean() / shop.paid["paid"].median()),
}
