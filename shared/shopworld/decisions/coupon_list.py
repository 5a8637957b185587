"""Whom to send the half-price coupon next time: what a list of buyers adds to the margin, from each one's true chances."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from shopworld import calendar
from shopworld.offers import coupon_trial

COUPONS = 2_400


def extra(seed: int, days: int = calendar.DAYS) -> pd.Series:
    """Return what a coupon adds to each buyer's margin of thirty days in yuan, by trial_id; often less than nothing."""
    by_buyer = coupon_trial.chances(seed, days).extra_margin / 100
    return pd.Series(by_buyer, index=pd.RangeIndex(1, len(by_buyer) + 1, name="trial_id"))


def added(seed: int, chosen: Collection[int], days: int = calendar.DAYS) -> float:
    """Return what the coupons of these buyers add together, in yuan; each counts once."""
    by_buyer = extra(seed, days)
    return float(by_buyer[by_buyer.index.isin(list(chosen))].sum())


def best(seed: int, days: int = calendar.DAYS) -> float:
    """Return what somebody adds who knows every buyer's chances and has 2,400 coupons, in yuan."""
    return float(extra(seed, days).nlargest(COUPONS).clip(lower=0).sum())
