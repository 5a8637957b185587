"""A phenomenon that was planted: what is true, what a novice would compute, and what the taught method computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from shopworld.world import World


@dataclass(frozen=True)
class Phenomenon:
    """One planted truth of a world, with the naive method that must miss it and the taught one that must find it.

    `estimand` comes from the model, never from the tables; where the parameter is not what data can show, it is the
    derivative or the counterfactual of the model. `naive` and `taught` see the tables alone. On every seed `taught` is
    within `tolerance` of `estimand`; on nearly every seed `naive` is not. `tier` is the smallest in which this holds.
    """

    id: str
    tables: tuple[str, ...]
    question: str
    estimand: Callable[[World], float]
    naive: Callable[[World], float]
    taught: Callable[[World], float]
    tolerance: float
    tier: str


def f1(named: pd.Series, true: pd.Series) -> float:
    """Return the F1 score of what was named: twice those rightly named ÷ (named + true), row by row of one index."""
    return float(2 * (named & true).sum() / max(named.sum() + true.sum(), 1))
