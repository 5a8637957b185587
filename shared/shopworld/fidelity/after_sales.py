"""From the visit to the payment, and what comes back."""

from __future__ import annotations

import pandas as pd

from shopworld.fidelity.shop import Shop


def _refunded(shop: Shop, sale: bool) -> float:
    """Refunded share of the paid orders that were placed on days with, or without, sale prices."""
    days = shop["calendar"].loc[shop["calendar"]["sale"] == sale, "date"]
    mine = shop.paid[shop.paid["created_at"].dt.normalize().isin(days)]
    return float(mine["order_id"].isin(shop["refunds"]["order_id"]).mean())


def _by_product(shop: Shop) -> pd.Series:
    back = shop["refunds"].groupby(shop["refunds"]["line_id"].map(shop.lines.set_index("line_id")["product"])).size()
    return back / shop.lines.groupby("product").size()


def _lag(shop: Shop) -> pd.Series:
    """Days from payment to the application for a refund."""
    paid_at = shop["refunds"]["order_id"].map(shop.paid.set_index("order_id")["paid_at"])
    return (shop["refunds"]["applied_at"] - paid_at) / pd.Timedelta(days=1)


def _pay_wait(shop: Shop) -> pd.Series:
    return (shop.paid["paid_at"] - shop.paid["created_at"]).dt.total_seconds()


def _device(shop: Shop, name: str) -> float:
    return float((shop["buyers"]["device"] == name).mean())


MEASURES = {
    "unpaid_order_share": lambda shop: float(shop["orders"]["paid_at"].isna().mean()),
    "paid_orders_per_visitor": lambda shop: float(
        shop["shop_daily"]["paid_orders"].sum() / shop["shop_daily"]["visitors"].sum()
    ),
    "pages_per_visitor": lambda shop: float(
        shop["shop_daily"]["page_views"].sum() / shop["shop_daily"]["visitors"].sum()
    ),
    "phone_share": lambda shop: _device(shop, "phone"),
    "seconds_to_pay_median": lambda shop: float(_pay_wait(shop).median()),
    "refunded_order_share": lambda shop: float(shop.paid["order_id"].isin(shop["refunds"]["order_id"]).mean()),
    "refunded_value_share": lambda shop: float(shop["refunds"]["amount"].sum() / shop.paid["paid"].sum()),
    "refund_rate_best_to_worst_product": lambda shop: float(
        _by_product(shop).quantile(0.9) / _by_product(shop).quantile(0.1)
    ),
    "refund_rate_on_sale_days": lambda shop: _refunded(shop, True) / _refunded(shop, False),
    "refunds_within_ten_days": lambda shop: float((_lag(shop) <= 10).mean()),
    "goods_returned_share_of_refunds": lambda shop: float(shop["refunds"]["goods_returned"].mean()),
}
