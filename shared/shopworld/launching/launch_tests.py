"""Tests around a launch: four pictures, what people would pay, and a place in the new-item zone for some articles."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, counts, lognormal
from shopworld.seeds import stream

CREATIVES, CREATIVE_DAYS = 4, 14
PEOPLE = 240
TREATED, OLD, WEEKS, STARTS = 8, 24, 16, 8
RISING_OLD = 10


def click_rates(seed: int) -> np.ndarray:
    """Return the true click rate of the four pictures; the best is a fifth to a half better than the worst."""
    u = stream(seed, "launch_tests", 0).random(CREATIVES + 1)
    base = between(u[:1], 0.030, 0.045)[0]
    return np.round(base * (1 + 0.35 * np.round(u[1:], 9)), 6)


def creatives(seed: int) -> pd.DataFrame:
    """Return the table `creatives`: a fortnight of impressions and clicks of four pictures for one new item."""
    u = stream(seed, "launch_tests", 1).random((CREATIVES, CREATIVE_DAYS, 2))
    impressions = counts(u[..., 0], np.full((CREATIVES, CREATIVE_DAYS), 420.0))
    clicks = np.minimum(counts(u[..., 1], impressions * click_rates(seed)[:, None]), impressions)
    return pd.DataFrame(
        {
            "creative": np.repeat(["A", "B", "C", "D"], CREATIVE_DAYS),
            "day": np.tile(np.arange(1, CREATIVE_DAYS + 1), CREATIVES),
            "impressions": impressions.ravel(),
            "clicks": clicks.ravel(),
        }
    )


def price_answers(seed: int) -> pd.DataFrame:
    """Return the table `price_answers`: what people said of a new item: too cheap, cheap, dear, too dear; money in fen."""
    u = stream(seed, "launch_tests", 2).random((PEOPLE, 6))
    level = 69 * (0.8 + 0.5 * float(stream(seed, "launch_tests", 3).random()))
    fair = level * lognormal(u[:, 0], 0.28)
    cheap = fair * between(u[:, 1], 0.70, 0.92)
    dear = fair * between(u[:, 2], 1.10, 1.45)
    yuan = np.stack([cheap * between(u[:, 3], 0.55, 0.85), cheap, dear, dear * between(u[:, 4], 1.10, 1.50)])
    fen = (np.round(yuan) * 100).astype(np.int64)
    return pd.DataFrame(
        {
            "person": np.arange(1, PEOPLE + 1),
            "too_cheap": fen[0],
            "cheap": fen[1],
            "dear": fen[2],
            "too_dear": fen[3],
            "would_buy_at_69": u[:, 5] < np.clip(0.55 - 0.9 * (69 / fair - 1), 0.02, 0.95),
        }
    )


def zone_effect(seed: int) -> float:
    """Return what the new-item zone truly adds to weekly orders, as a logarithm."""
    return float(between(stream(seed, "launch_tests", 4).random(1), 0.15, 0.40)[0])


def zone(seed: int) -> pd.DataFrame:
    """Return the table `zone_weeks`: weekly orders of eight new items that came into the zone in week 0, and of older ones.

    New items were rising already; ten of the older ones were rising too, the others were not. The season turned with week 0.
    """
    number = TREATED + OLD
    u = stream(seed, "launch_tests", 5).random((number, 3))
    noise = stream(seed, "launch_tests", 6).random((number, WEEKS, 2))
    season = between(stream(seed, "launch_tests", 7).random(2), -0.2, 0.2)
    new = np.arange(number) < TREATED
    rising = new | (np.arange(number) < TREATED + RISING_OLD)
    slope = np.where(rising, between(u[:, 0], 0.045, 0.065), between(u[:, 0], -0.030, 0.005))
    week = np.arange(WEEKS) - STARTS
    log = slope[:, None] * week + np.where(week >= 0, season[0], 0.0) + np.where(week >= 4, season[1] / 2, 0.0)
    log = log + np.where(new[:, None] & (week >= 0), zone_effect(seed), 0.0)
    exponent = np.round(np.exp(log), 6)
    mean = 160 * lognormal(u[:, 1], 0.4)[:, None] * exponent * lognormal(noise[..., 0], 0.05)
    shuffled = np.argsort(u[:, 2], kind="stable")
    frame = pd.DataFrame(
        {
            "item": np.repeat([f"N{n:02d}" for n in range(1, number + 1)], WEEKS),
            "week": np.tile(week, number),
            "in_zone": np.repeat(new[shuffled], WEEKS) & np.tile(week >= 0, number),
            "new_item": np.repeat(new[shuffled], WEEKS),
            "orders": counts(noise[..., 1], mean)[shuffled].ravel(),
        }
    )
    return frame
