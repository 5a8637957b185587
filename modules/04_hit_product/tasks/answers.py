"""The answers of module 04's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shoplab import metrics
from shoplab.shrink import shrunk
from shopworld.audience import creators
from shopworld.decisions import price_ladder, three_hits

# --- 1 three hits -----------------------------------------------------------------------------------------------------

IMPRESSIONS, REFUNDED = 60_000, 0.09
PROMISED = "You promised ¥{promised:,.0f}; they left ¥{came:,.0f}."


def trial(shop: Any) -> pd.DataFrame:
    """Returns one row an article on trial: its sums, price, cost, its raw and its shrunk rates."""
    sums = shop.trial_daily.groupby("item")[["impressions", "clicks", "preorders"]].sum()
    sums = sums.join(shop.trial_items.set_index("item")[["price", "unit_cost"]])
    return sums.assign(
        click=sums["clicks"] / sums["impressions"],
        order=sums["preorders"] / sums["clicks"],
        click_shrunk=shrunk(sums["clicks"], sums["impressions"]),
        order_shrunk=shrunk(sums["preorders"], sums["clicks"]),
    )


def hits(shop: Any, *, by: str = "money", believed: bool = True, back: float = REFUNDED) -> dict[str, Any]:
    """Returns three articles and the promise: ranked by money, by order rate or by pre-orders, from shrunk or raw rates."""
    goods = trial(shop)
    click, order = (goods[name + ("_shrunk" if believed else "")] for name in ("click", "order"))
    leaves = IMPRESSIONS * click * order * (1 - back) * (goods["price"] - goods["unit_cost"])
    rank = {"money": leaves, "rate": order, "preorders": goods["preorders"], "price": goods["price"]}[by]
    items = rank.nlargest(three_hits.PICKED).index
    return {"items": items.tolist(), "promised": float(leaves[items].sum())}


def judge_hits(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what three articles left by a promise, between those of the best order rates and the shrunk ones'."""
    answer = answer if isinstance(answer, dict) else {}
    items, promised = answer.get("items"), answer.get("promised")
    known = set(world.tables.trial_items["item"])
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return {"slip": "not-three"}
    if len(items) != three_hits.PICKED or len(set(items)) != len(items) or not set(items) <= known:
        return {"slip": "not-three"}
    if isinstance(promised, bool) or not isinstance(promised, (int, float)) or not math.isfinite(promised):
        return {"slip": "no-promise"}
    value, came = three_hits.value(world.seed, items, promised), three_hits.earned(world.seed, items)
    naive, right = hits(world.tables, by="rate", believed=False), hits(world.tables)
    return {
        "value": value,
        "naive": three_hits.value(world.seed, **_said(naive)),
        "reference": three_hits.value(world.seed, **_said(right)),
        "notes": [PROMISED.format(promised=promised, came=came)],
    }


def _said(answer: dict[str, Any]) -> dict[str, Any]:
    return {"items": answer["items"], "promised": answer["promised"]}


# --- 2 ads ------------------------------------------------------------------------------------------------------------

KEPT, PARCEL, WAY_BACK, MOST = 0.94, 4.0, 12.0, 999.0


def lines_of(shop: Any, unpaid: bool = False) -> pd.DataFrame:
    """Returns the lines of paid orders with buyer, payment time, product and cost."""
    orders = shop.orders if unpaid else shop.orders[shop.orders["paid_at"].notna()]
    columns = ["order_id", "buyer_id", "created_at", "paid_at"]
    return shop.order_lines.merge(orders[columns], on="order_id").merge(shop.products, on="sku")


def ads(
    shop: Any,
    *,
    refunds: bool = True,
    way_back: float = WAY_BACK,
    pieces: bool = True,
    unpaid: bool = False,
    fixed: float = 0.0,
    halo_first: bool = False,
) -> pd.DataFrame:
    """Returns one row an advertised product: ROAS without and with the halo, what it needs, and the verdict."""
    lines = lines_of(shop, unpaid)
    goods = lines["cost"] * (lines["quantity"] if pieces else 1)
    lines = lines.assign(
        left=KEPT * lines["paid"] - goods - PARCEL, back=lines["line_id"].isin(shop.refunds["line_id"])
    )
    by = lines.groupby("product").agg(
        paid=("paid", "sum"), left=("left", "sum"), back=("back", "mean"), order_value=("paid", "mean")
    )
    margin = (by["left"] / by["paid"]).clip(lower=0)
    back = by["back"] * refunds
    needs = [
        metrics.breakeven_roas(*row) for row in zip(margin, back, [way_back] * len(by), by["order_value"], strict=True)
    ]
    by["needs"] = np.minimum(needs, MOST)
    report = shop.ad_daily.groupby(shop.ad_daily["sku"].str[:3])[["cost", "amount_direct", "amount_indirect"]].sum()
    table = report.join(by["needs"])
    direct = table["amount_direct"] / table["cost"]
    full = (table["amount_direct"] + table["amount_indirect"]) / table["cost"]
    limit = fixed or table["needs"]
    verdict = np.select([(full if halo_first else direct) >= limit, full >= limit], ["keep", "halo only"], "stop")
    return pd.DataFrame(
        {
            "product": table.index,
            "direct": direct.to_numpy(),
            "with_halo": full.to_numpy(),
            "needs": table["needs"].to_numpy(),
            "verdict": verdict,
        }
    )


# --- 3 price ladder ---------------------------------------------------------------------------------------------------

FIELDS = {name.replace(" ", "_"): name for name in price_ladder.STEPS}
ZHOU = {"presale": 0.9, "launch": 0.8, "everyday": 1.0, "flash_sale": 0.7, "after": 0.8}
USED = "You worked with an elasticity of {mine:.2f}; the buyers' is {true:.2f}."


def hit_of(shop: Any) -> pd.Series:
    """Returns the profit SKU of which most pieces were paid for, with its pieces a day."""
    lines = lines_of(shop)
    pieces = lines[lines["planned_role"] == "profit"].groupby("sku")["quantity"].sum()
    goods = shop.products.set_index("sku").loc[pieces.idxmax()].copy()
    goods["sku"], goods["a_day"] = pieces.idxmax(), pieces.max() / 365
    return goods


def own_days(shop: Any) -> pd.DataFrame:
    """Returns the days with stock and sales of the thirty best sellers, with the day's price."""
    stock = shop.inventory_daily
    stock = stock[stock["stockout_minutes"] == 0]
    price = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    price = price.reindex(sorted(shop.calendar["date"])).ffill().unstack().rename("price").reset_index()
    days = stock.merge(price, left_on=["sku", "date"], right_on=["sku", "valid_from"])
    sellers = days.groupby("sku")["sold"].sum().nlargest(30).index
    return days[days["sku"].isin(sellers) & (days["sold"] > 0)]


def elasticity(shop: Any, how: str = "within") -> float:
    """Returns the elasticity: within article and day, of all goods in one line, or within article only."""
    days = own_days(shop)
    if how == "naive":
        return float(np.polyfit(np.log(days["price"]), np.log(days["sold"]), 1)[0])
    period = days["date"] if how == "within" else np.zeros(len(days))
    return metrics.own_price_elasticity(days["sold"], days["price"], days["sku"], period)


def ladder(shop: Any, *, how: str = "within", rule: bool = True) -> dict[str, float]:
    """Returns the best ladder for an elasticity; without the rule, the flash sale at the launch's price."""
    hit, own = hit_of(shop), elasticity(shop, how)
    args = (float(hit["list_price"]), float(hit["cost"]), float(hit["a_day"]), -own)
    prices = price_ladder.best(*args)
    found = {field: float(prices[name]) for field, name in FIELDS.items()} | {"elasticity": own}
    return found if rule else found | {"flash_sale": found["launch"]}


def zhous(shop: Any) -> dict[str, float]:
    """Returns the ladder of habit: everything down before the sale, and again in it."""
    hit, own = hit_of(shop), elasticity(shop)
    return {field: math.floor(part * hit["list_price"]) * 1.0 for field, part in ZHOU.items()} | {"elasticity": own}


@lru_cache(maxsize=4)
def _ladder_yardstick(world: Any) -> tuple[tuple[float, float, float, float], float, float]:
    hit = hit_of(world.tables)
    args = (float(hit["list_price"]), float(hit["cost"]), float(hit["a_day"]), price_ladder.elasticity(world.seed))
    return args, _left(zhous(world.tables), args), _left(ladder(world.tables), args)


def _left(answer: dict[str, float], args: tuple[float, float, float, float]) -> float:
    return price_ladder.earned({name: answer[field] for field, name in FIELDS.items()}, *args)


def judge_ladder(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a ladder leaves with the buyers as they are, between Zhou's and the tables' best."""
    answer = answer if isinstance(answer, dict) else {}
    given = {field: answer.get(field) for field in FIELDS}
    args, naive, reference = _ladder_yardstick(world)
    good = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in given.values())
    if not good or not all(math.isfinite(one) and 0 < one <= args[0] for one in given.values()):
        return {"slip": "above-list"}
    if not price_ladder.admitted({name: given[field] for field, name in FIELDS.items()}):
        return {"refused": "not-admitted"}
    mine, notes = answer.get("elasticity"), []
    if isinstance(mine, (int, float)) and math.isfinite(mine):
        notes.append(USED.format(mine=mine, true=-args[3]).replace("-", "−"))
    return {"value": _left(given, args), "naive": naive, "reference": reference, "notes": notes}


# --- 5 creators -------------------------------------------------------------------------------------------------------

BUDGET, WORTH = 30_000.0, 45.0
BUYERS = "They brought {buyers:,.0f} buyers who would not have come, for ¥{fees:,.0f}."


def campaigns(shop: Any) -> pd.DataFrame:
    """Returns one row a creator, with the buyers that the posts brought, by all hold-outs together."""
    table = shop.creators.set_index("creator")
    anyway = table["new_buyers_held_out"].sum() / table["audience_held_out"].sum()
    reach = table["audience_shown"] + table["audience_held_out"]
    return table.assign(brought=(table["new_buyers_shown"] / table["audience_shown"] - anyway).clip(lower=0) * reach)


def booked(shop: Any, by: str = "brought", budget: float = BUDGET) -> list[str]:
    """Returns the creators booked one after the other until the money is gone; none that costs more than a buyer is worth."""
    table = campaigns(shop)
    rank = table["followers"] if by == "followers" else table[by] / table["fee"]
    chosen, left = [], budget
    for name in rank.sort_values(ascending=False, kind="stable").index:
        fee = table.at[name, "fee"]
        if fee <= left and (by in ("followers", "audience_shown") or WORTH * table.at[name, by] > fee):
            chosen, left = [*chosen, name], left - fee
    return sorted(chosen)


@lru_cache(maxsize=4)
def _brought(seed: int) -> pd.Series:
    known = creators.strength(seed).set_index("creator")
    return known["reach"] * known["brought"]


def judge_creators(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what booked creators leave: buyers brought in truth, at their worth, less the fees."""
    table = world.tables.creators.set_index("creator")
    if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
        return {"slip": "unknown-creator"}
    if not answer or len(set(answer)) != len(answer) or not set(answer) <= set(table.index):
        return {"slip": "unknown-creator"}
    fees = float(table.loc[answer, "fee"].sum())
    if fees > BUDGET:
        return {"refused": "over-budget"}

    def left(names: list[str]) -> float:
        return float(WORTH * _brought(world.seed)[names].sum() - table.loc[names, "fee"].sum())

    note = BUYERS.format(buyers=_brought(world.seed)[answer].sum(), fees=fees)
    naive, reference = left(booked(world.tables, "followers")), left(booked(world.tables))
    return {"value": left(answer), "naive": naive, "reference": reference, "notes": [note]}


# --- 6 running the hit ------------------------------------------------------------------------------------------------

LIMITS = tuple(step / 100 for step in range(95, 45, -5))
ALARMS, LOST = 12, 0.8


def running(
    shop: Any,
    *,
    shelf: bool = True,
    days: str = "ordinary",
    margin: str = "old",
    unpaid: bool = False,
    new: str = "first order",
) -> dict[str, Any]:
    """Returns what the hit needs and what became of it: stock and cash, the alarm, the bridge, the new buyers."""
    hit = hit_of(shop)
    stock = shop.inventory_daily[shop.inventory_daily["sku"] == hit["sku"]].set_index("date")
    weeks = stock["sold"].resample("7D").sum().iloc[-27:-1]
    wanted = 4 * weeks.quantile([0.1, 0.5, 0.9]) - stock["closing"].iloc[-1] * shelf
    low, middle, high = (float(one) for one in wanted.clip(lower=0))
    limit, rings = alarm(shop, days)
    lines = lines_of(shop, unpaid)
    lines["month"] = lines["created_at"].dt.month
    found = {
        "hit": hit["sku"], "order_low": low, "order_middle": middle, "order_high": high,
        "cash_high": high * float(hit["cost"]), "limit": limit, "rings": rings,
    }  # fmt: skip
    return found | bridge(shop, lines, hit["product"], margin) | {"new_share": new_share(lines, hit["product"], new)}


def alarm(shop: Any, days: str) -> tuple[float, float]:
    """Returns the highest limit within the budget of false alarms, and how often it rings when a fifth is lost."""
    daily = pd.merge(shop.shop_daily, shop.calendar[["date", "event"]], on="date")
    value = daily["paid_amount"] / daily["visitors"]
    ratio = value / value.rolling(14).median().shift(1)
    ratio = ratio[ratio.notna() & ((daily["event"] == "") | (days == "all"))]
    limit = next((one for one in LIMITS if (ratio < one).sum() <= ALARMS), LIMITS[-1])
    return limit, float((ratio * LOST < limit).mean())


def bridge(shop: Any, lines: pd.DataFrame, product: str, margin: str) -> dict[str, float]:
    """Returns the four reasons between October's and November's gross profit of a product, in yuan."""
    old, now = (_month(shop, lines, product, number) for number in (10, 11))
    variants = old.index.intersection(now.index)
    old, now = old.loc[variants], now.loc[variants]
    left = old["price"] - old["cost"] if margin == "old" else now["price"] - now["cost"]
    share_old, share_now = (table["pieces"] / table["pieces"].sum() for table in (old, now))
    return {
        "volume": float((now["pieces"].sum() - old["pieces"].sum()) * (share_old * left).sum()),
        "mix": float(now["pieces"].sum() * ((share_now - share_old) * left).sum()),
        "price": float((now["pieces"] * (now["price"] - old["price"])).sum()),
        "cost": float(-(now["pieces"] * (now["cost"] - old["cost"])).sum()),
    }


def _month(shop: Any, lines: pd.DataFrame, product: str, number: int) -> pd.DataFrame:
    rows = lines[(lines["product"] == product) & (lines["month"] == number)]
    table = rows.groupby("sku").agg(pieces=("quantity", "sum"), paid=("paid", "sum"))
    buys = shop.purchase_orders
    buys = buys[buys["received_at"].notna() & (buys["received_at"].dt.month <= number)].sort_values("received_at")
    cost = buys.groupby("sku")["unit_cost"].last().reindex(table.index)
    listed = shop.products.set_index("sku")["cost"].reindex(table.index)
    return table.assign(price=table["paid"] / table["pieces"], cost=cost.fillna(listed))


def new_share(lines: pd.DataFrame, product: str, new: str) -> float:
    """Returns the share of November's lines of a product that stand in their buyer's first order of the year."""
    of_hit = lines[(lines["product"] == product) & (lines["month"] == 11)]
    if new == "single order":
        return float((of_hit["buyer_id"].map(lines.groupby("buyer_id")["order_id"].nunique()) == 1).mean())
    first = lines.groupby("buyer_id")["created_at"].min()
    return float((of_hit["created_at"] == of_hit["buyer_id"].map(first)).mean())
