"""A whole week at the service desk under a roster of shifts: the bill of its wages, and of answers that came too late.

The week is this year's week of Double 11 made larger, hour by hour; every unseen week has its own luck, and the same luck meets
every roster. A contact keeps an agent for ten minutes on average, also when the answer came late.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld.draws import lognormal
from shopworld.seeds import stream
from shopworld.service import desk

FIRST_DAY, DAYS = "2025-11-08", 7
OPENS, CLOSES = 9, 24
SHIFTS = {"early": (9, 17), "late": (16, 24), "evening": (19, 23)}
GROWTH = 1.25
MINUTES, SPREAD, PATIENCE = 10.0, 0.8, 3.0  # minutes a contact, spread of their logarithm, minutes until it is late
PAY = {
    "early": 256.0,
    "late": 296.0,
    "evening": 160.0,
}  # ¥32 an hour; ¥40 for the way home at midnight; ¥40 an hour for a short shift
TARGET, A_POINT = 0.90, 1_000.0  # share in time, and yuan for each point of a per cent below it
WEEKS, LUCK = 12, 0.10
MOST = 30  # of one shift
BUDGET = 40_000.0  # yuan set aside for the week
SLOTS = 600  # of an hour


def forecast(arrivals_hourly: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts expected by day (1 to 7) and hour: each day's sum, laid over the hours as they lie in the whole year."""
    table = arrivals_hourly[arrivals_hourly["hour"] >= OPENS]
    contacts = table["chats"] + table["tickets"]
    by_hour = contacts.groupby(table["hour"]).sum()
    days = pd.date_range(FIRST_DAY, periods=DAYS)
    by_day = contacts.groupby(table["date"]).sum().reindex(days)
    expected = GROWTH * np.outer(by_day, by_hour / by_hour.sum())
    hours = CLOSES - OPENS
    return pd.DataFrame(
        {
            "day": np.repeat(np.arange(1, DAYS + 1), hours),
            "hour": np.tile(np.arange(OPENS, CLOSES), DAYS),
            "contacts": expected.ravel(),
        }
    )


def on_duty(shifts: Mapping[tuple[int, str], int]) -> np.ndarray:
    """Return the agents by day and hour of a roster that says how many have each (day, shift)."""
    agents = np.zeros((DAYS, CLOSES - OPENS), dtype=np.int64)
    for (day, shift), count in shifts.items():
        begins, ends = SHIFTS[shift]
        agents[day - 1, begins - OPENS : ends - OPENS] += count
    return agents


def wages(shifts: Mapping[tuple[int, str], int]) -> float:
    """Return what a roster's shifts cost, in yuan."""
    return sum(PAY[shift] * count for (_, shift), count in shifts.items())


@lru_cache(maxsize=8)
def _weeks(seed: int, means: tuple[float, ...], weeks: int) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Return for each day of each week its place in the week, when contacts come (minutes from opening) and how long each takes."""
    expected = np.array(means).reshape(DAYS, -1)
    days = []
    for number in range(weeks * DAYS):
        rng = stream(seed, "roster_weeks", number)
        luck = float(lognormal(rng.random(1), LUCK)[0])
        # One contact or none in each of six hundred slots of an hour is near enough to chance as such.
        u = rng.random((expected.shape[1], SLOTS))
        hour, slot = np.nonzero(u < luck * expected[number % DAYS][:, None] / SLOTS)
        length = MINUTES * lognormal(rng.random(len(hour)), SPREAD) / round(float(np.exp(SPREAD**2 / 2)), 6)
        days.append((number % DAYS, hour * 60 + slot * 60 / SLOTS, length))
    return days


def in_time(seed: int, expected: pd.DataFrame, shifts: Mapping[tuple[int, str], int], weeks: int = WEEKS) -> np.ndarray:
    """Return the share of contacts that are answered within three minutes, week by week."""
    means = tuple(round(float(mean), 6) for mean in expected.sort_values(["day", "hour"])["contacts"])
    agents = on_duty(shifts)
    good, total = np.zeros(weeks), np.zeros(weeks)
    for number, (day, moments, lengths) in enumerate(_weeks(seed, means, weeks)):
        waited = desk.waits(moments, lengths, agents[day].tolist())
        good[number // DAYS] += (waited <= PATIENCE).sum()
        total[number // DAYS] += len(waited)
    return good / np.maximum(total, 1)


def bill(share: float, shifts: Mapping[tuple[int, str], int]) -> float:
    """Return the wages, and for each point of a per cent in time below the target ¥1,000."""
    return round(wages(shifts) + A_POINT * 100 * max(TARGET - share, 0.0), 2)
