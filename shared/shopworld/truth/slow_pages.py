"""Slow pages lose visitors, but less than it seems: the feed sends people who leave anyway to the pages with large pictures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.audience import visits
from shopworld.goods import pages
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _measured(world: World) -> pd.DataFrame:
    """Visits that led to no order, seconds of loading at most four; those of a second or two that nobody made left out."""
    sample = world["visits"]
    sample = sample[(sample["order_id"] == 0) & (sample["landing"] != pages.HOME) & (sample["load_ms"] < 4_000)]
    return pd.DataFrame(
        {
            "channel": sample["channel"],
            "seconds": sample["load_ms"] / 1000,
            "left": sample["left_at_once"].astype(float),
            "made": sample["seconds"] > visits.FAKE_SECONDS,
        }
    )


def _slope(seconds: np.ndarray, left: np.ndarray) -> float:
    return float(np.dot(seconds - seconds.mean(), left) / np.dot(seconds - seconds.mean(), seconds - seconds.mean()))


def _truth(world: World) -> float:
    return visits.LEAVES_PER_SECOND


def _naive(world: World) -> float:
    """The slope of leaving at once over the seconds that the first page takes, all visits together."""
    rows = _measured(world)
    return _slope(rows["seconds"].to_numpy(), rows["left"].to_numpy())


def _taught(world: World) -> float:
    """The same within channels: each visit against the mean of its channel."""
    rows = _measured(world)
    rows = rows[rows["made"] | ~rows["left"].astype(bool)]
    within = rows[["seconds", "left"]] - rows.groupby("channel")[["seconds", "left"]].transform("mean")
    return _slope(within["seconds"].to_numpy(), within["left"].to_numpy())


PHENOMENON = Phenomenon(
    id="slow-pages",
    tables=("visits",),
    question="How much more often does a visit end at once for each second that its first page takes to load?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.009,
    tier="course",
)
