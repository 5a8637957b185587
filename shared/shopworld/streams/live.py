"""Livestreams: about forty sessions a year, minute by minute, and the orders of the live channel led back to their minutes.

Viewers come and go by themselves; what is on air, the host and a coupon change how many of them order; comments follow
the viewers and the orders. The orders are those of the chain: each belongs to the last session that began before it, and
to the minute in which its buyer tapped the article. So a session's viewers are worked out from its orders, not the reverse.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, counts, lognormal
from shopworld.goods import products
from shopworld.sales import orders
from shopworld.seeds import stream

SESSIONS, MINUTES = 40, 120
SLOT, BLOCK = 6, 12  # minutes of one pitch, and of one host's turn
PEAK = range(36, 84)
HEROES, TURNS_OF_A_HERO = 3, 2
SHAPE = 0.7  # of the stay of those who don't leave at once
ORDERS_PER_VIEWER_MINUTE = 0.0085
COUPON_MINUTES, RAFFLE_MINUTES, PUSH_MINUTES = 4, 3, 5
FAKE_SESSIONS, PUSHED_SESSIONS = 2, 6
NONE = ""


@dataclass(frozen=True)
class Effects:
    """What only the model knows: factors on orders per viewer, and how long viewers of each source stay."""

    host: dict[str, float]
    favourite: str  # the host who is given the peak
    pitch: float
    coupon: float
    leave_at_once: np.ndarray
    scale: np.ndarray


@dataclass(frozen=True)
class Broadcast:
    """All sessions as arrays (session, minute): who is on air with what, who came, left and was there, real or bought."""

    begins: pd.DatetimeIndex
    host: np.ndarray
    sku: np.ndarray
    event: np.ndarray
    entries: np.ndarray  # session, source, minute: real viewers
    stays: np.ndarray  # session, minute: real viewers at the minute's end
    fake_entries: np.ndarray
    fake_stays: np.ndarray
    crowd_in: np.ndarray  # where each fake crowd comes in: minute, −1 where there is none
    crowd_out: np.ndarray


@dataclass(frozen=True)
class Airing:
    """The broadcasts, the live channel's orders (with session and SKU), and the minute in which each was tapped."""

    air: Broadcast
    led: pd.DataFrame
    tapped: np.ndarray


@cache
def settings() -> dict:
    """Return the typed-in levels of the livestreams."""
    return parameters.settings("live")


def effects(seed: int) -> Effects:
    """Return the year's planted effects."""
    known = settings()
    u = stream(seed, "live", 0).random((4, 4))
    hosts = known["hosts"]
    favourite = hosts[int(u[0, 0] * len(hosts))]
    strength = dict(zip(hosts, between(u[1], 0.8, 1.35).tolist(), strict=True))
    strength[favourite] = float(between(u[0, 1:2], 0.75, 1.0)[0])
    sources = known["sources"]
    return Effects(
        strength,
        favourite,
        float(between(u[0, 2:3], 3.5, 7.0)[0]),
        float(between(u[0, 3:4], 1.5, 2.4)[0]),
        np.round([s["leave_at_once"] for s in sources] * lognormal(u[2], 0.08), 6),
        np.round([s["scale"] for s in sources] * lognormal(u[3], 0.18), 6),
    )


def starts(seed: int, days: int) -> pd.DatetimeIndex:
    """Return when each session begins, in order."""
    number = count(days)
    u = stream(seed, "live", 1).random((SESSIONS, 2))[:number]
    day = np.floor(np.arange(number) * days / number + u[:, 0] * np.minimum(days / number - 1, 4))
    day[0] = 0
    hour = np.array(settings()["start_hours"])[(u[:, 1] * 4).astype(np.int64)]
    hour[0] = settings()["start_hours"][0]
    return calendar.START + pd.to_timedelta(day * 86_400 + hour * 3600, unit="s")


def count(days: int) -> int:
    """Return how many sessions so many days have."""
    return round(SESSIONS * days / calendar.DAYS)


def staying(effect: Effects, minutes: np.ndarray) -> np.ndarray:
    """Return the share of each source's viewers that is still there after so many minutes: source × minutes.

    Who leaves at once leaves evenly within the first minute; the others' stay is Weibull with shape 0.7.
    """
    long = [[math.exp(-((m / scale) ** SHAPE)) for m in minutes.tolist()] for scale in effect.scale]
    at_once = effect.leave_at_once[:, None]
    return np.round(at_once * np.clip(1 - minutes, 0, 1) + (1 - at_once) * np.array(long), 9)


def live_orders(seed: int, chain: orders.Chain, days: int) -> pd.DataFrame:
    """Return the live channel's orders with session (position) and first line's SKU, from the first session on."""
    placed = chain.orders[chain.orders["channel"] == "live"]
    first = chain.lines.drop_duplicates("order_id").set_index("order_id")["sku"]
    session = np.searchsorted(starts(seed, days).to_numpy(), placed["created_at"].to_numpy(), side="right") - 1
    known = placed.assign(session=session, sku=first.loc[placed["order_id"]].to_numpy())
    return known[known["session"] >= 0].reset_index(drop=True)


def broadcast(seed: int, led: pd.DataFrame, days: int) -> Broadcast:
    """Return every session's minutes; `led` are the orders that it must have led to."""
    effect, number = effects(seed), count(days)
    u = stream(seed, "live", 2).random((SESSIONS, 8, MINUTES))[:number]
    host, sku, event = _run_of_show(seed, led, number)
    minute = np.arange(MINUTES)
    tide = 0.55 + 1.5 * np.isin(minute, PEAK) + 0.3 * ((minute >= 24) & (minute < 96))
    tide = tide * np.where(minute < 2, 2.5, 1.0)
    pull = tide[None, :] * lognormal(u[:, 0], 0.15)
    v = stream(seed, "live", 3).random((SESSIONS, 6))[:number]
    order = np.argsort(v[:, 0], kind="stable")
    pushed = order[:PUSHED_SESSIONS]
    begin = 8 + (v[:, 1] * 90).astype(np.int64)
    push = (
        (minute >= begin[:, None])
        & (minute < begin[:, None] + PUSH_MINUTES)
        & np.isin(np.arange(number), pushed)[:, None]
    )
    shares = np.array([s["share"] for s in settings()["sources"]])
    mix = np.round(shares * between(stream(seed, "live", 4).random((SESSIONS, 4))[:number], 0.6, 1.5), 6)
    wish = mix[:, :, None] * pull[:, None, :]
    wish[:, 3, :] *= np.where(push, 18.0, 1.0)
    age = minute[None, :] - minute[:, None]
    left = np.where(age >= 0, staying(effect, np.arange(MINUTES) + 0.5)[:, np.maximum(age, 0)], 0.0)
    present = np.einsum("nsm,smt->nt", wish, left)
    # So many viewers that the session's orders come out at the usual rate a viewer-minute.
    weight = _eagerness(effect, host, event) * (1 + (effect.pitch - 1) * _share_of(led)(sku))
    wanted = np.bincount(led["session"], minlength=number) / ORDERS_PER_VIEWER_MINUTE
    scale = np.round(np.maximum(wanted, 60) * lognormal(v[:, 2], 0.05) / (present * weight).sum(axis=1), 9)
    entries = counts(u[:, 1:5], wish * scale[:, None, None])
    there = np.floor(entries[..., None] * left[None] + u[:, 5, None, :, None] * (left[None] > 0)).astype(np.int64)
    there = np.minimum(there, entries[..., None])
    stays = there.sum(axis=(1, 2))
    fake = order[PUSHED_SESSIONS : PUSHED_SESSIONS + FAKE_SESSIONS]
    crowd = np.zeros(number, dtype=np.int64)
    crowd[fake] = np.round(stays.mean(axis=1) * between(v[:, 3], 1.2, 2.2))[fake]
    came = np.where(crowd > 0, 12 + (v[:, 4] * 55).astype(np.int64), -1)
    gone = came + 25 + (v[:, 5] * 12).astype(np.int64)
    fake_stays = crowd[:, None] * ((minute >= came[:, None]) & (minute < gone[:, None]))
    fake_entries = crowd[:, None] * (minute == came[:, None])
    return Broadcast(starts(seed, days), host, sku, event, entries, stays, fake_entries, fake_stays, came, gone)


def _run_of_show(seed: int, led: pd.DataFrame, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return host, SKU on air and event of every minute. The favourite has three of four peak turns, heroes are pitched there."""
    u = stream(seed, "live", 5).random((SESSIONS, 64))[:number]
    hosts, favourite = np.array(settings()["hosts"]), effects(seed).favourite
    others = hosts[hosts != favourite]
    turns = MINUTES // BLOCK
    at_peak = np.array([turn * BLOCK in PEAK for turn in range(turns)])
    wish = np.where(at_peak, 0.0, 1.0) + u[:, :turns] * 1.25  # the lowest half goes to the favourite
    mine = np.argsort(np.argsort(wish, axis=1, kind="stable"), axis=1, kind="stable") < turns // 2
    partner = others[np.arange(number) % len(others)]
    host = np.repeat(np.where(mine, favourite, partner[:, None]), BLOCK, axis=1)

    sellers = (
        led["sku"].value_counts().reset_index().sort_values(["count", "sku"], ascending=[False, True])["sku"].to_numpy()
    )
    heroes, rest = sellers[:HEROES], sellers[HEROES : HEROES + 24]
    slots = MINUTES // SLOT
    sku = np.full((number, slots), NONE, dtype=object)
    peak_slots = np.array([slot for slot in range(slots) if slot * SLOT in PEAK])
    for session in range(number):
        mixed = peak_slots[np.argsort(u[session, 12 : 12 + len(peak_slots)], kind="stable")]
        starring = mixed[: HEROES * TURNS_OF_A_HERO]
        sku[session, starring] = np.repeat(heroes, TURNS_OF_A_HERO)
        free = [slot for slot in range(1, slots - 1) if slot not in starring and u[session, 22 + slot] < 0.75]
        chosen = np.argsort(u[session, 42:64][: len(rest)], kind="stable")[: len(free)]
        sku[session, free[: len(chosen)]] = rest[chosen]
    event = np.full((number, MINUTES), NONE, dtype=object)
    v = stream(seed, "live", 6).random((SESSIONS, 4))[:number]
    for row in range(number):
        for column, (name, lasts) in enumerate([("raffle", RAFFLE_MINUTES), ("coupon", COUPON_MINUTES)] * 2):
            begin = 10 + 50 * (column // 2) + int(v[row, column] * 44)
            event[row, begin : begin + lasts] = name
    return host, np.repeat(sku, SLOT, axis=1), event


def _eagerness(effect: Effects, host: np.ndarray, event: np.ndarray) -> np.ndarray:
    strength = np.zeros(host.shape)
    for name, factor in effect.host.items():
        strength[host == name] = factor
    return strength * np.where(event == "coupon", effect.coupon, 1.0)


def _share_of(led: pd.DataFrame):
    """Return a function from SKUs to their shares of the live orders."""
    shares = led["sku"].value_counts(normalize=True).to_dict()
    return np.vectorize(lambda sku: round(shares.get(sku, 0.0), 9), otypes=[float])


def taps(seed: int, led: pd.DataFrame, air: Broadcast) -> np.ndarray:
    """Return the minute in which each order's buyer tapped the article; never after the order was placed."""
    effect = effects(seed)
    session = led["session"].to_numpy()
    weight = (air.stays * _eagerness(effect, air.host, air.event))[session]
    codes = {sku: number for number, sku in enumerate(sorted(led["sku"].unique()))}
    on_air = np.array([[codes.get(sku, -1) for sku in row] for row in air.sku])
    weight = weight * np.where(on_air[session] == led["sku"].map(codes).to_numpy()[:, None], effect.pitch, 1.0)
    passed = (led["created_at"].to_numpy() - air.begins.to_numpy()[session]) // np.timedelta64(60, "s")
    weight = np.where(np.arange(MINUTES)[None, :] <= passed[:, None], weight, 0.0)
    edges = np.cumsum(np.round(weight * 1000).astype(np.int64), axis=1)
    u = stream(seed, "live", 7).random(len(led))
    return (edges <= np.floor(u * edges[:, -1]).astype(np.int64)[:, None]).sum(axis=1)


def airing(seed: int, chain: orders.Chain, days: int) -> Airing:
    """Return the year's broadcasts with the orders that they led to."""
    led = live_orders(seed, chain, days)
    air = broadcast(seed, led, days)
    return Airing(air, led, taps(seed, led, air))


def minutes(seed: int, year: Airing) -> pd.DataFrame:
    """Return the table `live_minutes`: one row a minute on air; money in fen."""
    air, led, tapped = year.air, year.led, year.tapped
    number = len(air.begins)
    cell = led["session"].to_numpy() * MINUTES + tapped
    paid = led["paid_at"].notna().to_numpy()
    value = (led["goods"] - led["discount"] + led["freight"]).to_numpy()

    def total(weights: np.ndarray | None) -> np.ndarray:
        return np.bincount(cell, weights=weights, minlength=number * MINUTES).astype(np.int64)

    placed = total(None)
    u = stream(seed, "live", 8).random((SESSIONS, 5, MINUTES))[:number]
    entries = air.entries.sum(axis=1) + air.fake_entries
    online = air.stays + air.fake_stays
    before = np.concatenate([np.zeros((number, 1), dtype=np.int64), online[:, :-1]], axis=1)
    echo = np.concatenate([np.zeros((number, 1)), placed.reshape(number, -1)[:, :-1]], axis=1)  # buyers say so
    chatty = 0.06 * air.stays * lognormal(u[:, 0], 0.45) * np.where(air.event == "raffle", 4.0, 1.0)
    looks = 0.07 * air.stays * np.where(air.sku != NONE, 1.5, 1.0) * _eagerness(effects(seed), air.host, air.event)
    return pd.DataFrame(
        {
            "session_id": np.repeat(np.arange(1, number + 1), MINUTES),
            "minute": np.tile(np.arange(MINUTES), number),
            "host": air.host.ravel(),
            "sku": air.sku.ravel(),
            "event": air.event.ravel(),
            "entries": entries.ravel(),
            "exits": (before + entries - online).ravel(),
            "online": online.ravel(),
            "likes": counts(u[:, 1], 0.35 * air.stays).ravel(),
            "comments": counts(u[:, 2], chatty + 0.7 * echo).ravel(),
            "clicks": counts(u[:, 3], looks).ravel() + placed,
            "orders": placed,
            "placed": total(value),
            "paid_orders": total(paid.astype(float)),
            "paid": total(led["paid"].to_numpy()),
        }
    )


def order_minutes(year: Airing) -> pd.DataFrame:
    """Return the table `live_orders`: which session and minute each live order is led back to."""
    led = year.led
    return pd.DataFrame(
        {"order_id": led["order_id"], "session_id": led["session"] + 1, "minute": year.tapped, "sku": led["sku"]}
    )


def sessions(seed: int, air: Broadcast, log: pd.DataFrame) -> pd.DataFrame:
    """Return the table `live_sessions`: one row a session with its sums, its viewers by source, and the goal set for it."""
    number = len(air.begins)
    u = stream(seed, "live", 9).random((SESSIONS, 5))[:number]
    sums = log.groupby("session_id").agg(views=("entries", "sum"), peak=("online", "max"), paid=("paid", "sum"))
    by_source = air.entries.sum(axis=2)
    by_source[:, 0] += air.fake_entries.sum(axis=1)
    themes = settings()["themes"]
    last = sums["paid"].expanding().median().shift(1).fillna(sums["paid"].iloc[0])
    frame = pd.DataFrame(
        {
            "session_id": np.arange(1, number + 1),
            "began_at": air.begins,
            "minutes": MINUTES,
            "theme": np.array(themes)[(u[:, 0] * len(themes)).astype(np.int64)],
            "impressions": counts(u[:, 1], sums["views"].to_numpy() / between(u[:, 2], 0.10, 0.22)),
            "views": sums["views"].to_numpy(),
            "viewers": np.round(sums["views"].to_numpy() * between(u[:, 3], 0.80, 0.90)).astype(np.int64),
        }
    )
    for column, source in enumerate(settings()["sources"]):
        frame[f"from_{source['name']}"] = by_source[:, column]
    frame["peak_online"] = sums["peak"].to_numpy()
    frame["new_followers"] = counts(u[:, 4], 0.012 * air.entries.sum(axis=(1, 2)))
    frame["goal_paid"] = (np.round(last.to_numpy() * 1.1 / 10_000) * 10_000).astype(np.int64)
    return frame


def pitches(seed: int, air: Broadcast, days: int) -> pd.DataFrame:
    """Return the table `live_pitches`: what was presented from when to when, at what price beside which "was" price.

    Money in fen. A third of the "was" prices are the
    list price whether or not it was asked lately; the others are yesterday's price.
    """
    number = len(air.begins)
    prices = products.daily_prices(seed, days)
    changes = np.concatenate([np.ones((number, 1), bool), air.sku[:, 1:] != air.sku[:, :-1]], axis=1)
    changes |= np.arange(MINUTES)[None, :] % SLOT == 0
    session, begin = np.nonzero(changes & (air.sku != NONE))
    sku = air.sku[session, begin]
    day = ((air.begins - calendar.START).days.to_numpy())[session]
    row = pd.Index(products.skus(seed)["sku"]).get_indexer(sku)
    now = prices[row, day]
    yesterday = prices[row, np.maximum(day - 1, 0)]
    u = stream(seed, "live", 10).random((SESSIONS, MINUTES))[session, begin]
    return pd.DataFrame(
        {
            "session_id": session + 1,
            "begins": begin,
            "ends": begin + SLOT,
            "host": air.host[session, begin],
            "sku": sku,
            "price": now,
            "was_price": np.where(u < 0.33, prices.max(axis=1)[row], np.maximum(yesterday, now)),
        }
    )
