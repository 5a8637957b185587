"""How the answers of module 10 come about: the right ones, the wrong ones people give, and what a decision earns."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Any

import pandas as pd

from shoplab import at_risk, metrics
from shopworld.decisions import click_claim, held_orders
from shopworld.risk import refund_score
from shopworld.risk.signs import EARLY, LATE, signs

# --- 1 held orders ----------------------------------------------------------------------------------------------------

KEYS = list(EARLY)
PROVED = 2  # late signs
FOUR = 4


@lru_cache(maxsize=4)
def _kinds(shop: Any) -> pd.DataFrame:
    found = signs(lambda name: getattr(shop, name))
    proved = found[list(LATE)].sum(axis=1) >= PROVED
    kinds = found[KEYS].assign(proved=proved).groupby(KEYS)["proved"].agg(orders="size", proved="sum")
    return kinds.reset_index()


def held(shop: Any, by: str = "pays") -> pd.DataFrame:
    """Returns who is held: where it pays, by the rule of thumb, at a shared address, from four signs on, all or nobody."""
    kinds = _kinds(shop)
    shown = kinds[KEYS].astype(bool)
    hold = {
        "pays": kinds["proved"] * held_orders.SAVES > (kinds["orders"] - kinds["proved"]) * held_orders.COSTS,
        "thumb": shown["hurry"],
        "address": shown["address"],
        "four": shown.sum(axis=1) >= FOUR,
        "all": shown["device"] | True,
        "nobody": shown["device"] & False,
    }[by]
    return shown.assign(hold=hold.astype(bool))


HELD_SLIPS = {
    "rule-of-thumb": "thumb",
    "shared-address": "address",
    "four-signs": "four",
    "everybody": "all",
    "nobody": "nobody",
}
CAME_TO = "Your rule holds {hit} false orders of {false}, and {hurt} honest ones."


def chosen(rule: pd.DataFrame, known: pd.DataFrame) -> frozenset[tuple[bool, ...]]:
    """Returns the combinations that a rule holds, of those that came."""
    rows = rule[rule["hold"].astype(bool)][KEYS].astype(bool)
    came = set(known[KEYS].astype(bool).itertuples(index=False, name=None))
    return frozenset(set(rows.itertuples(index=False, name=None)) & came)


@lru_cache(maxsize=4)
def _rules(world: Any) -> tuple[dict[str, frozenset[tuple[bool, ...]]], float, float]:
    known = _kinds(world.tables)
    named = {name: chosen(held(world.tables, by), known) for name, by in HELD_SLIPS.items()}
    naive = held_orders.result(world.seed, held(world.tables, "thumb")).yuan
    return named, naive, held_orders.result(world.seed, held(world.tables)).yuan


def judge_held(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a rule saves on the year's orders, between the rule of thumb and the combinations that pay."""
    if not isinstance(answer, pd.DataFrame) or not {*KEYS, "hold"} <= set(answer.columns):
        return {"slip": "nobody"}
    named, naive, reference = _rules(world)
    mine = chosen(answer, _kinds(world.tables))
    for name, theirs in named.items():
        if mine == theirs:
            return {"slip": name}
    came_to = held_orders.result(world.seed, answer)
    notes = [CAME_TO.format(hit=came_to.hit, false=came_to.false, hurt=came_to.hurt)]
    return {"value": came_to.yuan, "naive": naive, "reference": reference, "notes": notes}


# --- 2 click claim ----------------------------------------------------------------------------------------------------

BROKEN = 0.9  # devices for each click; a day below it is not like the days before


def claim(shop: Any, by: str = "lower") -> dict[str, Any]:
    """Returns the claim: the lower of two counts, all clicks since, all of the year, like the best placement, or clicks."""
    feed = shop.feed_ad_daily.sort_values("date")
    sums = feed.groupby("placement")[["clicks", "carts", "devices", "cost"]].sum()
    worst = (sums["devices"] / sums["clicks"]).idxmin()
    own = feed[feed["placement"] == worst].set_index("date")[["clicks", "carts", "devices", "cost"]]
    share = own["devices"] / own["clicks"]
    since = share.index[share < BROKEN][0]
    before, after = own[own.index < since].sum(), own[own.index >= since].sum()
    price = after["cost"] / after["clicks"]
    fake = {of: after["clicks"] - after[of] / (before[of] / before["clicks"]) for of in ("carts", "devices")}
    best = (sums["carts"] / sums["clicks"]).max()
    yuan = {
        "lower": min(fake.values()) * price,
        "since": after["cost"],
        "year": own["cost"].sum(),
        "best": (after["clicks"] - after["carts"] / best) * price,
        "clicks": min(fake.values()),
    }[by]
    begin = own.index[0] if by == "year" else since
    return {"placement": str(worst), "since": f"{begin:%Y-%m-%d}", "claim": float(yuan)}


CLAIM_SLIPS = {"whole-year": "year", "all-since": "since", "like-the-best": "best", "clicks-not-yuan": "clicks"}
YEAR = 2025  # of a day without one
PAID = "The fake clicks since your day cost ¥{due:,.0f}; you claimed ¥{claim:,.0f}."
NOT_THIS_ONE = "The platform finds no fake clicks on the placement that you named."


@lru_cache(maxsize=4)
def _claims(world: Any) -> tuple[dict[str, dict[str, Any]], float, float]:
    named = {name: claim(world.tables, by) for name, by in CLAIM_SLIPS.items()}
    since, best = named["all-since"], claim(world.tables)
    naive = max(click_claim.paid(world.seed, *since.values()), 0.0)
    return named, naive, click_claim.paid(world.seed, *best.values())


def day_of(since: Any) -> str:
    """Returns a day as text like 2025-03-09, from whatever pandas reads; raises ValueError for what is none."""
    text = str(since).strip()
    if re.search(r"\d", text) and not re.search(r"\d{4}", text):
        text = f"{text} {YEAR}"
    day = pd.Timestamp(text)
    if pd.isna(day):
        raise ValueError(since)
    return f"{day:%Y-%m-%d}"


def judge_claim(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what the platform pays on a claim, between all clicks since the break and what two counts support."""
    named, naive, reference = _claims(world)
    try:
        mine = {name: answer[name] for name in ("placement", "since", "claim")}
        mine["since"] = day_of(mine["since"])
        value = click_claim.paid(world.seed, str(mine["placement"]), mine["since"], float(mine["claim"]))
    except (KeyError, TypeError, ValueError):
        return {"slip": "no-such-claim"}
    for name, theirs in named.items():
        if all(mine[key] == theirs[key] for key in ("placement", "since")) and abs(mine["claim"] - theirs["claim"]) < 1:
            return {"slip": name}
    known = click_claim.billed(world.seed)
    if mine["placement"] != known.placement:
        return {"value": value, "naive": naive, "reference": reference, "notes": [NOT_THIS_ONE]}
    due = known.since(mine["since"])
    notes = [PAID.format(due=due, claim=float(mine["claim"]))]
    return {"value": value, "naive": naive, "reference": reference, "notes": notes}


# --- 3 copy audit -----------------------------------------------------------------------------------------------------

LAWFUL = "近30天最低价|最大号|最小尺寸|最晚|第一步|最新款|本店最轻|本店销量第一"
BOASTS = "最|第一|顶级|国家级|独一无二|100%|治疗|医学级"


def audit(shop: Any, *, bases: str = "named", own_day: bool = False, lawful: bool = True) -> pd.DataFrame:
    """Returns each text's highest lawful first price, whether its own is above it, and whether it boasts."""
    days = pd.Index(sorted(shop.calendar["date"]))
    price = shop.price_log.pivot(index="valid_from", columns="sku", values="price").reindex(days).ffill()
    copy = shop.campaign_copy
    places = list(zip(copy["published_at"], copy["sku"], strict=True))

    def lowest(span: int) -> pd.Series:
        low = price.rolling(span).min() if own_day else price.rolling(span).min().shift(1)
        return pd.Series([float(low.at[place]) for place in places], copy.index)

    listed = copy["sku"].map(shop.products.set_index("sku")["list_price"])
    named = lowest(7).where(copy["named_basis"] == "", lowest(30)).where(copy["named_basis"] != "list price", listed)
    allowed = {"named": lambda: named, "seven": lambda: lowest(7), "thirty": lambda: lowest(30)}[bases]()
    text = copy["text_zh"].str.replace(LAWFUL, "", regex=True) if lawful else copy["text_zh"]
    return pd.DataFrame(
        {
            "copy_id": copy["copy_id"],
            "allowed": allowed,
            "false_claim": copy["was_price"] > allowed + 1e-9,
            "boast": text.str.contains(BOASTS),
        }
    )


# --- 5 night watch ----------------------------------------------------------------------------------------------------

GUESSES, SEEN = 3, "36h"
RARE, POINTS, SLOW = 0.01, 4, 48


def watch(
    shop: Any,
    *,
    window: str = "attack",
    alarm: str = "chance",
    suspicion: str = "points",
    kinds: str = "violation",
    any_device: bool = False,
) -> dict[str, Any]:
    """Returns the taken-over account, the attack on an article, the rings of the alarm, the suspects, the slow answers."""
    account, failures = _taken_over(shop, any_device)
    article, attack, stars = _attack(shop, window)
    notices = shop.notices.dropna(subset=["answered_at"])
    notices = notices[notices["kind"] == kinds] if kinds else notices
    took = notices["answered_at"] - notices["issued_at"]
    return {
        "account": account,
        "failures": failures,
        "article": article,
        "attack": attack,
        "stars": stars,
        "rings": _rings(shop, alarm),
        "suspects": _suspects(shop, suspicion),
        "slow": float((took > pd.Timedelta(hours=SLOW)).mean()),
    }


def _taken_over(shop: Any, any_device: bool) -> tuple[str, int]:
    logins = shop.logins.sort_values("at", kind="stable")
    if any_device:
        failed = logins[~logins["ok"]].groupby("account").size()
        return str(failed.idxmax()), int(failed.max())
    pairs = logins.groupby(["account", "device"], sort=False)["ok"].agg(
        lambda ok: int(ok.to_numpy().argmax()) if ok.any() else -1
    )
    return str(pairs.idxmax()[0]), int(pairs.max())


def _attack(shop: Any, window: str) -> tuple[str, int, float]:
    reviews = shop.reviews
    bad = reviews[reviews["stars"] == 1].sort_values("written_at").set_index("written_at")
    within = bad.groupby("sku")["stars"].rolling(SEEN).count()
    article, end = within.idxmax()
    own = reviews[reviews["sku"] == article]
    hit = (own["stars"] == 1) & (own["written_at"] > end - pd.Timedelta(SEEN)) & (own["written_at"] <= end)
    rest = {"attack": own[~hit], "all": own, "no ones": own[own["stars"] > 1]}[window]
    return str(article), int(hit.sum()), float(rest["stars"].mean())


def _rings(shop: Any, alarm: str) -> int:
    paid = shop.orders.dropna(subset=["paid_at"])[["order_id", "created_at"]]
    lines = shop.order_lines.merge(paid, on="order_id").merge(shop.products[["sku", "product"]], on="sku")
    lines = lines.merge(shop.refunds[["line_id", "reason"]], on="line_id", how="left")
    lines["faulty"] = lines["reason"] == "quality"
    weeks = lines.groupby(["product", lines["created_at"].dt.floor("7D")])["faulty"].agg(["size", "sum"])
    share = weeks["sum"].groupby("product").sum() / weeks["size"].groupby("product").sum()
    mean = weeks["size"] * weeks.index.get_level_values("product").map(share)
    if alarm == "errors":
        return int((weeks["sum"] > mean + 3 * mean**0.5).sum())
    chances = [metrics.alarm_chance(count, usual) for count, usual in zip(weeks["sum"], mean, strict=True)]
    return sum(one < RARE for one in chances)


def _suspects(shop: Any, suspicion: str) -> int:
    lines = refund_score.bought(lambda name: getattr(shop, name))
    lines["points"] = refund_score.evidence(lines)
    people = lines.groupby("buyer_id").agg(n=("back", "size"), back=("back", "sum"), points=("points", "sum"))
    people = people[people["n"] >= 3]
    if suspicion == "rate":
        return int((people["back"] / people["n"] >= 0.5).sum())
    return int((people["points"] > POINTS).sum())


# --- 6 reserve and list -----------------------------------------------------------------------------------------------

TILL, A_WEEK, WEEKS = 250_000, 50_000, 22
BEGIN, END = pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-22")
PRIVATE = ("province", "age_band", "gender", "city_tier", "device")
ENOUGH = 5


def reserve(
    shop: Any, *, by: str = "expected", years: int = 3, certain: bool = False, group: str = "min", low: str = "lowest"
) -> dict[str, Any]:
    """Returns the dearest risk, the average and the bad year, the till's risk, and the widest list that hides everybody."""
    register = shop.risk_register.set_index("risk")
    cases = register.filter(like="cases_").sum(axis=1)
    loss = register.filter(like="loss_").sum(axis=1)
    often, each = cases / years, (loss / cases).fillna(0)
    ranked = {"expected": loss, "cases": cases}[by]
    lowest = _lowest(shop, certain, low)
    people = _july(shop)
    alike = people.groupby(list(PRIVATE))["buyer_id"].transform("size")
    return {
        "first": str(ranked.idxmax()),
        "expected": float(loss.sum() / years),
        "bad_year": float(at_risk.year_losses(often, each).quantile(0.95)),
        "dry": float((lowest < 0).mean()),
        "credit": float(-lowest.quantile(0.05)),
        "alone": int((alike == 1).sum()),
        "under_five": int((alike < ENOUGH).sum()),
        "columns": sorted(widest(people, group)),
    }


def _lowest(shop: Any, certain: bool, low: str) -> pd.Series:
    def weekly(when: pd.Series, yuan: pd.Series) -> pd.Series:
        return yuan.groupby((when - BEGIN) // pd.Timedelta(days=7)).sum().reindex(range(WEEKS), fill_value=0).round()

    paid_out, bought = shop.settlement, shop.purchase_orders
    coming = weekly(paid_out["settled_at"], paid_out["payout"])
    going = weekly(bought["ordered_at"], bought["quantity"] * bought["unit_cost"]) + A_WEEK
    off = 0.0 if certain else 0.10
    paths = at_risk.cash_paths(TILL, coming, going, off=off, freeze=0.10)
    return pd.Series(paths.min(axis=1) if low == "lowest" else paths[:, -1])


def _july(shop: Any) -> pd.DataFrame:
    orders, buyers = shop.orders, shop.buyers
    paid = orders["paid_at"].between(BEGIN, END)
    return buyers[buyers["buyer_id"].isin(orders.loc[paid, "buyer_id"])]


def widest(people: pd.DataFrame, group: str = "min") -> tuple[str, ...]:
    """Returns the columns with most groups among those sets whose smallest group (or mean one) has five people or more."""
    found: dict[tuple[str, ...], int] = {}
    for many in range(1, len(PRIVATE) + 1):
        for kept in combinations(PRIVATE, many):
            size = people.groupby(list(kept)).size()
            if size.agg(group) >= ENOUGH:
                found[kept] = len(size)
    return max(found, key=found.__getitem__)
