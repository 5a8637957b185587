"""After-sales tickets: what went wrong, how it was settled, what that cost, and how content the buyer was.

Whether a buyer comes back is in the orders already. A ticket's severity and speed are drawn given that (Bayes' rule), from
a model in which serious trouble keeps buyers away, quick settlement brings them back, and serious tickets are settled first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import moments
from shopworld.draws import between, lognormal, pick
from shopworld.moments import DAY, HOUR, MINUTE, NEVER
from shopworld.sales.orders import Chain
from shopworld.seeds import stream
from shopworld.service import queues
from shopworld.team import rosters

COMES_BACK = 60 * DAY
SEVERITY_SHARE = np.array([0.35, 0.30, 0.22, 0.13])
REFUND_TICKET, LATE_TICKET, OTHER_TICKET = 0.80, 0.35, 0.05
COMPLAINTS = ("refund", "late parcel", "lost parcel", "missing part")
QUESTIONS = ("invoice", "change of address", "how to use")
CHANNELS = ("app chat", "social message", "phone")
FIRST_TICKET = 50_000_000


@dataclass(frozen=True)
class Return:
    """The model behind coming back: the chance of each severity and speed (rows of `joint`), and of another order then."""

    joint: np.ndarray
    back: np.ndarray

    def given(self, back: bool) -> np.ndarray:
        """Return the chances of severity × speed among those who came back, or among those who did not."""
        part = self.joint * (self.back if back else 1 - self.back)
        return part / part.sum()


def returning(seed: int) -> Return:
    """Return the hidden model: four grades of severity by slow and quick settlement."""
    u = stream(seed, "tickets", 1).random(3)
    effect, worse, first = (float(v) for v in between(u, 0.0, 1.0))
    effect, worse, first = 0.50 + 0.45 * effect, 0.50 + 0.30 * worse, 0.22 + 0.10 * first
    quick = first + np.arange(4) * 0.2
    joint = SEVERITY_SHARE[:, None] * np.stack([1 - quick, quick], axis=1)
    logit = -0.25 - worse * np.arange(4)[:, None] + effect * np.arange(2)[None, :]
    back = np.array([[round(1 / (1 + math.exp(-value)), 9) for value in row] for row in logit])
    return Return(joint, back)


def effect_of_speed(seed: int, came_back: float) -> float:
    """Return by how much settling within a day raises the share of complainers who order again in 60 days.

    Both at the same severity, over the shop's own mix of it, where `came_back` of all complainers do.
    """
    model = returning(seed)
    yes, no = came_back * model.given(True), (1 - came_back) * model.given(False)
    share = yes / (yes + no)
    mix = (yes + no).sum(axis=1)
    return float((mix * (share[:, 1] - share[:, 0])).sum())


def tickets(seed: int, chain: Chain, shipments: pd.DataFrame) -> pd.DataFrame:
    """Return the table `tickets`: one row a ticket, at most one an order; money in fen."""
    frame = _opened(seed, chain, shipments)
    u = stream(seed, "tickets", 3).random((len(frame), 12))
    opened = frame["opened"].to_numpy()
    complaint = frame["topic"].isin(COMPLAINTS).to_numpy()
    severity, quick = _severity_and_speed(seed, complaint, comes_back(chain, frame["buyer_id"].to_numpy(), opened), u)
    outcome = _outcome(frame, complaint, quick, u[:, 2])
    dragged = 24.5 + np.minimum(between(u[:, 3], 1, 46) * lognormal(u[:, 4], 0.4), 380)
    hours = np.where(quick, between(u[:, 3], 0.2, 23.5), dragged)
    agent = rosters.one_of(seed, opened // DAY * DAY + np.maximum(opened % DAY, rosters.OPENS * HOUR), u[:, 5])
    given = u[:, 7] < 0.35
    mood = 4.6 + 0.5 * quick - 0.75 * (severity - 1) - 1.0 * (outcome == "escalate") + 1.4 * (u[:, 8] - 0.5)
    return pd.DataFrame(
        {
            "ticket_id": np.arange(1, len(frame) + 1) + FIRST_TICKET,
            "order_id": frame["order_id"].to_numpy(),
            "buyer_id": frame["buyer_id"].to_numpy(),
            "channel": np.array(CHANNELS)[pick(u[:, 6], np.array([0.78, 0.10, 0.12]))],
            "topic": frame["topic"].to_numpy(),
            "severity": severity,
            "opened_at": moments.times(opened),
            "first_reply_s": queues.first_reply(seed, opened, u[:, 9:12]),
            "closed_at": moments.times(opened + np.maximum(np.round(hours * HOUR).astype(np.int64), 5 * MINUTE)),
            "agent": np.array([*rosters.AGENTS, "E04"])[np.where((agent < 0) | (outcome == "escalate"), -1, agent)],
            "messages": 2 + severity + np.floor(4 * lognormal(u[:, 4], 0.5)).astype(np.int64),
            "outcome": outcome,
            "cost": _cost(frame, outcome, u[:, 5]),
            "satisfaction": np.where(given, np.clip(np.round(mood), 1, 5), 0).astype(np.int64),
        }
    )


def comes_back(chain: Chain, buyer: np.ndarray, opened: np.ndarray) -> np.ndarray:
    """Return 1 where the buyer places an order within 60 days after a moment, 0 where not, −1 where the year ends before."""
    placed = moments.seconds(chain.orders["created_at"])
    wide = 1_000_000_000  # longer than any year in seconds
    keys = np.sort(chain.orders["buyer_id"].to_numpy() * wide + placed)
    asked = buyer * wide + opened
    after = np.searchsorted(keys, asked, side="right")
    following = keys[np.minimum(after, len(keys) - 1)]
    back = (after < len(keys)) & (following <= asked + COMES_BACK)
    return np.where(opened + COMES_BACK > placed.max(), -1, back.astype(np.int64))


def _opened(seed: int, chain: Chain, shipments: pd.DataFrame) -> pd.DataFrame:
    """Return the orders that lead to a ticket, with its topic and when it is opened, in the order of opening."""
    orders = chain.orders.set_index("order_id").loc[shipments["order_id"]]
    u = stream(seed, "tickets", 2).random((len(shipments), 4))
    first = chain.refunds.drop_duplicates("order_id").set_index("order_id").reindex(shipments["order_id"])
    lines_paid = chain.lines.set_index("line_id")["paid"]
    applied, paid = moments.seconds(first["applied_at"]), moments.seconds(orders["paid_at"])
    picked_up = moments.seconds(shipments["picked_up_at"])
    refunded = (applied != NEVER) & (u[:, 0] < REFUND_TICKET)
    late = (picked_up - paid > 2 * DAY) & (u[:, 1] < LATE_TICKET) & ~refunded
    lost = (shipments["condition"] == "lost").to_numpy() & ~refunded & ~late
    other = (u[:, 2] < OTHER_TICKET) & (chain.ring[_rows(chain, shipments)] < 0) & (applied == NEVER) & ~late & ~lost
    which = np.floor(u[:, 2] / OTHER_TICKET * 4).astype(np.int64) % 4
    spread = np.floor(u[:, 3] * DAY).astype(np.int64)
    opened = np.select(
        [refunded, late, lost],
        [applied + spread // 12, paid + 2 * DAY + spread, picked_up + 6 * DAY + spread],
        paid + 2 * spread,
    )
    topic = np.select([refunded, late, lost], list(COMPLAINTS[:3]), np.array([COMPLAINTS[3], *QUESTIONS])[which])
    frame = pd.DataFrame(
        {
            "order_id": shipments["order_id"].to_numpy(),
            "buyer_id": orders["buyer_id"].to_numpy(),
            "topic": topic,
            "opened": opened,
            "paid": orders["paid"].to_numpy(),
            "refund": first["amount"].fillna(0).to_numpy().astype(np.int64),
            "line_paid": lines_paid.reindex(first["line_id"]).to_numpy(),
        }
    )
    return frame[refunded | late | lost | other].sort_values(["opened", "order_id"], ignore_index=True)


def _rows(chain: Chain, shipments: pd.DataFrame) -> np.ndarray:
    """Return the row of each parcel's order; both are in the order of the order numbers."""
    return np.searchsorted(chain.orders["order_id"].to_numpy(), shipments["order_id"].to_numpy())


def _severity_and_speed(
    seed: int, complaint: np.ndarray, back: np.ndarray, u: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each ticket's grade from 1 to 4 and whether it was settled within a day."""
    model = returning(seed)
    cell = np.select(
        [~complaint, back == 1, back == 0],
        [
            pick(u[:, 0], np.array([4.0, 6.0])),
            pick(u[:, 0], model.given(True).ravel()),
            pick(u[:, 0], model.given(False).ravel()),
        ],
        pick(u[:, 0], model.joint.ravel()),
    )
    return cell // 2 + 1, cell % 2 == 1


def _outcome(frame: pd.DataFrame, complaint: np.ndarray, quick: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return how each ticket ended; where money went back, the refunds say how."""
    gave_back = frame["refund"].to_numpy() > 0
    whole = frame["refund"].to_numpy() == frame["line_paid"].to_numpy()
    settled = np.array(["replace", "negotiate", "answered"])[pick(u, np.array([5, 2, 3]))]
    dragged = np.array(["replace", "negotiate", "answered", "escalate"])[pick(u, np.array([2, 2, 2, 4]))]
    return np.select(
        [~complaint, gave_back & whole, gave_back, quick], ["answered", "refund", "negotiate", settled], dragged
    )


def _cost(frame: pd.DataFrame, outcome: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return what each ticket cost in fen, wages apart: money back, a second parcel, a coupon, or an arbiter's time."""
    replaced = np.round(frame["paid"].to_numpy() * between(u, 0.4, 0.6)).astype(np.int64) + 600
    soothed = (5 + np.floor(u * 4).astype(np.int64) * 5) * 100
    own = np.select(
        [outcome == "replace", outcome == "negotiate", outcome == "escalate"], [replaced, soothed, 4_000], 0
    )
    return np.where(frame["refund"] > 0, frame["refund"], own)
