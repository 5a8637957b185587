"""What comes back: which lines are refunded, when, why, how much, and whether the goods are sent back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, lognormal, pick
from shopworld.goods import products
from shopworld.risk import abuse


@dataclass(frozen=True)
class Order:
    """What a refund depends on, one value an order: its number, when and whether it was paid, day, channel, and who buys."""

    numbers: np.ndarray
    paid_at: pd.Series
    paid: np.ndarray
    day: np.ndarray
    channel: np.ndarray
    abuser: np.ndarray
    fake: np.ndarray


def chance(seed: int, sku_row: np.ndarray, day: np.ndarray, channel: np.ndarray, abuser: np.ndarray) -> np.ndarray:
    """Return the chance that a paid line comes back: the SKU's own, by channel and sale, unless the buyer lives off it."""
    market = parameters.settings("market")
    factor = np.array([kind["refund_factor"] for kind in market["channels"]])
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()[day]
    usual = products.skus(seed)["refund_rate"].to_numpy()[sku_row] * factor[channel]
    usual = usual * np.where(sale, market["refunds"]["sale_factor"], 1.0)
    return np.where(abuser, np.maximum(abuse.strength(seed)[1], usual), usual)


def draw(seed: int, lines: pd.DataFrame, orders: Order, u: np.ndarray, rows: np.ndarray) -> pd.DataFrame:
    """Return one row a refund: when, why, how much, and whether the goods came back.

    `u` holds six uniforms for each line that an order may have; an order's block is the one that `rows` names.
    """
    habit = parameters.settings("market")["refunds"]
    reasons = list(habit["reasons"])
    order, sku = lines["position"].to_numpy(), lines["sku_row"].to_numpy()
    own = u[rows[order], lines.groupby("position").cumcount().to_numpy()]
    abuser = orders.abuser[order]
    happens = own[:, 0] < chance(seed, sku, orders.day[order], orders.channel[order], abuser)
    happens &= orders.paid[order] & ~orders.fake[order]
    main = pd.Index(reasons).get_indexer(products.skus(seed)["main_reason"])[sku]
    other = pick(own[:, 2], np.array(list(habit["reasons"].values())))
    reason = np.where(own[:, 1] < habit["main_reason"], main, other)
    reason = np.where(abuser, np.floor(own[:, 2] * len(reasons)).astype(np.int64), reason)
    partial = own[:, 3] < habit["partial"]
    value = lines["paid"].to_numpy()
    amount = np.where(partial, value * round(10 * habit["partial_pays"]) // 10, value)
    from_hour = np.array([habit["from_hour"][name] for name in reasons])[reason]
    hours = from_hour + np.round(between(own[:, 4], 2, 60) * lognormal(own[:, 5], 0.8)).astype(np.int64)
    frame = pd.DataFrame(
        {
            "position": order,
            "order_id": orders.numbers[order],
            "line_id": np.arange(1, len(lines) + 1),
            "applied_at": orders.paid_at.to_numpy()[order] + pd.to_timedelta(hours * 3600, unit="s").to_numpy(),
            "reason": np.array(reasons)[reason],
            "amount": amount,
            "goods_returned": ~partial & (own[:, 3] < np.where(abuser, abuse.GOODS_BACK, habit["goods_back"])),
        }
    )
    return frame[happens & (amount > 0)].reset_index(drop=True)
