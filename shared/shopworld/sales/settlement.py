"""The platform's settlement: what it paid out for each order, with commission, fees and refunds, and where money is missing.

Three faults are planted: for some weeks the commission is charged at too high a rate, some refunds are charged twice, and
some paid orders never appear. Orders that are not due yet look like missing ones and are not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, lognormal
from shopworld.sales import orders
from shopworld.seeds import stream
from shopworld.trade import platforms

PLATFORM = "Tmall"
LATEST_DAYS = 15  # the platform pays out at the latest so many days after payment
INSURED = 0.45  # of the parcels
PREMIUM = (30, 140)  # fen a parcel, by the buyer's record
DOUBLE_REFUNDS = (0.02, 0.05)
LEFT_OUT = (0.002, 0.006)
WRONG_WEEKS = (3, 6)
WRONG_RATE = (1.25, 1.6)


@dataclass(frozen=True)
class Missing:
    """The money that the platform owes, in fen, by cause."""

    commission: int
    double_refunds: int
    left_out: int

    @property
    def total(self) -> int:
        """Return all of it."""
        return self.commission + self.double_refunds + self.left_out


def rates(seed: int) -> tuple[float, float]:
    """Return the agreed commission and payment rate, as `platform_fees` tells them."""
    mine = platforms.fees(seed).set_index("platform").loc[PLATFORM]
    return float(mine["commission"]), float(mine["payment_rate"])


def table(seed: int, chain: orders.Chain, days: int) -> pd.DataFrame:
    """Return the table `settlement`: one row an order paid out and one a refund taken back, up to the last day."""
    return _drawn(seed, chain, days)[0]


def missing_money(seed: int, chain: orders.Chain, days: int) -> Missing:
    """Return the money that ought to have been paid out by the last day and was not, in fen."""
    return _drawn(seed, chain, days)[1]


def _drawn(seed: int, chain: orders.Chain, days: int) -> tuple[pd.DataFrame, Missing]:
    paid = chain.orders[chain.orders["paid_at"].notna()]
    commission_rate, payment_rate = rates(seed)
    end = calendar.START + pd.Timedelta(days=days)
    u = stream(seed, "settlement", 0).random((len(paid), 4))
    fault = stream(seed, "settlement", 1).random(5)
    wait = np.minimum(np.round((6 + 3 * lognormal(u[:, 0], 0.5)) * 86_400), LATEST_DAYS * 86_400).astype(np.int64)
    settled = paid["paid_at"].to_numpy() + wait.astype("timedelta64[s]")
    gross = paid["paid"].to_numpy()
    right = np.round(gross * commission_rate).astype(np.int64)
    length = int(between(fault[:1], *WRONG_WEEKS)[0] * 7)
    first = np.datetime64(calendar.START) + np.timedelta64(int((0.25 + 0.45 * fault[1]) * days), "D")
    wrong = (settled >= first) & (settled < first + np.timedelta64(length, "D"))
    charged = np.where(wrong, np.round(gross * round(commission_rate * between(fault[2:3], *WRONG_RATE)[0], 3)), right)
    charged = charged.astype(np.int64)
    fee = np.round(gross * payment_rate).astype(np.int64)
    insured = u[:, 1] < INSURED
    premium = np.where(insured, np.round(between(u[:, 2], *PREMIUM) / 10) * 10, 0).astype(np.int64)
    due = settled < np.datetime64(end)
    overdue = paid["paid_at"].to_numpy() + np.timedelta64(LATEST_DAYS, "D") < np.datetime64(end)
    out = overdue & (u[:, 3] < np.maximum(between(fault[3:4], *LEFT_OUT)[0], u[overdue, 3].min(initial=1.0) + 1e-9))

    sales = pd.DataFrame(
        {
            "order_id": paid["order_id"].to_numpy(),
            "kind": "order",
            "settled_at": settled,
            "gross": gross,
            "commission": charged,
            "payment_fee": fee,
            "freight_insurance": premium,
            "refund": 0,
            "payout": gross - charged - fee - premium,
        }
    )
    owed_out = int((gross - right - fee)[out].sum())
    back, twice = _refunds(seed, chain, paid["order_id"].to_numpy()[due & ~out], settled[due & ~out], end, fault[4])
    missing = Missing(
        int((charged - right)[due & ~out].sum()), int(twice), owed_out - _owed_back(chain, paid, out, end)
    )
    frame = pd.concat([sales[due & ~out], back], ignore_index=True)
    frame = frame.sort_values(["settled_at", "order_id", "kind"], ignore_index=True, kind="stable")
    frame.insert(0, "entry_id", np.arange(1, len(frame) + 1) + 8_000_000)
    return frame, missing


def _refunds(
    seed: int, chain: orders.Chain, settled_orders: np.ndarray, settled: np.ndarray, end: pd.Timestamp, fault: float
) -> tuple[pd.DataFrame, int]:
    """Return the entries of refunds, some of them twice, and the fen that the second ones took.

    A refund is taken back two days after it was asked for, or with the payout itself when that comes later.
    """
    asked = chain.refunds[chain.refunds["order_id"].isin(settled_orders)]
    at = np.searchsorted(settled_orders, asked["order_id"].to_numpy())
    taken = np.maximum(asked["applied_at"].to_numpy() + np.timedelta64(2, "D"), settled[at])
    known = taken < np.datetime64(end)
    asked, taken = asked[known], taken[known]
    u = stream(seed, "settlement", 2).random((len(chain.refunds), 2))[: len(asked)]
    twice = u[:, 0] < between(np.array([fault]), *DOUBLE_REFUNDS)[0]
    again = taken + np.round((1 + 9 * u[:, 1]) * 86_400).astype("timedelta64[s]")
    twice &= again < np.datetime64(end)
    amount = np.concatenate([asked["amount"].to_numpy(), asked["amount"].to_numpy()[twice]])
    frame = pd.DataFrame(
        {
            "order_id": np.concatenate([asked["order_id"].to_numpy(), asked["order_id"].to_numpy()[twice]]),
            "kind": "refund",
            "settled_at": np.concatenate([taken, again[twice]]),
            "gross": 0,
            "commission": 0,
            "payment_fee": 0,
            "freight_insurance": 0,
            "refund": amount,
            "payout": -amount,
        }
    )
    return frame, int(amount[len(asked) :].sum())


def _owed_back(chain: orders.Chain, paid: pd.DataFrame, out: np.ndarray, end: pd.Timestamp) -> int:
    """Return the refunds of orders that were left out: the platform would have taken these back."""
    lost = chain.refunds[chain.refunds["order_id"].isin(paid["order_id"].to_numpy()[out])]
    return int(lost.loc[lost["applied_at"] + pd.Timedelta(days=2) < end, "amount"].sum())
