"""Heroes are pitched when most people watch: the pitch is given the credit of the tide."""

from __future__ import annotations

import math

import pandas as pd

from shopworld.streams import live
from shopworld.truth.model import Phenomenon
from shopworld.world import World

HEROES = 3


def _true(world: World) -> float:
    return math.log(live.effects(world.seed).pitch)


def _by_minute(world: World) -> tuple[pd.DataFrame, list[str]]:
    """Return the minute log with every hero's orders, and the heroes: the articles pitched longest."""
    log = world["live_minutes"].set_index(["session_id", "minute"])
    heroes = log.loc[log["sku"] != "", "sku"].value_counts().index[:HEROES].tolist()
    tapped = world["live_orders"]
    return log.assign(
        **{
            hero: tapped[tapped["sku"] == hero]
            .groupby(["session_id", "minute"])
            .size()
            .reindex(log.index, fill_value=0)
            for hero in heroes
        }
    ), heroes


def _naive(world: World) -> float:
    """Orders a minute on air over orders a minute off air."""
    log, heroes = _by_minute(world)
    rates = [log.groupby(log["sku"] == hero)[hero].mean() for hero in heroes]
    return sum(math.log(rate[True] / rate[False]) for rate in rates) / len(heroes)


def _taught(world: World) -> float:
    """Orders a viewer-minute on air over those off air, host by host (Mantel and Haenszel), for the heroes together."""
    log, heroes = _by_minute(world)
    total = 0.0
    for hero in heroes:
        sums = log.groupby([log["host"], log["event"] == "coupon", log["sku"] == hero])[[hero, "online"]].sum()
        sums = sums.unstack(fill_value=0)
        orders, viewers = sums[hero], sums["online"]
        everybody = viewers[True] + viewers[False]
        total += math.log(
            (orders[True] * viewers[False] / everybody).sum() / (orders[False] * viewers[True] / everybody).sum()
        )
    return total / len(heroes)


PHENOMENON = Phenomenon(
    id="pitch-effect",
    tables=("live_minutes", "live_orders"),
    question="How many times more of an article is ordered by the same viewers while it is presented, as a logarithm?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.25,
    tier="course",
)
