"""A change that everyone clicks while it is new, and that does nothing once they are used to it."""

from __future__ import annotations

import pandas as pd

from shopworld.offers import experiments
from shopworld.truth.model import Phenomenon
from shopworld.world import World

EARLY_DAYS = 7


def _lift(rows: pd.DataFrame) -> float:
    sums = rows.groupby("arm")[["visitors", "placed_orders"]].sum()
    rate = sums["placed_orders"] / sums["visitors"]
    return float(rate["B"] / rate["A"] - 1)


def _rows(world: World) -> pd.DataFrame:
    """Return the results of the test that the question is about; a task gives its code."""
    rows = world["experiment_results"]
    return rows[rows["experiment"] == experiments.name(experiments.design(world.seed, world.days, "novelty"))]


def _truth(world: World) -> float:
    return float(experiments.design(world.seed, world.days, "novelty").lift[-1] - 1)


def _naive(world: World) -> float:
    """The lift of the first week, when the decision was wanted."""
    rows = _rows(world)
    return _lift(rows[rows["date"] < rows["date"].min() + pd.Timedelta(days=EARLY_DAYS)])


def _taught(world: World) -> float:
    """The lift from the second week on."""
    rows = _rows(world)
    return _lift(rows[rows["date"] >= rows["date"].min() + pd.Timedelta(days=EARLY_DAYS)])


PHENOMENON = Phenomenon(
    id="ab-novelty",
    tables=("experiments", "experiment_results"),
    question="What does the change do to conversion once visitors are used to it?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.13,
    tier="course",
)
