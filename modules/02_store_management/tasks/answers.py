"""The answers of module 02's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shoplab.queue import late_share
from shopworld.decisions import reorder, roster

DAY = pd.Timedelta(days=1)

# --- 1 ten actions ----------------------------------------------------------------------------------------------------

NOW = pd.Timestamp("2025-10-20 08:50")


def ten_actions(
    shop: Any,
    *,
    year_end: bool = False,
    scanned: bool = False,
    labelled: bool = False,
    late_too: bool = False,
    smallest: bool = False,
    lesson: bool = False,
) -> pd.DataFrame:
    """Returns the ten open things with most at stake at ten to nine.

    `year_end` takes what is empty at the year's end for open; with `scanned` the parcels alone are right, as each has a scan by then.
    """
    a_parcel, a_grade, three_stars = (15.0, 8.0, 60.0) if lesson else (25.0, 7.0, 20.0)

    def undone(times: pd.Series) -> pd.Series:
        return times.isna() if year_end else ~(times <= NOW)

    orders = shop.orders
    unpaid = orders[_since(orders["created_at"], DAY) & undone(orders["paid_at"])]
    due = unpaid["goods"] - unpaid["discount"] + unpaid["freight"]
    parcels = shop.shipments.merge(orders[["order_id", "paid_at"]], on="order_id")
    waits = NOW - parcels["paid_at"]
    there = parcels["labelled_at" if labelled else "picked_up_at"]
    parcels = parcels[
        (waits >= 1.5 * DAY) & ((waits < 2 * DAY) | late_too) & (~(there <= NOW) if scanned else undone(there))
    ]
    tickets = shop.tickets
    tickets = tickets[(tickets["opened_at"] <= NOW) & undone(tickets["closed_at"])]
    notices = shop.notices
    notices = notices[(notices["issued_at"] <= NOW) & undone(notices["answered_at"]) & (notices["due_at"] > NOW)]
    free = (notices["kind"] == "violation") & (notices["penalty"] == 0)
    reviews = shop.reviews
    reviews = reviews[_since(reviews["written_at"], DAY) & undone(reviews["reply_at"]) & (reviews["stars"] <= 3)]
    piles = [
        ("remind", unpaid["order_id"], 0.02 * due),
        ("parcel", parcels["order_id"], pd.Series(a_parcel, parcels.index)),
        ("ticket", tickets["ticket_id"], a_grade * tickets["severity"]),
        ("notice", notices["notice_id"], notices["penalty"].where(~free, 200.0)),
        ("review", reviews["review_id"], pd.Series(np.where(reviews["stars"] <= 2, 60.0, three_stars), reviews.index)),
    ]
    todo = pd.concat([pd.DataFrame({"kind": kind, "id": ids, "at_stake": stake}) for kind, ids, stake in piles])
    ten = todo.sort_values(["at_stake", "kind", "id"], ascending=[smallest, True, True]).head(10)
    return ten.assign(rank=range(1, len(ten) + 1)).reset_index(drop=True)[["rank", "kind", "id", "at_stake"]]


def _since(times: pd.Series, span: pd.Timedelta) -> pd.Series:
    return (times > NOW - span) & (times <= NOW)


# --- 2 Monday's page --------------------------------------------------------------------------------------------------


def monday_page(
    shop: Any,
    *,
    a_day: bool = True,
    logarithms: bool = True,
    sale_days: bool = False,
    clock: str = "picked_up_at",
    path: bool = False,
    orders: str = "paid_orders",
) -> dict[str, Any]:
    """Returns the nine figures of the page."""
    daily = shop.shop_daily.set_index("date")
    september, october = (
        daily.loc[month].mean() if a_day else daily.loc[month].sum() for month in ("2025-09", "2025-10")
    )
    ratio = october / september
    factors = {
        "visitors_share": ratio["visitors"],
        "conversion_share": ratio[orders] / ratio["visitors"],
        "money_share": ratio["paid_amount"] / ratio[orders],
    }
    scale = np.log if logarithms else lambda value: value - 1
    shares = {name: float(scale(value) / scale(ratio["paid_amount"])) for name, value in factors.items()}
    days = daily.loc["2025-08-01":"2025-12-31", "paid_amount"]
    sale = shop.calendar.set_index("date")["sale"].reindex(days.index)
    ordinary = days if sale_days else days[~sale]
    high = ordinary.mean() + 3 * ordinary.std()
    paid = shop.orders[["order_id", "paid_at"]]
    paid = paid[(paid["paid_at"] >= "2025-10-01") & (paid["paid_at"] < "2025-11-01")]
    parcels = shop.shipments.merge(paid, on="order_id")
    late = parcels[clock] - parcels["paid_at"] > 2 * DAY
    weekly = daily["paid_amount"].resample("7D").sum().iloc[:52]
    goal = weekly.iloc[0] * 1.10 ** np.arange(len(weekly)) if path else 1.10 * weekly.shift(1)
    return {
        "change": float(ratio["paid_amount"] - 1),
        **shares,
        "high": float(high),
        "strange_days": int((days > high).sum()),
        "in_48_hours": float(1 - late.mean()),
        "slow_courier": str(late.groupby(parcels["courier"]).mean().idxmax()),
        "weeks_reached": int((weekly >= goal).sum()),
    }


# --- 3 reorder plan ---------------------------------------------------------------------------------------------------

PART, MOST_COVER, Z = 0.8, 20.0, 2.0
OVER = "Your levels would tie up ¥{cost:,.0f}, and Wen allows ¥{budget:,.0f}."
FILLED = "Of the pieces asked for, {mine:.1%} were there; under Zhou's rule {naive:.1%}."
MISSED = "Most pieces were missing of {skus}."


def budget(shop: Any) -> float:
    """Returns what the levels may cost together, in yuan."""
    stock = shop.inventory_daily
    cost = stock["sku"].map(shop.products.set_index("sku")["cost"])
    return PART * float(((stock["closing"] + stock["on_order"]) * cost).groupby(stock["date"]).sum().mean())


def reorder_plan(
    shop: Any, *, observed: bool = False, promised: bool = False, z: float = Z, swapped: bool = False
) -> pd.DataFrame:
    """Returns each SKU's reorder point and level, the days on top as many as the money allows."""
    stock, products = shop.inventory_daily, shop.products
    by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty=("stockout_minutes", "sum"), spread=("sold", "std"))
    days = stock["date"].nunique()
    asked = by_sku["sold"] / (days - (0 if observed else by_sku["empty"] / 1440))
    orders = shop.purchase_orders
    orders["took"] = (orders["promised_at" if promised else "received_at"] - orders["ordered_at"]).dt.days
    lead = orders[orders["ordered_at"] >= "2025-07-01"].groupby("factory")["took"].agg(["mean", "std"])
    factory = orders.drop_duplicates("sku").set_index("sku")["factory"].reindex(by_sku.index)
    drive, spread = (factory.map(lead[name]).fillna(lead[name].mean()) for name in ("mean", "std"))
    point = asked * drive + z * (drive * by_sku["spread"] ** 2 + asked**2 * spread**2) ** 0.5
    cost = products.set_index("sku")["cost"]
    cover = min(MOST_COVER, (budget(shop) - (point * cost).sum()) / (asked * cost).sum() - 0.1)
    levels = [products["sku"].map(one).round().astype(int) for one in (point, point + cover * asked)]
    plan = pd.DataFrame({"sku": products["sku"], "point": levels[0], "up_to": levels[1]})
    return plan.rename(columns={"point": "up_to", "up_to": "point"}) if swapped else plan


def warn_at_fifty(shop: Any) -> pd.DataFrame:
    """Returns Zhou's rule: fifty for everything, and forty days of sales on top."""
    sold = shop.inventory_daily.groupby("sku")["sold"].mean()
    skus = shop.products["sku"]
    return pd.DataFrame({"sku": skus, "point": 50, "up_to": 50 + (40 * skus.map(sold)).round().astype(int)})


def dear_plan(shop: Any) -> pd.DataFrame:
    """Returns a plan that keeps twice as much as the right one, and can't be paid."""
    plan = reorder_plan(shop)
    return plan.assign(up_to=2 * plan["up_to"] + 200)


@lru_cache(maxsize=4)
def shelf_yardstick(world: Any) -> tuple[reorder.Shelf, float, reorder.Result, reorder.Result]:
    """Returns a world's shelf, the budget in yuan, and what Zhou's rule and the careful plan come to."""
    shelf, shop = reorder.shelf(world.seed), world.tables
    naive, planned = (_run(shelf, plan) for plan in (warn_at_fifty(shop), reorder_plan(shop)))
    return shelf, budget(shop), naive, planned


def _run(shelf: reorder.Shelf, plan: pd.DataFrame) -> reorder.Result:
    plan = plan.set_index("sku").reindex(shelf.goods["sku"])
    return reorder.run(shelf, plan["point"].to_numpy(), plan["up_to"].to_numpy())


def judge_reorder(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a plan leaves in ninety-one unseen days, between Zhou's rule and a careful plan."""
    shelf, allowed, naive, planned = shelf_yardstick(world)
    plan = _levels(answer, list(shelf.goods["sku"]))
    if plan is None:
        return {"slip": "rows-missing"}
    if (plan["point"] == 50).all():
        return {"slip": "warn-at-50"}
    if (plan["up_to"] < plan["point"]).any():
        return {"slip": "swapped"}
    cost = plan["sku"].map(world.tables.products.set_index("sku")["cost"])
    tied = float((plan["up_to"] * cost).sum())
    if tied > allowed + 1:
        return {"slip": "over-budget", "notes": [OVER.format(cost=tied, budget=allowed)]}
    mine = _run(shelf, plan)
    missed = ((1 - mine.filled_by_sku) * shelf.demand.sum(axis=(0, 1))).argsort()[::-1][:3]
    worst = ", ".join(shelf.goods["sku"].iloc[missed])
    notes = [FILLED.format(mine=mine.filled, naive=naive.filled), MISSED.format(skus=worst)]
    return {"value": mine.profit / 100, "naive": naive.profit / 100, "reference": planned.profit / 100, "notes": notes}


def _levels(answer: Any, skus: list[str]) -> pd.DataFrame | None:
    """Returns a plan's levels as whole numbers, one row a SKU; None where they can't be read."""
    try:
        plan = pd.DataFrame(answer)[["sku", "point", "up_to"]]
        levels = plan[["point", "up_to"]].astype(float)
    except (KeyError, ValueError, TypeError):
        return None
    good = np.isfinite(levels.to_numpy()).all() and bool((levels.abs() < 1_000_000).all(axis=None))
    if not good or sorted(map(str, plan["sku"])) != sorted(skus):
        return None
    return plan.assign(**levels.round().astype(int))


# --- 5 roster ---------------------------------------------------------------------------------------------------------

ANSWERED = "{mine:.0%} were answered within three minutes, at {hours} agents' hours a day."


def sale_day_roster(shop: Any, *, average: bool = False, times: float = roster.TIMES) -> pd.DataFrame:
    """Returns the agents of each hour: those that cost least by Erlang's formula, or those that the mean seems to need."""
    contacts = times * roster.usual(shop.arrivals_hourly)
    if average:
        agents = np.ceil(contacts * roster.MINUTES / 60).astype(int).tolist()
    else:
        agents = [min(range(roster.MOST + 1), key=lambda n, an_hour=an_hour: _dear(an_hour, n)) for an_hour in contacts]
    return pd.DataFrame({"hour": range(roster.HOURS), "agents": agents})


def _dear(an_hour: float, agents: int) -> float:
    return roster.WAGE * agents + roster.KEPT * an_hour * late_share(an_hour, roster.MINUTES, agents, roster.PATIENCE)


def same_all_day(shop: Any) -> pd.DataFrame:
    """Returns two agents in every hour, as on the shop's ordinary days."""
    return pd.DataFrame({"hour": range(roster.HOURS), "agents": 2})


@lru_cache(maxsize=4)
def desk_yardstick(world: Any) -> tuple[pd.DataFrame, float, float]:
    """Returns a world's arrivals, what the best even roster leaves on a sale day, and what the planned one does."""
    arrivals = world.tables.arrivals_hourly
    even = max(roster.outcome(world.seed, arrivals, [n] * roster.HOURS)[0] for n in range(roster.MOST + 1))
    planned = roster.outcome(world.seed, arrivals, sale_day_roster(world.tables)["agents"].tolist())[0]
    return arrivals, even, planned


def judge_roster(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a roster leaves on an unseen sale day, between the best even one and a careful one."""
    agents = _agents(answer)
    if agents is None:
        return {"slip": "not-a-roster"}
    arrivals, even, planned = desk_yardstick(world)
    value, share = roster.outcome(world.seed, arrivals, agents)
    notes = [ANSWERED.format(mine=share, hours=sum(agents))]
    return {"value": value, "naive": even, "reference": planned, "notes": notes}


def _agents(answer: Any) -> list[int] | None:
    try:
        table = pd.DataFrame(answer)[["hour", "agents"]].astype(float).sort_values("hour")
    except (KeyError, ValueError, TypeError):
        return None
    whole = table["hour"].tolist() == list(range(roster.HOURS)) and table["agents"].between(0, roster.MOST).all()
    return table["agents"].round().astype(int).tolist() if whole else None


def half_a_day(shop: Any) -> pd.DataFrame:
    """Returns a roster that forgets the night."""
    return sale_day_roster(shop).iloc[9:]


# --- 6 ways out -------------------------------------------------------------------------------------------------------

COMPLAINTS = ["refund", "late parcel", "lost parcel", "missing part"]
LAST = pd.Timestamp("2025-11-01")
LEAVES = 24.0


def ways_out(
    shop: Any,
    *,
    weighted: bool = True,
    whole_year: bool = False,
    questions: bool = False,
    before_too: bool = False,
    unit: float = 1.0,
    sign: float = -1.0,
) -> pd.DataFrame:
    """Returns each way out's tickets, cost, share that comes back, and price, at the shop's mix of severities."""
    tickets = shop.tickets
    tickets = tickets[(tickets["topic"].isin(COMPLAINTS) | questions) & ((tickets["opened_at"] < LAST) | whole_year)]
    asked = tickets[["ticket_id", "buyer_id", "order_id", "opened_at"]]
    pairs = shop.orders[["buyer_id", "order_id", "created_at"]].merge(asked, on="buyer_id", suffixes=("", "_asked"))
    soon = pairs["created_at"] <= pairs["opened_at"] + 60 * DAY
    other = pairs["order_id"] != pairs["order_id_asked"]
    soon &= other if before_too else pairs["created_at"] > pairs["opened_at"]
    tickets = tickets.assign(came=tickets["ticket_id"].isin(pairs.loc[soon, "ticket_id"]))
    mix = tickets["severity"].value_counts(normalize=True)
    grid = tickets.groupby(["outcome", "severity"]).agg(
        cost=("cost", "mean"), back=("came", "mean"), n=("came", "size")
    )
    grid = grid.reset_index()
    grid["weight"] = grid["severity"].map(mix) if weighted else grid["n"]
    for name in ("cost", "back"):
        grid[name] *= grid["weight"]
    sums = grid.groupby("outcome")[["cost", "back", "weight", "n"]].sum()
    cost, back = sums["cost"] / sums["weight"], sums["back"] / sums["weight"]
    return pd.DataFrame(
        {
            "outcome": sums.index,
            "tickets": sums["n"].to_numpy(),
            "cost": cost.to_numpy(),
            "back": (back * unit).to_numpy(),
            "price": (cost + sign * LEAVES * back).to_numpy(),
        }
    )
