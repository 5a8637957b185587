"""A test whose arms got different mixes of visitors by plan: arm B wins in every channel and loses in sum."""

from __future__ import annotations

import pandas as pd

from shopworld.offers import experiments
from shopworld.truth.ab_lost_visitors import lift
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _test(world: World) -> experiments.Design:
    """Return the test that the question is about; a task gives its code."""
    return experiments.design(world.seed, world.days, "simpson")


def _arms(world: World) -> pd.DataFrame:
    rows = world["experiment_results"]
    rows = rows[rows["experiment"] == experiments.name(_test(world))]
    return rows.groupby(["channel", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm")


def _truth(world: World) -> float:
    return float(_test(world).lift.mean() - 1)


def _naive(world: World) -> float:
    """Arm B's conversion over arm A's, all channels together."""
    return lift(_arms(world))


def _taught(world: World) -> float:
    """Arm B's orders over those that its visitors would have placed at arm A's conversion of their channel."""
    arms = _arms(world)
    at_a = arms["placed_orders", "A"] / arms["visitors", "A"] * arms["visitors", "B"]
    return float(arms["placed_orders", "B"].sum() / at_a.sum() - 1)


PHENOMENON = Phenomenon(
    id="ab-simpson",
    tables=("experiments", "experiment_results"),
    question="What did the change do to conversion, in the test whose arms were to get different shares of the feed?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.13,
    tier="course",
)
