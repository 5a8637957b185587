"""Which orders are held before they leave: the judge of a rule on six early signs.

A rule says for each combination of the signs whether such an order is held. It meets all paid orders of a year. A false
order that is held saves what it would have cost in points, ranking and fees, on the average of such cases; an honest one
that is held costs a talk, a late parcel, and now and then a buyer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from shopworld.risk.signs import EARLY, signs
from shopworld.world import World

SAVES, COSTS = 60.0, 90.0  # yuan a false order that is held, and an honest one


@dataclass(frozen=True)
class Result:
    """What a rule comes to: yuan, false orders held, honest orders held, and false orders in all."""

    yuan: float
    hit: int
    hurt: int
    false: int


@lru_cache(maxsize=4)
def combinations(seed: int) -> pd.DataFrame:
    """Return the year's orders and false orders by combination of the early signs, from the model."""
    world = World(seed, "course")
    shown = signs(world.__getitem__)[list(EARLY)]
    false = pd.Series(world.chain.ring >= 0, index=world["orders"]["order_id"]).reindex(shown.index)
    return shown.assign(false=false).groupby(list(EARLY))["false"].agg(orders="size", false="sum")


def result(seed: int, rule: pd.DataFrame) -> Result:
    """Return what a rule comes to: one row a combination, the signs and `hold` as True and False.

    A combination that has no row is not held. Raises KeyError for a missing column.
    """
    found = combinations(seed)
    chosen = rule[[*EARLY, "hold"]].astype(bool)
    held = pd.MultiIndex.from_frame(chosen.loc[chosen["hold"], list(EARLY)])
    mine = found[found.index.isin(held)].sum()
    hit, hurt = int(mine["false"]), int(mine["orders"] - mine["false"])
    return Result(SAVES * hit - COSTS * hurt, hit, hurt, int(found["false"].sum()))


def best(seed: int) -> float:
    """Return what somebody earns who knows for each combination how many of its orders are false, in yuan."""
    found = combinations(seed)
    return float((SAVES * found["false"] - COSTS * (found["orders"] - found["false"])).clip(lower=0).sum())
