"""Within a day and a half strangers give one article dozens of single stars; its honest buyers still like it."""

from __future__ import annotations

import pandas as pd

from shopworld.service import reviews
from shopworld.truth.model import Phenomenon
from shopworld.world import World

WINDOW = "36h"


def _bursts(found: pd.DataFrame) -> pd.DataFrame:
    """Return for every one-star review how many its SKU got in the window that ends with it."""
    bad = found[found["stars"] == 1].sort_values("written_at")
    within = bad.set_index("written_at").groupby("sku")["stars"].rolling(WINDOW).count().rename("within")
    return within.reset_index()


def _hit(world: World) -> tuple[str, pd.Timestamp, pd.Timestamp]:
    """Return the SKU with the densest burst and the burst's first and last moment."""
    bursts = _bursts(world["reviews"])
    peak = bursts.loc[bursts["within"].idxmax()]
    return peak["sku"], peak["written_at"] - pd.Timedelta(WINDOW), peak["written_at"]


def _true(world: World) -> float:
    known = reviews.drawn(world.seed, world.chain, world["shipments"])
    attacked = known.loc[known["hostile"], "sku"].iloc[0]
    return float(known.loc[(known["sku"] == attacked) & ~known["hostile"], "stars"].mean())


def _naive(world: World) -> float:
    found = world["reviews"]
    return float(found.loc[found["sku"] == _hit(world)[0], "stars"].mean())


def _taught(world: World) -> float:
    found = world["reviews"]
    sku, begins, ends = _hit(world)
    burst = (found["stars"] == 1) & found["written_at"].between(begins, ends)
    return float(found.loc[(found["sku"] == sku) & ~burst, "stars"].mean())


PHENOMENON = Phenomenon(
    id="rating-attack",
    tables=("reviews",),
    question="How many stars does the attacked article get on the average from those who bought it to use it?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.06,
    tier="course",
)
