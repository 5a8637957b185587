"""How long a buyer waits for the first word: a log-normal service time, the hour's load, and the automatic reply at night."""

from __future__ import annotations

import numpy as np

from shopworld import calendar, parameters
from shopworld.draws import lognormal
from shopworld.moments import DAY, HOUR
from shopworld.team import rosters

MEDIAN_S, SPREAD = 26, 1.0
AUTOMATIC_SHARE_BY_DAY = 0.04
BUSY_HOUR = 0.62  # how busy the two on duty are in the busiest hour of an ordinary day
FULL = 0.92  # above this they are always working
LONGEST_S = 4 * 3_600


def load(seed: int, since: np.ndarray) -> np.ndarray:
    """Return the factor ρ/(1−ρ) on waiting, for each moment in seconds since the year began."""
    by_day = np.minimum(since // DAY, calendar.DAYS - 1)
    hours = np.array(parameters.settings("market")["season"]["hour"])
    busy = calendar.busyness(seed)[by_day] * hours[since % DAY // HOUR] / hours.max() * BUSY_HOUR
    staffed = (rosters.on_duty(seed, since) >= 0).sum(axis=1)
    rho = np.minimum(busy * 2 / np.maximum(staffed, 1), FULL)
    return np.round(rho / (1 - rho), 6)


def first_reply(seed: int, since: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return the whole seconds until the first reply; with nobody on duty, and now and then by day, a machine answers in 1 or 2.

    `u` has three uniforms a row.
    """
    nobody = (rosters.on_duty(seed, since) >= 0).sum(axis=1) == 0
    automatic = nobody | (u[:, 0] < AUTOMATIC_SHARE_BY_DAY)
    waits = MEDIAN_S * (0.4 + load(seed, since)) * lognormal(u[:, 1], SPREAD)
    human = np.clip(np.round(waits), 3, LONGEST_S).astype(np.int64)
    return np.where(automatic, 1 + (u[:, 2] < 0.5), human)
