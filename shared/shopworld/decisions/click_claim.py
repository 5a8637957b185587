"""Money back for clicks that nobody made: what the platform pays on a claim.

The platform looks at the claimed placement from the claimed day on, knows its own fake clicks, and pays for those that
were claimed. Each yuan beyond them costs a yuan, in work and in trust.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.audience import feed_ads
from shopworld.world import World

DOUBT = 1.0  # yuan that a yuan too much costs


@dataclass(frozen=True)
class Billed:
    """What the fake clicks of a world cost: placement, first day, and yuan by day."""

    placement: str
    first: pd.Timestamp
    yuan: np.ndarray

    def since(self, day: str | pd.Timestamp) -> float:
        """Return what the fake clicks from a day on cost, in yuan."""
        return float(self.yuan[max((pd.Timestamp(day) - calendar.START).days, 0) :].sum())


@lru_cache(maxsize=4)
def billed(seed: int) -> Billed:
    """Return the fake clicks' cost by day, at the price that their placement had on that day."""
    world = World(seed, "course")
    base, plan = feed_ads.placements(seed), feed_ads.fraud(seed, world.days)
    code = base["placement"].iloc[plan.placement]
    report = world["feed_ad_daily"]
    own = report[report["placement"] == code].sort_values("date")
    price = own["cost"].to_numpy() / np.maximum(own["clicks"].to_numpy(), 1) / 100
    fake = world.feed_clicks.fake[:, plan.placement]
    return Billed(code, calendar.START + pd.Timedelta(days=plan.first), fake * price)


def paid(seed: int, placement: str, since: str | pd.Timestamp, claim: float) -> float:
    """Return what a claim of so many yuan brings, less what a claim beyond the fake clicks costs.

    A claim for another placement is all beyond. Raises ValueError for a day or an amount that is none.
    """
    known = billed(seed)
    day = (pd.Timestamp(since) - calendar.START).days
    if pd.isna(claim) or not 0 <= claim < 1e9 or not 0 <= day < len(known.yuan):
        raise ValueError(since)
    due = known.since(since) if placement == known.placement else 0.0
    return round(min(claim, due) - DOUBT * max(claim - due, 0.0), 2)


def due(seed: int) -> float:
    """Return what all fake clicks of the year cost, in yuan: the most that a claim can bring."""
    return round(float(billed(seed).yuan.sum()), 2)
