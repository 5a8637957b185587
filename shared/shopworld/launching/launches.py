"""Launches of new items on a common clock: ours and the rivals', each over its first sixty days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts, lognormal, pick, rare
from shopworld.memo import remembered
from shopworld.seeds import stream
from shopworld.trade import competitors

OURS, RIVALS = 12, 36
DAYS = 60
SPEND_DAYS = 21
KINDS = ("packing", "bags", "sleep", "rain", "bottles", "cases")
CHANNELS = ("search", "feed", "content")
VISITS_A_YUAN = (9.0, 26.0, 15.0)  # impressions that a yuan buys before the channel wears out


@dataclass(frozen=True)
class Curves:
    """What only the model knows of each launch: its rates, and impressions of every day."""

    click: np.ndarray
    favourite: np.ndarray
    cart: np.ndarray
    order: np.ndarray
    spend: np.ndarray  # launch, day, channel, in yuan
    impressions: np.ndarray  # launch, day


@remembered
def table(seed: int) -> pd.DataFrame:
    """Return the table `launches`: one row a launch with shop, kind, day and price; ours come first. Money in fen."""
    u = stream(seed, "launches", 0).random((OURS + RIVALS, 6))
    own = np.arange(OURS + RIVALS) < OURS
    field = competitors.shops(seed)
    others = field.loc[field["shop"] != competitors.OWN, "shop"].to_numpy()
    price = np.round(29 * (1 + 5 * np.round(u[:, 2] ** 2, 9)) / 10) * 1_000 - 100
    gift = pick(u[:, 5], np.array([5, 3, 2, 2]))
    return pd.DataFrame(
        {
            "launch_id": np.arange(1, OURS + RIVALS + 1),
            "shop": np.where(own, competitors.OWN, others[(u[:, 0] * len(others)).astype(np.int64)]),
            "kind": np.array(KINDS)[(u[:, 1] * len(KINDS)).astype(np.int64)],
            "launched_at": calendar.START + pd.to_timedelta(np.floor(u[:, 3] * (calendar.DAYS - DAYS)), unit="D"),
            "price": price.astype(np.int64),
            "unit_cost": np.round(price * between(u[:, 4], 0.42, 0.66)).astype(np.int64),
            "opening_offer": np.array(["none", "coupon", "gift", "early-bird price"])[gift],
        }
    )


def curves(seed: int) -> Curves:
    """Return how each launch truly does: an item that is clicked and bought is shown more, another dies when money stops."""
    number = OURS + RIVALS
    u = stream(seed, "launches", 1).random((number, 10))
    click = np.round(0.035 * lognormal(u[:, 0], 0.35), 6)
    order = np.round(0.022 * lognormal(u[:, 1], 0.5), 6)
    day = np.arange(DAYS)
    budget = 120 * lognormal(u[:, 2], 0.7)
    mix = between(u[:, 3:6], 0.2, 1.0)
    mix = mix / mix.sum(axis=1, keepdims=True)
    spend = np.round(budget[:, None, None] * mix[:, None, :] * (day < SPEND_DAYS)[None, :, None], 2)
    paid = (np.array(VISITS_A_YUAN) * spend / (1 + spend / 150)).sum(axis=2)
    worth = click * order / (0.035 * 0.022)
    grows = np.round(1 - np.array([0.93**d for d in day.tolist()]), 9)
    fades = np.round(np.array([0.985**d for d in day.tolist()]), 9)
    shown = 900 * between(u[:, 6], 0.6, 1.4)[:, None] * np.minimum(worth, 6)[:, None] * grows * fades + 150
    return Curves(
        click,
        np.round(0.05 * lognormal(u[:, 7], 0.3), 6),
        np.round(np.minimum(order * between(u[:, 8], 2.2, 4.0), 0.5), 6),
        order,
        spend,
        np.round(paid + shown, 6),
    )


def daily(seed: int) -> pd.DataFrame:
    """Return the table `launch_daily`: sixty days of each launch's funnel and spend by channel; money in fen."""
    true, known = curves(seed), table(seed)
    number = OURS + RIVALS
    u = stream(seed, "launches", 2).random((number, DAYS, 6))
    impressions = counts(u[..., 0], true.impressions * lognormal(u[..., 5], 0.18))
    clicks = np.minimum(counts(u[..., 1], impressions * true.click[:, None]), impressions)
    carts = np.minimum(rare(u[..., 3], clicks * true.cart[:, None]), clicks)
    orders_ = np.minimum(rare(u[..., 4], carts * (true.order / true.cart)[:, None]), carts)
    frame = pd.DataFrame(
        {
            "launch_id": np.repeat(known["launch_id"].to_numpy(), DAYS),
            "day": np.tile(np.arange(1, DAYS + 1), number),
            "impressions": impressions.ravel(),
            "clicks": clicks.ravel(),
            "favourites": np.minimum(rare(u[..., 2], clicks * true.favourite[:, None]), clicks).ravel(),
            "carts": carts.ravel(),
            "orders": orders_.ravel(),
            "paid": (orders_ * known["price"].to_numpy()[:, None]).ravel(),
        }
    )
    for column, channel in enumerate(CHANNELS):
        frame[f"spend_{channel}"] = np.round(true.spend[..., column] * 100).astype(np.int64).ravel()
    return frame


def contribution(seed: int, after_day: int) -> pd.Series:
    """Return what each launch earns from `after_day` + 1 to day 60 if it goes on as planned, in fen, from the model."""
    true, known = curves(seed), table(seed)
    rest = slice(after_day, DAYS)
    sold = true.impressions[:, rest].sum(axis=1) * true.click * true.order
    spent = true.spend[:, rest].sum(axis=(1, 2)) * 100
    earned = sold * (known["price"] - known["unit_cost"]).to_numpy() - spent
    return pd.Series(np.round(earned).astype(np.int64), index=known["launch_id"])
