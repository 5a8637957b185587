"""A change without effect that looked significant when someone looked too early."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.offers import experiments
from shopworld.truth.model import Phenomenon
from shopworld.world import World

SIGNIFICANT = 1.96
FIRST_LOOK = 2


def _test(world: World) -> experiments.Design:
    """Return the test that the question is about; a task gives its code."""
    return experiments.design(world.seed, world.days, "peeked")


def _so_far(world: World) -> tuple[np.ndarray, np.ndarray]:
    """After each day: arm B's lift, and how many standard errors that is."""
    rows = world["experiment_results"]
    rows = rows[rows["experiment"] == experiments.name(_test(world))]
    sums: pd.DataFrame = rows.groupby(["date", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm").cumsum()
    a, b = sums["placed_orders", "A"], sums["placed_orders", "B"]
    rate_a, rate_b = a / sums["visitors", "A"], b / sums["visitors", "B"]
    return (rate_b / rate_a - 1).to_numpy(), ((rate_b / rate_a - 1) / (1 / a + 1 / b) ** 0.5).to_numpy()


def _truth(world: World) -> float:
    return float(_test(world).lift.mean() - 1)


def _naive(world: World) -> float:
    """The lift on the first day on which it was significant; someone looked every day."""
    lift, z = _so_far(world)
    seen = np.flatnonzero(z[FIRST_LOOK:] > SIGNIFICANT) + FIRST_LOOK
    return float(lift[seen[0]] if len(seen) else lift[-1])


def _taught(world: World) -> float:
    """The lift on the last day, as planned."""
    return float(_so_far(world)[0][-1])


PHENOMENON = Phenomenon(
    id="ab-peeked-zero",
    tables=("experiments", "experiment_results"),
    question="What did the change do to conversion, in the test that was stopped in people's minds after a few days?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.055,
    tier="course",
)
