"""How the answers of module 03 come about: the right ones, the wrong ones people give, and what a decision earns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from shoplab import launch_budget, metrics
from shopworld.decisions import day_seven
from shopworld.decisions import launch_budget as budget

# --- 1 day seven ------------------------------------------------------------------------------------------------------

CLEAR = 0.10  # the list by raw rates lies at least this part of the way below the planner's, from it to the best


def launch_weight(shop: Any) -> float:
    """Returns the clicks that the crowd is worth, from the rates of last year's launches after their first week."""
    daily = shop.launch_daily
    later = daily[daily["day"] > 7].groupby("launch_id")[["clicks", "orders"]].sum()
    return metrics.prior_weight(later["orders"] / later["clicks"])


def day_seven_list(shop: Any, by: str = "mixed") -> pd.DataFrame:
    """Returns who goes on: by mixed rates, by raw ones, by a rate above the crowd's, by one order, all or nobody."""
    running = shop.running_launches
    crowd = metrics.pooled_rate(running["orders"], running["clicks"])
    raw = running["orders"] / running["clicks"]
    mixed = metrics.shrunk_rate(running["orders"], running["clicks"], crowd, launch_weight(shop))
    margin = running["price"] - running["unit_cost"]
    go = {
        "mixed": lambda: running["clicks_ahead"] * mixed * margin > running["cost_ahead"],
        "raw": lambda: running["clicks_ahead"] * raw * margin > running["cost_ahead"],
        "above": lambda: raw > crowd,
        "one order": lambda: running["orders"] >= 1,
        "all": lambda: running["orders"] >= 0,
        "nobody": lambda: running["orders"] < 0,
    }
    return pd.DataFrame({"item": running["item"], "go_on": go[by]()})


def on(table: pd.DataFrame) -> frozenset[str]:
    """Returns the articles that go on."""
    return frozenset(table.loc[table["go_on"].astype(bool), "item"].astype(str))


DAY_SEVEN_SLIPS = {
    "raw-rates": "raw",
    "above-the-crowd": "above",
    "one-order": "one order",
    "everything-on": "all",
    "everything-off": "nobody",
}
GOES_ON = "{count} articles go on in your list; {good} of them earn something. It leaves out {missed} that would have."


@lru_cache(maxsize=4)
def _lists(world: Any) -> tuple[dict[str, frozenset[str]], float, float, float]:
    sets = {name: on(day_seven_list(world.tables, by)) for name, by in DAY_SEVEN_SLIPS.items()}
    planned = day_seven.earned(world.seed, on(day_seven_list(world.tables)))
    best = day_seven.best(world.seed)
    naive = min(day_seven.earned(world.seed, sets["raw-rates"]), planned - CLEAR * (best - planned))
    return sets, naive, planned, best


def judge_day_seven(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a list earns on days 8 to 21, between the list by raw rates and the planner's."""
    from shopworld.launching import running_launches

    if not isinstance(answer, pd.DataFrame) or not {"item", "go_on"} <= set(answer.columns):
        return {"slip": "everything-off"}
    mine = on(answer)
    sets, naive, planned, _ = _lists(world)
    for name, theirs in sets.items():
        if mine == theirs:
            return {"slip": name}
    truth = running_launches.contribution(world.seed)
    good = frozenset(truth.index[truth > 0])
    notes = [GOES_ON.format(count=len(mine), good=len(mine & good), missed=len(good - mine))]
    return {"value": day_seven.earned(world.seed, mine), "naive": naive, "reference": planned, "notes": notes}


# --- 2 zone effect ----------------------------------------------------------------------------------------------------

ALIKE = 6


def zone_effect(
    shop: Any, *, articles: int = ALIKE, by: str = "growth", apart: str = "ratio", each: bool = False
) -> dict[str, Any]:
    """Returns what the zone added, against the older articles most like the new ones (by growth before, or by size)."""
    weeks = shop.zone_weeks
    weeks["after"] = weeks["week"] >= 0
    level = weeks.groupby(["item", "after"])["orders"].mean().unstack()
    is_new = weeks.groupby("item")["new_item"].first()
    early = weeks[weeks["week"] < -4].groupby("item")["orders"].mean()
    late = weeks[weeks["week"].between(-4, -1)].groupby("item")["orders"].mean()
    trait = {"growth": late / early - 1, "size": level[False], "after": level[True] / level[False]}[by]
    alike = (trait[~is_new] - trait[is_new].mean()).abs().nsmallest(articles).index
    new, old = level[is_new].mean(), level.loc[alike].mean()
    before_after, change = new[True] / new[False] - 1, old[True] / old[False] - 1
    if each:
        ratio = level[True] / level[False]
        before_after, change = ratio[is_new].mean() - 1, ratio[alike].mean() - 1
    effects = {"ratio": (1 + before_after) / (1 + change) - 1, "points": before_after - change, "none": before_after}
    effect = effects[apart]
    return {
        "before_after": before_after,
        "alike": sorted(alike),
        "alike_change": change,
        "effect": effect,
        "added_a_week": float(is_new.sum() * new[True] * (1 - 1 / (1 + effect))),
    }


# --- 3 mend first -----------------------------------------------------------------------------------------------------

THEMES = {
    "zip": "zip|拉链",
    "smell": "smell|味",
    "strap": "strap|背带|肩带",
    "seam": "seam|stitch|thread|开线|线头",
    "size": "small|half the size|tight|小|紧",
    "colour": "colour|shade|颜色|色差",
    "thin": "thin|flimsy|薄",
    "leak": "leak|漏",
    "damage": "dent|scratch|crack|crushed|凹|划痕|裂|压扁",
    "delivery": "late|slow|parcel|晚到|物流|快递",
}
PLANNED_WAIT, ENOUGH_REVIEWS = 8, 100


def mend_first(
    shop: Any,
    *,
    span: str = "wait",
    kinds: tuple[str, ...] = ("launch",),
    middle: str = "mean",
    stars: int = 3,
    open_only: bool = True,
) -> dict[str, Any]:
    """Returns where launches wait and what that costs, which goods are complained of most, and about what."""
    log = shop.sop_events
    log = log[log["kind"].isin(kinds)].copy()
    hour = pd.Timedelta(hours=1)
    ends = {"wait": ("started_at", "handed_at"), "work": ("done_at", "started_at")}[span]
    log["hours"] = (log[ends[0]] - log[ends[1]]) / hour
    by_step = log.groupby("what")["hours"].agg(middle)
    place = str(by_step.idxmax())
    last = log[log["step"] == log.groupby("case_id")["step"].transform("max")].set_index("case_id")
    over = (last["done_at"] - last["due_at"]) / hour
    saved = (log[log["what"] == place].set_index("case_id")["hours"] - PLANNED_WAIT).clip(lower=0)
    goods = shop.products[["sku", "product"]]
    reviews = shop.reviews.merge(goods, on="sku")
    share = (reviews["stars"] <= 3).groupby(reviews["product"]).agg(["size", "mean"])
    product = str(share.loc[share["size"] >= ENOUGH_REVIEWS, "mean"].idxmax())
    said = reviews[(reviews["product"] == product) & (reviews["stars"] <= stars)]
    text = said["text_en"].str.lower() + " " + said["text_zh"]
    themes = pd.Series({name: int(text.str.contains(words).sum()) for name, words in THEMES.items()})
    questions = shop.product_questions.merge(goods, on="sku")
    asked = questions[questions["product"] == product]
    return {
        "hand_off": place,
        "wait_hours": float(by_step.max()),
        "late_share": float((over > 0).mean()),
        "late_without": float((over - saved.reindex(over.index).fillna(0) > 0).mean()),
        "product": product,
        "bad_share": float(share.at[product, "mean"]),
        "theme": str(themes.idxmax()),
        "theme_reviews": int(themes.max()),
        "unanswered": int((asked["answered_by"].fillna("") == "").sum()) if open_only else len(asked),
    }


# --- 5 launch budget --------------------------------------------------------------------------------------------------

CROWD_CLICKS = 200


def launch_plan(shop: Any) -> pd.DataFrame:
    """Returns the plan of the lesson: a curve for each article and channel, the last yuan worth the same everywhere."""
    items, trials = shop.launch_items.set_index("item"), shop.launch_trials
    trials["a_day"] = trials["clicks"] / trials["days"]
    by_level = trials.groupby(["channel", "spend_a_day"])["a_day"].sum()
    half = {name: launch_budget.half_point(part.droplevel(0).index, part) for name, part in by_level.groupby("channel")}
    sums = trials.groupby("item")[["clicks", "orders"]].sum()
    crowd = metrics.pooled_rate(sums["orders"], sums["clicks"])
    a_click = metrics.shrunk_rate(sums["orders"], sums["clicks"], crowd, CROWD_CLICKS)
    a_click = a_click * (items["price"] - items["unit_cost"])
    curves = places(shop)
    tops = {
        key: launch_budget.top_of(part["spend_a_day"], part["a_day"], half[key[1]])
        for key, part in trials.groupby(["item", "channel"])
    }
    curves["half"] = curves["channel"].map(half)
    rows = zip(curves["item"], curves["channel"], curves["busy"], strict=True)
    curves["worth"] = [tops[item, channel] * a_click[item] * busy for item, channel, busy in rows]
    curves["yuan"] = launch_budget.spread(curves, budget.BUDGET)
    return curves[["item", "channel", "day", "yuan"]]


def places(shop: Any) -> pd.DataFrame:
    """Returns one row an article, channel and day, with the day's traffic."""
    days = shop.launch_days
    return pd.concat([days.assign(item=item) for item in shop.launch_items["item"]], ignore_index=True)


def even_plan(shop: Any, times: float = 1.0) -> pd.DataFrame:
    """Returns the same for every place; `times` the budget."""
    rows = places(shop)[["item", "channel", "day"]]
    return rows.assign(yuan=times * budget.BUDGET / len(rows))


def average_plan(shop: Any) -> pd.DataFrame:
    """Returns money in proportion to the margin that each article and channel brought for a yuan of the trial."""
    rows = places(shop)[["item", "channel", "day"]]
    margin = per_yuan(shop)
    weight = pd.Series([margin[key] for key in zip(rows["item"], rows["channel"], strict=True)])
    return rows.assign(yuan=budget.BUDGET * weight / weight.sum())


def best_cell_plan(shop: Any) -> pd.DataFrame:
    """Returns everything in the article and channel with most margin for a yuan."""
    rows = places(shop)[["item", "channel", "day"]]
    item, channel = per_yuan(shop).idxmax()
    here = (rows["item"] == item) & (rows["channel"] == channel)
    return rows[here].assign(yuan=budget.BUDGET / here.sum())


def per_yuan(shop: Any) -> pd.Series:
    """Returns the trial's margin for a yuan, by article and channel."""
    items, trials = shop.launch_items.set_index("item"), shop.launch_trials
    trials["margin"] = trials["orders"] * trials["item"].map(items["price"] - items["unit_cost"])
    trials["spent"] = trials["spend_a_day"] * trials["days"]
    sums = trials.groupby(["item", "channel"])[["margin", "spent"]].sum()
    return sums["margin"] / sums["spent"]


REGRET = "Your plan's orders leave ¥{left:,.0f}. Somebody who knows every response leaves ¥{best:,.0f}: your regret is ¥{regret:,.0f}."
PENNY = 1.0
ROOM = 30.0  # yuan: a plan whose 560 amounts are rounded to the yuan may add up to a little more


@lru_cache(maxsize=4)
def _budget(world: Any) -> tuple[np.ndarray, float, float, float]:
    average = budget.grid(average_plan(world.tables))
    naive = max(budget.left(world.seed, average), budget.left(world.seed, budget.even()))
    planned = budget.left(world.seed, budget.grid(launch_plan(world.tables)))
    return average, naive, planned, budget.left(world.seed, budget.best(world.seed))


def judge_budget(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a plan's orders leave before advertising, between money by averages and the planner's split."""
    try:
        yuan = budget.grid(answer)
    except (AttributeError, KeyError, TypeError, ValueError):
        return {"slip": "no-such-place"}
    if not np.isfinite(yuan).all() or (yuan < 0).any():
        return {"slip": "no-such-place"}
    if yuan.sum() > budget.BUDGET + ROOM:
        return {"refused": "over-budget"}
    average, naive, planned, best = _budget(world)
    if abs(yuan - budget.even()).max() < PENNY:
        return {"slip": "even"}
    if abs(yuan - average).max() < PENNY:
        return {"slip": "by-average"}
    if (yuan.sum(axis=2) > 0).sum() == 1:
        return {"slip": "one-place"}
    left = budget.left(world.seed, yuan)
    notes = [REGRET.format(left=left, best=best, regret=max(best - left, 0.0))]
    return {"value": left, "naive": naive, "reference": planned, "notes": notes}


# --- 6 stars ----------------------------------------------------------------------------------------------------------

STAR, FIRST_LOOK, MATTERS = 1.96, 2, 0.10


def stars(
    shop: Any, *, sums: bool = True, lift: str = "relative", arms: int = 1, sided: int = 2, verdict: str = "end"
) -> pd.DataFrame:
    """Returns each pair of pictures: its evenings with a star, the lift on the first and at the end, the days it takes."""
    shown = shop.creatives
    table = shown.pivot(index="day", columns="creative", values=["clicks", "impressions"])
    so_far, end = (table.cumsum() if sums else table), table.sum()
    names, rows = sorted(shown["creative"].unique()), []
    for place, first in enumerate(names):
        for second in names[place + 1 :]:
            z = pd.Series({day: _apart(now, first, second) for day, now in so_far.iterrows() if day >= FIRST_LOOK})
            found = z[(z.abs() if sided == 2 else z) > STAR]
            lift_then = _lift(so_far.loc[found.index[0]], first, second, lift) if len(found) else 0.0
            z_end = found.iloc[0] if verdict == "first star" and len(found) else _apart(end, first, second)
            rate = end["clicks"][first] / end["impressions"][first]
            needed = metrics.sample_size(rate, MATTERS) * arms
            rows.append(
                {
                    "pair": f"{first}-{second}",
                    "stars": len(found),
                    "first_star": int(found.index[0]) if len(found) else 0,
                    "lift_then": lift_then,
                    "lift_end": _lift(end, first, second, lift),
                    "days_needed": int(np.ceil(needed / shown["impressions"].mean())),
                    "verdict": _verdict(z_end),
                }
            )
    return pd.DataFrame(rows)


def _apart(now: pd.Series, first: str, second: str) -> float:
    clicks, people = now["clicks"], now["impressions"]
    return metrics.errors_apart(clicks[first], people[first], clicks[second], people[second])


def _lift(now: pd.Series, first: str, second: str, kind: str) -> float:
    rates = now["clicks"] / now["impressions"]
    return float(rates[second] / rates[first] - 1 if kind == "relative" else rates[second] - rates[first])


def _verdict(z: float) -> str:
    return "not shown" if abs(z) <= STAR else "second" if z > 0 else "first"
