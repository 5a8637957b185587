"""Lantern Lane's goods: products in variants, their prices and costs, and every price change of the year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, lognormal
from shopworld.memo import remembered
from shopworld.seeds import stream

OWN_SALES = 4  # an article's own price cuts in the year, outside the platform's events
OWN_SALE_DAYS = 10
SALE_CUT = {"traffic": 0.06, "profit": 0.15, "image": 0.10}


@remembered
def skus(seed: int) -> pd.DataFrame:
    """Return every SKU with its hidden parameters: price and cost in fen, weight, popularity, refund rate, segment taste."""
    base = parameters.table("products")
    u = stream(seed, "products").random((len(base), 8, 5))
    rows = []
    for position, product in enumerate(base.itertuples()):
        for number, variant in enumerate(product.variants.split("|")):
            draw = u[position, number]
            size = (
                1 + 0.12 * number
                if variant in {"M", "L", "XL", "10 pcs", "500 ml", "750 ml", "22 inch", "pair"}
                else 1.0
            )
            rows.append(
                {
                    "sku": f"{product.product}-{number + 1}",
                    "product": product.product,
                    "name_en": product.name_en,
                    "name_zh": product.name_zh,
                    "variant": variant,
                    "planned_role": product.planned_role,
                    "price": _nine(product.price * size * float(lognormal(u[position, 7, :1], 0.05)[0])),
                    "cost_share": product.cost_share * float(between(draw[:1], 0.94, 1.06)[0]),
                    "weight_g": int(product.weight_g * size),
                    "popularity": product.popularity
                    * float(lognormal(draw[1:2], 0.85)[0])
                    * float(lognormal(u[position, 6, :1], 0.5)[0]),
                    "refund_rate": product.refund_rate * float(lognormal(draw[2:3], 0.18)[0]),
                    "main_reason": product.main_reason,
                    "students": product.students,
                    "professionals": product.professionals,
                    "families": product.families,
                    "retirees": product.retirees,
                }
            )
    frame = pd.DataFrame(rows)
    frame["cost"] = (np.round(frame["price"] * frame["cost_share"] / 10) * 10).astype(np.int64)
    return _plant(frame, seed)


def _plant(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Plant one product that was planned as a hit and isn't, and one variant that comes back far too often."""
    u = stream(seed, "traps", 2).random(2)
    planned_hits = frame.loc[frame["planned_role"] == "traffic", "product"].unique()
    dull = planned_hits[1 + int(u[0] * (len(planned_hits) - 1))]
    frame.loc[frame["product"] == dull, "popularity"] *= 0.12
    hits = frame[frame["product"].isin(planned_hits)].groupby("product")["popularity"].sum()
    ceiling = 0.25 * hits.drop(dull).median()
    frame.loc[frame["product"] == dull, "popularity"] *= min(1.0, ceiling / hits[dull])
    returning = ["P06", "P09", "P11", "P12"][int(u[1] * 4)]
    bad = frame.index[frame["product"] == returning][-1]
    frame.loc[bad, "refund_rate"] = np.round(frame.loc[bad, "refund_rate"] * 0.3 + 0.30, 6)
    frame.loc[bad, "popularity"] *= 1.8
    return frame


def _nine(yuan: float) -> int:
    """Return a price in fen that ends in 9 yuan, as the trade prices its goods."""
    return max(round(yuan / 10) * 10 - 1, 9) * 100 if yuan >= 30 else max(round(yuan), 9) * 100 + 90


def table(seed: int) -> pd.DataFrame:
    """Return the table `products`: one row a SKU; money in fen."""
    columns = ["sku", "product", "name_en", "name_zh", "variant", "planned_role", "price", "cost", "weight_g"]
    return skus(seed)[columns].rename(columns={"price": "list_price"})


@remembered
def daily_prices(seed: int, days: int = calendar.DAYS) -> np.ndarray:
    """Return the price of every SKU on every day in fen: list price, cut on sale days and in the product's own sales."""
    goods = skus(seed)
    codes = goods["product"].unique()
    u = stream(seed, "prices").random((len(codes), OWN_SALES, 2))
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()
    cut = np.zeros((len(goods), calendar.DAYS))
    platform_cut = goods["planned_role"].map(SALE_CUT).to_numpy()
    cut[:, sale] = platform_cut[:, None]
    for position, code in enumerate(codes):
        mine = (goods["product"] == code).to_numpy()
        starts = (20 + np.arange(OWN_SALES) * 85 + np.floor(u[position, :, 0] * 60)).astype(np.int64)
        for start, depth in zip(starts, u[position, :, 1], strict=True):
            window = slice(start, min(start + OWN_SALE_DAYS, calendar.DAYS))
            deep = platform_cut[mine][0] * (0.8 + 0.8 * depth)
            cut[mine, window] = np.maximum(cut[mine, window], deep)
    yuan = np.round(goods["price"].to_numpy()[:, None] * (1 - cut) / 100)
    prices = np.where(cut > 0, yuan * 100 - 10, goods["price"].to_numpy()[:, None])
    return np.minimum(prices, goods["price"].to_numpy()[:, None]).astype(np.int64)[:, :days]


def price_log(seed: int, days: int = calendar.DAYS) -> pd.DataFrame:
    """Return the table `price_log`: one row each time a SKU's price changed; money in fen."""
    goods = skus(seed)
    prices = daily_prices(seed, days)
    changed = np.ones(prices.shape, dtype=bool)
    changed[:, 1:] = prices[:, 1:] != prices[:, :-1]
    row, day = np.nonzero(changed)
    events = calendar.table(calendar.DAYS)
    price = prices[row, day]
    reason = np.where(
        price == goods["price"].to_numpy()[row],
        "list",
        np.where(events["sale"].to_numpy()[day], "platform sale", "own sale"),
    )
    return pd.DataFrame(
        {
            "sku": goods["sku"].to_numpy()[row],
            "valid_from": calendar.START + pd.to_timedelta(day, unit="D"),
            "price": price,
            "reason": reason,
        }
    )
