"""How the answers of module 06 come about: the right ones, the wrong ones people give, and what a decision earns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shoplab import forecast, lifetime, metrics, xray
from shopworld.decisions import month_ahead, switch_off

YEAR_END = pd.Timestamp("2026-01-01")


def paid_orders(shop: Any) -> pd.DataFrame:
    """Returns the orders that were paid in 2025."""
    orders = shop.orders
    return orders[orders["paid_at"].notna() & (orders["paid_at"] < YEAR_END)]


# --- 1 the fall -------------------------------------------------------------------------------------------------------

FACTORS = ["visitors", "conversion", "basket"]


def factors(traffic: pd.DataFrame, month: int, by: str, orders: str = "paid_orders") -> pd.DataFrame:
    """Returns a month's factors, one row a group."""
    sums = traffic[traffic["date"].dt.month == month].groupby(by)[["visitors", orders, "paid_amount"]].sum()
    return sums.assign(conversion=sums[orders] / sums["visitors"], basket=sums["paid_amount"] / sums[orders])


def fall(
    shop: Any,
    *,
    by: str = "channel",
    turned: bool = False,
    orders: str = "paid_orders",
    logs: bool = True,
    mixed: bool = True,
    base: str = "ordinary",
) -> dict[str, Any]:
    """Returns what changed from September to October, part by part, and the phones' gap in its two parts."""
    traffic = shop.traffic_daily
    old, new = (factors(traffic, month, by, orders) for month in ((10, 9) if turned else (9, 10)))
    parts = xray.contributions(old, new, FACTORS)
    if not logs:  # each factor's own change, the others left as they were
        parts = parts.assign(**{name: old["paid_amount"] * (new[name] / old[name] - 1) for name in FACTORS})
    days = shop.shop_daily.merge(shop.calendar, on="date")
    days = days[days["date"].dt.month == 9]
    golden = days.loc[days["event"] == "Golden Week", "paid_amount"]
    usual = days.loc[(days["event"] == "") | (base == "all"), "paid_amount"].mean()
    year = traffic.groupby(["channel", "device"])[["visitors", "placed_orders"]].sum()
    rate, visits = (year["placed_orders"] / year["visitors"]).unstack(), year["visitors"].unstack()
    mix = visits / visits.sum()
    whole = mix if mixed else pd.DataFrame({name: mix.mean(axis=1) for name in mix})
    by_rate = float((mix.mean(axis=1) * (rate["phone"] - rate["computer"])).sum())
    by_mix = float((rate.mean(axis=1) * (whole["phone"] - whole["computer"])).sum())
    return {
        "change": float((new["paid_amount"] - old["paid_amount"]).sum()),
        **{name: float(value) for name, value in parts.sum().items()},
        "channel": str(parts.sum(axis=1).idxmin()),
        "golden_week": float(golden.sum() - len(golden) * usual),
        "phone_rates": by_rate,
        "phone_mix": by_mix,
    }


# --- 2 the route ------------------------------------------------------------------------------------------------------

SINCE, WINDOW, ENOUGH = pd.Timedelta(days=60), 4, 40
SAVES = "Your switch saves {mine:,.0f} orders in ninety days; the broken route loses {lost:,.0f}."


def phone_tries(shop: Any) -> pd.DataFrame:
    """Returns the last sixty days' tries by phone, with `failed` and `hour`."""
    tries = shop.payment_attempts
    tries = tries[(tries["tried_at"] >= tries["tried_at"].max() - SINCE) & (tries["app"] != "web")]
    return tries.assign(failed=tries["outcome"] == "failed", hour=tries["tried_at"].dt.hour)


def route(shop: Any, how: str = "window") -> dict[str, Any]:
    """Returns what to switch off: the window furthest beyond chance, or what people find who look otherwise."""
    tries = phone_tries(shop)
    usual = tries["failed"].mean()
    if how == "thin cell":
        cells = tries.groupby(["bank", "app", "hour"])["failed"].agg(["mean", "size"])
        ordered = cells[cells["size"] < ENOUGH].sort_values(["mean", "size"], kind="stable")
        bank, app, hour = ordered.index[-1]
        return {"bank": bank, "app": app, "first_hour": int(hour), "hours": 1}
    if how == "by count":  # of the other banks, so that it is never the right one by luck
        others = tries[tries["failed"] & (tries["bank"] != route(shop)["bank"])]
        bank, app = others.value_counts(["bank", "app"]).sort_index().idxmax()
        return {"bank": bank, "app": app, "first_hour": 0, "hours": 24}
    if how == "no such":
        return {"bank": "Bank Z", "app": "Android 9.1", "first_hour": 9, "hours": 4}
    sums = tries.groupby(["bank", "app", "hour"])["failed"].agg(["sum", "size"])
    best: tuple[float, tuple[str, str], int] = (0.0, ("", ""), 0)
    spans = [(0, 24)] if how == "all day" else [(first, first + WINDOW) for first in range(25 - WINDOW)]
    for first, end in spans:
        span = sums[sums.index.get_level_values("hour").isin(range(first, end))].groupby(["bank", "app"]).sum()
        span = span[span["size"] >= ENOUGH]
        beyond = (span["sum"] - span["size"] * usual) / (span["size"] * usual) ** 0.5
        if len(beyond) and beyond.max() > best[0]:
            best = (float(beyond.max()), beyond.idxmax(), first)
    (bank, app), first = best[1], best[2]
    return {"bank": bank, "app": app, "first_hour": first, "hours": 24 if how == "all day" else WINDOW}


ROUTE_SLIPS = {"all-day": "all day", "thin-cell": "thin cell", "by-count": "by count"}


def orders_saved(seed: int, answer: dict[str, Any]) -> float:
    """Returns the orders that a switch saves in ninety days."""
    hours = range(answer["first_hour"], answer["first_hour"] + answer["hours"])
    return switch_off.saved(seed, answer["bank"], [answer["app"]], hours)


def judge_route(answer: Any, world: Any) -> dict[str, Any]:
    """Returns the yuan that a switch saves, between leaving all as it is and the window found in the tables."""
    if not _is_route(answer):
        return {"slip": "no-such-route"}
    right, slips = _routes(world)
    if answer != right:
        for name, theirs in slips.items():
            if answer == theirs:
                return {"slip": name}
    try:
        mine = orders_saved(world.seed, answer)
    except (KeyError, ValueError):
        return {"slip": "no-such-route"}
    lost = switch_off.lost(world.seed)
    note = SAVES.format(mine=mine, lost=lost).replace("-", "−")
    reference = orders_saved(world.seed, right) * switch_off.VALUE
    return {"value": mine * switch_off.VALUE, "naive": 0.0, "reference": reference, "notes": [note]}


def _is_route(answer: Any) -> bool:
    if not isinstance(answer, dict) or set(answer) != {"bank", "app", "first_hour", "hours"}:
        return False
    first, hours = answer["first_hour"], answer["hours"]
    if any(isinstance(one, bool) or not isinstance(one, int) for one in (first, hours)):
        return False
    texts = isinstance(answer["bank"], str) and isinstance(answer["app"], str)
    return texts and first >= 0 and hours >= 1 and first + hours <= 24


@lru_cache(maxsize=4)
def _routes(world: Any) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    return route(world.tables), {name: route(world.tables, how) for name, how in ROUTE_SLIPS.items()}


# --- 3 the settlement -------------------------------------------------------------------------------------------------

DUE = pd.Timedelta(days=15)
AFTER_SALE = ("2025-11-12", "2025-11-25 23:59:59")


def settled(
    shop: Any,
    *,
    alike: bool = False,
    everything: bool = False,
    by_date: bool = False,
    fees: bool = True,
    charged: bool = False,
) -> dict[str, Any]:
    """Returns what the platform owes, by cause, the orders that aren't due yet, and the refund rate after Double 11."""
    orders, refunds, file = shop.orders[shop.orders["paid_at"].notna()], shop.refunds, shop.settlement
    terms = shop.platform_fees.set_index("platform").loc["Tmall"]
    sales, taken = file[file["kind"] == "order"], file[file["kind"] == "refund"]
    due = 0.0 if charged else (sales["gross"] * terms["commission"]).round(2)
    beyond = float((sales["commission"] - due).sum())
    counted = taken.value_counts(["order_id", "refund"])
    asked = refunds.value_counts(["order_id", "amount"]).rename_axis(["order_id", "refund"])
    surplus = (counted - 1) if alike else counted.sub(asked, fill_value=0).clip(lower=0)
    twice = float((surplus * surplus.index.get_level_values("refund")).sum())
    absent = orders[~orders["order_id"].isin(sales["order_id"])]
    late = absent["paid_at"] + DUE < YEAR_END
    lost = absent if everything else absent[late]
    asked_back = refunds["order_id"].isin(lost["order_id"]) & (refunds["applied_at"] + pd.Timedelta(days=2) < YEAR_END)
    kept = 1 - terms["commission"] - terms["payment_rate"] if fees else 1.0
    never = float(lost["paid"].sum() * kept - refunds.loc[asked_back, "amount"].sum() * fees)
    after = orders[orders["paid_at"].between(*AFTER_SALE)]
    mine = refunds["applied_at"].between(*AFTER_SALE) if by_date else refunds["order_id"].isin(after["order_id"])
    return {
        "beyond_rate": beyond,
        "taken_twice": twice,
        "never_came": never,
        "owed": beyond + twice + never,
        "not_due": int((~late).sum()),
        "refund_rate": float(refunds.loc[mine, "amount"].sum() / after["paid"].sum()),
    }


# --- 5 January --------------------------------------------------------------------------------------------------------

MARKET = ["travel_organisers", "luggage"]
DAYS = pd.date_range("2026-01-01", periods=month_ahead.DAYS)


def january(shop: Any, how: str = "market") -> pd.DataFrame:
    """Returns thirty days' orders: level, weekday and the market's move, or one of the simpler ways."""
    days = shop.shop_daily.merge(shop.calendar, on="date").sort_values("date")
    usual = days[days["event"] == ""]
    weekday = usual.groupby("weekday")["paid_orders"].mean()
    weekday = weekday / weekday.mean()
    last = usual.tail(28)
    level = (last["paid_orders"] / last["weekday"].map(weekday)).mean() * weekday[DAYS.day_name()].to_numpy()
    said = {
        "market": lambda: level * market_move(shop),
        "level": lambda: level,
        "last week": lambda: forecast.seasonal_naive(days["paid_orders"], len(DAYS)),
        "last january": lambda: days["paid_orders"].to_numpy(dtype=float)[: len(DAYS)],
        "own move": lambda: (
            level * usual.loc[usual["date"].dt.month == 1, "paid_orders"].mean() / last["paid_orders"].mean()
        ),
        "yearly": lambda: np.full(len(DAYS), days["paid_orders"].mean()),
    }[how]()
    return pd.DataFrame({"day": range(1, len(DAYS) + 1), "orders": np.asarray(said, dtype=float)})


def market_move(shop: Any) -> float:
    """Returns how the searches of our two categories moved from December to January a year ago."""
    market = shop.category_market
    searches = market[market["category"].isin(MARKET)].groupby("month")["searches"].sum()
    return float(searches["2025-01"] / searches["2024-12"])


JANUARY_SLIPS = {"level-only": "level", "last-january": "last january", "yearly-mean": "yearly"}
MISS = 10.0  # yuan that each order too many or too few costs
MASE = "Your forecast's MASE over twenty-four Januaries is {mine:.2f}; like last week has {naive:.2f}."


@lru_cache(maxsize=4)
def _januaries(world: Any) -> tuple[dict[str, np.ndarray], float, float]:
    daily = world.tables.shop_daily
    said = {name: january(world.tables, how)["orders"].to_numpy() for name, how in JANUARY_SLIPS.items()}
    naive, right = (january(world.tables, how)["orders"].to_numpy() for how in ("last week", "market"))
    return said, month_ahead.error(world.seed, daily, naive), month_ahead.error(world.seed, daily, right)


def judge_january(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a forecast's misses cost, below 0, between like-last-week and the taught forecast."""
    orders = _thirty(answer)
    if orders is None:
        return {"slip": "not-thirty-days"}
    slips, naive, right = _januaries(world)
    for name, theirs in slips.items():
        if np.allclose(orders, theirs, rtol=1e-6):
            return {"slip": name}
    mine = month_ahead.error(world.seed, world.tables.shop_daily, orders)
    cost = -MISS * len(DAYS) * month_ahead.usual_step(world.tables.shop_daily)
    notes = [MASE.format(mine=mine, naive=naive)]
    return {"value": cost * mine, "naive": cost * naive, "reference": cost * right, "notes": notes}


def _thirty(answer: Any) -> np.ndarray | None:
    if not isinstance(answer, pd.DataFrame) or not {"day", "orders"} <= set(answer.columns):
        return None
    try:
        days, orders = answer["day"].astype(int), answer["orders"].astype(float)
    except (TypeError, ValueError):
        return None
    if sorted(days) != list(range(1, month_ahead.DAYS + 1)) or not np.isfinite(orders).all() or (orders < 0).any():
        return None
    return orders.to_numpy()[np.argsort(days.to_numpy(), kind="stable")]


# --- 6 who comes back -------------------------------------------------------------------------------------------------

STAND, LETTERS, AHEAD, TOGETHER = pd.Timestamp("2025-10-01"), 1000, 13, 500


def back(
    shop: Any,
    *,
    unpaid: bool = False,
    known: bool = True,
    base: str = "earlier",
    by: str = "lift",
) -> dict[str, Any]:
    """Returns three repurchase rates, the weakest cohort, what two rankings reached, and the bundle with evidence."""
    orders = shop.orders.assign(paid_at=shop.orders["created_at"]) if unpaid else paid_orders(shop)
    quarter = orders["paid_at"].dt.quarter
    third, fourth = (set(orders.loc[quarter == number, "buyer_id"]) for number in (3, 4))
    matrix = metrics.retention_matrix(orders["buyer_id"], orders["paid_at"])
    before, after = orders[orders["paid_at"] < STAND], orders[orders["paid_at"] >= STAND]
    seen = before if known else orders
    buyers = seen.groupby("buyer_id").agg(
        last=("paid_at", "max"), frequency=("order_id", "size"), money=("paid", "sum")
    )
    days = ((STAND if known else YEAR_END) - buyers["last"]).dt.days
    recent = 5 - pd.qcut(days, 5, labels=False)
    buyers["rfm"] = recent + buyers["frequency"].clip(upper=5) + pd.qcut(buyers["money"], 5, labels=False) + 1
    came = buyers.index.isin(after["buyer_id"])
    figures = lifetime.figures(before["buyer_id"], before["paid_at"], STAND)
    model = lifetime.fit(figures["repeats"], figures["recency"], figures["age"])
    will = lifetime.expected(model, figures["repeats"], figures["recency"], figures["age"], AHEAD)
    chosen = pd.Series(will, index=figures.index).nlargest(LETTERS).index
    return {
        "in_the_year": metrics.repurchase_share_of_buyers(orders["buyer_id"]),
        "within_90_days": metrics.reordered_share_of_buyers(orders["buyer_id"], orders["paid_at"], 90),
        "next_quarter": len(third & fourth) / len(third if base == "earlier" else fourth),
        "weakest_cohort": str(matrix.loc["2025-01":"2025-11", 1].idxmin()),
        "rfm_came": int(pd.Series(came, index=buyers.index)[buyers.nlargest(LETTERS, ["rfm", "money"]).index].sum()),
        "model_came": int(chosen.isin(after["buyer_id"]).sum()),
        "promised": float(will.sum()),
        "bundle": bundle(shop, orders, by),
    }


def bundle(shop: Any, orders: pd.DataFrame, by: str) -> list[str]:
    """Returns the two products with the highest lift (or most orders) among pairs with enough orders together."""
    lines = shop.order_lines[shop.order_lines["order_id"].isin(orders["order_id"])]
    pairs = lines.merge(shop.products[["sku", "product"]], on="sku")[["order_id", "product"]].drop_duplicates()
    single = pairs.groupby("product").size()
    both = pairs.merge(pairs, on="order_id").query("product_x < product_y")
    both = both.groupby(["product_x", "product_y"]).size().rename("together").reset_index()
    both = both[both["together"] >= TOGETHER]
    both["lift"] = both["together"] / (both["product_x"].map(single) * both["product_y"].map(single))
    best = both.loc[both[by].idxmax()]
    return [str(best["product_x"]), str(best["product_y"])]
