"""Where visitors came from: the shop's traffic by day, channel and device, by period, and by place and hour.

Visitors are unique within their cell only: a person who comes by two channels on one day counts once in each, so the cells add
up to more than the shop's visitors of that day. Orders and amounts are the order book's and add up exactly.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, counts, lognormal
from shopworld.sales import buyers
from shopworld.seeds import stream

DEVICES = ("phone", "computer")  # tablets count as phones, as the back office counts them
COMPUTER_PEOPLE = 0.08
HABIT, BEST_HABIT, STRAY = 7.0, 0.90, 0.45
PHONE_BETTER = (1.05, 1.18)
OVERLAP = (1.05, 1.09)
CHANNEL_NOISE = 0.06
RETURNING = {"week": (0.80, 0.86), "month": (0.64, 0.72)}  # unique visitors of a period / the sum of its days
# How visits lie over the day, and how much later the large cities sit up.
VISIT_HOUR = (26, 13, 7, 4, 3, 4, 10, 24, 38, 46, 50, 54, 64, 58, 48, 45, 46, 50, 56, 68, 84, 95, 90, 58)
TIER_SHIFT = (1.0, 0.5, 0.0, -0.5)
TIER_CONVERSION = (1.12, 1.03, 0.94, 0.86)


@cache
def channels() -> pd.DataFrame:
    """Return the channels' base levels, one row each, with `share`, the market's share of orders; not to be changed."""
    orders = pd.DataFrame(parameters.settings("market")["channels"])[["name", "share"]]
    return pd.DataFrame(parameters.settings("traffic")["channels"]).merge(orders, on="name")


def phone_better(seed: int) -> float:
    """Return by what factor a visit on a phone leads to an order more often than one on a computer, channel by channel."""
    return float(between(stream(seed, "traffic", 0).random(1), *PHONE_BETTER)[0])


def days_of(times: pd.Series) -> np.ndarray:
    """Return each time's day of the year, 0 for the first."""
    return (times.to_numpy().astype("datetime64[D]") - np.datetime64(calendar.START, "D")).astype(np.int64)


def channel_of(orders: pd.DataFrame) -> np.ndarray:
    """Return each order's channel as its position in `channels`."""
    return pd.Index(channels()["name"]).get_indexer(orders["channel"])


def order_devices(seed: int, orders: pd.DataFrame, people: pd.DataFrame) -> np.ndarray:
    """Return the device of each order as a position in DEVICES: her usual one, but few use a computer for feed or live."""
    base = channels()["computer"].to_numpy()[channel_of(orders)]
    usual = people.set_index("buyer_id")["device"].reindex(orders["buyer_id"]).to_numpy() == "computer"
    chance = np.where(usual, np.minimum(base * HABIT, BEST_HABIT), base * STRAY)
    return (stream(seed, "order_devices").random(len(orders)) < chance).astype(np.int64)


def conversion(seed: int) -> np.ndarray:
    """Return the expected orders placed per visitor by channel and device."""
    on_computer = channels()["conversion"].to_numpy()
    return np.column_stack([np.round(on_computer * phone_better(seed), 9), on_computer])


def visitor_shares(seed: int) -> np.ndarray:
    """Return each channel's and device's expected share of visitors: more where more order and where fewer visits do."""
    base = channels()["computer"].to_numpy()
    computer = COMPUTER_PEOPLE * np.minimum(base * HABIT, BEST_HABIT) + (1 - COMPUTER_PEOPLE) * base * STRAY
    weight = channels()["share"].to_numpy()[:, None] * np.column_stack([1 - computer, computer]) / conversion(seed)
    return np.round(weight / weight.sum(), 9)


def split(totals: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share whole totals out over the last axis by weight, so that the parts add up exactly."""
    whole = np.cumsum(np.round(weights * 1_000_000).astype(np.int64), axis=-1)
    edges = totals[..., None] * whole // np.maximum(whole[..., -1:], 1)
    return np.diff(edges, axis=-1, prepend=0)


def daily(seed: int, orders: pd.DataFrame, devices: np.ndarray, shop_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `traffic_daily`; money in fen."""
    levels = channels()
    shape = (len(shop_daily), len(levels), len(DEVICES))
    u = stream(seed, "traffic", 1).random((calendar.DAYS, len(levels), len(DEVICES), 6))[: shape[0]]
    cell = np.ravel_multi_index((days_of(orders["created_at"]), channel_of(orders), devices), shape)
    size = int(np.prod(shape))
    placed = np.bincount(cell, minlength=size).reshape(shape)
    paid = np.bincount(cell[orders["paid_at"].notna().to_numpy()], minlength=size).reshape(shape)
    amount = np.bincount(cell, weights=orders["paid"], minlength=size).astype(np.int64).reshape(shape)

    visitors = _visitors(seed, shop_daily["visitors"].to_numpy(), u)
    carts = placed + counts(u[..., 2], _expected(visitors, seed) * (levels["cart"].to_numpy()[:, None] - 1))
    item = np.round(visitors * levels["item"].to_numpy()[:, None] * between(u[..., 3], 0.96, 1.04)).astype(np.int64)
    visitors = np.maximum(visitors, carts)
    item = np.clip(item, carts, visitors)
    more = np.maximum(shop_daily["page_views"].to_numpy() - visitors.sum(axis=(1, 2)), 0)
    weight = visitors * levels["depth"].to_numpy()[:, None] * np.array([0.97, 1.3])
    views = visitors + split(more, weight.reshape(shape[0], -1)).reshape(shape)
    left = np.round((visitors - carts) * levels["left"].to_numpy()[:, None] * between(u[..., 4], 0.93, 1.07))
    favourites = np.minimum(counts(u[..., 5], visitors * levels["favourite"].to_numpy()[:, None]), item)
    day, channel, device = np.unravel_index(np.arange(size), shape)
    return pd.DataFrame(
        {
            "date": shop_daily["date"].to_numpy()[day],
            "channel": levels["name"].to_numpy()[channel],
            "device": np.array(DEVICES)[device],
            "visitors": visitors.ravel(),
            "page_views": views.ravel(),
            "item_visitors": item.ravel(),
            "left_at_once": left.ravel().astype(np.int64),
            "favourites": favourites.ravel(),
            "carts": carts.ravel(),
            "placed_orders": placed.ravel(),
            "paid_orders": paid.ravel(),
            "paid_amount": amount.ravel(),
        }
    )


def _visitors(seed: int, shop: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return visitors by day, channel and device: the shop's, counted once in every channel that brought them."""
    share = visitor_shares(seed) * lognormal(u[:, :, :1, 0], CHANNEL_NOISE)
    share = np.round(share / share.sum(axis=(1, 2), keepdims=True), 9)
    overlap = between(u[:, 0, 0, 1], *OVERLAP)
    return np.ceil(np.round(shop * overlap, 6)[:, None, None] * share).astype(np.int64)


def _expected(visitors: np.ndarray, seed: int) -> np.ndarray:
    return np.round(visitors * conversion(seed), 6)


def by_period(seed: int, shop_daily: pd.DataFrame, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `visitors_by_period`: unique visitors of each week and month, the whole shop's and each channel's."""
    names = channels()["name"]
    visitors = traffic_daily["visitors"].to_numpy().reshape(len(shop_daily), len(names), len(DEVICES)).sum(axis=2)
    visitors = np.column_stack([shop_daily["visitors"].to_numpy(), visitors])
    parts = []
    for number, (period, (low, high)) in enumerate(RETURNING.items()):
        first = _first_days(shop_daily["date"], period)
        length = np.diff(first, append=len(shop_daily))[:, None]
        u = stream(seed, "traffic", 2, number).random((len(first), visitors.shape[1]))
        once = np.where(length > 1, between(u, low, high), 1.0)
        unique = np.round(np.add.reduceat(visitors, first) * once)
        at = np.unravel_index(np.arange(unique.size), unique.shape)
        parts.append(
            pd.DataFrame(
                {
                    "period": period,
                    "starts": shop_daily["date"].to_numpy()[first][at[0]],
                    "channel": np.array(["all", *names])[at[1]],
                    "visitors": np.maximum(unique, np.maximum.reduceat(visitors, first)).astype(np.int64).ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _first_days(dates: pd.Series, period: str) -> np.ndarray:
    """Return the row of the first day of each period; weeks are counted from the year's first day."""
    if period == "week":
        return np.arange(0, len(dates), 7)
    return np.flatnonzero(np.diff(dates.dt.month.to_numpy(), prepend=0))


def by_place_and_hour(seed: int, orders: pd.DataFrame, people: pd.DataFrame, shop_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `place_hours`: visitors, pages and orders of the whole span by province, city tier and hour."""
    places = parameters.table("provinces")
    shape = (len(places), len(TIER_SHIFT), 24)
    tier = people.set_index("buyer_id")["city_tier"].reindex(orders["buyer_id"]).to_numpy() - 1
    province = pd.Index(places["province"]).get_indexer(orders["province"])
    cell = np.ravel_multi_index((province, tier, orders["created_at"].dt.hour.to_numpy()), shape)
    placed = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape)

    weight = places["population"].to_numpy()[:, None, None] * _tiers()[None, :, None] * _hours()[None]
    weight = weight * lognormal(stream(seed, "place_hours").random(shape), 0.10)
    visitors = np.maximum(np.round(shop_daily["visitors"].sum() * np.round(weight / weight.sum(), 9)), placed)
    pages = np.round(visitors * (shop_daily["page_views"].sum() / shop_daily["visitors"].sum()))
    at = np.unravel_index(np.arange(placed.size), shape)
    return pd.DataFrame(
        {
            "province": places["province"].to_numpy()[at[0]],
            "city_tier": at[1] + 1,
            "hour": at[2],
            "visitors": visitors.ravel().astype(np.int64),
            "page_views": pages.ravel().astype(np.int64),
            "placed_orders": placed.ravel(),
        }
    )


def _tiers() -> np.ndarray:
    """Return the share of visitors by city tier: the buyers', corrected for how readily each tier buys."""
    share = np.array(buyers.SEGMENT_SHARE)[:, None] * np.array(buyers.TIER_GIVEN)
    return np.round(share.sum(axis=0) / np.array(TIER_CONVERSION), 9)


def _hours() -> np.ndarray:
    """Return each city tier's visits over the day, later in the large cities; each row adds up to 1."""
    hour = np.arange(24)
    later = [np.interp((hour - shift) % 24, np.arange(25), [*VISIT_HOUR, VISIT_HOUR[0]]) for shift in TIER_SHIFT]
    return np.round(np.array(later) / np.array(later).sum(axis=1, keepdims=True), 9)
