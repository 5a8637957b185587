"""Coupon campaigns as the back office sums them up: how many were given, used, and what they seem to have brought."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts, pick
from shopworld.seeds import stream

CAMPAIGNS = 36
AUDIENCES = ("new", "known", "dormant", "everybody")
WEIGHT = (3, 3, 2, 2)
REDEEMED = {"new": 0.06, "known": 0.14, "dormant": 0.035, "everybody": 0.045}
THRESHOLDS = (4_900, 9_900, 14_900, 19_900)
SHARES = (0.08, 0.10, 0.15, 0.20)


def table(seed: int, days: int) -> pd.DataFrame:
    """Return the table `coupons`: one row a campaign of wallet coupons; money in fen.

    They are paid back to the buyer's wallet, so an order's `paid` doesn't show them.
    """
    number = round(CAMPAIGNS * days / calendar.DAYS)
    u = stream(seed, "coupons").random((CAMPAIGNS, 9))[:number]
    audience = np.array(AUDIENCES)[pick(u[:, 0], np.array(WEIGHT))]
    threshold = np.array(THRESHOLDS)[(u[:, 1] * 4).astype(np.int64)]
    value = (np.round(threshold * np.array(SHARES)[(u[:, 2] * 4).astype(np.int64)] / 100) * 100).astype(np.int64)
    issued = np.round(between(u[:, 3], 1_500, 9_000) / 100).astype(np.int64) * 100
    usual = np.array([REDEEMED[name] for name in audience]) * (0.5 + 5 * value / threshold)
    redeemed = np.minimum(counts(u[:, 4], issued * usual), issued)
    begins = np.floor((np.arange(number) + u[:, 5]) * days / number)
    lasts = 3 + np.floor(u[:, 6] * 12)
    return pd.DataFrame(
        {
            "coupon_id": np.arange(1, number + 1) + 500,
            "audience": audience,
            "threshold": threshold,
            "value": value,
            "begins": calendar.START + pd.to_timedelta(begins, unit="D"),
            "ends": calendar.START + pd.to_timedelta(np.minimum(begins + lasts, days - 1), unit="D"),
            "issued": issued,
            "redeemed": redeemed,
            "cost": redeemed * value,
            "sales": np.round(redeemed * threshold * between(u[:, 7], 1.15, 1.6)).astype(np.int64),
        }
    )
