"""Paid posters: half of them never order often, and innocent groups look like them; only signs taken together tell."""

from __future__ import annotations

import pandas as pd

from shopworld.risk.signs import signs as all_signs
from shopworld.truth.model import Phenomenon, f1
from shopworld.world import World

OFTEN, WITHIN = 3, "1h"  # the rule of thumb: so many orders of one buyer within an hour
SIGNS = 4


def _fake(world: World) -> pd.Series:
    return pd.Series(world.chain.ring >= 0, index=world["orders"]["order_id"])


def _naive(world: World) -> float:
    """Buyers with three orders or more within an hour."""
    orders = world["orders"]
    hour = orders["created_at"].dt.floor(WITHIN)
    named = orders.groupby([orders["buyer_id"], hour])["order_id"].transform("size") >= OFTEN
    return f1(pd.Series(named.to_numpy(), index=orders["order_id"]), _fake(world))


def signs(world: World) -> pd.DataFrame:
    """Return for every paid order which signs it shows, but for the thumb's own; index order_id."""
    return all_signs(world.__getitem__).drop(columns="hurry")


def _taught(world: World) -> float:
    named = signs(world).sum(axis=1) >= SIGNS
    return f1(named.reindex(_fake(world).index, fill_value=False), _fake(world))


PHENOMENON = Phenomenon(
    id="brushing-rings",
    tables=("orders", "order_lines", "order_signals", "shipments", "reviews", "products"),
    question="Which orders were placed by paid posters, as the F1 score of the orders named?",
    estimand=lambda world: 1.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.13,
    tier="course",
)
