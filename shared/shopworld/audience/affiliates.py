"""Affiliates: orders that came over their links, the commission, and a hold-out that tells who would have bought anyway."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts, lognormal, pick
from shopworld.sales import orders
from shopworld.seeds import stream

PUBLISHERS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")
KINDS = ("content", "content", "content", "coupon site", "coupon site", "cashback app", "cashback app", "group chat")
WEIGHT = (2, 1.5, 1, 3, 2, 2.5, 1.5, 1.5)
COMMISSION = {"content": 0.08, "coupon site": 0.05, "cashback app": 0.06, "group chat": 0.07}
BROUGHT = {"content": 0.75, "coupon site": 0.20, "cashback app": 0.30, "group chat": 0.55}
VISITORS_A_MONTH = 2_400
ORDERS_A_VISITOR = 0.055
HELD_OUT = 0.5


def rates(seed: int) -> np.ndarray:
    """Return each publisher's commission rate."""
    u = stream(seed, "affiliates", 0).random(len(PUBLISHERS))
    return np.round([COMMISSION[kind] for kind in KINDS] * between(u, 0.8, 1.3), 3)


def brought(seed: int) -> np.ndarray:
    """Return for each publisher the share of its orders that would not have been placed without it."""
    u = stream(seed, "affiliates", 1).random(len(PUBLISHERS) + 1)
    year = between(u[-1:], 0.5, 1.35)
    return np.round(np.clip([BROUGHT[kind] for kind in KINDS] * year * between(u[:-1], 0.75, 1.25), 0.05, 0.95), 6)


def brought_in_all(seed: int) -> float:
    """Return the share of all orders over affiliates' links, in the hold-out's treated arm, that the links brought."""
    return float(round((np.array(WEIGHT) * brought(seed)).sum() / sum(WEIGHT), 6))


def table(seed: int, chain: orders.Chain) -> pd.DataFrame:
    """Return the table `affiliate_orders`: one row a paid order of the affiliate channel; money in fen.

    Who would have bought anyway comes over a coupon site or a cashback app minutes before paying, having been there before.
    """
    mine = chain.orders[(chain.orders["channel"] == "affiliate") & chain.orders["paid_at"].notna()]
    u = stream(seed, "affiliates", 2).random((len(mine), 4))
    publisher = pick(u[:, 0], np.array(WEIGHT))
    anyway = u[:, 1] >= brought(seed)[publisher]
    minutes = np.where(anyway, 1 + 6 * lognormal(u[:, 2], 0.8), 6 + 240 * lognormal(u[:, 2], 1.3))
    minutes = np.minimum(minutes, 15 * 1440)
    return pd.DataFrame(
        {
            "order_id": mine["order_id"].to_numpy(),
            "publisher": np.array(PUBLISHERS)[publisher],
            "kind": np.array(KINDS)[publisher],
            "clicked_at": mine["created_at"].to_numpy() - np.round(minutes * 60).astype("timedelta64[s]"),
            "seen_before": u[:, 3] < np.where(anyway, 0.85, 0.25),
            "commission_rate": rates(seed)[publisher],
            "commission": np.round(mine["paid"].to_numpy() * rates(seed)[publisher]).astype(np.int64),
        }
    )


def holdout(seed: int, days: int) -> pd.DataFrame:
    """Return the table `affiliate_holdout`: by month and publisher, visitors for whom the link worked or was switched off.

    Drawn at random when they clicked; orders are all that they placed in the fortnight after, over whatever channel.
    """
    months = pd.date_range(calendar.START, periods=days // 30, freq="MS").strftime("%Y-%m")
    u = stream(seed, "affiliates", 3).random((12, len(PUBLISHERS), 2, 2))[: len(months)]
    visitors = counts(u[..., 0], np.broadcast_to(np.array(WEIGHT)[:, None] * VISITORS_A_MONTH * HELD_OUT, u.shape[:3]))
    works = np.array([True, False])
    share = np.where(works[None, :], 1.0, 1 - brought(seed)[:, None])
    return pd.DataFrame(
        {
            "month": np.repeat(months, len(PUBLISHERS) * 2),
            "publisher": np.tile(np.repeat(PUBLISHERS, 2), len(months)),
            "kind": np.tile(np.repeat(KINDS, 2), len(months)),
            "link_works": np.tile(works, len(months) * len(PUBLISHERS)),
            "visitors": visitors.ravel(),
            "orders": counts(u[..., 1], visitors * ORDERS_A_VISITOR * share[None]).ravel(),
        }
    )
