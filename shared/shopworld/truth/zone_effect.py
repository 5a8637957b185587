"""Items put into the new-item zone were rising already, and the season turned in the same week."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.launching import launch_tests
from shopworld.truth.model import Phenomenon
from shopworld.world import World

MATCHES = 6


def _logs(world: World) -> tuple[pd.DataFrame, pd.Series]:
    """Return the logarithm of orders, article × week, and which articles are new."""
    weeks = world["zone_weeks"]
    return np.log(weeks.pivot(index="item", columns="week", values="orders")), weeks.groupby("item")["new_item"].first()


def _change(logs: pd.DataFrame) -> pd.Series:
    return logs.loc[:, 0:].mean(axis=1) - logs.loc[:, :-1].mean(axis=1)


def _naive(world: World) -> float:
    logs, new = _logs(world)
    return float(_change(logs)[new].mean())


def _taught(world: World) -> float:
    """Difference in differences against the older articles that rose most alike in the eight weeks before."""
    logs, new = _logs(world)
    before = logs.loc[:, :-1]
    slope = pd.Series(np.polyfit(before.columns.to_numpy(dtype=float), before.T.to_numpy(), 1)[0], index=logs.index)
    alike = (slope[~new] - slope[new].mean()).abs().nsmallest(MATCHES).index
    change = _change(logs)
    return float(change[new].mean() - change[alike].mean())


PHENOMENON = Phenomenon(
    id="zone-effect",
    tables=("zone_weeks",),
    question="What does the new-item zone add to an article's weekly orders, as a logarithm?",
    estimand=lambda world: launch_tests.zone_effect(world.seed),
    naive=_naive,
    taught=_taught,
    tolerance=0.12,
    tier="tiny",
)
