"""The shop's year 2025: dates, events, and how busy each day is expected to be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import normal
from shopworld.seeds import stream

START = pd.Timestamp("2025-01-01")
DAYS = 365


def table(days: int = DAYS) -> pd.DataFrame:
    """Return the table `calendar`: one row a day with its event and whether the shop ran its sale prices."""
    dates = pd.date_range(START, periods=days, freq="D")
    event = pd.Series("", index=dates)
    season = parameters.settings("market")["season"]
    for first, last, name, _ in season["events"]:
        event[first:last] = name
    return pd.DataFrame(
        {
            "date": dates,
            "weekday": dates.day_name(),
            "event": event.to_numpy(),
            "sale": event.isin(season["sale_events"]).to_numpy(),
        }
    )


def busyness(seed: int, days: int = DAYS) -> np.ndarray:
    """Return each day's factor on the mean number of orders: season, weekday, events, growth and shared noise."""
    dates = pd.date_range(START, periods=days, freq="D")
    season = parameters.settings("market")["season"]
    factor = np.array(season["month"])[dates.month - 1] * np.array(season["weekday"])[dates.day_of_week]
    events = pd.Series(1.0, index=dates)
    for first, last, _, size in season["events"]:
        events[first:last] = size
    growth = 1 + season["year_growth"] * (np.arange(days) / DAYS - 0.5)
    return np.round(factor * events.to_numpy() * growth * (1 + season["noise"] * _shared_noise(seed, days)), 9)


def _shared_noise(seed: int, days: int) -> np.ndarray:
    """Return noise that lasts: today's is a part of yesterday's and something new."""
    kept = parameters.settings("market")["season"]["noise_kept"]
    fresh = normal(stream(seed, "days").random(DAYS))
    noise = np.zeros(DAYS)
    noise[0] = fresh[0]
    for day in range(1, DAYS):
        noise[day] = kept * noise[day - 1] + 0.94 * fresh[day]
    return np.clip(noise[:days], -2.5, 2.5)
