"""The thirty days after the tables end, several times over: how far a forecast of paid orders lies from them.

The shop's ordinary days at the end of the year set the level; from December to January it moves as its category does in truth.
No sale and no holiday falls into these days: Spring Festival is on 17 February in 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import counts, normal
from shopworld.seeds import stream
from shopworld.trade import categories

DAYS, MONTHS = 30, 24
CATEGORY = "travel_organisers"
WEEK = 7
LAST = 31  # days at the end of the year that set the level


def error(seed: int, shop_daily: pd.DataFrame, orders: Sequence[float]) -> float:
    """Return a forecast's mean absolute scaled error over twenty-four draws of the thirty days (1: a usual week's step)."""
    came = draws(seed, shop_daily)
    return float(np.abs(came - np.asarray(orders, dtype=float)).mean() / usual_step(shop_daily))


def usual_step(shop_daily: pd.DataFrame) -> float:
    """Return by how many paid orders a day differs from the same day a week earlier, on average over the year."""
    past = shop_daily.sort_values("date")["paid_orders"].to_numpy(dtype=float)
    return float(np.abs(past[WEEK:] - past[:-WEEK]).mean())


def draws(seed: int, shop_daily: pd.DataFrame) -> np.ndarray:
    """Return paid orders, one row a draw of the month and one column a day from 1 January 2026."""
    return _draws(seed, round(level(seed, shop_daily), 6))


def expected(seed: int, shop_daily: pd.DataFrame) -> np.ndarray:
    """Return the orders that somebody expects who knows the model."""
    return level(seed, shop_daily) * _busy(seed)


def level(seed: int, shop_daily: pd.DataFrame) -> float:
    """Return the paid orders of a day of December's end that is neither busy nor quiet."""
    paid = shop_daily.sort_values("date")["paid_orders"].to_numpy(dtype=float)[-LAST:]
    return float(paid.sum() / calendar.busyness(seed)[-LAST:].sum())


def _busy(seed: int) -> np.ndarray:
    """Return each day's factor: December's season moved as the category moves, weekday, and the year's growth going on."""
    season = parameters.settings("market")["season"]
    truth = categories.truth(seed).set_index("category").loc[CATEGORY]
    months = categories.SEASONS[truth["season"]]
    moves = months[0] / months[11] * (1 + truth["growth"])
    dates = pd.date_range(calendar.START + pd.Timedelta(days=calendar.DAYS), periods=DAYS, freq="D")
    growth = 1 + season["year_growth"] * (1 - 15 / calendar.DAYS - 0.5)  # of the middle of December
    return season["month"][11] * moves * growth * np.array(season["weekday"])[dates.day_of_week]


@lru_cache(maxsize=8)
def _draws(seed: int, usual: float) -> np.ndarray:
    season = parameters.settings("market")["season"]
    u = stream(seed, "month_ahead").random((2, MONTHS, DAYS))
    fresh, noise = normal(u[0]), np.zeros((MONTHS, DAYS))
    noise[:, 0] = fresh[:, 0]
    for day in range(1, DAYS):
        noise[:, day] = season["noise_kept"] * noise[:, day - 1] + 0.94 * fresh[:, day]
    return counts(u[1], usual * _busy(seed) * (1 + season["noise"] * np.clip(noise, -2.5, 2.5)))
