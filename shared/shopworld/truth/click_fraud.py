"""One placement of the feed's ads sells clicks nobody made: they put nothing into a cart."""

from __future__ import annotations

import numpy as np

from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _truth(world: World) -> float:
    made = world.feed_clicks
    return float(made.fake.sum() / (made.honest.sum() + made.fake.sum()))


def _naive(world: World) -> float:
    """All clicks of the placement that sells worst."""
    sums = world["feed_ad_daily"].groupby("placement")[["clicks", "carts"]].sum()
    worst = (sums["carts"] / sums["clicks"]).idxmin()
    return float(sums.loc[worst, "clicks"] / sums["clicks"].sum())


def _taught(world: World) -> float:
    """Clicks beyond those that the placement's carts account for at its own earlier rate, from the day the rate broke."""
    report = world["feed_ad_daily"]
    carts = report.pivot(index="date", columns="placement", values="carts")
    clicks = report.pivot(index="date", columns="placement", values="clicks")
    best, fake = 0.0, 0.0
    for name in clicks.columns:
        c, k = carts[name].to_numpy().cumsum(), clicks[name].to_numpy().cumsum()
        day = np.arange(14, len(c) - 14)  # two weeks on either side
        before, after = c[day] / k[day], (c[-1] - c[day]) / (k[-1] - k[day])
        fall = (before - after) * np.sqrt(k[-1] - k[day])
        if fall.max() > best:
            at = fall.argmax()
            best, fake = fall[at], (k[-1] - k[day[at]]) - (c[-1] - c[day[at]]) / before[at]
    return float(fake / clicks.to_numpy().sum())


PHENOMENON = Phenomenon(
    id="click-fraud",
    tables=("feed_ad_daily",),
    question="What share of the clicks billed for the feed campaign did nobody make?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.025,
    tier="course",
)
