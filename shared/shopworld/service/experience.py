"""The shop's experience score 体验分: goods, logistics and service over the last thirty days, as the platform shows it each morning."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, moments
from shopworld.moments import DAY

WINDOW = 30
WEIGHT = {"goods": 0.5, "logistics": 0.3, "service": 0.2}
QUALITY_REASONS = ("quality", "not as described", "damaged", "leaks")
# Score at a share of nought, and what each further share takes off or adds.
GOODS_FROM, GOODS_SLOPE = 100, 220
LOGISTICS_FROM, LOGISTICS_SLOPE = 100, 260
SERVICE_FROM, SERVICE_SLOPE = 40, 62
LOWEST = 0.0


def scores(
    shipments: pd.DataFrame, paid_at: pd.Series, refunds: pd.DataFrame, tickets: pd.DataFrame, days: int
) -> pd.DataFrame:
    """Return the table `experience_scores`: one row a day from the second on, each from up to thirty days before it.

    `goods` falls with refunds for quality a paid order, `logistics` with parcels picked up after 48 hours, `service` rises
    with first replies to tickets within three minutes. Scores from 0 to 100, rounded to two decimals.
    """
    paid = moments.seconds(paid_at)
    late = moments.seconds(shipments["picked_up_at"]) - paid > 2 * DAY
    of_quality = refunds[refunds["reason"].isin(QUALITY_REASONS)]
    opened = moments.seconds(tickets["opened_at"])
    # A small shop may sell nothing on its first day.
    paid_orders = np.maximum(_rolling(paid, np.ones(len(paid)), days), 1)
    share = {
        "quality_refund_share": _rolling(moments.seconds(of_quality["applied_at"]), np.ones(len(of_quality)), days)
        / paid_orders,
        "late_share": _rolling(paid, late, days) / paid_orders,
        "in_time_share": _rolling(opened, (tickets["first_reply_s"] <= 180).to_numpy(), days)
        / np.maximum(_rolling(opened, np.ones(len(opened)), days), 1),
    }
    frame = pd.DataFrame({"date": calendar.START + pd.to_timedelta(np.arange(1, days), unit="D")})
    for name, values in share.items():
        frame[name] = np.round(values, 4)
    goods = GOODS_FROM - GOODS_SLOPE * frame["quality_refund_share"]
    logistics = LOGISTICS_FROM - LOGISTICS_SLOPE * frame["late_share"]
    service = SERVICE_FROM + SERVICE_SLOPE * frame["in_time_share"]
    for name, score in {"goods": goods, "logistics": logistics, "service": service}.items():
        frame[name] = np.round(np.clip(score, LOWEST, 100), 2)
    frame["total"] = np.round(sum(frame[name] * weight for name, weight in WEIGHT.items()), 2)
    return frame


def _rolling(since: np.ndarray, weight: np.ndarray, days: int) -> np.ndarray:
    """Return for each morning from the second day on the sum of weights over the thirty days before it."""
    inside = since < days * DAY
    daily = np.bincount(since[inside] // DAY, weights=np.asarray(weight, dtype=float)[inside], minlength=days)
    total = np.concatenate([[0.0], np.cumsum(daily)])
    morning = np.arange(1, days)
    return total[morning] - total[np.maximum(morning - WINDOW, 0)]
