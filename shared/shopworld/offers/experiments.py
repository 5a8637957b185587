"""Six A/B tests on the shop's real visitors: each order of those days falls into an arm, and only luck and the effect decide which.

An order falls into arm B with the chance share × lift ÷ (share × lift + the rest), so both arms together are the shop's orders.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import traffic
from shopworld.draws import between, lognormal, normal
from shopworld.seeds import stream

ARMS = ("A", "B")
KINDS = ("true effect", "peeked", "novelty", "simpson", "lost visitors", "leaking split")
TEST_DAYS = 21
LIFT = (0.11, 0.17)
NOVELTY, NOVELTY_HALVES = (0.55, 0.75), 2.0  # the first day's lift, and the days in which it halves
LOST = (0.36, 0.48)  # share of arm B's visitors of one channel that are not counted
LEAK = (0.72, 0.80)  # arm B's true share of a channel that should have been split in half
MIXED = (0.70, 0.28)  # arm B's planned share of feed visitors, and of the others
LOOKS_SIGNIFICANT, NOTHING_AT_THE_END = 2.1, 0.8
FIRST_LOOK, CANDIDATES = 2, 400
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


@lru_cache(maxsize=8)
def designs(seed: int, days: int) -> tuple[Design, ...]:
    """Return the six tests of a world, by their number; which is which differs from shop to shop."""
    u = stream(seed, "experiments").random((len(KINDS), 6))
    order, subjects = np.argsort(u[:, 0], kind="stable"), np.argsort(u[:, 1], kind="stable")
    begin = days // 9  # no tests in the weeks around the Spring Festival
    slot = (days - begin) // len(KINDS)
    length = min(TEST_DAYS, slot - 1)
    return tuple(
        _design(
            number,
            KINDS[kind],
            int(subjects[number]),
            begin + slot * number + int(u[number, 2] * (slot - length)),
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


def assigned(seed: int, days: int, orders: pd.DataFrame, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `experiment_orders`: the arm of every order placed during a test."""
    seen, channel_of, placed = (
        _seen(days, traffic_daily),
        traffic.channel_of(orders),
        traffic.days_of(orders["created_at"]),
    )
    parts = []
    for test in designs(seed, days):
        mine, day = _during(test, placed)
        with_b = test.share * test.lift[:, None]
        chance = np.round(with_b / (with_b + 1 - test.share), 9)[day, channel_of[mine]]
        number = _told(seed, test, day, _in_b(seed, test, seen), seen) if test.kind == "peeked" else 0
        in_b = stream(seed, "experiments", test.number, number).random(len(mine)) < chance
        ids = orders["order_id"].to_numpy()[mine]
        parts.append(pd.DataFrame({"experiment": name(test), "order_id": ids, "arm": np.where(in_b, "B", "A")}))
    return pd.concat(parts, ignore_index=True)


def results(
    seed: int, days: int, orders: pd.DataFrame, arms: pd.DataFrame, traffic_daily: pd.DataFrame
) -> pd.DataFrame:
    """Return the table `experiment_results`: visitors and orders of each arm by day and channel; money in fen.

    `arms` is the table of `assigned`.
    """
    channels = traffic.channels()["name"].to_numpy()
    seen, channel_of, paid = _seen(days, traffic_daily), traffic.channel_of(orders), orders["paid"].to_numpy()
    tests, placed = designs(seed, days), traffic.days_of(orders["created_at"])
    is_b = (arms["arm"] == "B").to_numpy()
    begin, figures = 0, []
    for test in tests:
        mine, day = _during(test, placed)
        in_b = is_b[begin : begin + len(mine)]
        begin += len(mine)
        shape = (test.days, len(ARMS), len(channels))
        cell = (day * len(ARMS) + in_b) * len(channels) + channel_of[mine]
        size = int(np.prod(shape))
        bought = np.bincount(cell, minlength=size).reshape(shape)
        amount = np.bincount(cell, weights=paid[mine], minlength=size).astype(np.int64).reshape(shape)
        b = _in_b(seed, test, seen)
        kept = np.floor(np.round(b * test.counted, 6)).astype(np.int64)
        counted = np.stack([seen[test.first : test.first + test.days] - b, kept], axis=1)
        figures.append(np.stack([np.maximum(counted, bought), bought, amount], axis=3).reshape(-1, 3))
    rows = np.concatenate(figures)
    day, arm, channel = np.unravel_index(
        np.arange(len(rows)), (sum(test.days for test in tests), len(ARMS), len(channels))
    )
    date = np.concatenate([test.first + np.arange(test.days) for test in tests])
    code = np.repeat([name(test) for test in tests], [test.days for test in tests])
    return pd.DataFrame(
        {
            "experiment": code[day],
            "date": calendar.START + pd.to_timedelta(date[day], unit="D"),
            "arm": np.array(ARMS)[arm],
            "channel": channels[channel],
            "visitors": rows[:, 0],
            "placed_orders": rows[:, 1],
            "paid_amount": rows[:, 2],
        }
    )


def _seen(days: int, traffic_daily: pd.DataFrame) -> np.ndarray:
    """Return the shop's visitors by day of the year and channel."""
    return traffic_daily["visitors"].to_numpy().reshape(days, -1, len(traffic.DEVICES)).sum(axis=2)


def _during(test: Design, placed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which of the orders placed on these days fall into a test, and their day in it."""
    day = placed - test.first
    mine = np.flatnonzero((day >= 0) & (day < test.days))
    return mine, day[mine]


def _in_b(seed: int, test: Design, seen: np.ndarray) -> np.ndarray:
    """Return arm B's visitors by day and channel, given the shop's."""
    seen = seen[test.first : test.first + test.days]
    spread = np.sqrt(seen * test.share * (1 - test.share))
    luck = normal(stream(seed, "trial_visitors", test.number).random(seen.shape))
    return np.clip(np.round(seen * test.share + spread * luck), 0, seen).astype(np.int64)


def _told(seed: int, test: Design, day: np.ndarray, visitors_b: np.ndarray, visitors: np.ndarray) -> int:
    """Return the draw in which a test without effect looked significant on some early day and was nothing at its end.

    Such tests are the ones people tell of: nothing was done to the effect, only to which test stands in the record.
    """
    visitors = visitors[test.first : test.first + test.days]
    share_b = np.cumsum(visitors_b.sum(axis=1)) / np.maximum(np.cumsum(visitors.sum(axis=1)), 1)
    total = np.maximum(np.cumsum(np.bincount(day, minlength=test.days)), 1)
    for number in range(CANDIDATES):
        in_b = stream(seed, "experiments", test.number, number).random(len(day)) < 0.5
        with_b = np.cumsum(np.bincount(day[in_b], minlength=test.days))
        z = np.round((with_b - total * share_b) / np.sqrt(total / 4), 6)
        if z[FIRST_LOOK:-5].max(initial=0) > LOOKS_SIGNIFICANT and abs(z[-1]) < NOTHING_AT_THE_END:
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
