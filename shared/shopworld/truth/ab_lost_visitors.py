"""A test in which part of arm B's visitors of one channel was never counted: B seems to convert far better."""

from __future__ import annotations

import pandas as pd

from shopworld.offers import experiments
from shopworld.truth.model import Phenomenon
from shopworld.world import World

Z = 5.0  # visitors are counted for each day they come, so that chance alone makes the split a little uneven


def _test(world: World) -> experiments.Design:
    """Return the test that the question is about; a task gives its code."""
    return experiments.design(world.seed, world.days, "lost visitors")


def _arms(world: World) -> pd.DataFrame:
    """Visitors and orders by channel and arm of the test."""
    rows = world["experiment_results"]
    rows = rows[rows["experiment"] == experiments.name(_test(world))]
    return rows.groupby(["channel", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm")


def lift(arms: pd.DataFrame) -> float:
    """Return by how much arm B's conversion is above arm A's."""
    orders, visitors = arms["placed_orders"].sum(), arms["visitors"].sum()
    return float(orders["B"] / visitors["B"] / (orders["A"] / visitors["A"]) - 1)


def _truth(world: World) -> float:
    return float(_test(world).lift.mean() - 1)


def _naive(world: World) -> float:
    """Arm B's conversion over arm A's, as counted."""
    return lift(_arms(world))


def _taught(world: World) -> float:
    """The same without the channels whose visitors don't split as planned."""
    arms = _arms(world)
    total = arms["visitors"].sum(axis=1)
    z = (arms["visitors", "B"] - total / 2) / (total / 4) ** 0.5
    return lift(arms[z.abs() < Z])


PHENOMENON = Phenomenon(
    id="ab-lost-visitors",
    tables=("experiments", "experiment_results"),
    question="What did the change do to conversion, in the test whose arms don't have the visitors they should?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.10,
    tier="course",
)
