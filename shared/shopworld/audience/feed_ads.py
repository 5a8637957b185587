"""Ads in the recommendation feed: six placements, and one of them that sells clicks nobody made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import traffic
from shopworld.draws import between, counts, lognormal, pick
from shopworld.seeds import stream

PAID_SHARE = 0.35  # of the feed's visitors and orders come by ads; the rest is the platform's free recommendation
PRICE = 34  # fen a click
SUSPECTS = (3, 4, 5)  # the partners' apps
FAKE_PER_HONEST = (1.0, 1.8)
FAKE_ARRIVE, FAKE_DEVICES, FAKE_CLICK_RATE = 0.30, 0.05, 5.0
HONEST_DEVICES = 0.97


@dataclass(frozen=True)
class Fraud:
    """Which placement sells clicks nobody made, from which day, and how many for each honest one."""

    placement: int
    first: int
    per_honest: float


@dataclass(frozen=True)
class Clicks:
    """Honest and fake clicks by day and placement."""

    honest: np.ndarray
    fake: np.ndarray


def placements(seed: int) -> pd.DataFrame:
    """Return the placements' base levels, one row each, under codes that differ from shop to shop."""
    frame = parameters.table("placements")
    rank = np.argsort(stream(seed, "feed_ads", 4).random(len(frame)), kind="stable")
    return frame.assign(placement=[f"F{number + 1}" for number in rank])


def listing(seed: int) -> pd.DataFrame:
    """Return the table `feed_placements`: the placements' codes and names."""
    return placements(seed)[["placement", "name"]].sort_values("placement", ignore_index=True)


def fraud(seed: int, days: int) -> Fraud:
    """Return this world's fraud: a partner's app, beginning between a third and two thirds of the span."""
    u = stream(seed, "feed_ads").random(3)
    row = SUSPECTS[int(u[0] * len(SUSPECTS))]
    return Fraud(row, int(days * (0.33 + 0.30 * u[1])), float(between(u[2:], *FAKE_PER_HONEST)[0]))


def order_placements(seed: int, orders: pd.DataFrame) -> np.ndarray:
    """Return the placement that each order of the channel "feed" came by, −1 for free recommendation and other channels."""
    base = placements(seed)
    u = stream(seed, "feed_ads", 1).random((len(orders), 2))
    place = pick(u[:, 0], base["weight"].to_numpy() * base["cart"].to_numpy())
    return np.where((orders["channel"] == "feed").to_numpy() & (u[:, 1] < PAID_SHARE), place, -1)


def clicks(seed: int, days: int, traffic_daily: pd.DataFrame) -> Clicks:
    """Return honest and fake clicks by day and placement; the fake ones lead to nothing."""
    base = placements(seed)
    u = stream(seed, "feed_ads", 2).random((calendar.DAYS, len(base), 2))[:days]
    by = traffic_daily[traffic_daily["channel"] == "feed"]
    visitors = np.bincount(traffic.days_of(by["date"]), weights=by["visitors"], minlength=days)
    paid = np.round(visitors * PAID_SHARE).astype(np.int64)
    honest = traffic.split(paid, np.round(base["weight"].to_numpy() * lognormal(u[..., 0], 0.08), 6))
    plan = fraud(seed, days)
    mean = np.zeros(honest.shape)
    mean[plan.first :, plan.placement] = honest[plan.first :, plan.placement] * plan.per_honest
    return Clicks(honest, counts(u[..., 1], mean))


def report(seed: int, orders: pd.DataFrame, place: np.ndarray, made: Clicks) -> pd.DataFrame:
    """Return the table `feed_ad_daily`: the feed campaign by day and placement; money in fen."""
    base, shape, days = placements(seed), made.honest.shape, len(made.honest)
    u = stream(seed, "feed_ads", 3).random((calendar.DAYS, len(base), 5))[:days]
    mine = (place >= 0) & orders["paid_at"].notna().to_numpy()
    cell = traffic.days_of(orders["created_at"])[mine] * len(base) + place[mine]
    bought = np.bincount(cell, minlength=made.honest.size).reshape(shape)
    amount = np.bincount(cell, weights=orders["paid"].to_numpy()[mine], minlength=made.honest.size).astype(np.int64)
    honest = np.maximum(made.honest, bought)
    all_clicks = honest + made.fake
    rate = base["click_rate"].to_numpy() * lognormal(u[..., 0], 0.06)
    shown = np.ceil(np.round(honest / rate + made.fake / (rate * FAKE_CLICK_RATE), 6)).astype(np.int64)
    carts = np.minimum(bought + counts(u[..., 1], made.honest * base["cart"].to_numpy()), honest)
    arrived = np.maximum(np.round(honest * base["arrive"].to_numpy()), carts) + np.round(made.fake * FAKE_ARRIVE)
    left = np.round((arrived - np.round(made.fake * FAKE_ARRIVE) - carts) * between(u[..., 2], 0.50, 0.58))
    devices = np.round(honest * HONEST_DEVICES) + np.ceil(made.fake * FAKE_DEVICES)
    cost = np.round(all_clicks * PRICE * between(u[..., 3], 0.93, 1.07)).astype(np.int64)
    day, row = np.unravel_index(np.arange(made.honest.size), shape)
    return pd.DataFrame(
        {
            "date": (calendar.START + pd.to_timedelta(np.arange(days), unit="D")).to_numpy()[day],
            "placement": base["placement"].to_numpy()[row],
            "impressions": shown.ravel(),
            "clicks": all_clicks.ravel(),
            "devices": np.minimum(devices, all_clicks).ravel().astype(np.int64),
            "cost": cost.ravel(),
            "arrived": np.minimum(arrived, all_clicks).ravel().astype(np.int64),
            "left_at_once": np.clip(left + np.round(made.fake * FAKE_ARRIVE), 0, arrived).ravel().astype(np.int64),
            "carts": carts.ravel(),
            "orders": bought.ravel(),
            "amount": amount,
        }
    )
