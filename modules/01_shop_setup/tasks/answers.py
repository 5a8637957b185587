"""The answers of module 01's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shopworld.decisions import entry

TODAY, OPENING = pd.Timestamp("2026-01-05"), pd.Timestamp("2026-03-01")
PLATFORM = "Tmall"
PACKING, WAY_BACK, LOST_OF_RETURNED = 1.80, 8.0, 0.20  # yuan a parcel, yuan a returned line, share of the goods' cost


# --- 1 unit economics -------------------------------------------------------------------------------------------------


def paid_lines(shop: Any, unpaid: bool = False) -> pd.DataFrame:
    """Returns one row a line of a paid order, with what its order, its SKU and its refund say about it."""
    orders = shop.orders if unpaid else shop.orders[shop.orders["paid_at"].notna()]
    lines = shop.order_lines.merge(orders[["order_id", "buyer_id", "province", "freight"]], on="order_id")
    lines = lines.merge(shop.products[["sku", "product", "cost", "weight_g"]], on="sku")
    lines = lines.merge(shop.courier_rates[["province", "first_kg", "next_kg"]], on="province")
    lines = lines.merge(shop.buyers[["buyer_id", "age_band"]], on="buyer_id")
    back = shop.refunds.groupby("line_id").agg(refunded=("amount", "sum"), returned=("goods_returned", "max"))
    lines = lines.join(back, on="line_id")
    return lines.assign(refunded=lines["refunded"].fillna(0.0), returned=lines["returned"].eq(True))


def unit_economics(
    shop: Any,
    *,
    unpaid: bool = False,
    refunds: bool = True,
    commission_on: str = "kept",
    parcels: bool = True,
    per: str = "quantity",
    counted: bool = False,
    unit: float = 1.0,
) -> pd.DataFrame:
    """Returns one row a product: what comes back, what a piece leaves, when an advertisement pays, role, buyers."""
    lines = paid_lines(shop, unpaid)
    fees = shop.platform_fees.set_index("platform").loc[PLATFORM]
    refunded, returned = lines["refunded"] * refunds, lines["returned"] & refunds
    kept = lines["paid"] - refunded
    taken = (kept if commission_on == "kept" else lines["paid"]) * fees["commission"]
    goods = lines["quantity"] * lines["cost"] * np.where(returned, LOST_OF_RETURNED, 1.0)
    by_order = lines.assign(grams=lines["quantity"] * lines["weight_g"]).groupby("order_id")
    kilos = np.ceil(by_order["grams"].transform("sum") / 1000)
    courier = lines["first_kg"] + (kilos - 1) * lines["next_kg"]
    parcel = (courier + PACKING - lines["freight"]) / by_order["grams"].transform("size")
    left = kept - taken - lines["paid"] * fees["payment_rate"] - goods - parcel * parcels - WAY_BACK * returned
    lines = lines.assign(left=left, lines=1, hit=lines["refunded"].gt(0))
    sums = lines.groupby("product")[["paid", "refunded", "quantity", "left", "lines", "hit"]].sum()
    back = sums["hit"] / sums["lines"] if counted else sums["refunded"] / sums["paid"]
    return pd.DataFrame(
        {
            "product": sums.index,
            "refund_rate": (back * unit).to_numpy(),
            "contribution": (sums["left"] / sums[per]).to_numpy(),
            "break_even_roas": np.where(sums["left"] > 0, sums["paid"] / sums["left"], 0.0),
            "role": roles(sums),
            "core_share": (core_share(lines) * unit).reindex(sums.index).to_numpy(),
        }
    )


def roles(sums: pd.DataFrame) -> np.ndarray:
    """Returns what each product turned out to be, by the four rules of the task, the first that fits."""
    price, leaves = sums["paid"] / sums["quantity"], sums["left"] / sums["paid"]
    often = sums["quantity"] >= 0.02 * sums["quantity"].sum()
    return np.select([price >= 300, leaves >= 0.30, (price < 60) & often], ["image", "profit", "traffic"], "weak")


def core_share(lines: pd.DataFrame) -> pd.Series:
    """Returns the part of each product's paid amount that comes from the age band that pays the shop most."""
    known = lines[lines["age_band"] != ""]
    core = known.groupby("age_band")["paid"].sum().idxmax()
    from_core = lines["paid"].where(lines["age_band"] == core, 0.0)
    return from_core.groupby(lines["product"]).sum() / lines.groupby("product")["paid"].sum()


# --- 2 licence gate ---------------------------------------------------------------------------------------------------

LATE_LIMIT = 0.10


def late_part(deliveries: pd.DataFrame, days: str, limit: int) -> float:
    """Returns the share of deliveries that take too long: actual or promised days, or actual against promised."""
    against = deliveries["promised_days"] if days == "late" else limit
    return float((deliveries["promised_days" if days == "promised" else "actual_days"] > against).mean())


def licence_gate(
    shop: Any,
    *,
    dates: bool = True,
    start: pd.Timestamp = TODAY,
    stock: bool = True,
    days: str = "actual",
    everybody: bool = False,
) -> pd.DataFrame:
    """Returns one row a category: the state of its paper, how often its stock comes too late, and whether it may open."""
    until = shop.licences_held.set_index("licence")["valid_until"]
    in_time = start + pd.to_timedelta(shop.licence_rules.set_index("licence")["days"], unit="D") <= OPENING

    def paper(licence: str) -> str:
        if not licence:
            return "no paper needed"
        if licence in until.index and (not dates or until[licence] >= OPENING):
            return "held"
        if in_time[licence]:
            return "in time"
        return "expired" if licence in until.index else "too late"

    quotes, deliveries = shop.supplier_quotes, shop.deliveries
    cheapest = quotes.loc[quotes.groupby("category")["unit_cost"].idxmin()]
    asked = (quotes if everybody else cheapest)[["supplier", "category"]]
    by_category = deliveries.merge(asked, on="supplier").groupby("category")
    limit = (OPENING - TODAY).days
    late = by_category[["actual_days", "promised_days"]].apply(lambda one: late_part(one, days, limit))
    there = late <= LATE_LIMIT
    table = pd.DataFrame({"category": shop.categories["category"], "paper": shop.categories["licence"].map(paper)})
    table["late_share"] = table["category"].map(late).astype(float)
    may = ~table["paper"].isin(["too late", "expired"]) & (table["category"].map(there).astype(bool) | (not stock))
    return table.assign(may_open=may)


# --- 3 year plan ------------------------------------------------------------------------------------------------------

TOOLS = ["spend and save", "coupon", "gift", "festival theme"]
GIVE_AWAY = 0.04
WAN = 10_000
LEFT_OF_NEW_ITEM = 18.0  # yuan an order before advertising


def year_plan(
    shop: Any,
    *,
    season: str = "market",
    exact: bool = True,
    unpaid: bool = False,
    growth: float = 1.2,
    sticker: bool = False,
    average: bool = False,
) -> dict[str, Any]:
    """Returns the first year on one page: twelve months, four quarters, the opening tool, the advertising budget."""
    months = months_of(year_target(shop, unpaid, growth), season_of(shop, season), exact)
    tool, discount = opening_tool(shop, sticker)
    budget, last = advertising(shop.channel_trials, average)
    return {
        "months": months,
        "quarters": [sum(months[start : start + 3]) for start in (0, 3, 6, 9)],
        "tool": tool,
        "tool_discount": discount,
        "weekly_budget": budget,
        "last_order_cost": last,
    }


def year_target(shop: Any, unpaid: bool, growth: float) -> int:
    """Returns what Wen wants to take in 2026, rounded up so that it is a full 万 a month."""
    orders = shop.orders
    placed = (orders["goods"] - orders["discount"] + orders["freight"]).sum()
    taken = placed if unpaid else shop.shop_daily["paid_amount"].sum()
    return int(np.ceil(taken * growth / (12 * WAN))) * 12 * WAN


def season_of(shop: Any, season: str) -> pd.Series:
    """Returns each month's share of a year: the market's over two years, our own of the first year, or a twelfth."""
    if season == "flat":
        return pd.Series(1 / 12, index=range(1, 13))
    if season == "own":
        daily = shop.shop_daily
        own = daily.groupby(daily["date"].dt.month)["paid_amount"].sum()
        return (own / own.sum()).reindex(range(1, 13), fill_value=0.0)
    market = shop.category_market
    travel = market[market["category"] == "travel_organisers"]
    sales = travel.assign(year=travel["month"].str[:4], month=travel["month"].str[5:].astype(int))
    by_year = sales.pivot(index="month", columns="year", values="sales")
    return (by_year / by_year.sum()).mean(axis=1)


def months_of(target: int, shares: pd.Series, exact: bool) -> list[int]:
    """Returns the months in full 万: rounded down, and what is missing given to the largest remainders."""
    raw = shares * target
    plan = (raw / WAN + 1e-9).floordiv(1).astype(int) * WAN
    if exact:
        missing = (target - int(plan.sum())) // WAN
        plan[(raw - plan).nlargest(missing).index] += WAN
    return plan.tolist()


def opening_tool(shop: Any, sticker: bool) -> tuple[str, float]:
    """Returns the dearest of the four tools that stays within the limit, and its effective discount."""
    goods = shop.orders.loc[shop.orders["paid_at"].notna(), "goods"]
    tools = shop.promo_tools.set_index("tool").loc[TOOLS]
    given = [
        ((goods >= row.threshold) * row.used_share * (row.value + row.rate * goods)).sum() / goods.sum()
        for row in tools.itertuples()
    ]
    shares = tools["rate"] + tools["value"] / tools["threshold"] if sticker else pd.Series(given, index=TOOLS)
    within = shares[shares <= GIVE_AWAY]
    chosen = within.idxmax() if len(within) else shares.idxmin()
    return str(chosen), float(shares[chosen])


def advertising(trials: pd.DataFrame, average: bool) -> tuple[float, float]:
    """Returns the weekly budget of all steps that cost less an order than the new item leaves, and the dearest one's cost."""
    trials = trials.assign(level=(trials["week"] - 1) % 4 + 1)
    sums = trials.groupby("channel")[["spend", "visitors", "orders"]].sum()
    levels = trials.groupby(["channel", "level"])[["spend", "visitors"]].mean()
    levels["orders"] = levels["visitors"] * (sums["orders"] / sums["visitors"])
    levels = levels[["spend", "orders"]]
    steps = levels.groupby("channel").diff().fillna(levels)
    price = sums["spend"] / sums["orders"] if average else steps["spend"] / steps["orders"]
    worth = (price < LEFT_OF_NEW_ITEM) | (price == price.min())
    chosen = steps[steps.index.get_level_values("channel").map(worth)] if average else steps[worth]
    return float(chosen["spend"].sum()), float(price[worth].max())


# --- 5 category choice ------------------------------------------------------------------------------------------------

REFUSALS = {"licence": "paper-too-late", "refunds": "too-many-refunds", "capital": "too-much-capital"}
CAPITAL, REFUND_LIMIT = 150_000, 0.15
CLICKS, MONTHS, PAID_CLICKS, FIXED, COVER = 14, 9.5, 0.40, 12 * 12_000, 7
POOR = 0.25  # below this share of the way, the category with most searches was no find
EXPECTED = "You expected {sign}¥{expected:,.0f}."
BETTER = "Offers that Wen may take: {count}; those that earn more than yours: {better}."


def offers(shop: Any) -> pd.DataFrame:
    """Returns one row a supplier's offer with the year's profit that the tables promise, and why it may not be taken."""
    market = shop.category_market
    now, before = (market[market["month"].str.startswith(year)].groupby("category") for year in ("2025", "2024"))
    seen = now[["searches", "clicks", "paid_orders", "sales"]].sum()
    seen = seen.join(now[["sellers", "refund_rate", "average_cpc"]].mean())
    seen["growth"] = seen["searches"] / before["searches"].sum()
    top = shop.category_sellers
    seen["cr4"] = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
    table = shop.supplier_quotes.merge(seen.reset_index(), on="category")
    table = table.merge(shop.categories[["category", "licence", "weight_g"]], on="category")
    table = table.merge(shop.licence_rules[["licence", "cost"]], on="licence", how="left").fillna({"cost": 0.0})
    fees = shop.platform_fees.set_index("platform").loc[PLATFORM]
    orders = CLICKS * table["paid_orders"] / 12 * (1 - table["cr4"]) / table["sellers"] * table["growth"]
    late = (shop.deliveries["actual_days"] - shop.deliveries["promised_days"] - COVER).clip(0, 30) / 30
    table["sold"] = orders * MONTHS * (1 - table["supplier"].map(late.groupby(shop.deliveries["supplier"]).mean()))
    fixed = FIXED + fees["annual_fee"] + table["cost"]
    table["profit"] = table["sold"] * _left_of_an_order(table, fees, shop.courier_rates) - fixed
    table["capital"] = table["unit_cost"] * table["moq"] + fees["deposit"] + fees["annual_fee"] + table["cost"]
    closed = table["category"].map(licence_gate(shop).set_index("category")["paper"]).isin(["too late", "expired"])
    broken = [closed, table["refund_rate"] > REFUND_LIMIT, table["capital"] > CAPITAL]
    return table.assign(refused=np.select(broken, list(REFUSALS), ""))


def _left_of_an_order(table: pd.DataFrame, fees: pd.Series, rates: pd.DataFrame) -> pd.Series:
    price, back = table["sales"] / table["paid_orders"], table["refund_rate"]
    near = rates[rates["remote"] == "no"]
    parcel = near["first_kg"].mean() + (np.ceil(table["weight_g"] / 1000) - 1) * near["next_kg"].mean() + PACKING
    goods = table["unit_cost"] * (1 - (1 - LOST_OF_RETURNED) * back)
    advertising = PAID_CLICKS * table["average_cpc"] * table["clicks"] / table["paid_orders"]
    kept = price * (1 - back) * (1 - fees["commission"]) - price * fees["payment_rate"]
    return kept - goods - parcel - WAY_BACK * back - advertising


def choice(shop: Any, refused: str = "") -> dict[str, Any]:
    """Returns the offer that promises most among those that may be taken, or among those refused for one reason."""
    table = offers(shop)
    return _chosen(table[table["refused"] == refused])


def _chosen(table: pd.DataFrame) -> dict[str, Any]:
    best = table.loc[table["profit"].idxmax()]
    return {"category": best["category"], "supplier": best["supplier"], "expected_profit": float(best["profit"])}


def most_searched(shop: Any) -> dict[str, Any]:
    """Returns the cheapest offer in the category with most searches, the planner's own choice left out."""
    table = offers(shop)
    allowed = table[table["refused"] == ""]
    crowd = allowed[allowed["category"] != _chosen(allowed)["category"]]
    crowd = crowd[crowd["searches"] == crowd["searches"].max()]
    return _chosen(crowd[crowd["unit_cost"] == crowd["unit_cost"].min()])


def other_supplier(shop: Any) -> dict[str, Any]:
    """Returns the planner's category with a supplier that doesn't sell it."""
    table = offers(shop)
    right = _chosen(table[table["refused"] == ""])
    return right | {"supplier": table.loc[table["category"] != right["category"], "supplier"].iloc[0]}


@lru_cache(maxsize=4)
def yardstick(world: Any) -> tuple[pd.DataFrame, float, float, str]:
    """Returns a world's offers as they turn out (yuan), the dart's and the planner's profit, and the crowd's category."""
    year = entry.year(world.seed)
    table = year.offers.set_index("supplier").assign(profit=lambda frame: frame["profit"] / 100)
    planned = table.at[choice(world.tables)["supplier"], "profit"]
    return table, year.dart / 100, float(planned), most_searched(world.tables)["category"]


def judge_category(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what an offer earns in a year of this world, between the median offer and what the tables' best earns."""
    answer = answer if isinstance(answer, dict) else {}
    table, naive, planned, crowd = yardstick(world)
    supplier, category = (str(answer.get(name, "")).strip() for name in ("supplier", "category"))
    if supplier not in table.index or table.at[supplier, "category"] != category:
        return {"slip": "no-such-offer"}
    if table.at[supplier, "refused"]:
        return {"refused": REFUSALS[table.at[supplier, "refused"]]}
    value = float(table.at[supplier, "profit"])
    if category == crowd and value < naive + POOR * (planned - naive):
        return {"slip": "largest-demand"}
    allowed = table.loc[table["refused"] == "", "profit"]
    expected = answer.get("expected_profit")
    notes = [BETTER.format(count=len(allowed), better=int((allowed > value).sum()))]
    if isinstance(expected, (int, float)) and np.isfinite(expected):
        notes.insert(0, EXPECTED.format(sign="−" if expected < 0 else "", expected=abs(expected)))
    return {"value": value, "naive": naive, "reference": planned, "notes": notes}


# --- 6 shop set-up ----------------------------------------------------------------------------------------------------

REVIEWED = ("platform_fees", "platform_steps", "categories", "licence_rules", "licences_held", "courier_rates")
REVIEWED = (*REVIEWED, "supplier_quotes")
TABLES = "tables"  # beside the expected answer: the tables that every application is reviewed against


def application(shop: Any, **slip: Any) -> dict[str, Any]:
    """Returns an application that passes and what the last project teaches, with the tables for its review."""
    category = slip.pop("category", None) or choice(shop)["category"]
    goods = shop.categories.set_index("category").loc[category]
    fees = shop.platform_fees.set_index("platform").loc[PLATFORM]
    steps = shop.platform_steps[shop.platform_steps["platform"] == PLATFORM]
    papers = set("; ".join(steps["papers"]).split("; ")) - {"none", "category licences"}
    rates = shop.courier_rates.rename(columns={"first_kg": "first_fee", "next_kg": "next_fee"})
    unit_cost = float(shop.supplier_quotes.set_index("category").loc[[category], "unit_cost"].min())
    answers = shop.responsibilities.assign(a=shop.responsibilities["role"] == "A").groupby("duty")["a"].sum()
    plan = shop.stage_plan
    late = (plan["actual_end"] - plan["actual_start"]) - (plan["planned_end"] - plan["planned_start"])
    filled = {
        "shop_name": "Lantern Lane Two 灯巷二店",
        "platform": PLATFORM,
        "company": True,
        "papers": sorted(papers),
        "category": category,
        "licences": [goods["licence"] or "none"],
        "freight": rates[["province", "first_fee", "next_fee"]],
        "deposit": float(fees["deposit"]),
        "account": "company",
        "title": f"{goods['name_en']} {goods['name_zh']}",
        "price": round(2 * unit_cost + 20, 2),
        "stock": 100,
        "ship_hours": 24,
        "slipping_stage": int(plan.loc[late.idxmax(), "stage"]),
        "duty_without_owner": str(answers.index[answers == 0][0]),
        "duty_with_two_owners": str(answers.index[answers > 1][0]),
        "step_days": int(steps["days"].sum()),
        "paid_at_entry": float(fees["deposit"] + fees["annual_fee"]),
    }
    return filled | slip | {TABLES: {name: shop[name] for name in REVIEWED}}


def freight(shop: Any, fee: float | None = None, remote: bool = True) -> pd.DataFrame:
    """Returns a template at the courier's price or at one fee, with or without the remote regions."""
    rates = shop.courier_rates if remote else shop.courier_rates[shop.courier_rates["remote"] == "no"]
    template = rates.rename(columns={"first_kg": "first_fee", "next_kg": "next_fee"})
    template = template[["province", "first_fee", "next_fee"]]
    return template if fee is None else template.assign(first_fee=fee, next_fee=fee)


def expired_goods(shop: Any) -> dict[str, str]:
    """Returns a category whose paper Wen holds, but not on the opening day."""
    gate = licence_gate(shop)
    return {"category": str(gate.loc[gate["paper"] == "expired", "category"].iloc[0])}


def goods_only_price(shop: Any) -> float:
    """Returns a price that covers what the goods cost, and nothing else."""
    quotes = shop.supplier_quotes
    return round(float(quotes.loc[quotes["category"] == choice(shop)["category"], "unit_cost"].min()) + 1, 2)
