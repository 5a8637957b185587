"""Splitting a launch's money: a curve through a trial's levels, and the split at which the last yuan works equally everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("worth", "half")
NO_COLUMN = "The table of curves needs the column `{column}`. It has: {columns}."
NOT_POSITIVE = "`{column}` must be above 0 in every row; {count} rows are not."
HALVES = tuple(range(10, 605, 5))
"""The yuan a day that `half_point` tries."""


def half_point(spend: Any, clicks: Any) -> int:
    """The yuan a day at which a channel gives half of what it could give: the h whose top × x / (x + h) runs closest.

    `spend` and `clicks` are the levels of a trial, clicks a day. Tried from ¥10 to ¥600 in steps of 5, by least squares.
    """
    import numpy as np

    x, y = np.asarray(spend, dtype=float), np.asarray(clicks, dtype=float)

    def off(half: int) -> float:
        return float(((y - top_of(x, y, half) * x / (x + half)) ** 2).sum())

    return min(HALVES, key=off)


def top_of(spend: Any, clicks: Any, half: float) -> float:
    """The clicks a day that a channel could give at most, when `half` yuan a day give half of them (least squares)."""
    import numpy as np

    x, y = np.asarray(spend, dtype=float), np.asarray(clicks, dtype=float)
    part = x / (x + half)
    return float((y * part).sum() / (part**2).sum())


def spread(curves: pd.DataFrame, budget: float) -> pd.Series:
    """The yuan for each row of `curves` such that the budget is used up and the last yuan brings the same in each.

    A row is a curve worth × x / (x + half): `worth` is the yuan that it could bring at most, `half` the spend for half of
    it. A row whose first yuan brings less than that gets nothing. Raises ValueError for a missing or non-positive column.
    """
    import numpy as np

    for column in NEEDED:
        if column not in curves.columns:
            raise ValueError(say(NO_COLUMN).format(column=column, columns=", ".join(map(str, curves.columns))))
        if not (curves[column] > 0).all():
            raise ValueError(say(NOT_POSITIVE).format(column=column, count=int((~(curves[column] > 0)).sum())))
    worth, half = curves["worth"], curves["half"]
    low, high = 0.0, float((worth / half).max())
    for _ in range(60):  # halve the interval in which the last yuan's value lies
        middle = (low + high) / 2
        if (np.sqrt(worth * half / middle) - half).clip(lower=0).sum() <= budget:
            high = middle
        else:
            low = middle
    return (np.sqrt(worth * half / high) - half).clip(lower=0).rename("yuan")
