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


def _stars(shop: Shop, number: int) -> float:
    return float((shop["reviews"]["stars"] == number).mean())


def _ratio(shop: Shop, table: str, above: str, below: str) -> float:
    """One column's sum over another's."""
    return float(shop[table][above].sum() / shop[table][below].sum())


def _late_stars(shop: Shop) -> float:
    """Mean stars of what came within a week of its payment, less those of what came later."""
    shipped = shop["shipments"].set_index("order_id")["delivered_at"] - shop.paid.set_index("order_id")["paid_at"]
    late = shop["reviews"]["order_id"].map(shipped) > pd.Timedelta(days=7)
    return float(shop["reviews"].loc[~late, "stars"].mean() - shop["reviews"].loc[late, "stars"].mean())


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
    "carts_per_item_visitor": lambda shop: _ratio(shop, "traffic_daily", "carts", "item_visitors"),
    "paid_orders_per_cart": lambda shop: _ratio(shop, "traffic_daily", "paid_orders", "carts"),
    "search_ad_click_rate": lambda shop: _ratio(shop, "ad_daily", "clicks", "impressions"),
    "feed_ad_click_rate": lambda shop: _ratio(shop, "feed_ad_daily", "clicks", "impressions"),
    "reviews_per_delivered_order": lambda shop: float(
        shop["reviews"]["order_id"].nunique() / shop["shipments"]["delivered_at"].notna().sum()
    ),
    "five_star_share": lambda shop: _stars(shop, 5),
    "one_star_share": lambda shop: _stars(shop, 1),
    "stars_lost_when_late": _late_stars,
    "first_reply_median_seconds": lambda shop: float(shop["chats"]["first_reply_s"].median()),
}
