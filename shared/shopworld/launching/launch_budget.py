"""Eight new articles, five channels, fourteen days: what a small trial showed of each, and what money truly does there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld.draws import between, counts, lognormal, rare
from shopworld.seeds import stream

ITEMS, DAYS = 8, 14
CHANNELS = ("search ads", "feed ads", "short video", "Xiaohongshu posts", "affiliates")
LEVELS = (20, 60, 120, 240)  # yuan a day, each for a week
TRIAL_DAYS = 7
MANY = 12.0  # expected orders from which a rounded normal draw is near enough to a Poisson one
TOPS = (150.0, 320.0, 220.0, 130.0, 90.0)  # clicks a day that a channel could bring at most, in the middle
HALVES = (70.0, 260.0, 150.0, 110.0, 45.0)  # yuan a day at which half of them come


@dataclass(frozen=True)
class Response:
    """What only the model knows; item, channel and day by their places."""

    top: np.ndarray  # item, channel: clicks a day without a limit to the money
    half: np.ndarray  # channel: yuan a day for half of them
    order: np.ndarray  # item: share of clicks that become orders
    busy: np.ndarray  # day, channel: traffic against an ordinary day
    margin: np.ndarray  # item: fen an order

    def clicks(self, yuan: np.ndarray) -> np.ndarray:
        """Return the clicks of a plan in yuan, by item, channel and day."""
        spent = yuan / (yuan + self.half[None, :, None])
        return self.top[:, :, None] * self.busy.T[None] * spent

    def margins(self, yuan: np.ndarray) -> float:
        """Return the yuan that a plan's orders leave before advertising."""
        return float((self.clicks(yuan) * (self.order * self.margin / 100)[:, None, None]).sum())


def response(seed: int) -> Response:
    """Return how the eight articles truly answer to money in the five channels."""
    u = stream(seed, "launch_budget", 0).random((ITEMS, len(CHANNELS)))
    v = stream(seed, "launch_budget", 1).random((ITEMS, 1))
    w = stream(seed, "launch_budget", 2).random((2, len(CHANNELS)))
    goods = items(seed)
    top = np.array(TOPS) * between(w[0], 0.6, 1.6) * lognormal(u, 0.45)
    half = np.array(HALVES) * between(w[1], 0.7, 1.4)
    order = np.round(0.024 * lognormal(v[:, 0], 0.45), 6)
    margin = (goods["price"] - goods["unit_cost"]).to_numpy()
    return Response(np.round(top, 3), np.round(half, 3), order, busy(seed), margin)


def busy(seed: int) -> np.ndarray:
    """Return the traffic of the fourteen days ahead by channel, against an ordinary day: known from the calendar."""
    u = stream(seed, "launch_budget", 3).random(len(CHANNELS) + 1)
    sale = 3 + int(u[-1] * 9)
    index = np.full((DAYS, len(CHANNELS)), 1.0)
    index[[5, 6, 12, 13]] = 1.2
    index[sale] = 1.6
    return np.round(index * between(u[:-1], 0.9, 1.1)[None], 2)


def items(seed: int) -> pd.DataFrame:
    """Return the table `launch_items`: the eight articles; money in fen."""
    u = stream(seed, "launch_budget", 4).random((ITEMS, 2))
    price = (np.round(between(u[:, 0], 3.0, 16.0)) * 1_000 - 100).astype(np.int64)
    return pd.DataFrame(
        {
            "item": [f"L{number}" for number in range(1, ITEMS + 1)],
            "price": price,
            "unit_cost": np.round(price * between(u[:, 1], 0.40, 0.65)).astype(np.int64),
        }
    )


def trials(seed: int) -> pd.DataFrame:
    """Return the table `launch_trials`: a week at each of four levels for every article and channel; money in fen."""
    true = response(seed)
    u = stream(seed, "launch_budget", 5).random((ITEMS, len(CHANNELS), len(LEVELS), 3))
    level = np.array(LEVELS, dtype=float)
    week = true.top[:, :, None] * level / (level + true.half[None, :, None]) * TRIAL_DAYS
    clicks = counts(u[..., 0], week * lognormal(u[..., 2], 0.05))
    expected = clicks * true.order[:, None, None]
    few = rare(u[..., 1], np.minimum(expected, MANY))
    orders = np.minimum(np.where(expected < MANY, few, counts(u[..., 1], expected)), clicks)
    places = np.array(np.meshgrid(range(ITEMS), range(len(CHANNELS)), range(len(LEVELS)), indexing="ij")).reshape(3, -1)
    return pd.DataFrame(
        {
            "item": [f"L{number + 1}" for number in places[0]],
            "channel": np.array(CHANNELS)[places[1]],
            "spend_a_day": (level[places[2]] * 100).astype(np.int64),
            "days": TRIAL_DAYS,
            "clicks": clicks.ravel(),
            "orders": orders.ravel(),
        }
    )


def days(seed: int) -> pd.DataFrame:
    """Return the table `launch_days`: the traffic of the fourteen days ahead by channel, 1 is an ordinary day."""
    index = busy(seed)
    return pd.DataFrame(
        {
            "day": np.repeat(np.arange(1, DAYS + 1), len(CHANNELS)),
            "channel": np.tile(CHANNELS, DAYS),
            "busy": index.ravel(),
        }
    )
