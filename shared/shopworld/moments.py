"""Moments of the year as whole seconds since its first midnight, and back: sums of whole numbers are the same everywhere."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar

MINUTE, HOUR, DAY = 60, 3_600, 86_400
NEVER = np.iinfo(np.int64).min  # pandas' own sign for a time that there is none of


def seconds(times: pd.Series) -> np.ndarray:
    """Return times as whole seconds since the year began; a missing time becomes `NEVER`."""
    since = (times.to_numpy().astype("datetime64[s]") - np.datetime64(calendar.START, "s")).astype(np.int64)
    return np.where(times.isna(), NEVER, since)


def times(since: np.ndarray) -> pd.Series:
    """Return seconds since the year began as times; `NEVER` becomes a missing time."""
    stamps = np.datetime64(calendar.START, "s") + np.where(since == NEVER, 0, since).astype("timedelta64[s]")
    return pd.Series(np.where(since == NEVER, np.datetime64("NaT", "s"), stamps).astype("datetime64[us]"))
