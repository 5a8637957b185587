"""Affiliates are paid for every order over their links, also for those that would have come anyway."""

from __future__ import annotations

from shopworld.audience import affiliates
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _true(world: World) -> float:
    return affiliates.brought_in_all(world.seed)


def _naive(world: World) -> float:
    """The share of the affiliate channel's paid orders on which commission is paid: the last click takes all."""
    return float((world["affiliate_orders"]["commission"] > 0).mean())


def _taught(world: World) -> float:
    """One minus orders per visitor with the link switched off over those with it on, as drawn at random."""
    sums = world["affiliate_holdout"].groupby("link_works")[["visitors", "orders"]].sum()
    rate = sums["orders"] / sums["visitors"]
    return float(1 - rate[False] / rate[True])


PHENOMENON = Phenomenon(
    id="affiliate-increment",
    tables=("affiliate_orders", "affiliate_holdout"),
    question="What share of the orders over affiliates' links would not have been placed without them?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.12,
    tier="tiny",
)
