"""The answers of module 05's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import pandas as pd

from shoplab.replay import improve
from shoplab.strata import ratio_within
from shoplab.survival import median_stay, still_there
from shopworld.decisions import bought_viewers, run_of_show

# --- 1 three GPM ------------------------------------------------------------------------------------------------------


def three_gpm(
    shop: Any,
    *,
    over: str = "views",
    back_by: str = "order",
    of: str = "paid",
    views: float = 1000.0,
    goal_of: str = "paid",
) -> pd.DataFrame:
    """Returns one row a stream: placed, paid and net money for a thousand views, and whether the goal was reached."""
    sums = shop.live_minutes.groupby("session_id")[["placed", "paid"]].sum()
    sessions = shop.live_sessions.set_index("session_id")
    refunds = shop.refunds.merge(shop.live_orders[["order_id", "session_id"]], on="order_id")
    if back_by == "day":
        # The stream after which a refund was asked for, whatever stream its order belongs to.
        place = sessions["began_at"].searchsorted(refunds["applied_at"], side="right").clip(1)
        refunds = refunds.assign(session_id=sessions.index.to_numpy()[place - 1])
    back = refunds.groupby("session_id")["amount"].sum().reindex(sums.index, fill_value=0)
    people = sessions[over]
    return pd.DataFrame(
        {
            "session_id": sums.index,
            "placed_gpm": (views * sums["placed"] / people).to_numpy(),
            "paid_gpm": (views * sums["paid"] / people).to_numpy(),
            "net_gpm": (views * (sums[of] - back) / people).to_numpy(),
            "reached": (sums[goal_of] >= sessions["goal_paid"]).to_numpy(),
        }
    )


# --- 2 honest words ---------------------------------------------------------------------------------------------------

FIRST, WEEK, FEW = "2025-01-09", 7, 100


def _lowest(price: pd.DataFrame, changes: pd.DataFrame, how: str) -> pd.DataFrame:
    """Returns day × SKU → the lowest price of the seven days before, or what is taken for it."""
    if how == "yesterday":
        return price.shift(1)
    if how == "changes":
        return changes.shift(1).rolling(WEEK, min_periods=1).min().fillna(price.shift(1))
    return (price if how == "today in it" else price.shift(1)).rolling(WEEK, min_periods=1).min()


def honest_words(
    shop: Any,
    *,
    before: str = "seven days",
    channel: str = "",
    evening: bool = False,
    unpaid: bool = False,
    pieces: bool = True,
) -> pd.DataFrame:
    """Returns one row a pitch soon after a change of price: the lowest price before, is it lawful, what was left, what may be said."""
    changes = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    changes = changes.reindex(sorted(shop.calendar["date"]))
    lowest = _lowest(changes.ffill(), changes, before)
    moved = changes.notna().rolling(WEEK + 1).sum() > 0
    said = shop.live_pitches.merge(shop.live_sessions[["session_id", "began_at"]], on="session_id")
    said = said[said["began_at"] >= FIRST]
    soon = [moved.at[day, sku] for day, sku in zip(said["began_at"].dt.normalize(), said["sku"], strict=True)]
    said = said[soon].reset_index(drop=True)
    date = said["began_at"].dt.normalize()
    said["lowest"] = [lowest.at[day, sku] for day, sku in zip(date, said["sku"], strict=True)]
    moment = said["began_at"] + pd.to_timedelta(said["begins"], unit="m")
    shelf = shop.inventory_daily.set_index(["sku", "date"])
    orders = shop.orders if unpaid else shop.orders[shop.orders["paid_at"].notna()]
    orders = orders[orders["created_at"].dt.normalize().isin(date)]
    if channel:
        orders = orders[orders["channel"] == channel]
    lines = shop.order_lines.merge(orders[["order_id", "created_at"]], on="order_id")
    left = []
    for sku, day, now in zip(said["sku"], date, moment, strict=True):
        row = shelf.loc[(sku, day)]
        since = lines[(lines["sku"] == sku) & (lines["created_at"] >= day) & (lines["created_at"] < now)]
        gone = since["quantity"].sum() if pieces else len(since)
        left.append(int(row["closing"] if evening else row["opening"] + row["received"] - row["damaged"] - gone))
    return pd.DataFrame(
        {
            "session_id": said["session_id"],
            "begins": said["begins"],
            "lowest": said["lowest"],
            "lawful": said["was_price"] <= said["lowest"],
            "left": left,
            "may_say": [0 < number < FEW for number in left],
        }
    )


# --- 3 run of show ----------------------------------------------------------------------------------------------------

NINE = 9
COLUMNS = ["place", "sku", "minutes", "host", "coupon"]
TYPED = "These aren't this shop's twelve: take them from `run_of_show.articles`, don't type them."


def pitch_factor(shop: Any) -> float:
    """Returns how many times as well an article sells to the same people on air: the mean of the three longest pitched."""
    log, taps = shop.live_minutes, shop.live_orders
    minutes = pd.MultiIndex.from_frame(log[["session_id", "minute"]])
    found = []
    for sku in log.loc[log["sku"] != "", "sku"].value_counts().index[:3]:
        own = taps[taps["sku"] == sku].groupby(["session_id", "minute"]).size().reindex(minutes, fill_value=0)
        own = own.reset_index(drop=True)
        found.append(ratio_within(own, log["online"], log["sku"] == sku, [log["host"], log["event"]]))
    return sum(found) / len(found)


def strengths(shop: Any, how: str = "alike") -> dict[str, float]:
    """Returns each host's orders as a multiple of the others': like with like, or a minute."""
    log, found = shop.live_minutes, {}
    for host in sorted(log["host"].unique()):
        own = log["host"] == host
        if how == "alike":
            found[host] = ratio_within(log["orders"], log["online"], own, [log["sku"], log["event"]])
        else:
            found[host] = float(log.loc[own, "orders"].mean() / log.loc[~own, "orders"].mean())
    return found


def _room(shop: Any, hosts: str = "alike") -> run_of_show.Room:
    log = shop.live_minutes
    coupon = ratio_within(log["orders"], log["online"], log["event"] == "coupon", [log["host"], log["sku"]])
    people = log.groupby("minute")["online"].mean().to_numpy()
    return run_of_show.Room(people[None, :], strengths(shop, hosts), coupon)


def goods(shop: Any, *, rates: str = "all", money: str = "left") -> pd.DataFrame:
    """Returns the twelve articles: orders a viewer-minute on air and yuan an order leaves, or their wrong versions."""
    log, taps = shop.live_minutes, shop.live_orders
    twelve = run_of_show.articles(taps, shop.products)
    if rates == "all":
        rate = run_of_show.rates(log, taps, pitch_factor(shop), log["online"])
    else:
        tapped = taps.merge(log[["session_id", "minute", "sku"]], on=["session_id", "minute"], suffixes=("", "_on_air"))
        hits = tapped[tapped["sku"] == tapped["sku_on_air"]].groupby("sku").size()
        rate = (hits / log.groupby("sku")["online"].sum()).reindex(twelve).fillna(0)
    leaves = run_of_show.leaves(taps, shop.orders, shop.order_lines, shop.refunds, shop.products)
    if money == "placed":
        leaves = shop.products.set_index("sku")["list_price"]
    return pd.DataFrame({"rate": rate, "leaves": leaves}).reindex(twelve)


def _script(order: list[str], hosts: list[str], coupons: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"sku": order, "minutes": NINE, "host": hosts, "coupon": [sku in coupons for sku in order]})


def _in_fullest(values: pd.Series, room: run_of_show.Room, coupons: list[str]) -> pd.DataFrame:
    """Returns the script with the best articles and the best host in the fullest of twelve equal places."""
    people = room.online.mean(axis=0)
    begins = [run_of_show.OPENING + NINE * place for place in range(run_of_show.ARTICLES)]
    ranks = pd.Series([people[begin : begin + NINE].mean() for begin in begins]).rank(ascending=False).astype(int) - 1
    order = values.sort_values(ascending=False, kind="stable").index
    best, second = pd.Series(room.hosts).nlargest(2).index
    return _script([order[rank] for rank in ranks], [best if rank < 6 else second for rank in ranks], coupons)


def _handed(plan: pd.DataFrame) -> pd.DataFrame:
    return plan.assign(place=range(1, len(plan) + 1))[COLUMNS].reset_index(drop=True)


def run(
    shop: Any, *, rates: str = "all", money: str = "left", hosts: str = "alike", coupons: str = "gain", minutes: int = 0
) -> pd.DataFrame:
    """Returns the twelve pitches: by value in the fullest minutes, then every single change that helps."""
    known, room = goods(shop, rates=rates, money=money), _room(shop, hosts)
    off = run_of_show.COUPON_OFF
    gain = known["rate"] * (room.coupon * (known["leaves"] - off) - known["leaves"])
    plan = improve(_in_fullest(known["rate"] * known["leaves"], room, gain.nlargest(2).index.tolist()), known, room)
    if coupons == "most ordered":
        most = shop.live_orders["sku"].value_counts().reindex(known.index).nlargest(2).index
        plan = plan.assign(coupon=plan["sku"].isin(most))
    return _handed(plan.assign(minutes=minutes) if minutes else plan)


def zhous(shop: Any, *, descending: bool = False) -> pd.DataFrame:
    """Returns Zhou's way: best sellers by placed money in the fullest minutes (or one after the other), hosts by orders a minute."""
    known, room = goods(shop, money="placed"), _room(shop, "minute")
    counts = shop.live_orders["sku"].value_counts().reindex(known.index)
    most = counts.nlargest(2).index.tolist()
    plan = _in_fullest(counts * known["leaves"], room, most)
    if descending:
        order = (counts * known["leaves"]).sort_values(ascending=False, kind="stable").index.tolist()
        plan = _script(order, plan["host"].tolist(), most)
    return _handed(plan)


@lru_cache(maxsize=4)
def _yardstick(world: Any) -> tuple[pd.DataFrame, run_of_show.Room, float, float]:
    """Returns the true goods and room of an unseen shop, and what Zhou's way and the tables' best leave there."""
    shop, seed = world.tables, world.seed
    log, taps = shop.live_minutes, shop.live_orders
    known = goods(shop).assign(rate=run_of_show.truth(seed, log, taps))
    room = run_of_show.unseen(seed, log)
    zhou, best = (run_of_show.earned(plan, known, room) for plan in (zhous(shop), run(shop)))
    return known, room, zhou, best


def judge_run(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what twelve pitches leave on streams that nobody has seen, between Zhou's way and the tables' best."""
    known, room, naive, reference = _yardstick(world)
    plan = _plan(answer, known, room)
    if plan is None:
        return {"slip": "no-script"} | ({"notes": [TYPED]} if _strangers(answer, known) else {})
    problems = run_of_show.problems(plan)
    if problems:
        return {"slip": "not-admitted", "notes": problems[:3]}
    return {"value": run_of_show.earned(plan, known, room), "naive": naive, "reference": reference}


def _strangers(answer: Any, known: pd.DataFrame) -> bool:
    """Returns whether a handed-in table names an article that isn't one of this shop's twelve."""
    return isinstance(answer, pd.DataFrame) and "sku" in answer and not set(map(str, answer["sku"])) <= set(known.index)


def _plan(answer: Any, known: pd.DataFrame, room: run_of_show.Room) -> pd.DataFrame | None:
    """Returns a handed-in table as a plan in its order; None when a row isn't a pitch of one of the twelve by one of the hosts."""
    if not isinstance(answer, pd.DataFrame) or not set(COLUMNS) <= set(answer.columns):
        return None
    if len(answer) != run_of_show.ARTICLES:
        return None
    whole = [*answer["place"].tolist(), *answer["minutes"].tolist()]
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) and math.isfinite(one) for one in whole):
        return None
    if not all(float(one) == int(one) for one in whole) or not all(
        isinstance(one, bool) for one in answer["coupon"].tolist()
    ):
        return None
    if set(map(str, answer["sku"])) != set(known.index) or not set(map(str, answer["host"])) <= set(room.hosts):
        return None
    if sorted(answer["place"].tolist()) != list(range(1, run_of_show.ARTICLES + 1)):
        return None
    plan = answer.sort_values("place")[["sku", "minutes", "host", "coupon"]].reset_index(drop=True)
    return plan.astype({"minutes": int, "coupon": bool})


# --- 5 bought viewers -------------------------------------------------------------------------------------------------

DEAD, LONG, SMOOTH, SUDDEN = 0.6, 10, 5, 4.0
NAMED = "You named {said} minutes; a bought crowd was there in {hits} of them, out of {true} in the year."
NOT_COUNTED = "Not counted: {rows} of your {all} rows. In each, `ends` must lie after `begins`, both from 0 to 120, in one of the year's streams."
A_MINUTE_SHORT = "Your rows end a minute before the silence does: `ends` is the minute after the last."


def bought(shop: Any, *, how: str = "acts", raffles: bool = False, longest: int = LONG) -> pd.DataFrame:
    """Returns the named crowds: session_id, begins, ends; by what people do, or by how suddenly they came."""
    log = shop.live_minutes
    if how == "sudden":
        usual = log.groupby("session_id")["entries"].transform("median")
        rows = log[(log["entries"] > SUDDEN * usual) & (log["minute"] >= 2)]
        return pd.DataFrame(
            {"session_id": rows["session_id"], "begins": rows["minute"], "ends": rows["minute"] + 1}
        ).reset_index(drop=True)
    comments = log["comments"] if raffles else log["comments"].where(log["event"] == "", 0)
    acts, session = log["likes"] + log["clicks"] + comments, log["session_id"]
    smooth = [
        one.groupby(session).rolling(SMOOTH, center=True, min_periods=1).sum().to_numpy()
        for one in (acts, log["online"])
    ]
    log["activity"] = smooth[0] / smooth[1]
    log["dead"] = log["activity"] < DEAD * log.groupby("session_id")["activity"].transform(
        lambda one: one.quantile(0.7)
    )
    log["piece"] = (log["dead"] != log["dead"].shift(1)).cumsum()
    pieces = log[log["dead"]].groupby(["session_id", "piece"])["minute"].agg(["min", "max"]).reset_index()
    pieces = pieces[pieces["max"] + 1 - pieces["min"] >= longest]
    if how == "whole stream":
        return pd.DataFrame({"session_id": pieces["session_id"].unique(), "begins": 0, "ends": 120})
    return pd.DataFrame(
        {"session_id": pieces["session_id"], "begins": pieces["min"], "ends": pieces["max"] + 1}
    ).reset_index(drop=True)


@lru_cache(maxsize=4)
def _crowds(world: Any) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Returns the true crowds, those that the way of lesson 5 names, and what these are worth."""
    true, named = bought_viewers.crowds(world.seed, world.tables.live_orders), bought(world.tables)
    return true, named, bought_viewers.value(true, named)


def judge_bought(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what the named minutes are worth; who names nobody has nothing to lose and gets nothing."""
    true, best, reference = _crowds(world)
    if not isinstance(answer, pd.DataFrame) or not {"session_id", "begins", "ends"} <= set(answer.columns):
        return {"slip": "no-such-minutes"}
    rows = answer[["session_id", "begins", "ends"]]
    answer = rows.loc[[_in_a_stream(row) for row in rows.itertuples(index=False)]]
    left_out = len(rows) - len(answer)
    notes = [NOT_COUNTED.format(rows=left_out, all=len(rows))] if left_out else []
    if left_out and answer.empty:
        return {"slip": "no-such-minutes", "notes": notes}
    said, there = bought_viewers.minutes(answer), bought_viewers.minutes(true)
    notes.append(NAMED.format(said=len(said), hits=len(said & there), true=len(there)))
    # No slip: the way's own last minute is as often an honest one, so that such rows may be worth more than its own.
    if said and said == bought_viewers.minutes(best.assign(ends=best["ends"] - 1)):
        notes.append(A_MINUTE_SHORT)
    return {"value": bought_viewers.value(true, answer), "naive": 0.0, "reference": reference, "notes": notes}


def _in_a_stream(row: Any) -> bool:
    """Returns whether a handed-in row is three numbers that name minutes of a stream."""
    if not all(isinstance(one, (int, float)) and not isinstance(one, bool) and math.isfinite(one) for one in row):
        return False
    try:
        bought_viewers.minutes(pd.DataFrame([row], columns=["session_id", "begins", "ends"]))
    except ValueError:
        return False
    return True


# --- 6 who brought it -------------------------------------------------------------------------------------------------

EARLY, LATE = 30, 1200  # seconds


def brought(
    shop: Any,
    *,
    lift: str = "less held out",
    cut: str = "km",
    host: str = "alike",
    pitch: str = "alike",
    raffle: str = "orders",
) -> dict[str, Any]:
    """Returns who brought it: the best reminder, how long people stay, the peak's host, the pitch, the raffle."""
    found = _reminder(shop, lift) | _stays(shop, cut)
    log = shop.live_minutes
    first = log.groupby("host")["orders"].mean().idxmax()
    hero = log.loc[log["sku"] != "", "sku"].value_counts().sort_index().idxmax()
    own = shop.live_orders[shop.live_orders["sku"] == hero].groupby(["session_id", "minute"]).size()
    own = own.reindex(pd.MultiIndex.from_frame(log[["session_id", "minute"]]), fill_value=0).reset_index(drop=True)
    on_air = log["sku"] == hero
    plain = log[log["event"] != "coupon"]
    within = [plain["host"], plain["sku"]]
    return found | {
        "host": first,
        "strength": strengths(shop, host)[first],
        "pitch": float(own[on_air].mean() / own[~on_air].mean())
        if pitch == "minute"
        else ratio_within(own, log["online"], on_air, [log["host"], log["event"]]),
        "raffle": ratio_within(plain[raffle], plain["online"], plain["event"] == "raffle", within),
    }


def _reminder(shop: Any, how: str) -> dict[str, Any]:
    arms = shop.live_reminders
    arms["rate"] = arms["came"] / arms["followers"]
    both = arms.pivot(index=["session_id", "channel", "hours_before"], columns="reminded", values="rate").reset_index()
    both["lift"] = both[True] - both[False] * (how == "less held out")
    cells = both.groupby(["channel", "hours_before"])["lift"].mean()
    held = arms[~arms["reminded"]]
    channel, hours = cells.idxmax()
    return {
        "channel": channel,
        "hours": int(hours),
        "lift": float(cells.max()),
        "anyway": float(held["came"].sum() / held["followers"].sum()),
    }


def _stays(shop: Any, cut: str) -> dict[str, float]:
    seen = shop.live_viewers
    if cut == "dropped":
        seen = seen[seen["left_before_end"]]
    elif cut == "as the end":
        seen["left_before_end"] = True
    rows = {source: own for source, own in seen.groupby("source")}
    curves = {source: still_there(own["stay_seconds"], own["left_before_end"]) for source, own in rows.items()}
    found = {}
    for source in ("followers", "paid"):
        stay, left = rows[source]["stay_seconds"], rows[source]["left_before_end"]
        # Whoever drops or ends the cut-off ones takes the plain median of what is left.
        plain = {"mean": stay.mean(), "dropped": stay.median(), "as the end": stay.median()}
        found["stay_" + source] = float(plain[cut]) if cut in plain else median_stay(stay, left)
    for source in ("followers", "search"):
        found["long_" + source] = _share_after(curves[source], LATE)
    return found | {"gone_paid": 1 - _share_after(curves["paid"], EARLY)}


def _share_after(curve: pd.Series, seconds: int) -> float:
    return float(curve[curve.index <= seconds].iloc[-1])
