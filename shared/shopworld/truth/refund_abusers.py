"""Buyers who live off refunds, among many who have good reasons to send things back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.truth.model import Phenomenon
from shopworld.world import World

LEAST_LINES = 3  # with fewer, nobody can be told from bad luck
OFTEN = 0.65  # the refund rate that the taught score supposes of somebody who lives off refunds
KEEPS = 0.65  # and how often such a buyer keeps the goods


def _lines(world: World) -> pd.DataFrame:
    """Return the paid lines of buyers with enough of them, with what came back, why, and whether it was sent back."""
    orders = world["orders"]
    paid = orders.loc[orders["paid_at"].notna(), ["order_id", "buyer_id", "channel", "created_at"]]
    lines = world["order_lines"][["line_id", "order_id", "sku"]].merge(paid, on="order_id")
    sale = world["calendar"].set_index("date")["sale"]
    lines["sale"] = lines["created_at"].dt.normalize().map(sale)
    back = world["refunds"].set_index("line_id")[["reason", "goods_returned"]]
    lines = lines.join(back, on="line_id")
    lines["back"] = lines["reason"].notna()
    return lines


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
    lines = _lines(world)
    rate = lines.groupby("buyer_id")["back"].mean()
    return _found(world, rate.loc[_often_enough(lines).sort_values()])


def _taught(world: World) -> float:
    """Rank buyers by how much likelier their lines are if they live off refunds than if the goods were to blame."""
    lines = _lines(world)
    overall = lines["back"].mean()
    expected = lines["sku"].map(lines.groupby("sku")["back"].mean())
    for circumstance in ("channel", "sale"):
        expected = expected * lines[circumstance].map(lines.groupby(circumstance)["back"].mean() / overall)
    expected = expected.clip(0.005, 0.9)
    score = np.where(lines["back"], np.log(OFTEN / expected), np.log((1 - OFTEN) / (1 - expected)))
    back = lines[lines["back"]]
    kinds = back["reason"].nunique()
    usual = back.groupby(["sku", "reason"]).size() / back.groupby("sku").size()
    reason = usual.reindex(pd.MultiIndex.from_frame(back[["sku", "reason"]])).to_numpy()
    kept = ~back["goods_returned"].astype(bool)
    keeps = kept.mean()
    score[lines["back"]] += np.log(1 / kinds / reason) + np.where(
        kept, np.log(KEEPS / keeps), np.log((1 - KEEPS) / (1 - keeps))
    )
    by_buyer = pd.Series(score, lines.index).groupby(lines["buyer_id"]).sum()
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
