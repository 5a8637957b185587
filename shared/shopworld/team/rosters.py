"""Who of the service team is on duty: early, late, and at night when a platform sale runs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.moments import DAY, HOUR
from shopworld.seeds import stream
from shopworld.team import staff

AGENTS = ("E05", "E06", "E07", "E08", "E09", "E10")
OPENS, CHANGES = 9, 16  # early is 9 to 17 o'clock, late 16 to 24, night 0 to 8
SHIFTS = {"early": ("09:00", "17:00"), "late": ("16:00", "24:00"), "night": ("00:00", "08:00")}


def crews(seed: int) -> np.ndarray:
    """Return the three pairs of agents who work together; row by row positions in AGENTS."""
    return np.argsort(stream(seed, "shifts").random(len(AGENTS)), kind="stable").reshape(3, 2)


def at_work(seed: int) -> np.ndarray:
    """Return by day, shift (early, late, night) and place the position in AGENTS, −1 where nobody stands."""
    pairs = crews(seed)
    day = np.arange(calendar.DAYS)
    duty = np.stack([pairs[day % 3], pairs[(day + 1) % 3], pairs[(day + 2) % 3]], axis=1)
    duty[~_nights(), 2] = -1
    who, last = staff.leaver(seed)
    if who in AGENTS:
        gone = day > (last - calendar.START).days
        duty[(duty == AGENTS.index(who)) & gone[:, None, None]] = -1
    return duty


def _nights() -> np.ndarray:
    """Return for each day whether the platform's sale keeps somebody up in its first hours."""
    return calendar.table()["sale"].to_numpy()


def shifts(seed: int, days: int) -> pd.DataFrame:
    """Return the table `shifts`: one row an agent and day on duty."""
    day, shift, place = np.nonzero(at_work(seed)[:days] >= 0)
    agent = at_work(seed)[day, shift, place]
    names = list(SHIFTS)
    return pd.DataFrame(
        {
            "date": calendar.START + pd.to_timedelta(day, unit="D"),
            "staff_id": np.array(AGENTS)[agent],
            "shift": np.array(names)[shift],
            "begins": np.array([SHIFTS[name][0] for name in names])[shift],
            "ends": np.array([SHIFTS[name][1] for name in names])[shift],
        }
    ).sort_values(["date", "staff_id"], ignore_index=True)


def on_duty(seed: int, since: np.ndarray) -> np.ndarray:
    """Return for each moment (seconds since the year began) the two agents on duty as positions in AGENTS, −1 for none.

    Between four and five o'clock in the afternoon the late shift answers. After the year's last day nobody is listed, and
    the year's last roster goes on.
    """
    day = np.clip(since // DAY, 0, calendar.DAYS - 1)
    hour = since % DAY // HOUR
    slot = np.select([hour < OPENS, hour < CHANGES], [2, 0], default=1)
    return at_work(seed)[day, slot]


def one_of(seed: int, since: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return for each moment one agent on duty as a position in AGENTS, −1 where nobody is."""
    duty = on_duty(seed, since)
    duty = np.where(duty >= 0, duty, duty[:, ::-1])  # one alone answers everything
    return np.where(u < 0.5, duty[:, 0], duty[:, 1])
