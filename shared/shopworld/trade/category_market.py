"""What a market-analysis tool shows of every category: monthly figures, the top sellers, price bands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, lognormal, normal
from shopworld.seeds import stream
from shopworld.trade import categories

MONTHS = pd.period_range("2024-01", "2025-12", freq="M")
TOP_SELLERS = 20
BANDS = 6


def monthly(seed: int) -> pd.DataFrame:
    """Return the table `category_market`: one row a month and category over two years; money in fen."""
    truth = categories.truth(seed)
    months = len(MONTHS)
    u = stream(seed, "category_market").random((len(truth), months, 6))
    season = np.array([categories.SEASONS[name] for name in truth["season"]])[:, np.arange(months) % 12]
    elapsed = np.arange(months) - (months - 1)
    growth = np.round((1 + truth["growth"].to_numpy()[:, None]) ** elapsed, 9)
    searches = np.round(truth["searches"].to_numpy()[:, None] * season * growth * lognormal(u[..., 0], 0.05))
    clicks = np.round(searches * truth["click_rate"].to_numpy()[:, None] * between(u[..., 1], 0.97, 1.03))
    orders = np.round(clicks * truth["conversion"].to_numpy()[:, None] * between(u[..., 2], 0.95, 1.05))
    price = truth["price"].to_numpy()[:, None] * between(u[..., 3], 0.97, 1.03)
    return pd.DataFrame(
        {
            "month": np.tile(MONTHS.astype(str), len(truth)),
            "category": np.repeat(truth["category"].to_numpy(), months),
            "searches": searches.ravel().astype(np.int64),
            "clicks": clicks.ravel().astype(np.int64),
            "paid_orders": orders.ravel().astype(np.int64),
            "sales": np.round(orders * price).ravel().astype(np.int64),
            "sellers": np.round(truth["sellers"].to_numpy()[:, None] * between(u[..., 4], 0.98, 1.02))
            .ravel()
            .astype(np.int64),
            "refund_rate": np.round(
                truth["refund_rate"].to_numpy()[:, None] * between(u[..., 5], 0.93, 1.07), 4
            ).ravel(),
            "average_cpc": np.repeat(click_price(truth), months),
        }
    ).sort_values(["month", "category"], ignore_index=True)


def click_price(truth: pd.DataFrame) -> np.ndarray:
    """Return what a paid click costs in fen: dearer where baskets are larger and where few sellers hold the top."""
    held = np.array([concentration(row.tail, row.sellers) for row in truth.itertuples()])
    return np.round(truth["price"] * truth["conversion"] * (0.10 + 0.45 * held) + 12).astype(np.int64)


def concentration(tail: float, sellers: int) -> float:
    """Return CR4, the four largest sellers' share of a category's sales."""
    return float(np.round(categories.seller_shares(tail, int(sellers))[:4].sum(), 6))


def top_sellers(seed: int) -> pd.DataFrame:
    """Return the table `category_sellers`: the twenty largest sellers of each category with their share of the year's sales."""
    truth = categories.truth(seed)
    market = monthly(seed)
    year = market[market["month"].str.startswith("2025")].groupby("category")["sales"].sum()
    u = stream(seed, "category_sellers").random((len(truth), TOP_SELLERS))
    held = [categories.seller_shares(row.tail, row.sellers)[:TOP_SELLERS] for row in truth.itertuples()]
    shares = np.sort(np.round(np.array(held) * between(u, 0.94, 1.06), 5), axis=1)[:, ::-1]
    sales = np.round(shares * year[truth["category"]].to_numpy()[:, None]).astype(np.int64)
    ranks = range(1, TOP_SELLERS + 1)
    return pd.DataFrame(
        {
            "category": np.repeat(truth["category"].to_numpy(), TOP_SELLERS),
            "rank": np.tile(ranks, len(truth)),
            "seller": [f"{category[:3].upper()}-{rank:02d}" for category in truth["category"] for rank in ranks],
            "sales_share": shares.ravel(),
            "sales": sales.ravel(),
        }
    )


def price_bands(seed: int) -> pd.DataFrame:
    """Return the table `price_bands`: six bands a category with shares of sales and of sellers; one band is under-served."""
    truth = categories.truth(seed)
    u = stream(seed, "price_bands").random((len(truth), BANDS, 3))
    gap = (u[:, 0, 2] * 3).astype(np.int64) + 2
    edges = np.array([0.0, 0.5, 0.8, 1.1, 1.5, 2.2, 4.0])
    demand = np.array([0.12, 0.24, 0.28, 0.19, 0.12, 0.05])
    bounds = np.round(edges * truth["price"].to_numpy()[:, None] / 1000) * 10
    sales = demand * between(u[..., 0], 0.8, 1.2)
    sellers = demand * between(u[..., 1], 0.8, 1.2)
    sellers[np.arange(len(truth)), gap] *= 0.42
    rating = np.round(4.62 + 0.03 * np.arange(BANDS) + 0.05 * normal(u[..., 2]), 2).clip(max=5.0)
    return pd.DataFrame(
        {
            "category": np.repeat(truth["category"].to_numpy(), BANDS),
            "band": np.tile(np.arange(1, BANDS + 1), len(truth)),
            "low": (bounds[:, :-1] * 100).astype(np.int64).ravel(),
            "high": (bounds[:, 1:] * 100).astype(np.int64).ravel(),
            "sales_share": np.concatenate([_shares(row) for row in sales]),
            "seller_share": np.concatenate([_shares(row) for row in sellers]),
            "average_rating": rating.ravel(),
        }
    )


def _shares(values: np.ndarray) -> np.ndarray:
    """Scale values to four-decimal shares that add up to exactly one."""
    shares = np.round(values / values.sum(), 4)
    shares[np.argmax(shares)] += 1 - shares.sum()
    return np.round(shares, 4)
