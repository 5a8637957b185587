"""Thirty thousand yuan over eight articles, five channels and fourteen days: what a plan leaves, and how far from the best."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.launching import launch_budget
from shopworld.launching.launch_budget import CHANNELS, DAYS, ITEMS

BUDGET = 30_000.0


def grid(plan: pd.DataFrame) -> np.ndarray:
    """Return a plan (item, channel, day, yuan) as item × channel × day; rows of the same place are added up.

    Raises KeyError for an item, channel or day that doesn't exist.
    """
    yuan = np.zeros((ITEMS, len(CHANNELS), DAYS))
    item = {f"L{number + 1}": number for number in range(ITEMS)}
    channel = {name: number for number, name in enumerate(CHANNELS)}
    for row in plan.itertuples():
        day = int(row.day)
        if not 1 <= day <= DAYS:
            raise KeyError(day)
        yuan[item[str(row.item)], channel[str(row.channel)], day - 1] += float(row.yuan)
    return yuan


def left(seed: int, yuan: np.ndarray) -> float:
    """Return what a plan's orders leave before advertising, in yuan."""
    return launch_budget.response(seed).margins(yuan)


def even() -> np.ndarray:
    """Return the plan that gives every article, channel and day the same."""
    return np.full((ITEMS, len(CHANNELS), DAYS), BUDGET / (ITEMS * len(CHANNELS) * DAYS))


def best(seed: int) -> np.ndarray:
    """Return the plan of somebody who knows every response: the last yuan brings the same everywhere."""
    true = launch_budget.response(seed)
    worth = true.top[:, :, None] * true.busy.T[None] * (true.order * true.margin / 100)[:, None, None]
    half = np.broadcast_to(true.half[None, :, None], worth.shape)
    return water_fill(worth, half, BUDGET)


def water_fill(worth: np.ndarray, half: np.ndarray, budget: float) -> np.ndarray:
    """Return the split of a budget over curves worth × x / (x + half) at which the last yuan brings the same everywhere.

    Found by halving the interval of that last yuan's value: sixty times, which is more than a float can tell.
    """
    low, high = 0.0, float((worth / half).max())
    for _ in range(60):
        middle = (low + high) / 2
        if middle > 0 and _spent(worth, half, middle).sum() <= budget:
            high = middle
        else:
            low = middle
    return _spent(worth, half, high)


def _spent(worth: np.ndarray, half: np.ndarray, last: float) -> np.ndarray:
    return np.maximum(np.sqrt(worth * half / last) - half, 0.0)
