"""What happened to an order, step by step, and by whom: the log of one order in ten."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from shopworld import calendar, moments
from shopworld.draws import between
from shopworld.moments import DAY, HOUR, NEVER
from shopworld.sales.orders import Chain
from shopworld.seeds import stream
from shopworld.team import staff

STAGES = ("placed", "paid", "reviewed", "packed", "labelled", "picked up", "delivered", "confirmed", "closed")
# The state machine: which stage may come right after which. A lost parcel is closed without delivery.
NEXT = {before: (after,) for before, after in pairwise(STAGES)} | {
    "placed": ("paid", "closed"),
    "picked up": ("delivered", "closed"),
    "closed": (),
}
LOGGED = 10  # one order in so many, by its number
PAY_WITHIN = DAY  # then the platform closes an unpaid order
PACKERS = ("E15", "E16", "E17")
REVIEWERS = ("E11", "E12")


def events(seed: int, chain: Chain, shipments: pd.DataFrame) -> pd.DataFrame:
    """Return the table `order_events`: one row an order and stage, in the order of the order numbers and of time."""
    orders = chain.orders[chain.orders["order_id"] % LOGGED == 7]
    sent = shipments.set_index("order_id").reindex(orders["order_id"])
    u = stream(seed, "order_events").random((len(orders), 4))
    at = np.stack(
        [
            moments.seconds(orders["created_at"]),
            moments.seconds(orders["paid_at"]),
            np.full(len(orders), NEVER),
            *(
                moments.seconds(sent[name])
                for name in ("packed_at", "labelled_at", "picked_up_at", "delivered_at", "confirmed_at")
            ),
            np.full(len(orders), NEVER),
        ],
        axis=1,
    )
    paid = at[:, 1] != NEVER
    reviewed = at[:, 1] + np.floor((at[:, 3] - at[:, 1]) * between(u[:, 0], 0.2, 0.8)).astype(np.int64)
    at[:, 2] = np.where(paid, reviewed, NEVER)
    last = at.max(axis=1)
    rest = np.select([~paid, at[:, 7] != NEVER], [PAY_WITHIN, 15 * DAY], 12 * DAY)
    at[:, 8] = last + rest + np.floor(u[:, 1] * HOUR).astype(np.int64)
    row, stage = np.nonzero(at != NEVER)
    return pd.DataFrame(
        {
            "order_id": orders["order_id"].to_numpy()[row],
            "stage": np.array(STAGES, dtype=object)[stage],
            "at": moments.times(at[row, stage]),
            "actor": _actors(seed, u, at, sent["courier"].to_numpy())[row, stage],
        }
    )


def _actors(seed: int, u: np.ndarray, at: np.ndarray, courier: np.ndarray) -> np.ndarray:
    """Return who does each stage of each order; whoever has left does nothing more, and a colleague does it."""
    gone, day = staff.leaver(seed)
    after = at[:, 1] > (day - calendar.START).days * DAY
    hands = []
    for team, uniform in ((REVIEWERS, u[:, 2]), (PACKERS, u[:, 3])):
        place = np.floor(uniform * len(team)).astype(np.int64)
        names = np.array(team)
        hands.append(np.where(after & (names[place] == gone), names[(place + 1) % len(team)], names[place]))
    reviewer, packer = hands
    buyer, system = np.full(len(u), "buyer"), np.full(len(u), "system")
    return np.stack([buyer, buyer, reviewer, packer, packer, courier, courier, buyer, system], axis=1).astype(object)
