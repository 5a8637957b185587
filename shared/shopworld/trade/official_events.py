"""Official events of the platform: what the organiser asks and promises, and what came of those already over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, counts, pick
from shopworld.goods import products
from shopworld.memo import remembered
from shopworld.seeds import stream

EVENTS, PAST = 24, 16
NAMES = ("flash sale", "brand day", "new-item week", "category festival", "clearance hall", "members' market")
LOWEST_OF_DAYS = 30
USUALLY_KEPT = 0.93
FEE = {"flash sale": 80_000, "brand day": 150_000}


@remembered
def table(seed: int) -> pd.DataFrame:
    """Return the table `official_events`: one row an invitation for one SKU; money in fen. The last eight are still to come."""
    u = stream(seed, "official_events", 0).random((EVENTS, 10))
    goods = products.skus(seed)
    prices = products.daily_prices(seed)
    row = pick(u[:, 0], goods["popularity"].to_numpy() ** 0.5)
    day = np.floor(35 + (np.arange(EVENTS) + 0.8 * u[:, 1]) * 320 / EVENTS).astype(np.int64)
    name = np.array(NAMES)[(u[:, 2] * len(NAMES)).astype(np.int64)]
    lowest = np.array([prices[r, d - LOWEST_OF_DAYS : d].min() for r, d in zip(row, day, strict=True)])
    lasts = 1 + np.floor(u[:, 3] * 5).astype(np.int64)
    usual = np.round(goods["popularity"].to_numpy()[row] / goods["popularity"].sum() * 360, 2)
    promised = np.round(between(u[:, 4], 4, 14), 1)
    return pd.DataFrame(
        {
            "event_id": np.arange(1, EVENTS + 1),
            "name": name,
            "begins": calendar.START + pd.to_timedelta(day, unit="D"),
            "days": lasts,
            "sku": goods["sku"].to_numpy()[row],
            "required_price": (np.round(lowest * between(u[:, 5], 0.70, 0.97) / 100) * 100).astype(np.int64),
            "unit_cost": goods["cost"].to_numpy()[row],
            "entry_fee": (np.array([FEE.get(n, 20_000) for n in name]) * between(u[:, 6], 0.5, 1.5)).astype(np.int64),
            "extra_commission": np.round(between(u[:, 7], 0.0, 0.04), 3),
            "stock_required": np.ceil(usual * promised * lasts * 0.8).astype(np.int64) + 20,
            "usual_units_a_day": usual,
            "promised_factor": promised,
        }
    )


def effects(seed: int) -> pd.DataFrame:
    """Return what only the model knows of each event: the true factor on units, the tail's factor and days, refunded share."""
    u = stream(seed, "official_events", 1).random((EVENTS, 4))
    asked = table(seed)
    return pd.DataFrame(
        {
            "event_id": asked["event_id"],
            "factor": np.round(
                asked["promised_factor"] * asked["name"].map(kept(seed)) * between(u[:, 0], 0.85, 1.15), 4
            ),
            "tail_factor": between(u[:, 1], 0.7, 1.6),
            "tail_days": 7 + np.floor(u[:, 2] * 15).astype(np.int64),
            "refunded": between(u[:, 3], 0.06, 0.26),
        }
    )


def results(seed: int) -> pd.DataFrame:
    """Return the table `event_results`: what came of the first sixteen: units, refunded units, units of the three weeks after."""
    asked, true = table(seed).head(PAST), effects(seed).head(PAST)
    u = stream(seed, "official_events", 3).random((PAST, 3))
    units = counts(u[:, 0], asked["usual_units_a_day"] * asked["days"] * true["factor"])
    after = asked["usual_units_a_day"] * (true["tail_days"] * true["tail_factor"] + 21 - true["tail_days"])
    return pd.DataFrame(
        {
            "event_id": asked["event_id"],
            "units": units,
            "refunded_units": np.minimum(counts(u[:, 1], units * true["refunded"]), units),
            "units_21_days_after": counts(u[:, 2], after),
        }
    )


def kept(seed: int) -> pd.Series:
    """Return for each kind of event the share of its promise that it keeps on average, which only the model knows."""
    return pd.Series(between(stream(seed, "official_events", 2).random(len(NAMES)), 0.3, 1.0), index=list(NAMES))


def list_prices(seed: int, asked: pd.DataFrame) -> np.ndarray:
    """Return the list price of each invitation's SKU, in fen."""
    return products.skus(seed).set_index("sku")["price"].loc[asked["sku"]].to_numpy()


def added(
    asked: pd.DataFrame, list_price: np.ndarray, factor: Any, refunded: Any, tail_days: Any, tail_factor: Any
) -> np.ndarray:
    """Return what joining adds to the profit compared with staying out, in fen, given what happens; one column an event.

    Staying out sells the usual units at the list price; 7 % of them come back. The tail is sold at the list price too.
    """
    usual, days = asked["usual_units_a_day"].to_numpy(), asked["days"].to_numpy()
    margin_in = (asked["required_price"] * (1 - asked["extra_commission"]) - asked["unit_cost"]).to_numpy()
    margin_out = list_price - asked["unit_cost"].to_numpy()
    inside = usual * days * factor * (1 - refunded) * margin_in
    outside = usual * days * USUALLY_KEPT * margin_out
    tail = usual * tail_days * (tail_factor - 1) * USUALLY_KEPT * margin_out
    return inside - outside + tail - asked["entry_fee"].to_numpy()


def profit(seed: int) -> pd.Series:
    """Return what joining each event adds to the profit compared with staying out, in fen, by event_id, from the model."""
    asked, true = table(seed), effects(seed)
    columns = (true[name].to_numpy() for name in ("factor", "refunded", "tail_days", "tail_factor"))
    return pd.Series(added(asked, list_prices(seed, asked), *columns).round(), index=asked["event_id"])
