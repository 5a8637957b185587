"""Six A/B tests on the shop's real visitors: each order of those days falls into an arm, and only luck and the effect decide which.

An order falls into arm B with the chance share × lift ÷ (share × lift + the rest), so both arms together are the shop's orders.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters, traffic
from shopworld.draws import between, lognormal, normal
from shopworld.seeds import stream

KINDS = ("true effect", "peeked", "novelty", "simpson", "lost visitors", "leaking split")
TEST_DAYS = 21
LIFT = (0.11, 0.17)
NOVELTY, NOVELTY_HALVES = (0.30, 0.45), 3.0  # the first day's lift, and the days in which it halves
LOST = (0.36, 0.48)  # share of arm B's visitors of one channel that are not counted
LEAK = (0.72, 0.80)  # arm B's true share of a channel that should have been split in half
MIXED = (0.70, 0.28)  # arm B's planned share of feed visitors, and of the others
LOOKS_SIGNIFICANT, NOTHING_AT_THE_END = 1.96, 0.9
FIRST_LOOK, CANDIDATES = 2, 60
PANEL = {"tiny": 800, "course": 8_000}
PANEL_LIFT, PANEL_MEAN = 0.08, 40.0


@dataclass(frozen=True)
class Design:
    """One test: which kind it is, its first day and length, arm B's planned and true share by channel, and its lift by day."""

    number: int
    kind: str
    subject: int
    first: int
    days: int
    planned: np.ndarray
    share: np.ndarray
    counted: np.ndarray
    lift: np.ndarray


@cache
def designs(seed: int, days: int) -> tuple[Design, ...]:
    """Return the six tests of a world, by their number; which is which differs from shop to shop."""
    u = stream(seed, "experiments").random((len(KINDS), 6))
    order, subjects = np.argsort(u[:, 0], kind="stable"), np.argsort(u[:, 1], kind="stable")
    slot = days // len(KINDS)
    length = min(TEST_DAYS, slot - 1)
    return tuple(
        _design(
            number,
            KINDS[kind],
            int(subjects[number]),
            slot * number + int(u[number, 2] * (slot - length)),
            length,
            u[number, 3:],
        )
        for number, kind in enumerate(order)
    )


def _design(number: int, kind: str, subject: int, first: int, length: int, strength: np.ndarray) -> Design:
    names = traffic.channels()["name"]
    feed, found = (names == "feed").to_numpy(), names.isin(["direct", "search"]).to_numpy()

    def drawn(low: float, high: float) -> float:
        return float(between(strength, low, high)[0])

    planned = np.where(feed, *MIXED) if kind == "simpson" else np.full(len(names), 0.5)
    share = np.where(found, drawn(*LEAK), 0.5) if kind == "leaking split" else planned
    counted = np.where(feed, 1 - drawn(*LOST), 1.0) if kind == "lost visitors" else np.ones(len(names))
    lift = np.full(length, 1 + drawn(*LIFT) if kind in ("true effect", "simpson") else 1.0)
    if kind == "novelty":
        lift = 1 + np.round(drawn(*NOVELTY) * np.exp2(-np.arange(length) / NOVELTY_HALVES), 9)
    return Design(number, kind, subject, first, length, planned, share, counted, lift)


def design(seed: int, days: int, kind: str) -> Design:
    """Return the test of this kind."""
    return next(test for test in designs(seed, days) if test.kind == kind)


def listing(seed: int, days: int) -> pd.DataFrame:
    """Return the table `experiments`: what was tested, when, and how visitors were to be split."""
    subjects = parameters.table("experiments")
    rows = []
    for test in designs(seed, days):
        subject = subjects.iloc[test.subject]
        rows.append(
            {
                "experiment": name(test),
                "subject": subject["subject"],
                "name_zh": subject["name_zh"],
                "starts": calendar.START + pd.Timedelta(days=test.first),
                "ends": calendar.START + pd.Timedelta(days=test.first + test.days - 1),
                "metric": subject["metric"],
                "planned_share_feed": test.planned[1],
                "planned_share_others": test.planned[0],
            }
        )
    return pd.DataFrame(rows)


def name(test: Design) -> str:
    """Return the code by which the tables know a test."""
    return f"E{test.number + 1}"


def results(seed: int, days: int, orders: pd.DataFrame, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `experiment_results`: visitors and orders of each arm by day and channel; money in fen."""
    return pd.concat([_result(seed, test, orders, traffic_daily) for test in designs(seed, days)], ignore_index=True)


def _result(seed: int, test: Design, orders: pd.DataFrame, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    channels = traffic.channels()["name"].to_numpy()
    shape = (test.days, len(channels))
    size = int(np.prod(shape))
    day = traffic.days_of(traffic_daily["date"]) - test.first
    inside = (day >= 0) & (day < test.days)
    at = day * len(channels) + pd.Index(channels).get_indexer(traffic_daily["channel"])
    seen = np.bincount(at[inside], weights=traffic_daily["visitors"].to_numpy()[inside], minlength=size).reshape(shape)

    placed_day = traffic.days_of(orders["created_at"]) - test.first
    mine = np.flatnonzero((placed_day >= 0) & (placed_day < test.days))
    cell = placed_day[mine] * len(channels) + traffic.channel_of(orders)[mine]
    with_b = test.share * test.lift[:, None]
    chance = np.round(with_b / (with_b + 1 - test.share), 9).ravel()

    number = _told(seed, test, cell // len(channels)) if test.kind == "peeked" else 0
    in_b = stream(seed, "experiments", test.number, number).random(len(mine)) < chance[cell]
    spread = np.sqrt(seen * test.share * (1 - test.share))
    luck = normal(stream(seed, "trial_visitors", test.number).random(shape))
    b = np.clip(np.round(seen * test.share + spread * luck), 0, seen)
    a = (seen - b).astype(np.int64)
    b = np.floor(np.round(b * test.counted, 6)).astype(np.int64)
    paid = orders["paid"].to_numpy()[mine]
    parts = []
    for arm, visitors, chosen in (("A", a, ~in_b), ("B", b, in_b)):
        count = np.bincount(cell[chosen], minlength=size)
        parts.append(
            pd.DataFrame(
                {
                    "experiment": name(test),
                    "date": calendar.START
                    + pd.to_timedelta(test.first + np.repeat(np.arange(test.days), shape[1]), unit="D"),
                    "arm": arm,
                    "channel": np.tile(channels, test.days),
                    "visitors": np.maximum(visitors.ravel(), count),
                    "placed_orders": count,
                    "paid_amount": np.bincount(cell[chosen], weights=paid[chosen], minlength=size).astype(np.int64),
                }
            )
        )
    return pd.concat(parts).sort_values(["date", "arm", "channel"], kind="stable")


def _told(seed: int, test: Design, day: np.ndarray) -> int:
    """Return the draw in which a test without effect looked significant on some early day and was nothing at its end.

    Such tests are the ones people tell of: nothing was done to the effect, only to which test stands in the record.
    """
    total = np.maximum(np.cumsum(np.bincount(day, minlength=test.days)), 1)
    for number in range(CANDIDATES):
        in_b = stream(seed, "experiments", test.number, number).random(len(day)) < 0.5
        z = (2 * np.cumsum(np.bincount(day[in_b], minlength=test.days)) - total) / np.sqrt(total)
        if np.round(z[FIRST_LOOK:-5], 9).max(initial=0) > LOOKS_SIGNIFICANT and abs(z[-1]) < NOTHING_AT_THE_END:
            return number
    return 0


def panel(seed: int, tier: str) -> pd.DataFrame:
    """Return the table `experiment_panel`: members of a test of a members' page, with what they spent before and in it; money in fen."""
    count = PANEL[tier]
    u = stream(seed, "experiments", len(KINDS)).random((count, 5))
    habit = lognormal(u[:, 0], 0.9)
    before = PANEL_MEAN * habit * lognormal(u[:, 1], 0.45)
    in_b = u[:, 2] < 0.5
    after = PANEL_MEAN * habit * lognormal(u[:, 3], 0.45) * np.where(in_b, 1 + PANEL_LIFT, 1.0)
    return pd.DataFrame(
        {
            "member": np.arange(1, count + 1) + 60_000,
            "arm": np.where(in_b, "B", "A"),
            "spent_before": np.round(before * 100).astype(np.int64),
            "spent_in_test": np.round(after * 100).astype(np.int64),
        }
    )
