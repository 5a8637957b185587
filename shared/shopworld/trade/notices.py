"""What the platform writes to the shop: rules, invitations, tasks and violations, with points and the day an answer is due."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, moments, parameters
from shopworld.draws import between, counts
from shopworld.moments import DAY, HOUR, NEVER
from shopworld.seeds import stream

LATE_NOTICES = 8  # a year: the parcels that waited longest for their first scan
ANSWERED_IN_TIME = 0.85
FORGOTTEN = 0.06


def notices(seed: int, products: pd.DataFrame, shipments: pd.DataFrame, paid_at: pd.Series, days: int) -> pd.DataFrame:
    """Return the table `notices` in the order of issue; `order_id` 0 and `sku` empty where a notice is about neither.

    `paid_at` belongs to the rows of `shipments`; money in fen.
    """
    kinds = parameters.table("notices")
    u = stream(seed, "notices", 1).random((len(kinds), 2))
    number = np.maximum(counts(u[:, 0], kinds["per_year"] * days / calendar.DAYS), 1)
    of = kinds.loc[np.repeat(np.arange(len(kinds)), number)].reset_index(drop=True)
    v = stream(seed, "notices", 2).random((len(of), 2))
    goods = products["sku"].to_numpy()
    about = (of["kind"] == "violation") | of["title"].str.startswith("Bad review")
    of["issued"] = np.floor(v[:, 0] * days).astype(np.int64) * DAY + 9 * HOUR
    of["sku"] = np.where(about, goods[np.floor(v[:, 1] * len(goods)).astype(np.int64)], "")
    of["order_id"] = 0
    frame = pd.concat([of, _late(shipments, paid_at, days)], ignore_index=True)
    frame = frame.sort_values(["issued", "title", "order_id", "sku"], kind="stable", ignore_index=True)
    w = stream(seed, "notices", 3).random((len(frame), 2))
    due = frame["issued"].to_numpy() + frame["due_days"].to_numpy() * DAY
    takes = np.where(w[:, 0] < ANSWERED_IN_TIME, between(w[:, 1], 0.1, 0.95), between(w[:, 1], 1.05, 1.6))
    answered = frame["issued"].to_numpy() + np.round(takes * frame["due_days"].to_numpy() * 24).astype(np.int64) * HOUR
    answered = np.where((w[:, 0] > 1 - FORGOTTEN) | (answered >= days * DAY), NEVER, answered)
    return pd.DataFrame(
        {
            "notice_id": np.arange(1, len(frame) + 1) + 6_000,
            "issued_at": moments.times(frame["issued"].to_numpy()),
            "kind": frame["kind"],
            "title": frame["title"],
            "title_zh": frame["title_zh"],
            "sku": frame["sku"],
            "order_id": frame["order_id"],
            "points": frame["points"],
            "penalty": frame["penalty"] * 100,
            "due_at": moments.times(due),
            "answered_at": moments.times(answered),
        }
    )


def _late(shipments: pd.DataFrame, paid_at: pd.Series, days: int) -> pd.DataFrame:
    """Return a violation for each of the parcels that waited longest for their first scan."""
    paid, scanned = moments.seconds(paid_at), moments.seconds(shipments["picked_up_at"])
    issued = paid + 3 * DAY
    waited = np.where((scanned > issued) & (issued < days * DAY), scanned - paid, 0)
    most = max(round(LATE_NOTICES * days / calendar.DAYS), 1)
    rows = np.argsort(-waited, kind="stable")[:most]
    rows = rows[waited[rows] > 0]
    return pd.DataFrame(
        {
            "kind": "violation",
            "title": "Parcel was not picked up in time",
            "title_zh": "延迟发货",
            "points": 1,
            "penalty": 5,
            "due_days": 3,
            "issued": issued[rows],
            "sku": "",
            "order_id": shipments["order_id"].to_numpy()[rows],
        }
    )
