"""Signs that an order shows: six before the parcel leaves, three that come afterwards. None of them is a proof."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

SHARED = 4  # buyers on one device, address or network within the job's weeks
WEEKS = "15D"
LIGHT = 0.75  # of what the parcel ought to weigh
OFTEN = 3  # orders of one buyer within an hour
EARLY = ("device", "address", "ip", "hurry", "scripted", "silent")
LATE = ("light", "confirmed", "praised")


def signs(of: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Return for every paid order which signs it shows, as True and False; index order_id, columns EARLY and LATE.

    `of` gives a table by its name, like `load`. A device, address or network is shared when four buyers or more order
    from it within the same fifteen days; a hurry is the third order of a buyer within an hour of the clock; a scripted
    visit looks at two rivals or more on four pages at most within one to three minutes.
    """
    orders = of("orders").set_index("order_id")
    seen = of("order_signals").set_index("order_id")
    buyer = orders["buyer_id"].reindex(seen.index)
    weeks = orders["created_at"].reindex(seen.index).dt.floor(WEEKS)
    placed = orders.groupby(["buyer_id", orders["created_at"].dt.floor("h")])["paid"].transform("size")
    parcel = of("shipments").set_index("order_id").reindex(seen.index)
    lines = of("order_lines")
    goods = of("products").set_index("sku")["weight_g"]
    ought = (lines["sku"].map(goods) * lines["quantity"]).groupby(lines["order_id"]).sum().reindex(seen.index)
    praise = of("reviews")
    praise = praise[(praise["stars"] == 5) & praise["has_photo"] & (praise["text_zh"].str.len() > 80)]
    wait = parcel["confirmed_at"] - parcel["delivered_at"]

    def shared(trace: str) -> pd.Series:
        return buyer.groupby([seen[trace], weeks]).transform("nunique") >= SHARED

    return pd.DataFrame(
        {
            "device": shared("device"),
            "address": shared("address"),
            "ip": shared("ip"),
            "hurry": (placed >= OFTEN).reindex(seen.index),
            "scripted": seen["visit_seconds"].between(60, 180) & (seen["pages"] <= 4) & (seen["rivals_viewed"] >= 2),
            "silent": ~seen["asked_service"],
            "light": parcel["parcel_weight_g"] < LIGHT * ought,
            "confirmed": wait < pd.Timedelta(hours=12),
            "praised": seen.index.isin(praise["order_id"]),
        }
    )
