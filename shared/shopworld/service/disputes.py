"""Disputes: refunds on which buyer and shop did not agree, parcels said to be missing, and demands made with a bad review."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, pick
from shopworld.sales import orders
from shopworld.seeds import stream

OF_REFUNDS = 0.035
OF_ORDERS = 0.0016
KINDS = ("refund refused", "parcel missing", "extortion", "false claim")
DECIDED = ("buyer", "shop", "split")
#               buyer, shop, split
WEIGHT = {"refund refused": (5, 2, 3), "parcel missing": (6, 3, 1), "extortion": (2, 6, 2), "false claim": (3, 6, 1)}


def table(seed: int, chain: orders.Chain) -> pd.DataFrame:
    """Return the table `disputes`: one row a case with what was asked, who won and how many penalty points came of it."""
    paid = chain.orders[chain.orders["paid_at"].notna()]
    u = stream(seed, "disputes", 0).random((len(chain.refunds), 5))
    v = stream(seed, "disputes", 1).random((len(paid), 5))
    asked = chain.refunds[u[:, 0] < OF_REFUNDS]
    own = u[u[:, 0] < OF_REFUNDS]
    other = paid[(v[:, 0] < OF_ORDERS) & ~paid["order_id"].isin(chain.refunds["order_id"]).to_numpy()]
    others = v[(v[:, 0] < OF_ORDERS) & ~paid["order_id"].isin(chain.refunds["order_id"]).to_numpy()]
    u = np.concatenate([own, others])
    of_refund = np.arange(len(u)) < len(own)
    kind = np.where(of_refund, pick(u[:, 1], np.array([70, 0, 0, 30])), 1 + pick(u[:, 1], np.array([55, 45])))
    began = np.concatenate([asked["applied_at"].to_numpy(), other["paid_at"].to_numpy()])
    wait = np.where(of_refund, between(u[:, 2], 1, 6), between(u[:, 2], 8, 25))
    who = np.stack([pick(u[:, 3], np.array(WEIGHT[name])) for name in KINDS])[kind, np.arange(len(u))]
    frame = pd.DataFrame(
        {
            "order_id": np.concatenate([asked["order_id"].to_numpy(), other["order_id"].to_numpy()]),
            "opened_at": began + np.round(wait * 86_400).astype("timedelta64[s]"),
            "kind": np.array(KINDS)[kind],
            "amount": np.concatenate([asked["amount"].to_numpy(), other["paid"].to_numpy()]),
            "days_open": 1 + np.floor(u[:, 4] * u[:, 4] * 20).astype(np.int64),
            "decided_for": np.array(DECIDED)[who],
            "points": np.where((who == 0) & (u[:, 4] < 0.25), 2, 0),
        }
    ).sort_values(["opened_at", "order_id"], ignore_index=True)
    frame.insert(0, "dispute_id", np.arange(1, len(frame) + 1) + 90_000)
    return frame
