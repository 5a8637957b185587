"""Parcels: when each was packed, labelled, picked up, delivered and confirmed, by which courier, and what it weighed.

A label is printed within the day; the courier's first scan 揽收 comes later, and that is what the 48-hour rule counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, moments, parameters
from shopworld.draws import between, lognormal, pick
from shopworld.goods import freight
from shopworld.moments import DAY, HOUR, MINUTE
from shopworld.sales.orders import Chain
from shopworld.seeds import stream

DUE = 48 * HOUR
CLOSES = 16  # what is paid later in the day is packed the next morning
REGULAR_LIMIT = 45 * HOUR  # a parcel that doesn't get stuck is picked up by then
RUSH_DAYS = 7  # the days after a sale on which parcels get stuck more often
RUSH = 3.0
MOST_STUCK = 0.6
LATE_REFUND_STUCK = 0.7  # of those who ask their money back because it is late, so many waited for a stuck parcel
ASKS_AFTER = 50 * HOUR
NOT_NEAREST = 0.04
LOST = 0.0012
DAMAGED = 0.0015
PACKING_G = (25, 120)
FAKE_G = (50, 150)  # an empty parcel
MOST_RINGS = 16
CONFIRMS_ITSELF = 10 * DAY
ZONE_FACTOR = {"near": 0.8, "middle": 1.15, "far": 1.5, "remote": 2.4}


@dataclass(frozen=True)
class Habits:
    """What couriers do on average: hours to pick-up and in transit when nothing goes wrong, and how often a parcel gets stuck."""

    names: np.ndarray
    share: np.ndarray
    pickup: np.ndarray
    transit: np.ndarray
    stuck: np.ndarray


def habits(seed: int) -> Habits:
    """Return the couriers' hidden habits: one is the quickest of all and forgets far more parcels than the others."""
    frame = parameters.table("couriers")
    u = stream(seed, "couriers").random((len(frame), 5))
    forgetful = int(u[0, 4] * len(frame))
    pickup = frame["pickup_hours"].to_numpy() * between(u[:, 0], 0.92, 1.08)
    pickup[forgetful] = 7.0
    stuck = between(u[:, 1], 0.012, 0.028)
    stuck[forgetful] = between(u[:1, 2], 0.075, 0.105)[0]
    return Habits(
        frame["courier"].to_numpy(),
        frame["share"].to_numpy(),
        pickup,
        frame["transit_hours"].to_numpy() * between(u[:, 3], 0.9, 1.1),
        stuck,
    )


def rush(days: int) -> np.ndarray:
    """Return by day of payment how much more often parcels get stuck than on an ordinary day."""
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()
    recent = np.convolve(sale, np.ones(RUSH_DAYS + 1))[: calendar.DAYS] > 0
    return np.where(recent, RUSH, 1.0)[:days]


def shipments(seed: int, chain: Chain, products: pd.DataFrame) -> pd.DataFrame:
    """Return the table `shipments`: one row a paid order, in the orders' order."""
    return _draw(seed, chain, products).drop(columns="stuck_chance")


def late_rate(seed: int, chain: Chain, products: pd.DataFrame) -> pd.Series:
    """Return each courier's true share of parcels that are picked up later than 48 hours after payment."""
    return _draw(seed, chain, products).groupby("courier")["stuck_chance"].mean()


def _draw(seed: int, chain: Chain, products: pd.DataFrame) -> pd.DataFrame:
    orders = chain.orders[chain.orders["paid_at"].notna()]
    ring = chain.ring[orders.index.to_numpy()]
    fake = ring >= 0
    u = stream(seed, "shipments").random((len(orders), 13))
    of = habits(seed)
    paid = moments.seconds(orders["paid_at"])
    zone = freight.zones().set_index("province").loc[orders["province"]]
    hired = stream(seed, "couriers", 1).random(MOST_RINGS)  # each ring sends all its empty parcels with one courier
    courier = pick(np.where(fake, hired[ring % MOST_RINGS], u[:, 0]), of.share)
    reasons = chain.refunds.set_index("order_id")["reason"]
    damaged = orders["order_id"].isin(reasons.index[reasons == "damaged"]).to_numpy() | (u[:, 11] < DAMAGED)

    packed = paid + _until_packed(paid, u[:, 1])
    labelled = packed + np.round(between(u[:, 2], 2, 50)).astype(np.int64) * MINUTE
    regular = labelled + np.round(of.pickup[courier] * lognormal(u[:, 3], 0.35) * HOUR).astype(np.int64)
    regular = np.minimum(
        regular, np.maximum(paid + REGULAR_LIMIT - np.floor(u[:, 3] * 3 * HOUR).astype(np.int64), labelled)
    )
    chance, certain = _stuck_chance(
        of.stuck[courier] * rush(calendar.DAYS)[np.minimum(paid // DAY, calendar.DAYS - 1)], orders, chain
    )
    is_stuck = u[:, 4] < np.where(fake, 0, certain)
    waits = DUE + np.round(between(u[:, 5], 1, 20) * lognormal(u[:, 6], 0.7) * HOUR).astype(np.int64)
    picked_up = np.where(is_stuck, paid + waits, regular)
    transit = of.transit[courier] * zone["zone"].map(ZONE_FACTOR).to_numpy() * lognormal(u[:, 7], 0.25)
    delivered = picked_up + np.round(transit * HOUR).astype(np.int64)
    lost = (u[:, 8] < LOST) & ~damaged & ~fake
    settles = np.minimum(np.round(between(u[:, 9], 6, 150) * lognormal(u[:, 10], 0.9) * HOUR), CONFIRMS_ITSELF)
    settles = np.where(fake, np.round(between(u[:, 9], 0.3, 6) * HOUR), settles).astype(np.int64)
    grams = _grams(chain, products).loc[orders["order_id"]].to_numpy()
    return pd.DataFrame(
        {
            "order_id": orders["order_id"].to_numpy(),
            "warehouse": _warehouse(zone["warehouse"].to_numpy(), u[:, 12]),
            "courier": of.names[courier],
            "parcel_weight_g": np.where(
                fake, np.round(between(u[:, 11], *FAKE_G)), grams + np.round(between(u[:, 6], *PACKING_G))
            ).astype(np.int64),
            "packed_at": moments.times(packed),
            "labelled_at": moments.times(labelled),
            "picked_up_at": moments.times(picked_up),
            "delivered_at": moments.times(np.where(lost, moments.NEVER, delivered)),
            "confirmed_at": moments.times(np.where(lost, moments.NEVER, delivered + settles)),
            "scans": np.where(
                fake, 2, 3 + np.floor(u[:, 9] * 3).astype(np.int64) + (transit > 40) + 2 * (transit > 80)
            ),
            "condition": np.select([lost, damaged & ~fake], ["lost", "damaged"], default="whole"),
            "stuck_chance": np.where(fake, 0.0, chance),
        }
    )


def _until_packed(paid: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return the seconds until a parcel is packed: a few hours, or from eight o'clock the next morning."""
    of_day = paid % DAY
    work = np.round(between(u, 0.4, 3.5) * HOUR).astype(np.int64)
    opens = np.where(of_day >= CLOSES * HOUR, DAY + 8 * HOUR - of_day, np.maximum(8 * HOUR - of_day, 0))
    return opens + work


def _stuck_chance(base: np.ndarray, orders: pd.DataFrame, chain: Chain) -> tuple[np.ndarray, np.ndarray]:
    """Return each parcel's chance of getting stuck, before and after knowing who asked for a refund because it was late.

    The second is drawn from; over all parcels of a kind the two have the same mean.
    """
    chance = np.minimum(base, MOST_STUCK)
    asked = chain.refunds[chain.refunds["reason"] == "late"].groupby("order_id")["applied_at"].min()
    since = (asked.reindex(orders["order_id"]).to_numpy() - orders["paid_at"].to_numpy()) / np.timedelta64(1, "s")
    complains = since > ASKS_AFTER
    of_complainers = np.minimum(LATE_REFUND_STUCK * chance / round(float(chance.mean()), 6), 1.0)
    of_others = np.maximum(chance - complains.mean() * of_complainers, 0.0)
    return chance, np.round(np.where(complains, of_complainers, of_others), 9)


def _grams(chain: Chain, products: pd.DataFrame) -> pd.Series:
    """Return the weight of each order's goods in grams."""
    weight = products.set_index("sku")["weight_g"]
    lines = chain.lines
    return (lines["sku"].map(weight) * lines["quantity"]).groupby(lines["order_id"]).sum()


def _warehouse(nearest: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return the warehouse each parcel left: nearly always the nearest, now and then another that had the goods."""
    names = sorted(set(nearest))
    other = np.array(names)[(np.searchsorted(names, nearest) + 1) % len(names)]
    return np.where(u < NOT_NEAREST, other, nearest)
