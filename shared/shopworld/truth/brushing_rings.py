"""Paid posters: half of them never order often, and innocent groups look like them; only signs taken together tell."""

from __future__ import annotations

import pandas as pd

from shopworld.truth.model import Phenomenon, f1
from shopworld.world import World

OFTEN, WITHIN = 3, "1h"  # the rule of thumb: so many orders of one buyer within an hour
SHARED = 4  # buyers on one device, address or network within the job's weeks
LIGHT = 0.75  # of what the parcel ought to weigh
SIGNS = 4


def _fake(world: World) -> pd.Series:
    return pd.Series(world.chain.ring >= 0, index=world["orders"]["order_id"])


def _naive(world: World) -> float:
    """Buyers with three orders or more within an hour."""
    orders = world["orders"]
    hour = orders["created_at"].dt.floor(WITHIN)
    named = orders.groupby([orders["buyer_id"], hour])["order_id"].transform("size") >= OFTEN
    return f1(pd.Series(named.to_numpy(), index=orders["order_id"]), _fake(world))


def signs(world: World) -> pd.DataFrame:
    """Return for every paid order which signs it shows; index order_id. No sign is a proof, some are common."""
    orders = world["orders"].set_index("order_id")
    seen = world["order_signals"].set_index("order_id")
    buyer = orders["buyer_id"].reindex(seen.index)
    month = orders["created_at"].reindex(seen.index).dt.floor("15D")
    parcel = world["shipments"].set_index("order_id").reindex(seen.index)
    goods = world["products"].set_index("sku")["weight_g"]
    lines = world["order_lines"]
    ought = (lines["sku"].map(goods) * lines["quantity"]).groupby(lines["order_id"]).sum().reindex(seen.index)
    praise = world["reviews"]
    praise = praise[(praise["stars"] == 5) & praise["has_photo"] & (praise["text_zh"].str.len() > 80)]
    wait = parcel["confirmed_at"] - parcel["delivered_at"]

    def shared(trace: str) -> pd.Series:
        return buyer.groupby([seen[trace], month]).transform("nunique") >= SHARED

    return pd.DataFrame(
        {
            "device": shared("device"),
            "address": shared("address"),
            "ip": shared("ip"),
            "scripted": seen["visit_seconds"].between(60, 180) & (seen["pages"] <= 4) & (seen["rivals_viewed"] >= 2),
            "light": parcel["parcel_weight_g"] < LIGHT * ought,
            "confirmed": wait < pd.Timedelta(hours=12),
            "praised": seen.index.isin(praise["order_id"]),
            "silent": ~seen["asked_service"],
        }
    )


def _taught(world: World) -> float:
    found = signs(world)
    named = found.sum(axis=1) >= SIGNS
    return f1(named.reindex(_fake(world).index, fill_value=False), _fake(world))


PHENOMENON = Phenomenon(
    id="brushing-rings",
    tables=("orders", "order_lines", "order_signals", "shipments", "reviews", "products"),
    question="Which orders were placed by paid posters, as the F1 score of the orders named?",
    estimand=lambda world: 1.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.13,
    tier="course",
)
