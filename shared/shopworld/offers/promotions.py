"""First promotion: the offers Wen may start with, trials of the channels, and the colours of the shop's pages."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, counts, lognormal
from shopworld.seeds import stream

WEEKS = 16


def tools(seed: int) -> pd.DataFrame:
    """Return the table `promo_tools`: six offers with their terms; money in fen, shares as shares.

    `threshold` is the goods value from which it applies, `value` what is taken off (or the gift's cost), `rate` a share of
    the price, `used_share` the share of orders that qualify and do use it.
    """
    u = stream(seed, "promotions").random((6, 3))
    save = (np.round(between(u[:, 0], 0.85, 1.15) * np.array([20, 10, 8, 0, 0, 0])) * 100).astype(np.int64)
    rate = np.round(np.array([0, 0, 0, 0.10, 0.50, 0.15]) * between(u[:, 1], 0.8, 1.2) / 0.01) * 0.01
    rate[4] = 0.50
    used = np.round(np.array([1.0, 0.35, 1.0, 1.0, 0.40, 0.55]) * between(u[:, 2], 0.9, 1.0), 2)
    used[[0, 2, 3]] = 1.0
    return pd.DataFrame(
        {
            "tool": ["spend and save", "coupon", "gift", "straight cut", "second at half price", "festival theme"],
            "name_zh": ["满减", "优惠券", "满赠", "直降", "第二件半价", "节日主题"],
            "threshold": np.array([199, 99, 149, 0, 0, 129], dtype=np.int64) * 100,
            "value": save,
            "rate": np.round(rate, 2),
            "used_share": used,
        }
    )


def channel_trials(seed: int) -> pd.DataFrame:
    """Return the table `channel_trials`: sixteen weeks of spend, visitors and orders for a new item on five channels.

    Visitors follow most × spend ÷ (spend + half): every further yuan brings fewer. Last year's spend differs by week.
    """
    frame = parameters.table("channels")
    u = stream(seed, "channel_trials").random((len(frame), WEEKS, 4))
    half, most, conversion = _curve(seed)
    spend = np.round(half[:, None] * np.array([0.15, 0.3, 0.6, 1.0] * 4) * between(u[..., 0], 0.8, 1.2) / 10) * 10
    visitors = counts(u[..., 1], most[:, None] * spend / (spend + half[:, None]) * lognormal(u[..., 2], 0.08))
    return pd.DataFrame(
        {
            "channel": np.repeat(frame["channel"].to_numpy(), WEEKS),
            "week": np.tile(np.arange(1, WEEKS + 1), len(frame)),
            "spend": (spend * 100).ravel().astype(np.int64),
            "visitors": visitors.ravel(),
            "orders": np.minimum(counts(u[..., 3], visitors * conversion[:, None]), visitors).ravel(),
        }
    )


def _curve(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each channel's hidden half-way spend (yuan a week), most visitors, and conversion."""
    frame = parameters.table("channels")
    u = stream(seed, "channel_trials", 1).random((len(frame), 3))
    half = np.round(frame["half_spend"] * lognormal(u[:, 0], 0.25)).to_numpy()
    most = np.round(frame["most_visitors"] * lognormal(u[:, 1], 0.20)).to_numpy()
    return half, most, np.round(frame["conversion"] * lognormal(u[:, 2], 0.15), 5).to_numpy()


def page_colours(seed: int) -> pd.DataFrame:
    """Return the table `page_colours`: text and background of the parts of three pages; two parts were repainted badly."""
    frame = parameters.table("page_parts")
    u = stream(seed, "page_colours").random(2)
    body = [1, 4, 8, 10]
    calm = {1: "#1F3A5F", 4: "#A84300", 8: "#6B4E00", 10: "#595959"}
    kept = {body[int(u[0] * 4)], body[(int(u[0] * 4) + 1 + int(u[1] * 3)) % 4]}
    frame["text"] = [calm[row] if row in calm and row not in kept else text for row, text in enumerate(frame["text"])]
    return frame
