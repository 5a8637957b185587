"""The host who is given the peak sells most a minute; a viewer at a time, others sell more."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from shopworld.streams import live
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _favourite(log: pd.DataFrame) -> str:
    """Return the host who is on air when most people watch."""
    return log.groupby("host")["online"].mean().idxmax()


def _true(world: World) -> float:
    effect = live.effects(world.seed)
    others = [factor for host, factor in effect.host.items() if host != effect.favourite]
    return math.log(effect.host[effect.favourite] / float(np.mean(others)))


def _naive(world: World) -> float:
    log = world["live_minutes"]
    rate = log.groupby(log["host"] == _favourite(log))["orders"].mean()
    return math.log(rate[True] / rate[False])


def _taught(world: World) -> float:
    """Mantel and Haenszel's ratio of orders per viewer-minute, stratum by stratum of what was on air."""
    log = world["live_minutes"]
    own = log["host"] == _favourite(log)
    sums = log.groupby([log["sku"], log["event"] == "coupon", own])[["orders", "online"]].sum().unstack(fill_value=0)
    orders, viewers = sums["orders"], sums["online"]
    everybody = viewers[True] + viewers[False]
    ours = (orders[True] * viewers[False] / everybody).sum()
    theirs = (orders[False] * viewers[True] / everybody).sum()
    return math.log(ours / theirs)


PHENOMENON = Phenomenon(
    id="host-effect",
    tables=("live_minutes",),
    question="How much more or less does the host of the peak sell to the same viewers than the others do, as a logarithm?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.13,
    tier="course",
)
