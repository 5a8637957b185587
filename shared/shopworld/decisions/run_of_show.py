"""Twelve articles in two hours before the camera: what a run of show leaves, on streams that nobody has seen.

Orders of a minute = people in the room × the article's rate on air × host × coupon × 0.95 for each minute that its pitch has
already lasted. Each order leaves what is known of it, less the coupon while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld.draws import lognormal
from shopworld.seeds import stream
from shopworld.streams import live

MINUTES, OPENING, CLOSING = 120, 4, 4
ARTICLES = 12
SHORTEST, LONGEST = 4, 16  # minutes of a pitch
MOST_OF_A_HOST = 60  # minutes before the voice is gone
COUPONS, COUPON_MINUTES, COUPON_OFF = 2, 4, 8.0  # how many, the first minutes of a pitch, yuan off an order
WEARS = 0.95  # what a minute of a pitch sells, as a part of the minute before: who wanted it has it
KEPT, PARCEL, WAY_BACK = 0.94, 4.0, 8.0  # part of the price after the platform; yuan a parcel out, yuan a parcel back
STREAMS = 20

TWELVE = "The plan has {rows} pitches; twelve are wanted, each of another article."
TOO_LONG = "Opening, pitches and closing take {minutes} minutes; the stream has 120."
PITCH = "The pitch of {sku} lasts {minutes} minutes; it takes between 4 and 16."
HOST = "{host} speaks for {minutes} minutes; after 60 the voice is gone."
COUPONS_OFF = "The plan has {coupons} coupons; Wen pays for two."


@dataclass(frozen=True)
class Room:
    """What a stream is tried on: people there (streams × minutes), each host's and the coupon's factor on orders."""

    online: np.ndarray
    hosts: Mapping[str, float]
    coupon: float


def articles(live_orders: pd.DataFrame, products: pd.DataFrame) -> list[str]:
    """Return the SKU with most live orders of each of the twelve products with most live orders, best first."""
    sold = live_orders["sku"].value_counts().rename("orders").reset_index()
    sold = sold.merge(products[["sku", "product"]], on="sku").sort_values(["orders", "sku"], ascending=[False, True])
    by_product = sold.groupby("product")["orders"].sum().reset_index()
    chosen = by_product.sort_values(["orders", "product"], ascending=[False, True])["product"].head(ARTICLES)
    return sold[sold["product"].isin(chosen)].drop_duplicates("product")["sku"].tolist()


def problems(plan: pd.DataFrame) -> list[str]:
    """Return what keeps a script from the air, a sentence each; the plan has `sku`, `minutes`, `host`, `coupon` in order."""
    found = []
    if len(plan) != ARTICLES or plan["sku"].nunique() != ARTICLES:
        found.append(TWELVE.format(rows=len(plan)))
    total = OPENING + int(plan["minutes"].sum()) + CLOSING
    if total > MINUTES:
        found.append(TOO_LONG.format(minutes=total))
    for sku, minutes in zip(plan["sku"], plan["minutes"], strict=True):
        if not SHORTEST <= minutes <= LONGEST:
            found.append(PITCH.format(sku=sku, minutes=minutes))
    for host, minutes in plan.groupby("host")["minutes"].sum().items():
        if minutes > MOST_OF_A_HOST:
            found.append(HOST.format(host=host, minutes=minutes))
    if plan["coupon"].sum() > COUPONS:
        found.append(COUPONS_OFF.format(coupons=int(plan["coupon"].sum())))
    return found


def by_minute(plan: pd.DataFrame, goods: pd.DataFrame, room: Room) -> pd.DataFrame:
    """Return one row a minute on air: minute, sku, people there, orders and yuan left, as means over the room's streams.

    `goods` has, by SKU, `rate` (orders a viewer-minute on air) and `leaves` (yuan an order).
    """
    lasts = plan["minutes"].to_numpy(dtype=int)
    row = np.repeat(np.arange(len(plan)), lasts)
    age = np.arange(len(row)) - np.repeat(np.cumsum(lasts) - lasts, lasts)
    minute = OPENING + np.arange(len(row))
    shown = goods.reindex(plan["sku"])
    coupon = plan["coupon"].to_numpy(dtype=bool)[row] & (age < COUPON_MINUTES)
    host = plan["host"].map(dict(room.hosts)).to_numpy(dtype=float)[row]
    eager = shown["rate"].to_numpy()[row] * host * np.where(coupon, room.coupon, 1.0) * WEARS**age
    online = room.online.mean(axis=0)[minute]
    left = shown["leaves"].to_numpy()[row] - COUPON_OFF * coupon
    orders = online * eager
    return pd.DataFrame(
        {
            "minute": minute,
            "sku": plan["sku"].to_numpy()[row],
            "online": online,
            "orders": orders,
            "left": orders * left,
        }
    )


def earned(plan: pd.DataFrame, goods: pd.DataFrame, room: Room) -> float:
    """Return what the plan leaves, in yuan a stream."""
    return float(by_minute(plan, goods, room)["left"].sum())


def viewer_minutes(live_minutes: pd.DataFrame, hosts: Mapping[str, float], coupon: float) -> pd.Series:
    """Return each minute's viewers, weighted by how eager host and coupon make them."""
    return (
        live_minutes["online"]
        * live_minutes["host"].map(dict(hosts))
        * np.where(live_minutes["event"] == "coupon", coupon, 1.0)
    )


def rates(live_minutes: pd.DataFrame, live_orders: pd.DataFrame, pitch: float, weight: pd.Series) -> pd.Series:
    """Return each SKU's orders a viewer-minute on air, from all its orders, when a pitch makes them `pitch` times as many.

    A rarely pitched article has few orders on air and many off it; both tell. `weight`: each minute's viewers.
    """
    on_air = weight.groupby(live_minutes["sku"]).sum()
    orders = live_orders.groupby("sku").size()
    there = weight.sum() + (pitch - 1) * on_air.reindex(orders.index, fill_value=0)
    return pitch * orders / there


def leaves(
    live_orders: pd.DataFrame, orders: pd.DataFrame, lines: pd.DataFrame, refunds: pd.DataFrame, products: pd.DataFrame
) -> pd.Series:
    """Return what an order of each SKU placed in a stream leaves, in yuan: unpaid ones leave nothing, what comes back costs its way.

    Paid share and refunded share are those of the product's live lines.
    """
    goods = products.set_index("sku")
    placed = live_orders.merge(orders[["order_id", "paid_at"]], on="order_id")
    product = placed["sku"].map(goods["product"])
    paid_share = placed["paid_at"].notna().groupby(product).mean()
    sold = lines[lines["order_id"].isin(placed["order_id"]) & (lines["paid"] > 0)]
    back = sold["line_id"].isin(refunds["line_id"]).groupby(sold["sku"].map(goods["product"])).mean()
    paid, back = goods["product"].map(paid_share), goods["product"].map(back)
    kept = (1 - back) * (KEPT * goods["list_price"] - goods["cost"])
    return paid * (kept - PARCEL - WAY_BACK * back)


@lru_cache(maxsize=8)
def _shapes(seed: int) -> np.ndarray:
    """Return the unseen streams' people in the room, each minute, as parts of a mean of one."""
    effect, minute = live.effects(seed), np.arange(MINUTES)
    tide = 0.55 + 1.5 * np.isin(minute, live.PEAK) + 0.3 * ((minute >= 24) & (minute < 96))
    tide = tide * np.where(minute < 2, 2.5, 1.0)
    u = stream(seed, "unseen_streams").random((STREAMS, MINUTES))
    pull = tide * lognormal(u, 0.15)
    age = minute[None, :] - minute[:, None]
    left = np.where(age >= 0, live.staying(effect, minute + 0.5)[:, np.maximum(age, 0)], 0.0)
    shares = np.array([source["share"] for source in live.settings()["sources"]])
    there = np.einsum("s,nm,smt->nt", shares, pull, left)
    return np.round(there / there.mean(), 9)


def unseen(seed: int, live_minutes: pd.DataFrame) -> Room:
    """Return the room of the unseen streams: as full as the shop's on the mean, with the true hosts and the true coupon."""
    effect = live.effects(seed)
    return Room(_shapes(seed) * float(live_minutes["online"].mean()), effect.host, effect.coupon)


def truth(seed: int, live_minutes: pd.DataFrame, live_orders: pd.DataFrame) -> pd.Series:
    """Return each SKU's true orders a viewer-minute on air."""
    effect = live.effects(seed)
    weight = viewer_minutes(live_minutes, effect.host, effect.coupon)
    return rates(live_minutes, live_orders, effect.pitch, weight)
