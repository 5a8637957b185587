"""All that one day must know of the others: how many orders it gets, and how many people had bought before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopworld import calendar, parameters
from shopworld.draws import counts
from shopworld.seeds import stream

SIZE = 72  # times the course's shop


@dataclass(frozen=True)
class Day:
    """One day's row of the plan: its number in the year, its orders, those by newcomers, and the buyers known before it."""

    number: int
    orders: int
    newcomers: int
    known: int


def plan(seed: int, days: int = calendar.DAYS) -> list[Day]:
    """Return the first `days` days of the year; a shorter plan has the same days."""
    u = stream(seed, "large_days").random((calendar.DAYS, 2))[:days]
    orders = np.maximum(counts(u[:, 0], calendar.busyness(seed, days) * calendar.ORDERS_PER_DAY * SIZE), 1)
    newcomers = np.minimum(counts(u[:, 1], orders * parameters.settings("market")["buyers"]["new"]), orders)
    newcomers[0] = orders[0]
    known = np.cumsum(newcomers) - newcomers
    rows = zip(orders.tolist(), newcomers.tolist(), known.tolist(), strict=True)
    return [Day(number, *row) for number, row in enumerate(rows)]
