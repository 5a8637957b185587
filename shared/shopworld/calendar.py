"""The shop's year 2025: dates, events, and how busy each day is expected to be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, normal
from shopworld.memo import remembered
from shopworld.seeds import stream

START = pd.Timestamp("2025-01-01")
DAYS = 365
ORDERS_PER_DAY = 264.0  # that people want to place on a usual day


@remembered
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


def event_sizes(seed: int) -> np.ndarray:
    """Return the factor of each event of the year on the day's orders; every shop's events are a little different."""
    usual = np.array([size for *_, size in parameters.settings("market")["season"]["events"]])
    return np.round(1 + (usual - 1) * between(stream(seed, "events").random(len(usual)), 0.85, 1.2), 6)


@remembered
def busyness(seed: int, days: int = DAYS, leave_out: tuple[str, ...] = ()) -> np.ndarray:
    """Return each day's factor on the mean number of orders: season, weekday, events, growth and shared noise.

    With `leave_out`, as it would have been had these events not taken place.
    """
    dates = pd.date_range(START, periods=days, freq="D")
    season = parameters.settings("market")["season"]
    factor = np.array(season["month"])[dates.month - 1] * np.array(season["weekday"])[dates.day_of_week]
    events = pd.Series(1.0, index=dates)
    for (first, last, name, _), size in zip(season["events"], event_sizes(seed), strict=True):
        events[first:last] = 1.0 if name in leave_out else size
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
