"""Prices, price cuts and what they do to demand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.fidelity.shop import Shop

SWEEPS = 50  # alternating means converge long before


def _elasticity(shop: Shop) -> float:
    """Own-price elasticity with two-way fixed effects: ln units on ln price, SKU and day means taken out."""
    lines = shop.lines.merge(shop.paid[["order_id", "created_at"]], on="order_id")
    cell = lines.groupby(["sku", lines["created_at"].dt.to_period("W")]).agg(
        units=("quantity", "sum"), value=("unit_price", "mean")
    )
    logs = np.log(cell).reset_index()
    for _ in range(SWEEPS):
        for by in ("sku", "created_at"):
            logs[["units", "value"]] -= logs.groupby(by)[["units", "value"]].transform("mean")
    return float((logs["units"] * logs["value"]).sum() / (logs["value"] ** 2).sum())


def _price_changes(shop: Shop) -> float:
    """Price changes a SKU in a year."""
    days = len(shop["calendar"])
    return float(len(shop["price_log"]) / shop["products"]["sku"].nunique() * 365 / days - 1)


def _sale_share(shop: Shop) -> float:
    """Share of units that were sold below the list price."""
    lines = shop.lines.merge(shop["products"][["sku", "list_price"]], on="sku")
    below = lines["unit_price"] < lines["list_price"] - 0.005
    return float(lines.loc[below, "quantity"].sum() / lines["quantity"].sum())


def _cut(shop: Shop) -> float:
    """Median cut of the prices below list, as a share of the list price."""
    log = shop["price_log"].merge(shop["products"][["sku", "list_price"]], on="sku")
    cut = 1 - log["price"] / log["list_price"]
    return float(cut[cut > 0.001].median())


def _last_digit_nine(prices: pd.Series) -> float:
    """Share of prices whose last digit that isn't 0 is a 9."""
    fen = (prices * 100).round().astype("int64").astype(str).str.rstrip("0")
    return float((fen.str[-1] == "9").mean())


MEASURES = {
    "own_price_elasticity": _elasticity,
    "price_changes_per_sku": _price_changes,
    "units_below_list_share": _sale_share,
    "median_price_cut": _cut,
    "prices_ending_in_nine": lambda shop: _last_digit_nine(shop["products"]["list_price"]),
    "price_log_sd": lambda shop: float(np.log(shop["products"]["list_price"]).std()),
    "gross_margin_of_list": lambda shop: float(1 - (shop["products"]["cost"] / shop["products"]["list_price"]).mean()),
    "coupon_share_of_goods": lambda shop: float(shop["orders"]["discount"].sum() / shop["orders"]["goods"].sum()),
}
