"""A paid membership tried on buyers drawn at random, and three habits meant to bring people back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts
from shopworld.seeds import stream

MONTHS = 12
FEE = 3_900
HABITS = ("daily sign-in", "points for reviews", "nearly-free item")
HABIT_COST = (35, 120, 560)  # fen a buyer and month
MARGIN_AN_ORDER = 2_900
BENEFIT_AN_ORDER = 650


def lift(seed: int) -> float:
    """Return how many more orders a year a member places because of the membership, as a factor on the usual."""
    return float(between(stream(seed, "coupons", 1).random(1), 1.10, 1.45)[0])


def trial(seed: int) -> pd.DataFrame:
    """Return the table `paid_member_trial`: each month's buyers, invited at random or not, over the year that followed.

    Those who join would have bought more than others anyway; only invited against not invited tells the difference.
    """
    u = stream(seed, "coupons", 2).random((MONTHS, 2, 4))
    buyers = np.round(between(u[..., 0], 2_200, 3_600)).astype(np.int64)
    joined = counts(u[..., 1], buyers * 0.12)
    joined[:, 1] = 0
    usual = buyers * 1.5
    keen = joined * 1.5 * 2.6  # members were the keener ones before
    orders_ = counts(u[..., 2], usual + keen * (lift(seed) - 1))
    by_members = np.minimum(counts(u[..., 3], keen * lift(seed)), orders_)
    frame = pd.DataFrame(
        {
            "month": np.repeat(pd.date_range(calendar.START, periods=MONTHS, freq="MS").strftime("%Y-%m"), 2),
            "invited": np.tile([True, False], MONTHS),
            "buyers": buyers.ravel(),
            "joined": joined.ravel(),
            "fees": joined.ravel() * FEE,
            "orders": orders_.ravel(),
            "orders_by_members": by_members.ravel(),
            "benefit_cost": by_members.ravel() * BENEFIT_AN_ORDER,
        }
    )
    frame["margin"] = frame["orders"] * MARGIN_AN_ORDER
    return frame


def habit_lift(seed: int) -> np.ndarray:
    """Return the orders a buyer and quarter that each habit truly adds."""
    return np.round(between(stream(seed, "coupons", 3).random(len(HABITS)), -0.01, 0.05), 4)


def habits(seed: int) -> pd.DataFrame:
    """Return the table `habit_trials`: each habit offered to some buyers and not to others, at random, for a quarter."""
    u = stream(seed, "coupons", 4).random((len(HABITS), 2, 4))
    buyers = np.round(between(u[..., 0], 14_000, 18_000)).astype(np.int64)
    offered = np.array([True, False])[None, :]
    visits = counts(u[..., 1], buyers * np.where(offered, 4.5, 1.8))
    orders_ = counts(u[..., 2], buyers * (0.21 + np.where(offered, habit_lift(seed)[:, None], 0.0)))
    cost = np.where(offered, np.array(HABIT_COST)[:, None] * 3 * buyers * between(u[..., 3], 0.8, 1.0), 0)
    return pd.DataFrame(
        {
            "habit": np.repeat(HABITS, 2),
            "offered": np.tile([True, False], len(HABITS)),
            "buyers": buyers.ravel(),
            "visits": visits.ravel(),
            "orders": orders_.ravel(),
            "margin": orders_.ravel() * MARGIN_AN_ORDER,
            "cost": np.round(cost).astype(np.int64).ravel(),
        }
    )
