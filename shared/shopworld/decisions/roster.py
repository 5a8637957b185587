"""Sale days at the service desk under a roster: the judge of the staffing decision.

On a sale day every hour brings three times the contacts of the year's ordinary hour, more or less by the day's luck. Each keeps an
agent for ten minutes on average, also when the answer came late; a late answer keeps nothing. The same luck meets every roster.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld.draws import lognormal
from shopworld.seeds import stream

HOURS, DAYS = 24, 30
TIMES = 3.0  # a sale day, as a multiple of an ordinary one
MINUTES, PATIENCE = 10.0, 3.0
SPREAD = 0.8  # of the logarithm of a contact's minutes
WAGE, KEPT = 32.0, 20.0  # yuan an agent's hour; yuan that an answer in time keeps
MOST = 12  # desks


def usual(arrivals_hourly: pd.DataFrame) -> np.ndarray:
    """Return the contacts of an ordinary day's hours, as the mean of the table's days."""
    contacts = arrivals_hourly["chats"] + arrivals_hourly["tickets"]
    return contacts.groupby(arrivals_hourly["hour"]).mean().reindex(range(HOURS), fill_value=0).to_numpy()


@lru_cache(maxsize=8)
def _days(seed: int, means: tuple[float, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return for each sale day when contacts come, in minutes from midnight, and how long each keeps an agent."""
    days = []
    for day in range(DAYS):
        rng = stream(seed, "roster_days", day)
        luck = float(lognormal(rng.random(1), 0.12)[0])
        expected = np.array(means) * TIMES * luck
        # One contact or none in each of six hundred slots of an hour is near enough to chance as such.
        u = rng.random((HOURS, 600))
        hour, slot = np.nonzero(u < expected[:, None] / 600)
        length = MINUTES * lognormal(rng.random(len(hour)), SPREAD) / round(float(np.exp(SPREAD**2 / 2)), 6)
        days.append((hour * 60 + slot / 10, length))
    return days


def outcome(seed: int, arrivals_hourly: pd.DataFrame, agents: Sequence[int]) -> tuple[float, float]:
    """Return what a sale day leaves in yuan, and the share of contacts that are answered in time; means over the days."""
    means = tuple(round(float(mean), 6) for mean in usual(arrivals_hourly))
    in_time = total = 0
    for moments, lengths in _days(seed, means):
        in_time += _answered(moments, lengths, agents)
        total += len(moments)
    return round(KEPT * in_time / DAYS - WAGE * sum(agents), 2), in_time / max(total, 1)


def _answered(moments: np.ndarray, lengths: np.ndarray, agents: Sequence[int]) -> int:
    """Count the contacts whose first reply comes within three minutes; nobody is sent away."""
    free = [0.0] * MOST
    count = 0
    for moment, length in zip(moments.tolist(), lengths.tolist(), strict=True):
        on_duty = agents[int(moment // 60)]
        if not on_duty:
            continue
        desk = min(range(on_duty), key=free.__getitem__)
        begins = max(moment, free[desk])
        free[desk] = begins + length
        count += begins - moment <= PATIENCE
    return count
