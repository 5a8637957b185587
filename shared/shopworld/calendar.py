"""The shop's year 2025: dates, events, and how busy each day is expected to be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import normal
from shopworld.seeds import stream

START = pd.Timestamp("2025-01-01")
DAYS = 365
# First and last day of each event, its name, and the factor on the day's orders.
EVENTS = (
    ("2025-01-24", "2025-02-04", "Spring Festival", 0.42),
    ("2025-03-06", "2025-03-08", "3.8", 1.35),
    ("2025-04-25", "2025-05-01", "Labour Day", 1.30),
    ("2025-06-08", "2025-06-15", "618 warm-up", 0.80),
    ("2025-06-16", "2025-06-18", "618", 2.60),
    ("2025-06-19", "2025-06-27", "618 after", 0.80),
    ("2025-09-22", "2025-09-30", "Golden Week", 1.45),
    ("2025-10-31", "2025-11-09", "D11 warm-up", 0.72),
    ("2025-11-10", "2025-11-10", "D11", 2.60),
    ("2025-11-11", "2025-11-11", "D11", 6.50),
    ("2025-11-12", "2025-11-25", "D11 after", 0.62),
    ("2025-12-12", "2025-12-12", "D12", 1.90),
)
SALE_EVENTS = ("3.8", "618", "D11", "D12")
MONTH_FACTOR = (0.95, 0.72, 0.80, 1.05, 1.08, 1.02, 1.30, 1.22, 1.05, 1.02, 1.00, 0.82)
WEEKDAY_FACTOR = (1.02, 1.00, 0.98, 0.99, 1.04, 1.00, 0.97)
YEAR_GROWTH = 0.55  # the last day of the year is this much busier than the first, season apart


def table(days: int = DAYS) -> pd.DataFrame:
    """Return the table `calendar`: one row a day with its event and whether the shop ran its sale prices."""
    dates = pd.date_range(START, periods=days, freq="D")
    event = pd.Series("", index=dates)
    for first, last, name, _ in EVENTS:
        event[first:last] = name
    return pd.DataFrame(
        {
            "date": dates,
            "weekday": dates.day_name(),
            "event": event.to_numpy(),
            "sale": event.isin(SALE_EVENTS).to_numpy(),
        }
    )


def busyness(seed: int, days: int = DAYS) -> np.ndarray:
    """Return each day's factor on the mean number of orders: season, weekday, events, growth and shared noise."""
    dates = pd.date_range(START, periods=days, freq="D")
    factor = np.array(MONTH_FACTOR)[dates.month - 1] * np.array(WEEKDAY_FACTOR)[dates.day_of_week]
    events = pd.Series(1.0, index=dates)
    for first, last, _, size in EVENTS:
        events[first:last] = size
    growth = 1 + YEAR_GROWTH * (np.arange(days) / DAYS - 0.5)
    return np.round(factor * events.to_numpy() * growth * (1 + 0.09 * _shared_noise(seed, days)), 9)


def _shared_noise(seed: int, days: int) -> np.ndarray:
    """Return noise that lasts: today's is a third of yesterday's and something new."""
    fresh = normal(stream(seed, "days").random(DAYS))
    noise = np.zeros(DAYS)
    noise[0] = fresh[0]
    for day in range(1, DAYS):
        noise[day] = 0.33 * noise[day - 1] + 0.94 * fresh[day]
    return np.clip(noise[:days], -2.5, 2.5)
