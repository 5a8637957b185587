"""What comes back: which lines are refunded, when, why, how much, and whether the goods are sent back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, products
from shopworld.draws import between, lognormal, pick

REASONS = ("not as described", "quality", "does not fit", "changed mind", "damaged", "leaks", "late")
OTHER_REASONS_WEIGHT = (2, 2, 0.4, 4, 1, 0.3, 1.5)
CHANNEL_FACTOR = (1.0, 1.15, 1.0, 0.7, 1.8, 1.2)  # search, feed, search ad, direct, live, affiliate
SALE_FACTOR = 1.35  # what is bought in a rush comes back more often


def draw(
    seed: int,
    lines: pd.DataFrame,
    created: pd.DatetimeIndex,
    paid_after: np.ndarray,
    paid: np.ndarray,
    channel: np.ndarray,
    u: np.ndarray,
    numbers: np.ndarray,
) -> pd.DataFrame:
    """Return one row a refund: when, why, how much, and whether the goods came back."""
    goods = products.skus(seed)
    order = lines["position"].to_numpy()
    slot = lines.groupby("position").cumcount().to_numpy()
    own = u[order, slot]
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()[((created - calendar.START).days.to_numpy())[order]]
    chance = goods["refund_rate"].to_numpy()[lines["sku_row"]] * np.array(CHANNEL_FACTOR)[channel[order]]
    chance = chance * np.where(sale, SALE_FACTOR, 1.0)
    happens = (own[:, 0] < chance) & paid[order]
    main = pd.Index(REASONS).get_indexer(goods["main_reason"])[lines["sku_row"]]
    other = pick(own[:, 2], np.array(OTHER_REASONS_WEIGHT))
    reason = np.where(own[:, 1] < 0.55, main, other)
    partial = own[:, 3] < 0.12
    value = lines["paid"].to_numpy()
    amount = np.where(partial, value * 3 // 10, value)
    hours = np.round(between(own[:, 4], 2, 60) * lognormal(own[:, 5], 0.8)).astype(np.int64) + 30
    applied = created[order] + pd.to_timedelta(paid_after[order] + hours * 3600, unit="s")
    frame = pd.DataFrame(
        {
            "position": order,
            "order_id": numbers[order],
            "line_id": np.arange(1, len(lines) + 1),
            "applied_at": applied,
            "reason": np.array(REASONS)[reason],
            "amount": amount,
            "goods_returned": ~partial & (own[:, 3] < 0.88),
        }
    )
    return frame[happens & (amount > 0)].reset_index(drop=True)
