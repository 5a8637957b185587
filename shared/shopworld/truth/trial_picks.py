"""The best of eighty articles on trial were lucky too: next month they fall back."""

from __future__ import annotations

import pandas as pd

from shopworld.launching import trials
from shopworld.truth.model import Phenomenon
from shopworld.world import World

PICKED = 12


def _seen(world: World) -> pd.DataFrame:
    """Return each article's clicks and pre-orders with its rate, the best first."""
    sums = world["trial_daily"].groupby("item")[["clicks", "preorders"]].sum()
    return sums.assign(rate=sums["preorders"] / sums["clicks"]).sort_values("rate", ascending=False)


def _true(world: World) -> float:
    return float(trials.rates(world.seed).set_index("item")["order"].loc[_seen(world).index[:PICKED]].mean())


def _naive(world: World) -> float:
    return float(_seen(world)["rate"].head(PICKED).mean())


def _taught(world: World) -> float:
    """Rates drawn to the mean of all, as far as their spread is chance (beta prior by moments)."""
    seen = _seen(world)
    mean = seen["preorders"].sum() / seen["clicks"].sum()
    chance = (mean * (1 - mean) / seen["clicks"]).mean()
    real = max(seen["rate"].var() - chance, 1e-6)
    prior = mean * (1 - mean) / real
    return float(((seen["preorders"] + prior * mean) / (seen["clicks"] + prior)).head(PICKED).mean())


PHENOMENON = Phenomenon(
    id="trial-picks",
    tables=("trial_daily",),
    question="What share of clicks will become orders for the twelve articles that did best in the trial?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.014,
    tier="tiny",
)
