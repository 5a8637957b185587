"""What comes back: which lines are refunded, when, why, how much, and whether the goods are sent back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters, products
from shopworld.draws import between, lognormal, pick


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
    market = parameters.settings("market")
    habit = market["refunds"]
    reasons = list(habit["reasons"])
    factor = np.array([channel["refund_factor"] for channel in market["channels"]])
    order = lines["position"].to_numpy()
    slot = lines.groupby("position").cumcount().to_numpy()
    own = u[order, slot]
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()[((created - calendar.START).days.to_numpy())[order]]
    chance = goods["refund_rate"].to_numpy()[lines["sku_row"]] * factor[channel[order]]
    chance = chance * np.where(sale, habit["sale_factor"], 1.0)
    happens = (own[:, 0] < chance) & paid[order]
    main = pd.Index(reasons).get_indexer(goods["main_reason"])[lines["sku_row"]]
    other = pick(own[:, 2], np.array(list(habit["reasons"].values())))
    reason = np.where(own[:, 1] < habit["main_reason"], main, other)
    partial = own[:, 3] < habit["partial"]
    value = lines["paid"].to_numpy()
    amount = np.where(partial, value * round(10 * habit["partial_pays"]) // 10, value)
    hours = np.round(between(own[:, 4], 2, 60) * lognormal(own[:, 5], 0.8)).astype(np.int64) + 30
    applied = created[order] + pd.to_timedelta(paid_after[order] + hours * 3600, unit="s")
    frame = pd.DataFrame(
        {
            "position": order,
            "order_id": numbers[order],
            "line_id": np.arange(1, len(lines) + 1),
            "applied_at": applied,
            "reason": np.array(reasons)[reason],
            "amount": amount,
            "goods_returned": ~partial & (own[:, 3] < habit["goods_back"]),
        }
    )
    return frame[happens & (amount > 0)].reset_index(drop=True)
