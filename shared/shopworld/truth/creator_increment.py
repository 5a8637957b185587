"""A tracking link counts whoever used it last; only the part of the audience that saw nothing tells what the posts brought."""

from __future__ import annotations

from shopworld.audience import creators
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _true(world: World) -> float:
    known = creators.strength(world.seed)
    return float(1000 * (known["reach"] * known["brought"]).sum() / known["reach"].sum())


def _naive(world: World) -> float:
    campaigns = world["creators"]
    return float(1000 * campaigns["tracked_orders"].sum() / campaigns["audience_shown"].sum())


def _taught(world: World) -> float:
    """New buyers a person shown the posts, less new buyers a person held out."""
    sums = world["creators"].sum(numeric_only=True)
    shown = sums["new_buyers_shown"] / sums["audience_shown"]
    return float(1000 * (shown - sums["new_buyers_held_out"] / sums["audience_held_out"]))


PHENOMENON = Phenomenon(
    id="creator-increment",
    tables=("creators",),
    question="How many new buyers do the opinion leaders' posts bring for every thousand people shown them?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.4,
    tier="tiny",
)
