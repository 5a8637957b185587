"""The ads by hour: each month's clicks, cost and orders of every campaign and placement over the day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.audience import advertising, feed_ads, traffic
from shopworld.audience.arrivals import Arrivals
from shopworld.draws import lognormal
from shopworld.seeds import stream

SEARCH_CAMPAIGNS = ("C1", "C2", "C3")
FEED_CAMPAIGN = "C4"


def table(
    seed: int,
    orders: pd.DataFrame,
    came: Arrivals,
    made: feed_ads.Clicks,
    search: pd.DataFrame,
    feed: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table `ad_hours`: it adds up to `ad_daily` (as `search`) and `feed_ad_daily` (as `feed`); money in fen.

    People click when they are awake; what a program clicks is spread over the whole day.
    """
    names = feed_ads.placements(seed)["placement"].tolist()
    months = int(search["date"].dt.month.max())
    shape = (months, len(SEARCH_CAMPAIGNS) + len(names))

    def by_month(column: str) -> np.ndarray:
        source = np.concatenate([_campaign(search["campaign"]), _placement(feed["placement"], names)])
        month = np.concatenate([search["date"].dt.month, feed["date"].dt.month]) - 1
        values = np.concatenate([search[column], feed[column]])
        return np.bincount(month * shape[1] + source, weights=values, minlength=shape[0] * shape[1]).astype(np.int64)

    day = np.repeat(np.arange(len(made.fake)), len(names))
    month = (feed["date"].iloc[:: len(names)].dt.month.to_numpy() - 1)[day]
    at = month * shape[1] + np.tile(np.arange(len(names)), len(made.fake)) + len(SEARCH_CAMPAIGNS)
    fake = np.bincount(at, weights=made.fake.ravel(), minlength=shape[0] * shape[1]).astype(np.int64)
    bought, amount = _sold(seed, orders, came, shape)
    u = stream(seed, "ad_hours").random((12, shape[1], 24))[:months].reshape(-1, 24)
    awake = np.array(traffic.VISIT_HOUR) * np.round(lognormal(u, 0.05), 6)
    honest = by_month("clicks") - fake - bought.sum(axis=1)
    clicks = bought + traffic.split(np.maximum(honest, 0), awake) + traffic.split(fake, np.ones(awake.shape))
    row = np.repeat(np.arange(shape[0] * shape[1]), 24)
    source = row % shape[1]
    campaign = np.array([*SEARCH_CAMPAIGNS, *[FEED_CAMPAIGN] * len(names)])
    return pd.DataFrame(
        {
            "month": np.array([f"2025-{number + 1:02d}" for number in range(months)])[row // shape[1]],
            "campaign": campaign[source],
            "placement": np.array([*[""] * len(SEARCH_CAMPAIGNS), *names])[source],
            "hour": np.tile(np.arange(24), len(fake)),
            "clicks": clicks.ravel(),
            "cost": traffic.split(by_month("cost"), clicks).ravel(),
            "orders": bought.ravel(),
            "amount": amount.ravel(),
        }
    )


def _campaign(values: pd.Series) -> np.ndarray:
    return pd.Index(SEARCH_CAMPAIGNS).get_indexer(values)


def _placement(values: pd.Series, names: list[str]) -> np.ndarray:
    return pd.Index(names).get_indexer(values) + len(SEARCH_CAMPAIGNS)


def _sold(seed: int, orders: pd.DataFrame, came: Arrivals, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the orders and amounts credited to each month's source, by hour."""
    words = _campaign(advertising.ad_words(seed)["campaign"])
    by_search = came.paths.paid >= 0
    by_feed = (came.placement >= 0) & orders["paid_at"].notna().to_numpy()
    source = np.where(by_feed, came.placement + len(SEARCH_CAMPAIGNS), words[came.paths.paid])
    mine = by_search | by_feed
    created = orders["created_at"].dt
    cell = ((created.month.to_numpy() - 1) * shape[1] + source) * 24 + created.hour.to_numpy()
    size = shape[0] * shape[1] * 24
    bought = np.bincount(cell[mine], minlength=size)
    amount = np.bincount(cell[mine], weights=orders["paid"].to_numpy()[mine], minlength=size).astype(np.int64)
    return bought.reshape(-1, 24), amount.reshape(-1, 24)
