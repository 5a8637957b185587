"""The answers of module 07's exam: each function gives the right one, or a wrong one when a slip is switched on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from coursekit.exam import beside
from shoplab.wording import f1, flagged
from shopworld.decisions import supply, titles

hidden = beside(__file__, "hidden_texts")

# --- 1 ten titles -----------------------------------------------------------------------------------------------------

FIT = (1.0, 0.6, 0.4, 0.3)
TOO_LONG = "Refused, {most} bytes are allowed: {refused}."
NAMELESS = "Refused, the article's name isn't in it: {refused}."
FOUND = "Your titles bring {share:.0f} % of the orders that the planner's bring."


def query_table(shop: Any) -> pd.DataFrame:
    """Returns the search words that lead to goods, with the year's figures for each."""
    year = shop.search_terms.groupby("keyword").agg(
        searches=("searches", "sum"),
        sellers=("sellers_bidding", "mean"),
        clicks=("clicks", "sum"),
        orders=("orders", "sum"),
    )
    words = shop.keywords.merge(year, left_on="keyword", right_index=True)
    return words[~words["kind"].isin(["brand", "missing"])]


def title(
    words: pd.DataFrame, product: str, name: str, by: str = "worth", *, first: bool = False, limit: int = 60
) -> str:
    """Returns a title: the best query's words first, then the next one's, as long as the name still fits."""
    mine = words[words["products"].str.split().map(lambda codes: product in codes)]
    place = mine["products"].str.split().map(lambda codes: min(codes.index(product), 3))
    ranks = {
        "worth": mine["searches"]
        / mine["sellers"]
        * mine["orders"]
        / mine["clicks"].clip(lower=1)
        * place.map(FIT.__getitem__),
        "searches": mine["searches"],
        "clicks": mine["clicks"],
    }
    made = name if first else ""
    for query in mine.loc[ranks[by].sort_values(ascending=False, kind="stable").index, "zh"]:
        longer = made
        for word in query.split():
            longer += word if word not in longer else ""
        rest = "" if name in longer else name
        if titles.size(longer + rest) <= limit:
            made = longer
    return made if name in made else made + name


def ten_titles(shop: Any, by: str = "worth", **how: Any) -> pd.DataFrame:
    """Returns the titles of the ten; `by` "name" leaves the names as they are."""
    words = query_table(shop)
    names = shop.products.drop_duplicates("product").set_index("product")["name_zh"]
    made = {code: names[code] if by == "name" else title(words, code, names[code], by, **how) for code in titles.TEN}
    return pd.DataFrame({"product": list(made), "title": list(made.values())})


def nameless(shop: Any) -> pd.DataFrame:
    """Returns titles without the articles' names."""
    table = ten_titles(shop)
    names = shop.products.drop_duplicates("product").set_index("product")["name_zh"]
    without = [text.replace(names[code], "") for code, text in zip(table["product"], table["title"], strict=True)]
    return table.assign(title=without)


@lru_cache(maxsize=4)
def _titles(world: Any) -> tuple[float, float]:
    naive = _brought(world, ten_titles(world.tables, "searches", first=True))
    return naive, _brought(world, ten_titles(world.tables))


def _brought(world: Any, table: pd.DataFrame) -> float:
    return titles.all_orders(
        world.seed, dict(zip(table["product"].astype(str), table["title"].astype(str), strict=True))
    )


def judge_titles(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what ten titles bring in the unseen half-year, between the most searched words and the planner's titles."""
    if not isinstance(answer, pd.DataFrame) or not {"product", "title"} <= set(answer.columns):
        return {"slip": "names-only"}
    table = answer.drop_duplicates("product")
    names = world.tables.products.drop_duplicates("product").set_index("product")["name_zh"]
    pairs = [(str(code), str(text)) for code, text in zip(table["product"], table["title"], strict=True)]
    refused = {code: titles.refusal(text, names[code]) for code, text in pairs if code in titles.TEN}
    long = [f"{code} ({titles.size(text)} bytes)" for code, text in pairs if refused.get(code) == "too long"]
    nameless = [code for code, why in refused.items() if why == "no name"]
    naive, planned = _titles(world)
    value = _brought(world, table)
    notes = [FOUND.format(share=100 * value / planned)]
    if long:
        notes.append(TOO_LONG.format(most=titles.LONGEST, refused=", ".join(long)))
    if nameless:
        notes.append(NAMELESS.format(refused=", ".join(nameless)))
    return {
        "value": value,
        "naive": naive,
        "reference": planned,
        "notes": notes,
    }


# --- 2 listing rules --------------------------------------------------------------------------------------------------

NOUNS = {
    "packing": "旅行收纳袋|压缩收纳袋",
    "wash bags": "洗漱包|化妆收纳包",
    "rain gear": "雨衣|雨披",
    "sleep": "颈枕|眼罩",
    "bottles": "水壶|分装瓶",
    "backpacks": "双肩包",
    "cases": "行李箱(?!衣物)",
    "digital": "数码收纳包|收纳盒",
    "hats": "遮阳帽|防风帽",
    "poles": "登山杖|护膝",
}
BANNED = ("最", "第一", "国家", "顶级", "治疗", "根治", "绝对", "永久", "冠军")
ALLOWED = ("最多", "最小号", "最新", "最后", "第一次", "国家法定", "绝对零度")


def clean(text: str) -> str:
    """Returns a title as it was before it was spoiled."""
    for encoding in ("utf-8", "gbk"):
        try:
            text = text.encode("latin-1").decode(encoding)
            break
        except UnicodeError:
            continue
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9 ]", "", unicodedata.normalize("NFKC", text)).strip()


def rules(
    shop: Any,
    *,
    raw: bool = False,
    missing_short: bool = False,
    exceptions: bool = True,
    wide_is_bait: bool = False,
    only_required: bool = True,
    limit_broken: bool = False,
) -> pd.DataFrame:
    """Returns one row a listing and one column a rule, True where it is broken."""
    listings = shop.listings_export.set_index("listing_id")
    known = shop.listing_attributes
    table = pd.DataFrame(index=listings.index)
    cleaned = listings["title"].map(clean)
    used = listings["title"] if raw else cleaned
    table["spoiled"] = cleaned != listings["title"]
    table["doubled"] = used.duplicated(keep=False)
    belongs = pd.Series("", index=listings.index)
    for category, words in NOUNS.items():
        belongs[used.str.contains(words)] = category
    table["wrong_place"] = belongs != listings["category"]
    table["banned_word"] = flagged(listings["selling_point"], BANNED, ALLOWED if exceptions else ())
    pairs = listings["attributes"].str.split(";").explode()
    empty = pairs.str.contains(":$")
    needed = pairs.str.split(":").str[0].isin(known.loc[known["required"] == "yes", "attribute"])
    table["required_empty"] = (empty & needed if only_required else empty).groupby(level=0).any()
    share = empty.groupby(level=0).sum() / len(known)
    table["many_empty"] = share >= 0.20 if limit_broken else share > 0.20
    ladder = listings["skus"].str.split("|").explode().str.rsplit("=", n=2, expand=True)
    ladder.columns = ["name", "price", "stock"]
    ladder = ladder.astype({"price": float, "stock": int})
    prices, in_stock = ladder["price"].groupby(level=0), ladder[ladder["stock"] > 0]["price"].groupby(level=0)
    cheapest = ladder["price"] == prices.transform("min")
    bait = (cheapest & (ladder["stock"] == 0)).groupby(level=0).any()
    table["bait"] = prices.max() > 3 * prices.min() if wide_is_bait else bait
    table["wide_ladder"] = in_stock.max() > 3 * in_stock.min()
    table["below_alert"] = ladder["stock"].between(1, 49).groupby(level=0).any()
    table["price_format"] = ~listings["price_text"].str.contains(r"^[0-9]+\.[0-9][0-9]$")
    table["image_format"] = listings["image_format"] != "WebP"
    table["image_heavy"] = listings["image_kb"] >= 200 if limit_broken else listings["image_kb"] > 200
    table["video_missing"] = listings["video_s"] == 0
    wrong = ~listings["video_s"].between(9, 30)
    table["video_length"] = wrong if missing_short else wrong & (listings["video_s"] > 0)
    table["video_lines"] = listings["video_lines"] > 1080
    return table.reset_index()


# --- 3 parcels --------------------------------------------------------------------------------------------------------

GRAMS = (400, 999, 1_000, 1_001, 1_499, 2_000, 2_001, 3_500)
TEMPLATES = {"flat": "flat", "by weight": "by_weight", "free but remote": "free_but_remote"}


def edge_orders(shop: Any) -> pd.DataFrame:
    """Returns the two hundred orders of the task: provinces × grams × goods just below and on the free limits."""
    zones = shop.freight_zones
    provinces = [*zones.drop_duplicates("zone")["province"], zones["province"].iloc[-1]]
    limits = shop.freight_templates.groupby("template")["free_from"].max()
    goods = [15.0] + [limits[name] - less for name in ("flat", "free but remote") for less in (0.01, 0)]
    every = pd.MultiIndex.from_product([provinces, GRAMS, goods], names=["province", "grams", "goods"])
    orders = every.to_frame(index=False)
    return orders.assign(order=range(1, len(orders) + 1))


def parcels(
    shop: Any,
    *,
    kilos: str = "started",
    limit: str = "included",
    surcharge: bool = True,
    first_again: bool = False,
    far: bool = True,
) -> pd.DataFrame:
    """Returns for each edge order: warehouse, freight under each template, the courier's cost, and whether it loses."""
    orders = edge_orders(shop).merge(shop.freight_zones, on="province")
    weighed = {
        "started": np.ceil(orders["grams"] / 1000),
        "round": (orders["grams"] / 1000).round().clip(lower=1),
        "cut": (orders["grams"] // 1000).clip(lower=1),
    }[kilos]
    further = weighed if first_again else weighed - 1
    table = orders[["order", "warehouse"]].copy()
    for template, column in TEMPLATES.items():
        lines = shop.freight_templates
        lines = lines[lines["template"] == template].set_index("zone")
        lines = {key: orders["zone"].map(lines[key]) for key in ("first_kg", "next_kg", "free_from", "surcharge")}
        over = orders["goods"] >= lines["free_from"] if limit == "included" else orders["goods"] > lines["free_from"]
        free = (lines["free_from"] > 0) & over
        added = lines["surcharge"] if surcharge else lines["surcharge"].where(~free, 0)
        table[column] = (lines["first_kg"] + further * lines["next_kg"]).where(~free, 0) + added
    rates = shop.courier_rates.set_index("province")
    first, following = (orders["province"].map(rates[key]) for key in ("first_kg", "next_kg"))
    table["cost"] = first + further * following
    left = 0.94 * (orders["goods"] + table["free_but_remote"]) - 0.6 * orders["goods"] - table["cost"]
    table["loses"] = left < 0 if far else 0.4 * orders["goods"] - table["cost"] < 0
    return table


# --- 5 sensitive words ------------------------------------------------------------------------------------------------

LISTS = {
    "banned": ["最", "第一", "国家级", "顶级", "治疗", "根治", "绝对", "永久", "永不", "唯一", "冠军", "全网最低"],
    "allowed": [
        "最多", "最大号", "最小号", "最晚", "最后", "最新", "最近", "最长可", "最外层", "第一次", "第一步", "第一层", "第一天", "第一版",
        "绝对零度", "唯一编号", "唯一码", "冠军图案", "冠军杯",
    ],
}  # fmt: skip
SIGNS = {"banned": ["最", "第一", "国家", "顶", "治", "绝对", "永", "唯一", "冠军", "全网"], "allowed": []}
SCORE = "{missed} texts that must go were not flagged, {innocent} innocent ones were."


def _hidden() -> tuple[list[str], list[bool]]:
    texts = [*hidden.MUST_GO, *hidden.MAY_STAY]
    return texts, [True] * len(hidden.MUST_GO) + [False] * len(hidden.MAY_STAY)


def score(lists: dict[str, list[str]]) -> float:
    """Returns the F1 of two lists on the texts that nobody has seen."""
    texts, true = _hidden()
    return f1(flagged(texts, lists["banned"], lists["allowed"]), true)


def judge_words(answer: Any, world: Any) -> dict[str, Any]:
    """Returns the F1 of two lists on unseen texts, between bare signs and the reference's lists."""
    lists = answer if isinstance(answer, dict) else {}
    banned, allowed = lists.get("banned"), lists.get("allowed")
    if not _words(banned) or not _words(allowed) or not any(banned):
        return {"slip": "nothing-banned"}
    texts, true = _hidden()
    named = flagged(texts, banned[:300], allowed[:300])
    missed = int((~named & pd.Series(true)).sum())
    innocent = int((named & ~pd.Series(true)).sum())
    found = f1(named, true)
    return {
        "value": found,
        "naive": score(SIGNS),
        "reference": score(LISTS),
        "notes": [SCORE.format(missed=missed, innocent=innocent)],
    }


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


# --- 6 suppliers and alerts -------------------------------------------------------------------------------------------

SAFETY = 0.5
LEFT = "In {short} categories your plan leaves less than nine tenths of the planner's."


def plan(shop: Any, *, pick: str = "left", by: str = "record", alert: float = 0) -> pd.DataFrame:
    """Returns one supplier and one alert a category: by what a piece leaves, or the cheapest; by the record, or the promise."""
    offers = shop.supplier_quotes
    days = shop.deliveries.groupby("supplier")["actual_days"].agg(["mean", "std"])
    offers = offers.merge(days, left_on="supplier", right_index=True)
    offers["a_day"] = offers["category"].map(supply.usual(offers))
    offers["price"] = offers["category"].map(supply.price(offers))
    safety = SAFETY * offers["a_day"] * offers["std"]
    shelf = supply.HOLDING * offers["unit_cost"] * (offers["moq"] / 2 + safety) / offers["a_day"]
    missed = 0.2 * offers["std"] * offers["a_day"] / offers["moq"] * (offers["price"] - offers["unit_cost"])
    rank = {
        "left": offers["unit_cost"] + shelf + missed,
        "cheap": offers["unit_cost"],
        "quick": offers["promised_days"],
    }[pick]
    best = offers.loc[rank.groupby(offers["category"]).idxmin()]
    points = {
        "record": best["a_day"] * best["mean"] + safety[best.index],
        "promise": best["a_day"] * best["promised_days"],
    }[by]
    return pd.DataFrame(
        {"category": best["category"], "supplier": best["supplier"], "alert": alert or points.round()}
    ).reset_index(drop=True)


@lru_cache(maxsize=4)
def _plans(world: Any) -> tuple[float, pd.Series]:
    cheap = supply.left(world.seed, plan(world.tables, pick="cheap", by="promise")).sum()
    quotes = world.tables.supplier_quotes
    quotes = quotes[quotes["supplier"].str.endswith("-B")]
    middle = quotes.assign(alert=quotes["category"].map(supply.usual(quotes)) * quotes["promised_days"])
    naive = max(cheap, supply.left(world.seed, middle[["category", "supplier", "alert"]]).sum())
    return float(naive), supply.left(world.seed, plan(world.tables))


def judge_supply(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a plan leaves in the unseen half-year, in yuan, between ordering by promises and the planner."""
    try:
        table = answer[["supplier", "alert"]].astype({"alert": float})
        if not np.isfinite(table["alert"]).all() or (table["alert"] < 0).any():
            return {"slip": "no-such-supplier"}
        left = supply.left(world.seed, table)
    except (AttributeError, KeyError, TypeError, ValueError):
        return {"slip": "no-such-supplier"}
    naive, planned = _plans(world)
    short = int((left < 0.9 * planned).sum())
    return {
        "value": left.sum() / 100,
        "naive": naive / 100,
        "reference": float(planned.sum()) / 100,
        "notes": [LEFT.format(short=short)],
    }
