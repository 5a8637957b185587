"""A half-price coupon, given at random to half of the buyers of earlier years: who came, and who would have come anyway.

Some can be persuaded, some come in any case and only pay less, some are gone, and some are put off by being written to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, lognormal, pick
from shopworld.seeds import stream

BUYERS = 12_000
DORMANT_DAYS = 180
MARGIN = 0.45
BASKET, BASKET_SIGMA = 8_200, 0.6
CAP = 1_500  # half the price of one small article, ¥15 at most
AGES = ("18-24", "25-34", "35-44", "45-59", "60+", "")
AGE_WEIGHT = (22, 36, 20, 12, 4, 6)


@dataclass(frozen=True)
class Chances:
    """Each buyer's chance to order within thirty days without and with the coupon, and the margin to expect, in fen."""

    without: np.ndarray
    with_coupon: np.ndarray
    margin_without: np.ndarray
    margin_with: np.ndarray

    @property
    def extra_orders(self) -> np.ndarray:
        """Return what the coupon adds to each buyer's chance to order."""
        return self.with_coupon - self.without

    @property
    def extra_margin(self) -> np.ndarray:
        """Return what giving each buyer the coupon adds to the margin, in fen; often less than nothing."""
        return self.margin_with - self.margin_without


def _features(seed: int, days: int) -> pd.DataFrame:
    number = round(BUYERS * days / calendar.DAYS)
    u = stream(seed, "coupon_trial", 0).random((BUYERS, 6))[:number]
    recency = np.floor(30 + 690 * np.round(u[:, 0] ** 1.3, 9)).astype(np.int64)
    before = 1 + pick(u[:, 1], np.array([52, 22, 11, 6, 4, 3, 2]))
    return pd.DataFrame(
        {
            "trial_id": np.arange(1, number + 1),
            "recency_days": recency,
            "orders_before": before,
            "spent_before": np.round(before * 8_400 * lognormal(u[:, 2], 0.55)).astype(np.int64),
            "messages_opened": pick(u[:, 3], np.array([30, 22, 17, 13, 10, 8])),
            "age_band": np.array(AGES, dtype=object)[pick(u[:, 4], np.array(AGE_WEIGHT))],
            "city_tier": 1 + pick(u[:, 5], np.array([28, 31, 25, 16])),
        }
    )


def chances(seed: int, days: int = calendar.DAYS) -> Chances:
    """Return what only the model knows: how each buyer of the trial would behave either way."""
    who = _features(seed, days)
    level, persuaded, put_off, woken = between(stream(seed, "coupon_trial", 1).random(4), 0, 1)
    faded = np.array([round(math.exp(-days / 260), 9) for days in range(721)])[who["recency_days"]]
    loyal = np.minimum(who["orders_before"].to_numpy(), 5) / 5
    without = (0.05 + 0.02 * level) + 0.16 * faded * loyal
    reads = who["messages_opened"].to_numpy() >= 2
    never_reads = (who["messages_opened"].to_numpy() == 0) & (who["orders_before"].to_numpy() >= 2)
    asleep = who["recency_days"].to_numpy() >= DORMANT_DAYS
    extra = (
        0.012 * woken
        + np.where(reads & ~asleep, 0.08 + 0.06 * persuaded, 0.0)
        + np.where(reads & asleep, 0.04 * woken, 0.0)
    )
    extra = np.where(never_reads, -(0.02 + 0.03 * put_off), extra)
    with_coupon = np.round(np.clip(without + extra, 0.002, 0.9), 6)
    grid = _basket((np.arange(16_384) + 0.5) / 16_384)
    usual = round(float(MARGIN * grid.mean()), 3)
    reduced = round(float((MARGIN * grid - np.minimum(grid // 2, CAP)).mean()), 3)
    return Chances(without, with_coupon, without * usual, with_coupon * reduced)


def table(seed: int, days: int = calendar.DAYS) -> pd.DataFrame:
    """Return the table `coupon_trial`: one row a buyer of earlier years, with what was known when the coupon was drawn."""
    frame, chance = _features(seed, days), chances(seed, days)
    u = stream(seed, "coupon_trial", 2).random((BUYERS, 3))[: len(frame)]
    given = u[:, 0] < 0.5
    ordered = u[:, 1] < np.where(given, chance.with_coupon, chance.without)
    basket = np.where(ordered, _basket(u[:, 2]), 0)
    off = np.where(given, np.minimum(basket // 2, CAP), 0)
    frame["coupon"] = given
    frame["ordered_30d"] = ordered
    frame["paid_30d"] = basket - off
    frame["margin_30d"] = np.round(MARGIN * basket).astype(np.int64) - off
    return frame


def _basket(u: np.ndarray) -> np.ndarray:
    return np.round(BASKET * lognormal(u, BASKET_SIGMA) / 100).astype(np.int64) * 100
