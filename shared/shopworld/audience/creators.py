"""Opinion leaders: followers, fees, what the tracking link counts, and what a hold-out of their audience tells."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, counts, lognormal, pick
from shopworld.seeds import stream

CREATORS = 60
PLATFORMS = ("Douyin", "Xiaohongshu", "Taobao Live")
TOPICS = ("travel", "family", "student life", "fashion", "outdoor", "everything")
HELD_OUT = 0.2


def strength(seed: int) -> pd.DataFrame:
    """Return what only the model knows of each: reach of a campaign, new buyers a thousand reached, of them brought by it.

    Reach grows slower than followers, some of which were bought; who reads about travel buys more.
    """
    u = stream(seed, "creators", 0).random((CREATORS, 8))
    followers = np.round(60_000 * lognormal(u[:, 0], 1.3) / 100).astype(np.int64) * 100 + 2_000
    topic = pick(u[:, 1], np.array([3, 2, 2, 2, 1, 2]))
    bought = np.where(u[:, 2] < 0.2, between(u[:, 3], 0.3, 0.7), 0.0)
    near = np.array([1.6, 1.1, 1.2, 0.7, 1.3, 0.5])[topic]
    shrinks = np.round((60_000 / followers) ** 0.25, 9)
    return pd.DataFrame(
        {
            "creator": [f"K{number:02d}" for number in range(1, CREATORS + 1)],
            "followers": followers,
            "topic": np.array(TOPICS)[topic],
            "bought": bought,
            "reach": np.round(followers * (1 - bought) * between(u[:, 4], 0.35, 0.8)).astype(np.int64),
            "usual": np.round(between(u[:, 5], 0.0008, 0.0022), 6),  # buy anyway, being that sort of people
            "brought": np.round(0.0022 * near * shrinks * lognormal(u[:, 6], 0.7), 6),
        }
    )


def cost_per_new_buyer(seed: int) -> pd.Series:
    """Return each creator's fee for every buyer who would not have come otherwise, in fen, from the model."""
    true, shown = strength(seed), table(seed)
    return pd.Series((shown["fee"] / (true["reach"] * true["brought"])).round(2).to_numpy(), index=shown["creator"])


def table(seed: int) -> pd.DataFrame:
    """Return the table `creators`: one row an opinion leader and campaign; a fifth of each audience was held out at random."""
    true = strength(seed)
    u = stream(seed, "creators", 1).random((CREATORS, 9))
    reach = true["reach"].to_numpy()
    held = np.round(reach * HELD_OUT).astype(np.int64)
    shown = reach - held
    both = true["usual"] + true["brought"]
    buyers = counts(u[:, 0], shown * both)
    posts = 1 + np.floor(u[:, 3] * 4).astype(np.int64)
    fee = 12_000 * np.round((true["followers"] / 1_000) ** 0.85, 6) * lognormal(u[:, 4], 0.35)
    return pd.DataFrame(
        {
            "creator": true["creator"],
            "platform": np.array(PLATFORMS)[pick(u[:, 5], np.array([4, 4, 2]))],
            "topic": true["topic"],
            "followers": true["followers"],
            "posts": posts,
            "fee": (np.round(fee / 10_000) * 10_000).astype(np.int64) + 10_000,
            "likes": counts(u[:, 6], true["followers"] * between(u[:, 7], 0.008, 0.03) * posts),
            # The tracking link counts whoever used it last, old customers and those on their way among them.
            "tracked_orders": buyers + counts(u[:, 8], shown * 0.0015),
            "audience_shown": shown,
            "new_buyers_shown": buyers,
            "audience_held_out": held,
            "new_buyers_held_out": counts(u[:, 1], held * true["usual"]),
        }
    )
