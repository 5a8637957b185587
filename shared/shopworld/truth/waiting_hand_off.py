"""Launches are late not where the longest work is but where work lies between two teams."""

from __future__ import annotations

import pandas as pd

from shopworld.team import hand_offs
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _launches(world: World) -> pd.DataFrame:
    table = world["sop_events"]
    return table[table["kind"] == "launch"]


def _hours(spans: pd.Series, steps: pd.Series) -> pd.Series:
    return spans.groupby(steps).mean() / pd.Timedelta(hours=1)


def _naive(world: World) -> float:
    """Take the step on which most hours are worked."""
    cases = _launches(world)
    return float(_hours(cases["done_at"] - cases["started_at"], cases["step"]).max())


def _taught(world: World) -> float:
    """Measure the wait between handing over and beginning, and take the longest."""
    cases = _launches(world)
    return float(_hours(cases["started_at"] - cases["handed_at"], cases["step"]).max())


PHENOMENON = Phenomenon(
    id="waiting-hand-off",
    tables=("sop_events",),
    question="How many hours does a launch lie, on average, at the hand-off where it waits longest?",
    estimand=lambda world: hand_offs.mean_wait(world.seed),
    naive=_naive,
    taught=_taught,
    tolerance=17.0,
    tier="tiny",
)
