"""Search: which word led to each order, what the market searched for, and what was typed into the shop's own search box."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import traffic
from shopworld.draws import between, counts, lognormal
from shopworld.seeds import stream
from shopworld.trade import categories

CLICKS_PER_VISITOR = 1.06
BRAND_SHARE = {"search": 0.15, "search ad": 0.30}  # of the channel's orders come after a search for the shop's name
AD_KINDS = ("head", "long tail", "attribute", "scene")
ORGANIC_REACH = 0.6  # at most this share of a word's searches shows the shop
GOODS_MISSING_GROWTH = 1.5
WEEKS = 53
BEST_CLICKS, POOR_CONVERSION = 1.25, 0.26  # the word that is clicked most and hardly sells


@dataclass(frozen=True)
class Paths:
    """By order: the area it came from, its first product, and the word of unpaid search and of the ad credited (−1: none)."""

    area: np.ndarray
    product: np.ndarray
    organic: np.ndarray
    paid: np.ndarray


@lru_cache(maxsize=8)
def _keywords(seed: int) -> pd.DataFrame:
    frame = parameters.table("keywords")
    u = stream(seed, "keywords").random((len(frame), 6))
    frame["searches"] = np.round(frame["searches"] * lognormal(u[:, 0], 0.25)).astype(np.int64)
    frame["click_rate"] = np.round(frame["click_rate"] * lognormal(u[:, 1], 0.12), 5)
    frame["conversion"] = np.round(frame["conversion"] * lognormal(u[:, 2], 0.12), 5)
    frame["bid"] = np.round(frame["bid"] * lognormal(u[:, 3], 0.15)).astype(np.int64)
    frame["sellers"] = np.round(frame["sellers"] * between(u[:, 4], 0.85, 1.15)).astype(np.int64)
    ordinary = frame["kind"].isin(AD_KINDS)
    tempting = frame.index[frame["kind"].isin(["attribute", "scene"])]
    trap = tempting[int(u[0, 5] * len(tempting))]
    frame.loc[trap, "click_rate"] = np.round(BEST_CLICKS * frame.loc[ordinary, "click_rate"].max(), 5)
    frame.loc[trap, "conversion"] = np.round(POOR_CONVERSION * frame.loc[ordinary, "conversion"].median(), 5)
    frame["tempting"] = frame.index == trap
    return frame


def keywords(seed: int) -> pd.DataFrame:
    """Return this world's search words: searches a day, sellers, bid in fen, click rate, conversion; `tempting` marks the trap."""
    return _keywords(seed).copy()


def fit(words: pd.DataFrame) -> np.ndarray:
    """Return how well each word (row) fits each product (column, in the catalogue's order), 0 to 1."""
    codes = pd.Index(parameters.table("products")["product"])
    table = np.zeros((len(words), len(codes)))
    for row, text in enumerate(words["fits"]):
        for part in filter(None, text.split("|")):
            code, value = part.split(":")
            table[row, codes.get_loc(code)] = float(value)
    return table


def season(words: pd.DataFrame) -> np.ndarray:
    """Return each word's factor on its searches by week of the year, mean 1 over the twelve months."""
    months = np.array([categories.SEASONS[name] for name in words["season"]])
    starts = calendar.START + pd.to_timedelta(np.arange(WEEKS) * 7, unit="D")
    return np.round((months / months.mean(axis=1, keepdims=True))[:, np.minimum(starts.month, 12) - 1], 6)


def first_products(orders: pd.DataFrame, lines: pd.DataFrame) -> np.ndarray:
    """Return the product of each order's first line as a position in the catalogue."""
    codes = pd.Index(parameters.table("products")["product"])
    first = lines.drop_duplicates("order_id").set_index("order_id")["sku"].str.slice(0, 3)
    return codes.get_indexer(first.reindex(orders["order_id"]))


def word_chances(weights: np.ndarray, brand: np.ndarray, brand_share: float) -> np.ndarray:
    """Return the chance of each word by week and product: the shop's own name takes its share, the others go by weight.

    `weights` has one row a week, one column a product and one layer a word.
    """
    plain = np.where(brand, 0.0, weights)
    named = np.where(brand, weights, 0.0)
    plain = plain / plain.sum(axis=2, keepdims=True)
    named = named / named.sum(axis=2, keepdims=True)
    return np.round(plain * (1 - brand_share) + named * brand_share, 9)


def choose(uniforms: np.ndarray, chances: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Choose a position for each uniform by the chances in its row, all rows at once."""
    whole = np.cumsum(np.round(chances * 1_000_000).astype(np.int64), axis=1)
    offset = np.concatenate([[0], np.cumsum(whole[:, -1])])
    edges = (whole + offset[:-1, None]).ravel()
    target = offset[row] + (uniforms * whole[row, -1]).astype(np.int64)
    return np.searchsorted(edges, target, side="right") - row * chances.shape[1]


@lru_cache(maxsize=4)
def organic_chances(seed: int) -> np.ndarray:
    """Return the chance that an order from search came by each word, by week and first product."""
    words = _keywords(seed)
    pull = words["searches"] * words["click_rate"] * words["conversion"]
    weights = season(words).T[:, None, :] * (fit(words) * pull.to_numpy()[:, None]).T[None]
    return word_chances(weights, (words["kind"] == "brand").to_numpy(), BRAND_SHARE["search"])


def order_words(seed: int, orders: pd.DataFrame, product: np.ndarray) -> np.ndarray:
    """Return the word that each order of the channel "search" came by, as a position in `keywords`; −1 for other orders."""
    chances = organic_chances(seed)
    week = traffic.days_of(orders["created_at"]) // 7
    row = week * chances.shape[1] + product
    word = choose(stream(seed, "order_keywords").random(len(orders)), chances.reshape(-1, chances.shape[2]), row)
    return np.where((orders["channel"] == "search").to_numpy(), word, -1)


def expected_orders(chances: np.ndarray, week: np.ndarray, product: np.ndarray) -> np.ndarray:
    """Return the orders to be expected by week and word, given the products that were bought."""
    size = chances.shape[0] * chances.shape[1]
    bought = np.bincount(week * chances.shape[1] + product, minlength=size).reshape(chances.shape[:2])
    return np.round((bought[:, :, None] * chances).sum(axis=1), 6)


def search_terms(seed: int, orders: pd.DataFrame, found: Paths, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `search_terms`: market searches and the shop's unpaid place in them by week and word; money in fen."""
    words, words_of, product = _keywords(seed), found.organic, found.product
    weeks = traffic_daily["date"].nunique() // 7
    u = stream(seed, "search_terms").random((WEEKS, len(words), 5))[:weeks]
    mine = words_of >= 0
    week = traffic.days_of(orders["created_at"]) // 7
    bought = np.bincount(week[mine] * len(words) + words_of[mine], minlength=WEEKS * len(words))
    bought = bought.reshape(WEEKS, len(words))[:weeks]
    expected = expected_orders(organic_chances(seed), week[mine], product[mine])[:weeks]

    found = traffic_daily[traffic_daily["channel"] == "search"]
    visitors = np.bincount(traffic.days_of(found["date"]) // 7, weights=found["visitors"], minlength=WEEKS)[:weeks]
    pull = np.round(expected / words["conversion"].to_numpy() * lognormal(u[..., 0], 0.05), 6)
    clicks = traffic.split(np.round(visitors * CLICKS_PER_VISITOR).astype(np.int64), pull)
    clicks = np.maximum(clicks, bought)
    click_rate = words["click_rate"].to_numpy() * lognormal(u[..., 1], 0.06)
    shown = np.ceil(np.round(clicks / click_rate, 6)).astype(np.int64)
    growth = np.where(words["kind"] == "missing", GOODS_MISSING_GROWTH, 1.15)
    trend = 1 + (growth - 1)[None, :] * (np.arange(weeks)[:, None] / WEEKS - 0.5)
    searches = words["searches"].to_numpy() * 7 * season(words).T[:weeks] * trend * lognormal(u[..., 2], 0.07)
    searches = np.maximum(np.round(searches), np.ceil(np.round(shown / ORGANIC_REACH, 6))).astype(np.int64)
    busy = np.round(season(words).T[:weeks] ** 0.3 * between(u[..., 3], 0.95, 1.05), 6)
    starts = calendar.START + pd.to_timedelta(np.repeat(np.arange(weeks) * 7, len(words)), unit="D")
    return pd.DataFrame(
        {
            "week": starts,
            "keyword": np.tile(words["keyword"].to_numpy(), weeks),
            "searches": searches.ravel(),
            "sellers_bidding": np.round(words["sellers"].to_numpy() * busy).astype(np.int64).ravel(),
            "market_cpc": np.round(words["bid"].to_numpy() * busy * between(u[..., 4], 0.96, 1.04))
            .astype(np.int64)
            .ravel(),
            "impressions": shown.ravel(),
            "clicks": clicks.ravel(),
            "orders": bought.ravel(),
        }
    )


def keyword_list(seed: int) -> pd.DataFrame:
    """Return the table `keywords`: the words' names and the products each was written for."""
    words = _keywords(seed)
    codes = [" ".join(part.split(":")[0] for part in text.split("|") if part) for text in words["fits"]]
    return words[["keyword", "zh", "en", "kind"]].assign(products=codes)


def site_searches(seed: int, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `site_searches`: what visitors typed into the shop's own search box, by week and term."""
    terms = parameters.table("site_terms")
    weeks = traffic_daily["date"].nunique() // 7
    u = stream(seed, "site_searches").random((WEEKS, len(terms), 3))[:weeks]
    own = stream(seed, "site_searches", 1).random((len(terms), 2))
    visitors = np.bincount(
        traffic.days_of(traffic_daily["date"]) // 7, weights=traffic_daily["visitors"], minlength=WEEKS
    )[:weeks]
    wanted = np.round(terms["weight"].to_numpy() * lognormal(own[:, 0], 0.5), 6)
    share = np.round(wanted * lognormal(u[..., 0], 0.10), 6)
    typed = np.round(visitors * parameters.settings("traffic")["site_search"]).astype(np.int64)
    searches = traffic.split(typed, share)
    results = terms["results"].to_numpy()
    clicks = np.minimum(counts(u[..., 1], searches * np.where(results > 0, 0.66, 0.0)), searches)
    rate = np.round(0.075 * lognormal(own[:, 1], 0.25), 6)
    orders = np.minimum(counts(u[..., 2], clicks * rate), clicks)
    starts = calendar.START + pd.to_timedelta(np.repeat(np.arange(weeks) * 7, len(terms)), unit="D")
    return pd.DataFrame(
        {
            "week": starts,
            "term": np.tile(terms["term"].to_numpy(), weeks),
            "searches": searches.ravel(),
            "results": np.tile(results, weeks),
            "clicks": clicks.ravel(),
            "orders": orders.ravel(),
        }
    )
