"""The back office in the morning: what a shop may know, as arrays for many shops or as plain data for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from shopworld.market.rules import rules
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
    busy = np.concatenate([np.ones((MEMORY, shops)), daily.busy, np.zeros((AHEAD, shops))])
    sale = np.concatenate([daily.sale, np.zeros((AHEAD, shops), dtype=bool)])
    return View(
        day=day,
        days=state.days,
        busy_before=busy[day : day + MEMORY].T,
        busy_ahead=busy[day + MEMORY : day + MEMORY + AHEAD].T,
        sale_ahead=sale[day : day + AHEAD].T,
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
        word_bytes=np.array([one.word_bytes for one in state.scenarios]),
        searches=np.round(daily.searches[day - 1] if day else daily.searches.mean(axis=0)),
        clicks=state.ad_memory[:, :, 0],
        cost=state.ad_memory[:, :, 1],
    )


def today(state: State, shop: int = 0) -> dict[str, Any]:
    """Return what one shop may know this morning as plain data; money in yuan."""
    view, one = look(state), state.scenarios[shop]
    limits = rules().limits
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
        "strikes": int(state.strikes[shop]),
        "items": {code: _item(view, one, shop, i) for i, code in enumerate(one.items)},
        "words": {word: _word(view, one, shop, k) for k, word in enumerate(one.words)},
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


def _item(view: View, one: Any, shop: int, i: int) -> dict[str, Any]:
    return {
        "name": one.item_names[i],
        "list_price": float(view.list_price[shop, i] / 100),
        "price": float(view.price[shop, i] / 100),
        "unit_cost": float(view.unit_cost[shop, i] / 100),
        "parcel": float(view.parcel[shop, i] / 100),
        "lot": int(view.lot[shop, i]),
        "stock": int(view.stock[shop, i]),
        "on_the_way": int(view.coming[shop, i]),
        "rating": float(view.rating[shop, i]),
        "rival_prices": dict(zip(one.rivals, (view.rival_price[shop, i] / 100).tolist(), strict=True)),
        "visits": view.visits[shop, :, i].astype(int).tolist(),
        "sold": view.sold[shop, :, i].astype(int).tolist(),
        "shelf": view.shelf[shop, :, i].tolist(),
        "title": [word for k, word in enumerate(one.words) if view.title[shop, i, k]],
        "fit": dict(zip(one.words, view.fit[shop, i].tolist(), strict=True)),
    }


def _word(view: View, one: Any, shop: int, k: int) -> dict[str, Any]:
    return {
        "name": one.word_names[k],
        "bytes": int(view.word_bytes[shop, k]),
        "searches": int(view.searches[shop, k]),
        "clicks": view.clicks[shop, :, k].astype(int).tolist(),
        "cost": (view.cost[shop, :, k] / 100).tolist(),
    }


def read(plain: dict[str, Any]) -> View:
    """Return the arrays, for one shop, of what `today` gave as plain data: the way back."""
    items, words = list(plain["items"].values()), list(plain["words"].values())
    pad = [0] * (AHEAD - len(plain["busy"]))

    def fen(name: str) -> np.ndarray:
        return np.array([[round(item[name] * 100) for item in items]])

    def whole(name: str) -> np.ndarray:
        return np.array([[item[name] for item in items]])

    def history(rows: list[dict], name: str, times: int = 1) -> np.ndarray:
        return np.round(np.array([[row[name] for row in rows]], dtype=float).transpose(0, 2, 1) * times, 2)

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
        cost=history(words, "cost", 100),
    )
