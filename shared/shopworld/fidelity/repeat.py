"""Who comes back, how often and after how long."""

from __future__ import annotations

import pandas as pd

from shopworld.fidelity.shop import Shop


def _again(shop: Shop, days: int) -> float:
    """Share of first buyers who ordered again within so many days, of those who had the time."""
    paid = shop.paid.sort_values("created_at", kind="stable")
    first = paid.groupby("buyer_id")["created_at"].transform("min")
    watched = first <= paid["created_at"].max() - pd.Timedelta(days=days)
    second = (paid.groupby("buyer_id").cumcount() == 1) & ((paid["created_at"] - first).dt.days <= days)
    return float((watched & second).sum() / paid.loc[watched, "buyer_id"].nunique())


def _retention(shop: Shop, months: int) -> float:
    """Mean over the cohorts of first months of the share that ordered again so many months later."""
    month = shop.paid["created_at"].dt.year * 12 + shop.paid["created_at"].dt.month
    seen = pd.DataFrame({"buyer": shop.paid["buyer_id"], "month": month}).drop_duplicates()
    seen["first"] = seen.groupby("buyer")["month"].transform("min")
    size = seen[seen["month"] == seen["first"]].groupby("first").size()
    later = seen[seen["month"] == seen["first"] + months].groupby("first").size()
    watched = size[size.index + months <= month.max()]
    return float((later.reindex(watched.index, fill_value=0) / watched).mean())


def _more(shop: Shop) -> float:
    """Of the buyers with two orders or more, the share with three or more."""
    return float((shop.orders_per_buyer >= 3).sum() / (shop.orders_per_buyer >= 2).sum())


MEASURES = {
    "one_time_buyer_share": lambda shop: float((shop.orders_per_buyer == 1).mean()),
    "third_order_share_of_repeaters": _more,
    "orders_per_buyer_dispersion": lambda shop: float(shop.orders_per_buyer.var() / shop.orders_per_buyer.mean()),
    "again_within_30_days": lambda shop: _again(shop, 30),
    "again_within_90_days": lambda shop: _again(shop, 90),
    "month_1_retention": lambda shop: _retention(shop, 1),
    "gap_median_days": lambda shop: float(shop.gaps.median()),
    "gap_variation": lambda shop: float(shop.gaps.std() / shop.gaps.mean()),
    "same_day_gap_share": lambda shop: float((shop.gaps < 1).mean()),
}
