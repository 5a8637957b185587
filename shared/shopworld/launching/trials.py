"""Eighty articles listed on trial with little traffic for four weeks: which are worth stocking next month?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, counts, lognormal, rare
from shopworld.seeds import stream

ITEMS, DAYS = 80, 28
MONTH_IMPRESSIONS = 60_000
DEPOSIT_SHARE = 0.1


def rates(seed: int) -> pd.DataFrame:
    """Return what only the model knows: each article's true click, favourite, cart and pre-order rates and refunded share."""
    u = stream(seed, "trial_items", 0).random((ITEMS, 5))
    order = np.round(0.030 * lognormal(u[:, 1], 0.25), 6)
    return pd.DataFrame(
        {
            "item": _names(),
            "click": np.round(0.040 * lognormal(u[:, 0], 0.30), 6),
            "favourite": np.round(0.055 * lognormal(u[:, 2], 0.25), 6),
            "cart": np.round(np.minimum(order * between(u[:, 3], 2.0, 3.2), 0.6), 6),
            "order": order,
            "refunded": np.round(0.09 * lognormal(u[:, 4], 0.5), 6),
        }
    )


def items(seed: int) -> pd.DataFrame:
    """Return the table `trial_items`: what each article is, costs and would sell for; money in fen."""
    words = parameters.settings("trials")
    u = stream(seed, "trial_items", 1).random((ITEMS, 6))
    kinds = [words["kinds"][int(draw * len(words["kinds"]))] for draw in u[:, 0]]
    looks = [words["looks"][int(draw * len(words["looks"]))] for draw in u[:, 1]]
    price = (np.round(between(u[:, 2], 2.0, 17.0)) * 1_000 - 100).astype(np.int64)
    return pd.DataFrame(
        {
            "item": _names(),
            "name_en": [f"{look['en']} {kind['en']}" for look, kind in zip(looks, kinds, strict=True)],
            "name_zh": [f"{look['zh']}{kind['zh']}" for look, kind in zip(looks, kinds, strict=True)],
            "category": [kind["category"] for kind in kinds],
            "price": price,
            "unit_cost": np.round(price * between(u[:, 3], 0.40, 0.68)).astype(np.int64),
            "deposit": (np.round(price * DEPOSIT_SHARE / 100) * 100).astype(np.int64),
            "lead_days": 4 + np.floor(u[:, 4] * 18).astype(np.int64),
            "moq": (50 * (1 + np.floor(u[:, 5] * 10))).astype(np.int64),
        }
    )


def daily(seed: int) -> pd.DataFrame:
    """Return the table `trial_daily`: each article's small traffic, day by day."""
    true = rates(seed)
    u = stream(seed, "trial_items", 2).random((ITEMS, DAYS, 2))
    impressions = counts(u[..., 0], np.full((ITEMS, DAYS), 100.0)).ravel()
    clicks = np.minimum(rare(u[..., 1].ravel(), impressions * np.repeat(true["click"].to_numpy(), DAYS)), impressions)
    row = np.repeat(np.arange(ITEMS * DAYS), clicks)  # every click has its own draws
    v = stream(seed, "trial_items", 3).random((len(row), 3))
    of = true.loc[row // DAYS]
    carted = v[:, 1] < of["cart"].to_numpy()
    ordered = carted & (v[:, 2] < (of["order"] / of["cart"]).to_numpy())

    def per_day(happens: np.ndarray) -> np.ndarray:
        return np.bincount(row[happens], minlength=ITEMS * DAYS)

    return pd.DataFrame(
        {
            "item": np.repeat(_names(), DAYS),
            "day": np.tile(np.arange(1, DAYS + 1), ITEMS),
            "impressions": impressions,
            "clicks": clicks,
            "favourites": per_day(v[:, 0] < of["favourite"].to_numpy()),
            "carts": per_day(carted),
            "preorders": per_day(ordered),
        }
    )


def next_month(seed: int) -> pd.Series:
    """Return what each article would earn next month with 60,000 impressions, in fen, by item, from the model."""
    true, known = rates(seed), items(seed)
    sold = MONTH_IMPRESSIONS * true["click"] * true["order"] * (1 - true["refunded"])
    earned = sold * (known["price"] - known["unit_cost"])
    return pd.Series(np.round(earned).astype(np.int64).to_numpy(), index=known["item"])


def _names() -> list[str]:
    return [f"T{number:02d}" for number in range(1, ITEMS + 1)]
