"""Computers seem to sell better than phones, because few of their visits come from the feed; in every channel phones sell better."""

from __future__ import annotations

from shopworld.audience import traffic
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _truth(world: World) -> float:
    return traffic.phone_better(world.seed)


def _naive(world: World) -> float:
    """The conversion of all visits by phone over that of all visits by computer."""
    sums = world["traffic_daily"].groupby("device")[["placed_orders", "visitors"]].sum()
    rate = sums["placed_orders"] / sums["visitors"]
    return float(rate["phone"] / rate["computer"])


def _taught(world: World) -> float:
    """Orders by phone over those that the same visits would have made at the computers' conversion, channel by channel."""
    sums = world["traffic_daily"].groupby(["channel", "device"])[["placed_orders", "visitors"]].sum().unstack("device")
    computer = sums["placed_orders", "computer"] / sums["visitors", "computer"]
    phone = sums["placed_orders", "phone"] / sums["visitors", "phone"]
    weight = sums["placed_orders", "computer"]  # a channel with few orders by computer says little
    return float((phone / computer * weight).sum() / weight.sum())


PHENOMENON = Phenomenon(
    id="simpson-by-channel",
    tables=("traffic_daily",),
    question="By what factor does a visit by phone lead to an order more often than one by computer from the same channel?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.07,
    tier="course",
)
