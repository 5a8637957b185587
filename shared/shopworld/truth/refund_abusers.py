"""Buyers who live off refunds, among many who have good reasons to send things back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.risk import refund_score
from shopworld.truth.model import Phenomenon
from shopworld.world import World

LEAST_LINES = 3  # with fewer, nobody can be told from bad luck


def _found(world: World, suspicion: pd.Series) -> float:
    """Return which share of the true ones is among as many of the most suspicious buyers."""
    true = suspicion.index.isin(world.chain.abusers)
    first = np.argsort(-suspicion.to_numpy(), kind="stable")[: true.sum()]
    return float(true[first].mean())


def _often_enough(lines: pd.DataFrame) -> pd.Index:
    many = lines["buyer_id"].value_counts()
    return many.index[many >= LEAST_LINES]


def _naive(world: World) -> float:
    """Rank buyers by the share of their lines that came back."""
    lines = refund_score.bought(world.__getitem__)
    rate = lines.groupby("buyer_id")["back"].mean()
    return _found(world, rate.loc[_often_enough(lines).sort_values()])


def _taught(world: World) -> float:
    """Rank buyers by how much likelier their lines are if they live off refunds than if the goods were to blame."""
    lines = refund_score.bought(world.__getitem__)
    by_buyer = refund_score.evidence(lines).groupby(lines["buyer_id"]).sum()
    return _found(world, by_buyer.loc[_often_enough(lines).sort_values()])


PHENOMENON = Phenomenon(
    id="refund-abusers",
    tables=("orders", "order_lines", "refunds", "calendar"),
    question="Of the buyers with three paid lines or more who live off refunds, which share is among as many of the most suspicious?",
    estimand=lambda world: 1.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.30,
    tier="course",
)
