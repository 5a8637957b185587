"""How the answers of module 08 come about: the right ones, the wrong ones people give, and what a decision earns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shoplab import auction, flows, metrics, uplift
from shopworld.decisions import coupon_list, event_choice, forty_bids

# --- 1 forty bids -----------------------------------------------------------------------------------------------------

LEAST_GAP = 10.0  # yuan a day between the naive bids and the planner's, should a shop have them nearly alike
BIDS_NOTE = "A day cost ¥{cost:,.0f} of the ¥500 and its orders left ¥{left:,.0f}. {own}"
OWN_NAME = "Bids for the shop's own name took ¥{cost:,.0f} a day; few of those orders would have been lost."
NO_OWN_NAME = "Next to nothing went to the shop's own name."


def forty(shop: Any, *, rate: str = "mixed", own: str = "brought") -> pd.DataFrame:
    """Returns the forty words with most clicks: what the auction needs, and what a click is worth by the report."""
    ads = shop.ad_daily
    ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
    ads["amount"] = ads["amount_direct"] + ads["amount_indirect"]
    words = (
        ads.groupby("keyword")
        .agg(
            campaign=("campaign", "first"),
            clicks=("clicks", "sum"),
            orders=("orders", "sum"),
            amount=("amount", "sum"),
            cost=("cost", "sum"),
            position=("average_position", "mean"),
            quality=("quality_score", "first"),
        )
        .nlargest(forty_bids.WORDS, "clicks")
    )
    words["market_cpc"] = shop.search_terms.groupby("keyword")["market_cpc"].mean()
    words["first_clicks"] = words["clicks"] / 365 * words["position"]
    named = words["campaign"] == "C1"
    words["rate"] = words["orders"] / words["clicks"]
    if rate == "mixed":
        others = words[~named]
        crowd = metrics.pooled_rate(others["orders"], others["clicks"])
        weight = metrics.prior_weight(others["rate"][others["clicks"] > 5000])
        words["rate"] = metrics.shrunk_rate(words["orders"], words["clicks"], crowd, weight)
    words["worth"] = forty_bids.LEFT * words["amount"] / words["orders"]
    words["value"] = words["rate"] * words["worth"]
    if own == "brought":
        words.loc[named, "value"] *= max(brought(shop), 0.0)
    return words


def brought(shop: Any) -> float:
    """Returns the share of the orders credited to ads for the shop's own name that would have been lost without them."""
    test = shop.brand_holdout
    sums = test[test["test_running"]].groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
    rate = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
    return float((rate.loc["ads on"].sum() - rate.loc["ads off"].sum()) / rate.loc["ads on", "ad_orders"])


def scaled(words: pd.DataFrame, base: pd.Series) -> pd.Series:
    """Returns the largest share of `base`, in steps of 0.02 up to 1, at which a day should cost the budget at most."""
    steps = [step / 50 for step in range(1, 51)]
    fits = [step for step in steps if auction.expect(words, step * base)["cost"].sum() <= forty_bids.BUDGET]
    return max(fits, default=steps[0]) * base


def bids(shop: Any, by: str = "value") -> pd.DataFrame:
    """Returns forty bids: a share of the value or of the credited value, the whole value, the market's price, or one bid for all."""
    words = forty(shop, own="credited" if by == "credited" else "brought")
    chosen = {
        "value": lambda: scaled(words, words["value"]),
        "credited": lambda: scaled(words, words["value"]),
        "whole value": lambda: words["value"],
        "market": lambda: words["market_cpc"],
        "one for all": lambda: scaled(words, pd.Series(1.0, index=words.index)),
    }
    return chosen[by]().rename("bid").reset_index()


BID_SLIPS = {
    "own-name-credited": "credited",
    "whole-value": "whole value",
    "market-price": "market",
    "one-bid": "one for all",
}


@lru_cache(maxsize=4)
def _bid_world(world: Any) -> tuple[pd.DataFrame, dict[str, pd.Series], float, float]:
    words = forty(world.tables)
    words["value"] = words["worth"] * forty_bids.conversion(world.seed, words)
    known = {name: bids(world.tables, by).set_index("keyword")["bid"] for name, by in BID_SLIPS.items()}
    planned, naive = (
        forty_bids.days(world.seed, words, bids(world.tables, by).set_index("keyword")["bid"])["profit"].mean()
        for by in ("value", "credited")
    )
    return words, known, min(naive, planned - LEAST_GAP), planned


def judge_bids(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what forty bids leave a day on unseen auctions, between the report's own values and the planner's."""
    words, known, naive, planned = _bid_world(world)
    try:
        mine = pd.Series(answer["bid"].astype(float).to_numpy(), index=answer["keyword"].astype(str))
    except (AttributeError, KeyError, TypeError, ValueError):
        return {"slip": "not-forty"}
    if mine.index.duplicated().any() or set(mine.index) != set(words.index) or not (mine >= 0).all():
        return {"slip": "not-forty"}
    for name, theirs in known.items():
        if np.allclose(mine.reindex(theirs.index), theirs, rtol=1e-4):
            return {"slip": name}
    days = forty_bids.days(world.seed, words, mine)
    named = words[words["campaign"] == "C1"]
    own = forty_bids.days(world.seed, named, mine[named.index])["cost"].mean()
    says = OWN_NAME.format(cost=own) if own > 20 else NO_OWN_NAME
    note = BIDS_NOTE.format(cost=days["cost"].mean(), left=days["left"].mean(), own=says)
    return {"value": days["profit"].mean(), "naive": naive, "reference": planned, "notes": [note]}


# --- 2 six tests ------------------------------------------------------------------------------------------------------

LEAKS, STAR, EARLY = 5.0, 1.96, 7


def six_tests(
    shop: Any,
    *,
    planned: bool = True,
    within: bool = True,
    after: bool = True,
    signed: bool = False,
    peek: bool = False,
) -> pd.DataFrame:
    """Returns each test's distance from its planned split, its lifts and its verdict."""
    tests, results = shop.experiments.set_index("experiment"), shop.experiment_results
    rows = []
    for name, mine in results.groupby("experiment"):
        plan = tests.loc[name]
        seen = mine.groupby(["channel", "arm"])["visitors"].sum().unstack("arm")
        share = pd.Series(plan["planned_share_others"] if planned else 0.5, index=seen.index)
        if planned:
            share["feed"] = plan["planned_share_feed"]
        people = seen.sum(axis=1)
        off = (seen["B"] - people * share) / np.sqrt(people * share * (1 - share))
        early = mine["date"] < plan["starts"] + pd.Timedelta(days=EARLY)
        lift, z = _lift(mine, within)
        first, z_first = _lift(mine[early], within)
        rest, z_rest = _lift(mine[~early], within)
        shown, lasts = (z_first if peek else z) >= STAR, z_rest >= STAR or not after or peek
        furthest = off.abs().max()
        rows.append(
            {
                "experiment": name,
                "off": off.loc[off.abs().idxmax()] if signed else furthest,
                "pooled": _lift(mine, False)[0],
                "lift": lift,
                "first_week": first,
                "after_it": rest,
                "verdict": _verdict(furthest, shown, lasts),
            }
        )
    return pd.DataFrame(rows)


def _lift(rows: pd.DataFrame, within: bool) -> tuple[float, float]:
    by = ["channel", "arm"] if within else ["arm"]
    sums = rows.groupby(by)[["visitors", "placed_orders"]].sum()
    if within:
        sums = sums.unstack("arm")
        at_a = (sums["placed_orders"]["A"] / sums["visitors"]["A"] * sums["visitors"]["B"]).sum()
        a, b = sums["placed_orders"]["A"].sum(), sums["placed_orders"]["B"].sum()
    else:
        a, b = sums.loc["A", "placed_orders"], sums.loc["B", "placed_orders"]
        at_a = a / sums.loc["A", "visitors"] * sums.loc["B", "visitors"]
    lift = float(b / at_a - 1)
    return lift, lift / float(np.sqrt(1 / a + 1 / b))


def _verdict(off: float, shown: bool, lasts: bool) -> str:
    if off > LEAKS:
        return "broken split"
    return "not shown" if not shown else "holds" if lasts else "wears off"


# --- 3 eight invitations ----------------------------------------------------------------------------------------------

EVENT_SLIPS = {"by-the-promise": "promise", "nothing-anyway": "nothing anyway", "returns-forgotten": "no returns"}
EVENTS_EXPECTED = (
    "On this shop the organisers kept so little that the planner's list adds no more than joining all or none; the yuan here are "
    "what the tables let expect."
)
EVENTS_NOTE = "You join {count} of 8. Of these, {good} add something on average; {missed} that would have are left out."


def invitations(shop: Any, by: str = "planned") -> pd.DataFrame:
    """Returns what each open event should add, and whether to join; `by` names a term that is forgotten, or joins all."""
    events = shop.official_events.merge(shop.event_results, on="event_id", how="left")
    past = events[events["units"].notna()].copy()
    past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
    tail = (past["units_21_days_after"] / past["usual_units_a_day"] - 21).mean()
    back = past["refunded_units"].sum() / past["units"].sum()
    kinds, crowd = past.groupby("name")["kept"], past["kept"].mean()
    mixed = (kinds.sum() + crowd) / (kinds.count() + 1)
    now = events[events["units"].isna()].merge(shop.products[["sku", "list_price"]], on="sku")
    usual, normal = now["usual_units_a_day"], 0.93 * (now["list_price"] - now["unit_cost"])
    kept = 1.0 if by == "promise" else now["name"].map(mixed).fillna(crowd)
    pieces = usual * now["days"] * now["promised_factor"] * kept
    price = now["required_price"] * (1 - now["extra_commission"]) - now["unit_cost"]
    inside = pieces * (1 - (0.0 if by == "no returns" else back)) * price
    over = (now["stock_required"] - pieces).clip(lower=0) * event_choice.CLEARED * now["unit_cost"]
    anyway = 0.0 if by == "nothing anyway" else usual * now["days"] * normal
    adds = inside - anyway + usual * tail * normal - over - now["entry_fee"]
    return pd.DataFrame({"event_id": now["event_id"], "adds": adds, "join": (adds > 0) | (by == "all")})


def joined(table: pd.DataFrame) -> frozenset[int]:
    """Returns the events that a table says yes to."""
    return frozenset(int(number) for number in table.loc[table["join"].astype(bool), "event_id"])


def judge_events(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what the joined events add on average, between joining all or none and the planner's list.

    On about one shop in twenty the planner's list truly adds no more than joining all or none, because the organisers kept
    what no table could tell. There every list counts by what the tables let expect, where the planner's is the best of all.
    """
    try:
        mine, listed = joined(answer), {int(number) for number in answer["event_id"]}
        expected = pd.Series(answer["adds"].astype(float).to_numpy(), index=answer["event_id"].astype(int))
    except (AttributeError, KeyError, TypeError, ValueError):
        return {"slip": "not-the-eight"}
    gain = event_choice.gain(world.seed)
    if listed != set(gain.index):
        return {"slip": "not-the-eight"}
    for name, by in EVENT_SLIPS.items():
        theirs = invitations(world.tables, by).set_index("event_id")["adds"]
        if np.allclose(expected.reindex(theirs.index), theirs, rtol=1e-3, atol=0.5):
            return {"slip": name}
    plan = invitations(world.tables).set_index("event_id")["adds"]
    planned = frozenset(int(number) for number in plan.index[plan > 0])
    everything = frozenset(gain.index)
    if mine == everything and mine != planned:
        return {"slip": "joined-everything"}
    naive = max(event_choice.earned(world.seed, everything), 0.0)
    good = frozenset(gain.index[gain > 0])
    note = EVENTS_NOTE.format(count=len(mine), good=len(mine & good), missed=len(good - mine))
    value, reference = (event_choice.earned(world.seed, chosen) for chosen in (mine, planned))
    notes = [note]
    if reference <= naive:
        value, naive, reference = plan[list(mine)].sum(), max(plan.sum(), 0.0), plan.clip(lower=0).sum()
        notes.append(EVENTS_EXPECTED)
    return {"value": value, "naive": naive, "reference": reference, "notes": notes}


# --- 5 coupons --------------------------------------------------------------------------------------------------------

COUPON_NOTE = "{count:,} coupons; {good:,} of them go to buyers whose margin they raise."


def coupons(shop: Any, by: str = "gain") -> list[int]:
    """Returns whom to send the coupon: by a group's gain in margin, by orders before, the dormant ones, or the spenders."""
    trial = shop.coupon_trial
    trial["asleep"] = trial["recency_days"] >= 180
    if by == "gain":
        trial["opens"] = trial["messages_opened"].clip(upper=2)
        table = uplift.by_group([trial["asleep"], trial["opens"]], trial["coupon"], trial["ordered_30d"])
        margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
        gain = (table["with"] * margin[True] - table["without"] * margin[False]).rename("score")
        trial = trial.merge(gain, left_on=["asleep", "opens"], right_index=True)
        trial = trial[trial["score"] > 0]
    else:
        scores = {
            "orders": trial["orders_before"] * 1000 - trial["recency_days"],
            "dormant": trial["asleep"].astype(int),
            "spent": trial["spent_before"],
        }
        trial["score"] = scores[by]
    return (
        trial.sort_values(["score", "trial_id"], ascending=[False, True])["trial_id"].head(coupon_list.COUPONS).tolist()
    )


COUPON_SLIPS = {"most-loyal": "orders", "dormant-first": "dormant", "most-spent": "spent"}


@lru_cache(maxsize=4)
def _coupon_world(world: Any) -> tuple[dict[str, frozenset[int]], float]:
    lists = {name: frozenset(coupons(world.tables, by)) for name, by in COUPON_SLIPS.items()}
    return lists, coupon_list.added(world.seed, coupons(world.tables))


def judge_coupons(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what the coupons add to the margin, between giving none and the planner's list."""
    known = frozenset(int(number) for number in world.tables.coupon_trial["trial_id"])
    try:
        mine = frozenset(int(number) for number in answer)
    except (TypeError, ValueError):
        return {"slip": "unknown-buyer"}
    if not mine <= known or len(mine) != len(answer):
        return {"slip": "unknown-buyer"}
    if len(mine) > coupon_list.COUPONS:
        return {"refused": "too-many"}
    lists, planned = _coupon_world(world)
    for name, theirs in lists.items():
        if mine == theirs:
            return {"slip": name}
    extra = coupon_list.extra(world.seed)
    good = int((extra[extra.index.isin(list(mine))] > 0).sum())
    notes = [COUPON_NOTE.format(count=len(mine), good=good)]
    return {"value": coupon_list.added(world.seed, mine), "naive": 0.0, "reference": planned, "notes": notes}


# --- 6 what stays -----------------------------------------------------------------------------------------------------

NIGHT = (23, 0, 1, 2, 3, 4, 5)


def what_stays(
    shop: Any,
    *,
    logs: bool = True,
    members: str = "by lot",
    affiliates: str = "brought",
    first_day: int = 1,
    instead: str = "left",
) -> dict[str, Any]:
    """Returns one figure for each habit of the house."""
    traffic = shop.traffic_daily
    months = traffic.groupby(traffic["date"].dt.month)[["visitors", "paid_amount"]].sum()
    change = months.loc[7] / months.loc[2]
    change = np.log(change) if logs else change - 1
    worst, adds = worst_affiliate(shop, affiliates)
    trial, hours = shop.coupon_trial, shop.ad_hours
    margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
    hours = hours[hours["campaign"] != "C4"]
    terms = shop.search_terms.merge(shop.keywords[["keyword", "kind"]], on="keyword")
    sums = terms.groupby("kind")[["orders", "clicks"]].sum()
    rate = sums["orders"] / sums["clicks"]
    return {
        "visitors_share": float(change["visitors"] / change["paid_amount"]),
        "more_payments": more_payments(shop, instead),
        "member_gain": member_gain(shop, members),
        "worst_affiliate": worst,
        "worst_adds": adds,
        "community_head": left_later(shop, first_day),
        "coupon_factor": float(margin[False] / margin[True]),
        "night_share": float(hours.loc[hours["hour"].isin(NIGHT), "cost"].sum() / hours["cost"].sum()),
        "long_tail": float(rate["long tail"] / rate["head"]),
    }


def more_payments(shop: Any, instead: str) -> float:
    """Returns the payments more when two of a hundred clicks on a product's page go to the cart, on the phone."""
    steps = shop.page_paths
    steps = steps[steps["device"] == "phone"]
    visits = steps.loc[steps["from_page"] == "entry", "visits"].sum()
    moved = flows.moved(steps, "item", "cart", 0.02, instead)
    return float((flows.chances(moved)["entry"] - flows.chances(steps)["entry"]) * visits)


def member_gain(shop: Any, how: str) -> float:
    """Returns what an invitation to the paid membership adds a head, by lot or by comparing those who joined."""
    sums = shop.paid_member_trial.groupby("invited")[
        ["buyers", "joined", "fees", "orders", "orders_by_members", "benefit_cost", "margin"]
    ].sum()
    if how == "by lot":
        left = (sums["margin"] + sums["fees"] - sums["benefit_cost"]) / sums["buyers"]
        return float(left[True] - left[False])
    if how == "no benefits":
        left = (sums["margin"] + sums["fees"]) / sums["buyers"]
        return float(left[True] - left[False])
    all_, none = sums.loc[True], sums.loc[False]
    an_order = none["margin"] / none["orders"]
    by_members = all_["orders_by_members"] / all_["joined"]
    by_others = (all_["orders"] - all_["orders_by_members"]) / (all_["buyers"] - all_["joined"])
    return float((by_members - by_others) * an_order + (all_["fees"] - all_["benefit_cost"]) / all_["joined"])


def worst_affiliate(shop: Any, how: str) -> tuple[str, float]:
    """Returns the publisher whose orders add least, and what one adds: by what was brought, or by what is credited."""
    sums = shop.affiliate_holdout.groupby(["publisher", "link_works"])[["visitors", "orders"]].sum()
    rate = (sums["orders"] / sums["visitors"]).unstack()
    mine = shop.affiliate_orders.merge(shop.orders[["order_id", "paid"]], on="order_id").groupby("publisher")
    mine = mine[["commission", "paid"]].mean()
    share = 1.0 if how == "credited" else 1 - rate[False] / rate[True]
    adds = share * 0.30 * mine["paid"] - mine["commission"]
    return str(adds.idxmin()), float(adds.min())


def left_later(shop: Any, first_day: int) -> float:
    """Returns what buyers first seen in April to June left a head until day 180, from this day on."""
    orders = shop.orders.merge(shop.buyers[["buyer_id", "first_seen"]], on="buyer_id")
    seen = (orders["first_seen"] >= "2025-04-01") & (orders["first_seen"] < "2025-07-01")
    orders = orders[orders["paid_at"].notna() & seen]
    day = (orders["created_at"] - orders["first_seen"]).dt.days
    return float(0.30 * orders.loc[day.between(first_day, 180), "paid"].sum() / orders["buyer_id"].nunique())
