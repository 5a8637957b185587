"""The answers of the capstone's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from coursekit.seasons import season_judge
from shoplab.season import bridge, contributions, played
from shopworld.market.policies import USUAL, naive, sensible

# --- 1 twelve months --------------------------------------------------------------------------------------------------

GROWTH, GOODS, QUIET, EVENTFUL = 1.20, 0.45, 0.03, 0.06
MONTHS = range(1, 13)


def year(
    shop: Any,
    *,
    refunds: str = "of the order",
    unpaid: bool = False,
    ahead: bool = True,
    events: bool = True,
    even: bool = False,
    freight: bool = False,
) -> pd.DataFrame:
    """Returns the months of 2026: goal, goods to be paid, promotion; the slips leave out or move one thing each."""
    orders = shop.orders if unpaid else shop.orders[shop.orders["paid_at"].dt.year == 2025]
    when = orders["created_at" if unpaid else "paid_at"].dt.month
    kept = orders["paid" if freight else "goods"] - (0 if freight else orders["discount"])
    if refunds == "of the order":
        kept = kept - orders["order_id"].map(shop.refunds.groupby("order_id")["amount"].sum()).fillna(0)
    last_year = kept.groupby(when).sum().reindex(MONTHS, fill_value=0.0)
    if refunds.startswith("when asked"):
        this_year = shop.refunds["applied_at"].dt.year == 2025
        back = shop.refunds[this_year | (refunds == "when asked, any year")]
        last_year = last_year - back.groupby(back["applied_at"].dt.month)["amount"].sum().reindex(
            MONTHS, fill_value=0.0
        )
    goal = GROWTH * last_year
    if even:
        goal = pd.Series(goal.sum() / 12, index=goal.index)
    eventful = set(shop.calendar.loc[shop.calendar["event"] != "", "date"].dt.month) if events else set()
    share = [EVENTFUL if month in eventful else QUIET for month in MONTHS]
    goods = goal.shift(-1, fill_value=goal.iloc[0]) if ahead else goal
    return pd.DataFrame(
        {
            "month": [f"2026-{month:02d}" for month in MONTHS],
            "goal": goal.to_numpy(),
            "goods": GOODS * goods.to_numpy(),
            "promotion": share * goal.to_numpy(),
        }
    )


# --- 2 the same luck, 3 better or luckier -----------------------------------------------------------------------------


SPENT = ["ads", "live", "wages", "freight", "fees", "holding"]
SEASONS, T = 6, 2.571


def season_of(shop: Any) -> int:
    """Returns the season that belongs to a shop: the number of its paid orders."""
    return int(shop.orders["paid_at"].notna().sum())


@lru_cache(maxsize=64)
def _naive(seed: int) -> Any:
    return played(naive, seed=seed)


@lru_cache(maxsize=64)
def _careful(seed: int) -> Any:
    return played(sensible(), seed=seed)


def same_luck(
    shop: Any, *, seed: int | None = None, all_orders: bool = False, turned: bool = False, what: str = "contribution"
) -> dict[str, Any]:
    """Returns what the careful shop did better than the naive one on the shop's own season."""
    seed = season_of(shop) if seed is None else seed
    seed = len(shop.orders) if all_orders else seed
    plain, careful = _naive(seed), _careful(seed)
    lines = bridge(careful, plain) if turned else bridge(plain, careful)
    difference = lines["contribution"]
    if what == "takings":
        difference = careful.days["takings"].sum() - plain.days["takings"].sum()
    if what == "cash":
        difference = careful.money["net"].sum()
    return {
        "difference": float(difference),
        "goods": float(lines["goods"]),
        "spent_most": str(lines[SPENT].idxmin()),
        "luck": _naive(seed + 1).profit - plain.profit,
    }


def live_pays(shop: Any, *, spread: str = "pairs", seasons: int = SEASONS, turned: bool = False) -> dict[str, Any]:
    """Returns what the livestream changes over the shop's seasons, with the interval of the mean."""
    first = season_of(shop)
    both = _with_and_without(first).iloc[:seasons]
    difference = both["with"] - both["without"]
    error = difference.std() / seasons**0.5
    if spread == "apart":
        error = ((both["with"].var() + both["without"].var()) / seasons) ** 0.5
    if spread == "no root":
        error = difference.std()
    low, high = difference.mean() - T * error, difference.mean() + T * error
    says = "it pays" if low > 0 else "it costs" if high < 0 else "can't tell"
    if turned:
        says = "can't tell" if says != "can't tell" else "it pays" if difference.mean() > 0 else "it costs"
    return {"mean": difference.mean(), "low": low, "high": high, "says": says}


@lru_cache(maxsize=16)
def _with_and_without(first: int) -> pd.DataFrame:
    seeds = range(first, first + SEASONS)
    quiet = sensible({**USUAL, "live_hours": 0.0})
    return pd.DataFrame({"with": contributions(sensible(), seeds), "without": contributions(quiet, seeds)})


# --- 4 the season -----------------------------------------------------------------------------------------------------

RULE = """
def run_the_shop(today, memory, forecast):
    plan = {"price": {}, "restock": {}, "bid": {}, "title": {}, "risk_limit": 0.8}
    seen, left = max(min(today["day"], 14), 1), today["days"] - today["day"]
    words = today["words"]
    for code, item in today["items"].items():
        # price from cost and rivals
        postage = today["postage"]["fee"] if item["list_price"] < today["postage"]["under"] else 0
        keeps = 1 - today["fees"] - 0.04
        cost = (item["unit_cost"] + item["parcel"] - postage) / keeps
        rivals = sum(item["rival_prices"].values()) / len(item["rival_prices"])
        price = round(max(0.7 * 2.0 * cost + 0.3 * rivals, 1.05 * cost))
        plan["price"][code] = price

        # a fortnight's order
        a_day = (sum(item["sold"]) + item["lot"] / 4) / (sum(item["shelf"][-seen:]) + 2)
        missing = int(1.2 * a_day * sum(today["busy"][: min(14, left)]) - item["stock"] - item["on_the_way"])
        if left > 6 and missing >= item["lot"]:
            plan["restock"][code] = min(missing, 2000)

        # half of what a click leaves
        if item["stock"] > 0:
            buys = (sum(item["sold"]) + 1) / (sum(item["visits"]) + 40)
            leaves = max(price * keeps + postage - item["unit_cost"] - item["parcel"], 0)
            plan["bid"][code] = {word: min(round(0.5 * buys * leaves * fit, 2), 20) for word, fit in item["fit"].items() if fit >= 0.5}

        # the title, once: the words that are searched most for their length
        if today["day"] == 0:
            room, title = today["limits"]["title_bytes"], []
            worth = {word: fit * words[word]["searches"] / words[word]["bytes"] for word, fit in item["fit"].items() if fit > 0}
            for word in sorted(worth, key=lambda word: worth[word], reverse=True):
                if words[word]["bytes"] <= room:
                    title.append(word)
                    room -= words[word]["bytes"]
            plan["title"][code] = title
    plan["ad_budget"] = min(600 * today["busy"][0], max(today["cash"], 0) / 2)
    plan["live_hours"] = 1.5 if today["cash"] > 5000 else 0
    cases = today["cases"] * today["busy"][0] / today["busy_before"][-1] if today["day"] else 60
    plan["staff"] = min(int(1.25 * (cases + 0.5 * today["backlog"]) / 50) + 1, 8)
    return plan
"""
FORECAST = [118_000, 170_000]
judge_season = season_judge("run-the-season")


def rule(shop: Any, *, brush: bool = False) -> dict[str, Any]:
    """Returns the rule with its forecast; the slip buys orders on the first day."""
    source = (
        RULE.replace("    return plan\n", '    plan["brush"] = today["day"] == 0\n    return plan\n') if brush else RULE
    )
    return {"source": source, "function": "run_the_shop", "parameters": {"forecast": FORECAST}}


def absent(shop: Any) -> dict[str, Any]:
    """Returns a rule that decides nothing."""
    source = "def run_the_shop(today, memory, forecast):\n    return {}\n"
    return {"source": source, "function": "run_the_shop", "parameters": {"forecast": [-3_000, 2_000]}}


def nobody_works(shop: Any) -> dict[str, Any]:
    """Returns the rule without people."""
    lines = [line for line in RULE.splitlines() if 'plan["staff"]' not in line]
    return {"source": "\n".join(lines) + "\n", "function": "run_the_shop", "parameters": {"forecast": FORECAST}}


def as_ever(shop: Any) -> dict[str, Any]:
    """Returns the naive shop as a rule: list prices, an order every seventh day, two people."""
    source = """
def run_the_shop(today, memory, forecast):
    plan = {"price": {}, "restock": {}, "staff": 2}
    for code, item in today["items"].items():
        plan["price"][code] = item["list_price"]
        missing = 2 * sum(item["sold"][-7:]) + item["lot"] - item["stock"] - item["on_the_way"]
        if today["day"] % 7 == 0 and missing > 0:
            plan["restock"][code] = missing
    return plan
"""
    return {"source": source, "function": "run_the_shop", "parameters": {"forecast": [15_000, 55_000]}}
