"""The back office in the morning: what a shop may know, as arrays for many shops or as plain data for one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np

from shopworld.market.postage import terms
from shopworld.market.rules import rules
from shopworld.market.scenario import Scenario
from shopworld.market.state import MEMORY, State

AHEAD = 21  # days of the calendar that are shown, today first


@dataclass(frozen=True, eq=False)
class View:
    """What is known in the morning. Money in fen; B shops, I items, K words, R rivals; histories end with yesterday."""

    day: int  # days that are over
    days: int
    busy_before: np.ndarray  # (B, MEMORY) known factor of each day's visitors; 1 is usual
    busy_ahead: np.ndarray  # (B, AHEAD) today first; 0 after the close
    sale_ahead: np.ndarray  # (B, AHEAD) whether it is a sale event
    cash: np.ndarray  # (B,)
    fees: np.ndarray  # (B,) share of sales
    backlog: np.ndarray  # (B,)
    cases: np.ndarray  # (B,)
    list_price: np.ndarray  # (B, I)
    price: np.ndarray  # (B, I) yesterday's
    unit_cost: np.ndarray  # (B, I)
    parcel: np.ndarray  # (B, I)
    lot: np.ndarray  # (B, I)
    stock: np.ndarray  # (B, I) in the evening; what arrives today isn't in it
    coming: np.ndarray  # (B, I) on the way
    rating: np.ndarray  # (B, I)
    rival_price: np.ndarray  # (B, I, R) yesterday's
    visits: np.ndarray  # (B, MEMORY, I)
    sold: np.ndarray  # (B, MEMORY, I)
    shelf: np.ndarray  # (B, MEMORY, I) share of the day with goods on the shelf
    fit: np.ndarray  # (B, I, K)
    title: np.ndarray  # (B, I, K)
    word_bytes: np.ndarray  # (B, K)
    searches: np.ndarray  # (B, K) yesterday's; before the first day the month's average
    clicks: np.ndarray  # (B, MEMORY, K) on the ads
    cost: np.ndarray  # (B, MEMORY, K) of them


def look(state: State) -> View:
    """Return what each shop of a state may know this morning."""
    facts, daily, day = state.facts, state.daily, state.day
    shops = len(state.cash)
    ahead, before = slice(day, day + AHEAD), slice(max(day - MEMORY, 0), day)
    busy_before, busy_ahead = np.ones((shops, MEMORY)), np.zeros((shops, AHEAD))
    sale_ahead = np.zeros((shops, AHEAD), dtype=bool)
    left = min(AHEAD, state.days - day)
    busy_before[:, MEMORY - min(day, MEMORY) :] = daily.busy[before].T
    busy_ahead[:, :left] = daily.busy[ahead].T
    sale_ahead[:, :left] = daily.sale[ahead].T
    return View(
        day=day,
        days=state.days,
        busy_before=busy_before,
        busy_ahead=busy_ahead,
        sale_ahead=sale_ahead,
        cash=state.cash,
        fees=(facts.commission + facts.payment) / 10_000,
        backlog=state.backlog,
        cases=state.cases,
        list_price=facts.list_price,
        price=state.price,
        unit_cost=facts.unit_cost,
        parcel=facts.parcel,
        lot=facts.lot,
        stock=state.stock,
        coming=state.coming.sum(axis=1),
        rating=np.round(state.stars / state.reviews, 2),
        rival_price=np.round(state.rival_price / 10).astype(np.int64) * 10,
        visits=np.round(state.memory[:, :, 0]),
        sold=state.memory[:, :, 1],
        shelf=np.round(state.memory[:, :, 2], 2),
        fit=facts.fit,
        title=state.title,
        word_bytes=facts.word_bytes,
        searches=np.round(daily.searches[day - 1] if day else daily.searches.mean(axis=0)),
        clicks=state.ad_memory[:, :, 0],
        cost=state.ad_memory[:, :, 1],
    )


def today(state: State, shop: int = 0) -> dict[str, Any]:
    """Return what one shop may know this morning as plain data; money in yuan."""
    return _plain(look(state), state, shop)


def todays(state: State) -> list[dict[str, Any]]:
    """Return the same for every shop of a state."""
    view = look(state)
    return [_plain(view, state, shop) for shop in range(len(state.cash))]


def _plain(view: View, state: State, shop: int) -> dict[str, Any]:
    one, limits = state.scenarios[shop], rules().limits
    days = range(state.day, min(state.day + AHEAD, state.days))
    return {
        "day": view.day,
        "days": view.days,
        "date": one.dates[min(state.day, state.days - 1)],
        "level": one.level,
        "events": [one.events[day] for day in days],
        "busy_before": view.busy_before[shop].tolist(),
        "busy": view.busy_ahead[shop].tolist(),
        "sale": view.sale_ahead[shop].tolist(),
        "cash": float(view.cash[shop] / 100),
        "fees": float(view.fees[shop]),
        "backlog": int(view.backlog[shop]),
        "cases": int(view.cases[shop]),
        "postage": {"under": terms()[0] / 100, "fee": terms()[1] / 100},
        "strikes": int(state.strikes[shop]),
        "items": _items(view, one, shop),
        "words": _words(view, one, shop),
        "limits": {
            "price": {
                code: [0.01, float(view.list_price[shop, i] * limits.price_times / 100)]
                for i, code in enumerate(one.items)
            },
            "restock": [0, limits.restock],
            "bid": [0.0, limits.bid / 100],
            "ad_budget": [0.0, limits.ad_budget / 100],
            "title_bytes": limits.title_bytes,
            "coupon": [0.0, limits.coupon],
            "live_hours": [0.0, limits.live_hours],
            "staff": [0, rules().service.most],
            "risk_limit": [0.0, 1.0],
        },
    }


def _items(view: View, one: Scenario, shop: int) -> dict[str, dict[str, Any]]:
    """Return what is known of each item; whole arrays become lists at once, which is much faster than cell by cell."""
    columns = {
        "name": one.item_names,
        "list_price": (view.list_price[shop] / 100).tolist(),
        "price": (view.price[shop] / 100).tolist(),
        "unit_cost": (view.unit_cost[shop] / 100).tolist(),
        "parcel": (view.parcel[shop] / 100).tolist(),
        "lot": view.lot[shop].tolist(),
        "stock": view.stock[shop].tolist(),
        "on_the_way": view.coming[shop].tolist(),
        "rating": view.rating[shop].tolist(),
        "rival_prices": [dict(zip(one.rivals, row, strict=True)) for row in (view.rival_price[shop] / 100).tolist()],
        "visits": view.visits[shop].T.astype(int).tolist(),
        "sold": view.sold[shop].T.astype(int).tolist(),
        "shelf": view.shelf[shop].T.tolist(),
        "title": [list(compress(one.words, row)) for row in view.title[shop].tolist()],
        "fit": [dict(zip(one.words, row, strict=True)) for row in view.fit[shop].tolist()],
    }
    return {code: dict(zip(columns, row, strict=True)) for code, *row in zip(one.items, *columns.values(), strict=True)}


def _words(view: View, one: Scenario, shop: int) -> dict[str, dict[str, Any]]:
    columns = {
        "name": one.word_names,
        "bytes": view.word_bytes[shop].tolist(),
        "searches": view.searches[shop].astype(int).tolist(),
        "clicks": view.clicks[shop].T.astype(int).tolist(),
        "cost": (view.cost[shop].T / 100).tolist(),
    }
    return {word: dict(zip(columns, row, strict=True)) for word, *row in zip(one.words, *columns.values(), strict=True)}


def read(plain: dict[str, Any]) -> View:
    """Return the arrays, for one shop, of what `today` gave as plain data: the way back."""
    items, words = list(plain["items"].values()), list(plain["words"].values())
    pad = [0] * (AHEAD - len(plain["busy"]))

    def fen(name: str) -> np.ndarray:
        return np.array([[round(item[name] * 100) for item in items]])

    def whole(name: str) -> np.ndarray:
        return np.array([[item[name] for item in items]])

    def history(rows: list[dict], name: str) -> np.ndarray:
        return np.array([[row[name] for row in rows]], dtype=float).transpose(0, 2, 1)

    return View(
        day=plain["day"],
        days=plain["days"],
        busy_before=np.array([plain["busy_before"]]),
        busy_ahead=np.array([[*plain["busy"], *pad]]),
        sale_ahead=np.array([[*plain["sale"], *pad]], dtype=bool),
        cash=np.array([round(plain["cash"] * 100)]),
        fees=np.array([plain["fees"]]),
        backlog=np.array([plain["backlog"]]),
        cases=np.array([plain["cases"]]),
        list_price=fen("list_price"),
        price=fen("price"),
        unit_cost=fen("unit_cost"),
        parcel=fen("parcel"),
        lot=whole("lot"),
        stock=whole("stock"),
        coming=whole("on_the_way"),
        rating=whole("rating"),
        rival_price=np.array([[[round(price * 100) for price in item["rival_prices"].values()] for item in items]]),
        visits=history(items, "visits"),
        sold=history(items, "sold"),
        shelf=history(items, "shelf"),
        fit=np.array([[[item["fit"][word] for word in plain["words"]] for item in items]]),
        title=np.array([[[word in item["title"] for word in plain["words"]] for item in items]]),
        word_bytes=np.array([[word["bytes"] for word in words]]),
        searches=np.array([[float(word["searches"]) for word in words]]),
        clicks=history(words, "clicks"),
        cost=np.round(history(words, "cost") * 100),
    )
