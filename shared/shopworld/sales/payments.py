"""Attempts to pay: which went through, which failed and why, and one route that broke without anyone being told.

The order book says which orders were paid; the attempts are drawn so that they agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.audience import traffic
from shopworld.draws import between, pick
from shopworld.seeds import stream

BANKS = ("balance", "Bank A", "Bank B", "Bank C", "Bank D", "Bank E", "Bank F", "Bank G")
BANK_WEIGHT = (0.20, 0.18, 0.15, 0.13, 0.11, 0.09, 0.08, 0.06)
BANK_FACTOR = (0.5, 1.5)  # how much more often than usual a bank's attempts fail, drawn for each shop
APPS = ("Android 9.1", "Android 9.2", "iPhone 9.1", "iPhone 9.2")
APP_WEIGHT = (0.22, 0.33, 0.16, 0.29)
WEB = "web"
METHODS = ("Alipay", "WeChat Pay", "bank card")
METHOD_WEIGHT = (0.52, 0.35, 0.13)  # of those who did not pay in the end
FAILS = (0.032, 0.036, 0.100)  # chance that a first attempt fails, by method
PAYS_AFTER_ALL = 0.45  # of those whose first attempt failed
TWICE = 0.30  # chance that one who gives up had tried twice
REASONS = ("over the limit", "not enough money", "wrong code", "time-out")
REASON_WEIGHT = (0.36, 0.27, 0.20, 0.17)
BROKEN_FAILS = (0.50, 0.68)
BROKEN_TIME_OUT = 0.92
BROKEN_BANKS = (1, 2, 3)
BROKEN_HOURS = 4
BROKEN_FIRST_HOURS = (9, 20)


@dataclass(frozen=True)
class Route:
    """The broken route: bank and app as positions, its hours, the first day it failed, and how often it fails."""

    bank: int
    app: int
    hour: int
    first: int
    fails: float

    def open(self, day: np.ndarray, hour: np.ndarray) -> np.ndarray:
        """Return whether the fault was there at each day and hour."""
        return (day >= self.first) & (hour >= self.hour) & (hour < self.hour + BROKEN_HOURS)


def log_start(days: int) -> int:
    """Return the first day of the payment service's log, which is kept for a limited time only."""
    return max(days - parameters.settings("traffic")["log_days"], 0)


def broken_route(seed: int, days: int) -> Route:
    """Return this world's broken route; the fault begins in the log's first weeks and is still there at its end."""
    u = stream(seed, "order_routes").random(5)
    low, high = BROKEN_FIRST_HOURS
    return Route(
        BROKEN_BANKS[int(u[0] * len(BROKEN_BANKS))],
        int(u[1] * 2) + (0 if u[4] < 0.5 else 2),
        low + int(u[2] * (high - low + 1)),
        log_start(days) + 8 + int(u[3] * 14),
        float(between(u[4:5] * 2 % 1, *BROKEN_FAILS)[0]),
    )


def _lost(fails: np.ndarray | float, unpaid: float) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Return the chance that an order isn't paid at all, and that it isn't paid after a failed attempt.

    `unpaid` is the shop's share of unpaid orders; those who never tried are what ordinary failures leave of it.
    """
    usual = float(np.dot(METHOD_WEIGHT, FAILS)) * (1 - PAYS_AFTER_ALL)
    never = (unpaid - usual) / (1 - usual)
    after = (1 - never) * fails * (1 - PAYS_AFTER_ALL)
    return never + after, after


def attempts(seed: int, days: int, orders: pd.DataFrame, devices: np.ndarray) -> pd.DataFrame:
    """Return the table `payment_attempts`: one row a try to pay, over the days that the log is kept; money in fen."""
    day = traffic.days_of(orders["created_at"])
    kept = np.flatnonzero(day >= log_start(days))
    u = stream(seed, "payment_attempts").random((len(orders), 14))[kept]
    placed, phone, day = orders.iloc[kept], devices[kept] == 0, day[kept]
    paid = placed["paid_at"].notna().to_numpy()
    created = placed["created_at"].to_numpy().astype("datetime64[s]")
    route, unpaid = broken_route(seed, days), parameters.settings("market")["buyers"]["unpaid"]

    method = np.where(paid, pd.Index(METHODS).get_indexer(placed["pay_method"]), pick(u[:, 0], np.array(METHOD_WEIGHT)))
    faulty = phone & route.open(day, placed["created_at"].dt.hour.to_numpy())
    broken = faulty & _on_broken_route(route, unpaid, paid, u[:, 1])
    bank = np.where(broken, route.bank, pick(u[:, 2], np.array(BANK_WEIGHT)))
    app = np.where(broken, route.app, pick(u[:, 3], np.array(APP_WEIGHT)))
    bank = np.where(faulty & ~broken & (bank == route.bank) & (app == route.app), 0, bank)

    factor = between(stream(seed, "payment_attempts", 1).random(len(BANKS)), *BANK_FACTOR)
    fails = np.where(broken, route.fails, np.round(np.array(FAILS)[method] * factor[bank], 9))
    lost, after = _lost(fails, unpaid)
    paid_late = after * PAYS_AFTER_ALL / (1 - PAYS_AFTER_ALL)
    failed_first = np.where(paid, paid_late / (1 - lost), after / lost)
    failed = u[:, 4] < np.round(failed_first, 9)
    tries = np.where(paid, 1, 0) + failed + (failed & ~paid & (u[:, 5] < TWICE))

    row, number = np.nonzero(np.arange(2)[None, :] < tries[:, None])
    first = number == 0
    success = paid[row] & (number == tries[row] - 1)
    other = pick(u[:, 6], np.where(np.arange(len(BANKS)) == route.bank, 0, np.array(BANK_WEIGHT)))
    timed_out = broken[row] & first & (u[row, 7] < BROKEN_TIME_OUT)
    reason = np.where(timed_out, REASONS.index("time-out"), pick(u[row, 8 + number], np.array(REASON_WEIGHT)))
    waited = (placed["paid_at"].to_numpy().astype("datetime64[s]") - created)[row].astype(np.int64)
    early = np.floor(5 + 250 * number + u[row, 10 + number] * np.where(paid[row], np.maximum(waited - 10, 1), 240))
    seconds = np.where(success, waited, early).astype(np.int64)
    web = ~phone[row]
    frame = pd.DataFrame(
        {
            "order_id": placed["order_id"].to_numpy()[row],
            "tried_at": pd.Series((created[row] + seconds.astype("timedelta64[s]")).astype("datetime64[us]")),
            "pay_method": np.array(METHODS, dtype=object)[method[row]],
            "bank": np.array(BANKS, dtype=object)[np.where(first, bank[row], other[row])],
            "device": np.array(traffic.DEVICES, dtype=object)[devices[kept][row]],
            "app": np.where(web, WEB, np.array(APPS, dtype=object)[app[row]]),
            "amount": (placed["goods"] - placed["discount"] + placed["freight"]).to_numpy()[row],
            "outcome": np.where(success, "paid", "failed"),
            "reason": np.where(success, "", np.array(REASONS, dtype=object)[reason]),
        }
    )
    frame = frame.sort_values(["tried_at", "order_id"], kind="stable", ignore_index=True)
    frame.insert(0, "attempt_id", np.arange(1, len(frame) + 1) + 5_000_000)
    return frame


def _on_broken_route(route: Route, unpaid: float, paid: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return which orders would take the broken route, given whether they were paid: Bayes' rule keeps the route's share."""
    share = BANK_WEIGHT[route.bank] * APP_WEIGHT[route.app]
    lost, _ = _lost(route.fails, unpaid)
    return u < np.round(share * np.where(paid, (1 - lost) / (1 - unpaid), lost / unpaid), 9)
