"""Three ways to run a shop: doing nothing, the naive way, and a careful way with knobs.

Each exists once, on arrays (`…_arrays(view) -> Decisions`), for many shops at once; as a policy on plain data
(`policy(today, memory) -> plan`) it is the same function on one shop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from shopworld.market import view as views
from shopworld.market.decisions import Decisions, resting
from shopworld.market.house import naive_arrays
from shopworld.market.plan import OPENS, write
from shopworld.market.postage import postage
from shopworld.market.rules import rules
from shopworld.market.view import View

# What the careful shop can turn: name → usual value, least, most.
KNOBS = {
    "elasticity": (2.2, 1.6, 5.0),  # assumed when a price is set from its cost
    "follow": (0.3, 0.0, 1.0),  # weight of the rivals' mean price beside that
    "cover": (16.0, 5.0, 25.0),  # days of sales that stock and orders should last
    "safety": (1.5, 0.0, 3.0),  # standard deviations on top
    "bid_share": (0.5, 0.0, 1.5),  # of what a click is worth
    "ad_budget": (60_000.0, 0.0, 300_000.0),  # fen a day, times how busy the day is
    "coupon": (0.0, 0.0, 0.2),  # on usual days
    "sale_coupon": (0.12, 0.0, 0.3),  # on sale events
    "live_hours": (1.5, 0.0, 6.0),
    "staff": (1.25, 0.5, 2.0),  # people beside what yesterday's cases need
    "risk_limit": (0.75, 0.3, 1.0),
}
USUAL = {name: usual for name, (usual, _, _) in KNOBS.items()}

Policy = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]


def nothing_arrays(view: View) -> Decisions:
    """Return the decisions of a shop whose owner is away."""
    return resting(view)


def sensible_arrays(view: View, knobs: Mapping[str, Any] = USUAL) -> Decisions:
    """Return a careful shop's decisions; each knob is a number, or an array (B,) with one for each shop."""
    shops = len(view.cash)
    turn = {name: np.broadcast_to(np.asarray(knobs[name], dtype=float), (shops,)) for name in KNOBS}
    price = _price(view, turn)
    rate = _sales_rate(view)
    busy = view.busy_ahead[:, 0]
    sale = view.sale_ahead[:, 0]
    return Decisions(
        price=price,
        restock=_restock(view, rate, turn),
        bid=_bids(view, price, turn),
        ad_budget=np.minimum(turn["ad_budget"] * busy, 0.5 * np.maximum(view.cash, 0)).astype(np.int64),
        title=_titles(view) if view.day == 0 else view.title,
        coupon=np.round(np.where(sale, turn["sale_coupon"], turn["coupon"]), 3),
        live_hours=np.round(turn["live_hours"] * (view.cash > 500_000), 2),
        staff=_staff(view, turn),
        risk_limit=np.round(turn["risk_limit"], 3),
    )


def nothing(today: dict[str, Any], memory: dict[str, Any]) -> dict[str, Any]:
    """Return the plan of a shop whose owner is away: empty."""
    return {}


def naive(today: dict[str, Any], memory: dict[str, Any]) -> dict[str, Any]:
    """Return the naive shop's plan."""
    return _plan(naive_arrays(views.read(today)), today)


def sensible(knobs: Mapping[str, float] = USUAL) -> Policy:
    """Return a careful shop's policy with these knobs."""

    def policy(today: dict[str, Any], memory: dict[str, Any]) -> dict[str, Any]:
        return _plan(sensible_arrays(views.read(today), knobs), today)

    return policy


def _price(view: View, turn: dict[str, np.ndarray]) -> np.ndarray:
    """Return prices between a mark-up on what a piece costs and the rivals' mean, in whole yuan."""
    elasticity, follow = turn["elasticity"][:, None], turn["follow"][:, None]
    cost = (view.unit_cost + view.parcel - postage(view.list_price)) / (1 - view.fees[:, None] - 0.04)
    own = cost * elasticity / (elasticity - 1)
    theirs = view.rival_price.mean(axis=2)
    target = np.maximum(own ** (1 - follow) * theirs**follow, cost * 1.05)
    return (np.round(target / 100) * 100).astype(np.int64)


def _sales_rate(view: View) -> np.ndarray:
    """Return pieces a usual day that buyers want (B, I): sold, over the days on the shelf and how busy they were."""
    shelf = view.shelf * view.busy_before[:, :, None]
    seen = np.minimum(view.day, view.sold.shape[1])
    days = shelf[:, view.sold.shape[1] - seen :].sum(axis=1)
    sold = view.sold[:, view.sold.shape[1] - seen :].sum(axis=1)
    guess = np.maximum(view.lot / 8.0, 1.0)
    return (sold + 2 * guess) / (days + 2)


def _restock(view: View, rate: np.ndarray, turn: dict[str, np.ndarray]) -> np.ndarray:
    """Return orders up to the demand of the days to come, events included, and no further than the close."""
    days = np.arange(view.busy_ahead.shape[1])
    weight = np.clip(turn["cover"][:, None] - days, 0, 1)
    ahead = (view.busy_ahead * weight).sum(axis=1)[:, None]
    demand = rate * ahead
    left = (view.busy_ahead.sum(axis=1)[:, None] * rate) if view.days - view.day <= len(days) else np.inf
    level = np.minimum(demand + turn["safety"][:, None] * np.sqrt(demand), left)
    missing = level - view.stock - view.coming
    late = view.days - view.day <= 6
    return np.where((missing >= view.lot) & (not late), np.floor(missing), 0).astype(np.int64)


def _bids(view: View, price: np.ndarray, turn: dict[str, np.ndarray]) -> np.ndarray:
    """Return bids: a share of what a click brings, conversion × margin × fit; nothing for what isn't on the shelf."""
    visits, sold = view.visits.sum(axis=1), view.sold.sum(axis=1)
    conversion = (sold + 1.0) / (visits + 40.0)
    margin = (price + postage(price)) * (1 - view.fees[:, None] - 0.04) - view.unit_cost - view.parcel
    worth = np.maximum(conversion * margin, 0)[:, :, None] * view.fit * (view.stock > 0)[:, :, None]
    return np.floor(turn["bid_share"][:, None, None] * worth * (view.fit >= 0.5)).astype(np.int64)


def _titles(view: View) -> np.ndarray:
    """Return titles filled, best first, with the fitting words that are searched most for their length."""
    worth = view.fit * view.searches[:, None] / view.word_bytes[:, None]
    order = np.argsort(-worth, axis=2, kind="stable")
    room = np.full(view.stock.shape, rules().limits.title_bytes)
    title = np.zeros(view.fit.shape, dtype=bool)
    lengths = np.broadcast_to(view.word_bytes[:, None], view.fit.shape)
    for position in range(view.fit.shape[2]):
        word = order[:, :, position : position + 1]
        length = np.take_along_axis(lengths, word, 2)[..., 0]
        takes = (np.take_along_axis(view.fit, word, 2)[..., 0] > 0) & (length <= room)
        np.put_along_axis(title, word, takes[..., None], 2)
        room = room - length * takes
    return title


def _staff(view: View, turn: dict[str, np.ndarray]) -> np.ndarray:
    """Return the people that yesterday's cases, today's bustle and the queue need."""
    rule = rules().service
    yesterday = np.maximum(view.cases, 1.35 * view.sold[:, -7:].sum(axis=2).mean(axis=1))
    before = np.maximum(view.busy_before[:, -1], 0.1)
    expected = yesterday * view.busy_ahead[:, 0] / before if view.day else np.full(len(view.cash), 60.0)
    need = turn["staff"] * (expected + (1 - rule.give_up) * view.backlog) / rule.capacity
    return np.clip(np.round(need), 1, rule.most).astype(np.int64)


def _plan(decisions: Decisions, today: dict[str, Any]) -> dict[str, Any]:
    """Return one shop's decisions as a plan of what is open at its level."""
    plan = write(decisions, tuple(today["items"]), tuple(today["words"]))
    return {name: value for name, value in plan.items() if OPENS[name] <= today["level"]}
