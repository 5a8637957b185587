"""Paid search: what each word cost and sold, who was credited with an order, and what happened where the shop's own name was not bid for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import searching, traffic
from shopworld.draws import between, counts, lognormal, pick
from shopworld.seeds import stream

CLICKS_PER_VISITOR = 1.05
CLAIMED = 0.07  # chance that an order by another way counts too, because its buyer clicked an ad in the 15 days before
CLAIMABLE = ("search", "direct")
POSITION_POWER = 1.0  # click rate falls as 1 / average position
CPC_POWER = 0.45
USUAL_POSITION = 2.4
AREAS = 24
HOLDOUT_BEFORE, HOLDOUT_DAYS = 28, 70
SEARCHES_PER_ORDER = 1.9  # searches for the shop's name for each order that the whole shop takes
INCREMENTAL = (0.05, 0.22)


@dataclass(frozen=True)
class Holdout:
    """Where and when the shop's own name was not bid for, and what share of the credited orders was lost by it."""

    first: int
    off: np.ndarray
    incremental: float

    def ads_off(self, day: np.ndarray, area: np.ndarray) -> np.ndarray:
        """Return whether the ads were off for each day and area."""
        return self.off[area] & (day >= self.first) & (day < self.first + HOLDOUT_DAYS)


def holdout(seed: int, days: int) -> Holdout:
    """Return the plan of the test: half of the areas, seventy days, from a day that differs from shop to shop."""
    u = stream(seed, "brand_holdout").random(AREAS + 2)
    room = days - HOLDOUT_DAYS
    first = 20 + int(u[0] * 10) if room < 100 else 170 + int(u[0] * 50)
    off = np.zeros(AREAS, dtype=bool)
    off[np.argsort(u[2:], kind="stable")[: AREAS // 2]] = True
    return Holdout(first, off, float(between(u[1:2], *INCREMENTAL)[0]))


def campaigns(seed: int) -> pd.DataFrame:
    """Return the table `ad_campaigns`; money in fen."""
    frame = parameters.table("ad_campaigns")
    spread = between(stream(seed, "search_ads", 2).random(len(frame)), 0.8, 1.2)
    return frame.assign(daily_budget=np.round(frame["daily_budget"] * spread).astype(np.int64) * 100)


def areas(seed: int) -> np.ndarray:
    """Return the areas' shares of the shop's visitors."""
    weight = between(stream(seed, "brand_holdout", 1).random(AREAS), 0.7, 1.4)
    return np.round(weight / weight.sum(), 9)


@lru_cache(maxsize=8)
def ad_words(seed: int) -> pd.DataFrame:
    """Return the words that the shop bids for, with their campaign and the product they lead to (a catalogue position)."""
    words = searching.keywords(seed)
    words["position"] = np.arange(len(words))
    words["product"] = searching.fit(words).argmax(axis=1)
    kind = words["kind"]
    words["campaign"] = np.select([kind == "brand", kind == "head", kind == "missing"], ["C1", "C2", ""], default="C3")
    return words[(kind != "missing") & (words["conversion"] * words["bid"] > 0)].reset_index(drop=True)


def positions(seed: int, count: int) -> np.ndarray:
    """Return the average position of each word in each week, 1 at the top; the shop changes its bids every few weeks."""
    u = stream(seed, "search_ads", 1).random((searching.WEEKS, count, 2))
    level = between(u[np.arange(searching.WEEKS) // 4 * 4, :, 0], 1.3, 4.2)
    return np.round(level * lognormal(u[..., 1], 0.08), 2).clip(1.0, 6.0)


@lru_cache(maxsize=4)
def paid_chances(seed: int) -> np.ndarray:
    """Return the chance that an order from a search ad came by each ad word, by week and first product."""
    words = ad_words(seed)
    pull = words["searches"] * words["click_rate"] * words["conversion"]
    seen = searching.season(words) * pull.to_numpy()[:, None] / positions(seed, len(words)).T
    weights = seen.T[:, None, :] * searching.fit(words).T[None]
    return searching.word_chances(weights, (words["kind"] == "brand").to_numpy(), searching.BRAND_SHARE["search ad"])


def paths(seed: int, days: int, orders: pd.DataFrame, lines: pd.DataFrame) -> searching.Paths:
    """Return how each order was found. Where the shop's name was not bid for, most who would have clicked came unpaid."""
    u = stream(seed, "order_keywords", 1).random((len(orders), 5))
    product = searching.first_products(orders, lines)
    day = traffic.days_of(orders["created_at"])
    area = pick(u[:, 0], areas(seed))
    plan = holdout(seed, days)
    off = plan.ads_off(day, area)
    channel = orders["channel"].to_numpy()
    words = searching.keywords(seed)
    brand = np.flatnonzero(words["kind"] == "brand")

    organic = searching.order_words(seed, orders, product)
    shift = _shifted(plan.incremental, channel)
    named = brand[(u[:, 1] < 0.6).astype(np.int64)]
    organic = np.where((channel == "search") & off & (u[:, 2] < shift) & ~np.isin(organic, brand), named, organic)

    chances = paid_chances(seed)
    row = day // 7 * chances.shape[1] + product
    mine = ad_words(seed)
    choice = searching.choose(u[:, 3], chances.reshape(-1, chances.shape[2]), row)
    plain = searching.choose(u[:, 3], _without_brand(chances, mine).reshape(-1, chances.shape[2]), row)
    word = np.where(off, plain, choice)
    credited = (channel == "search ad") | (np.isin(channel, CLAIMABLE) & (u[:, 4] < CLAIMED))
    credited &= orders["paid_at"].notna().to_numpy()
    return searching.Paths(area, product, organic, np.where(credited, word, -1))


def _shifted(incremental: float, channel: np.ndarray) -> float:
    """Return the chance that an unpaid search order came by the shop's name instead, where its ads were off.

    Areas without the ads then lose the share `incremental` of the orders that the ads are credited with elsewhere.
    """
    share = {name: float((channel == name).mean()) for name in ("search ad", *CLAIMABLE)}
    named, by_ad = searching.BRAND_SHARE["search"], searching.BRAND_SHARE["search ad"]
    credited = by_ad * (share["search ad"] + CLAIMED * sum(share[name] for name in CLAIMABLE))
    twice = named * share["search"] * CLAIMED * by_ad
    return round(((1 - incremental) * credited - twice) / (share["search"] * (1 - named)), 9)


def _without_brand(chances: np.ndarray, words: pd.DataFrame) -> np.ndarray:
    """Return the chances left to the other words where the shop's name is not bid for."""
    return np.where((words["kind"] == "brand").to_numpy(), 0.0, chances)


def ad_daily(seed: int, orders: pd.DataFrame, found: searching.Paths, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `ad_daily`: the search ads' report by day and word; money in fen."""
    words, days = ad_words(seed), traffic_daily["date"].nunique()
    shape = (days, len(words))
    u = stream(seed, "search_ads").random((calendar.DAYS, len(words), 5))[:days]
    sold = _credited(words, days, orders, found)
    clicks = np.maximum(_ad_clicks(seed, days, orders, found, traffic_daily, u[..., 0]), sold["all"])
    week = np.arange(days) // 7
    position = np.round(positions(seed, len(words))[week] * lognormal(u[..., 1], 0.05), 2).clip(1.0, None)
    scale = np.round((USUAL_POSITION / position) ** POSITION_POWER, 9)
    rate = np.minimum(words["click_rate"].to_numpy() * scale * lognormal(u[..., 2], 0.07), 0.8)
    shown = np.ceil(np.round(clicks / rate, 6)).astype(np.int64)
    fits = searching.fit(words).max(axis=1)
    quality = np.clip(np.round(4 + 5.5 * fits + (words["click_rate"] - 0.03) * 20), 3, 10).astype(np.int64)
    paid_click = words["bid"].to_numpy() * np.round((USUAL_POSITION / position) ** CPC_POWER, 9)
    paid_click = paid_click * (8.0 / quality.to_numpy()) ** 0.5 * between(u[..., 3], 0.93, 1.07)
    cost = np.round(clicks * np.round(paid_click, 4)).astype(np.int64)
    carts = np.minimum(
        sold["all"] + counts(u[..., 4], clicks * np.round(0.9 * words["conversion"].to_numpy(), 6)), clicks
    )
    day, word = np.unravel_index(np.arange(days * len(words)), shape)
    skus = parameters.table("products")["product"].to_numpy()[words["product"]] + "-1"
    frame = pd.DataFrame(
        {
            "date": (calendar.START + pd.to_timedelta(np.arange(days), unit="D")).to_numpy()[day],
            "campaign": words["campaign"].to_numpy()[word],
            "keyword": words["keyword"].to_numpy()[word],
            "sku": skus[word],
            "impressions": shown.ravel(),
            "clicks": clicks.ravel(),
            "cost": cost.ravel(),
            "average_position": position.ravel(),
            "quality_score": quality.to_numpy()[word],
            "carts": carts.ravel(),
            "orders_direct": sold["direct"].ravel(),
            "orders_indirect": sold["indirect"].ravel(),
            "amount_direct": sold["amount direct"].ravel(),
            "amount_indirect": sold["amount indirect"].ravel(),
        }
    )
    return frame[frame["impressions"] > 0].reset_index(drop=True)


def _credited(words: pd.DataFrame, days: int, orders: pd.DataFrame, found: searching.Paths) -> dict[str, np.ndarray]:
    """Return orders and amounts credited to each day and word, for the advertised product and for others."""
    mine = found.paid >= 0
    cell = traffic.days_of(orders["created_at"])[mine] * len(words) + found.paid[mine]
    direct = words["product"].to_numpy()[found.paid[mine]] == found.product[mine]
    amount = orders["paid"].to_numpy()[mine]

    def table(chosen: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        sums = np.bincount(
            cell[chosen], weights=None if weights is None else weights[chosen], minlength=days * len(words)
        )
        return sums.astype(np.int64).reshape(days, len(words))

    parts = {"direct": table(direct), "indirect": table(~direct)}
    parts |= {"amount direct": table(direct, amount), "amount indirect": table(~direct, amount)}
    return parts | {"all": parts["direct"] + parts["indirect"]}


def expected_paid(seed: int, days: int, orders: pd.DataFrame, found: searching.Paths) -> np.ndarray:
    """Return the credited orders to be expected by day and word: the model's, given what was bought."""
    mine = found.paid >= 0
    week = traffic.days_of(orders["created_at"])[mine] // 7
    by_week = searching.expected_orders(paid_chances(seed), week, found.product[mine])
    length = np.bincount(np.arange(days) // 7, minlength=searching.WEEKS)[: by_week.shape[0]]
    daily = np.round(by_week / np.maximum(length, 1)[:, None], 6)[np.arange(days) // 7]
    return daily * _bidding(seed, days)


def _bidding(seed: int, days: int) -> np.ndarray:
    """Return by day and word the factor on credited orders: less for the shop's name where it was not bid for, more for others."""
    plan, share = holdout(seed, days), areas(seed)
    off = (plan.ads_off(np.arange(days)[:, None], np.arange(AREAS)[None, :]) * share).sum(axis=1)
    brand = (ad_words(seed)["kind"] == "brand").to_numpy()
    off = np.round(off, 6)[:, None]
    named = searching.BRAND_SHARE["search ad"]
    return np.round(np.where(brand[None, :], 1 - off, 1 + off * named / (1 - named)), 9)


def _ad_clicks(
    seed: int, days: int, orders: pd.DataFrame, found: searching.Paths, traffic_daily: pd.DataFrame, u: np.ndarray
) -> np.ndarray:
    """Return clicks by day and word: the channel's visitors, shared out by what each word sells and how well it converts."""
    words = ad_words(seed)
    by = traffic_daily[traffic_daily["channel"] == "search ad"]
    visitors = np.bincount(traffic.days_of(by["date"]), weights=by["visitors"], minlength=days)
    pull = expected_paid(seed, days, orders, found) / words["conversion"].to_numpy() * lognormal(u, 0.08)
    return traffic.split(np.round(visitors * CLICKS_PER_VISITOR).astype(np.int64), np.round(pull, 6) + 1e-6)


def brand_test(seed: int, orders: pd.DataFrame, found: searching.Paths, ad_report: pd.DataFrame) -> pd.DataFrame:
    """Return the table `brand_holdout`: searches for the shop's name by day and area, with and without its ads; money in fen."""
    days = int(traffic.days_of(ad_report["date"]).max()) + 1
    plan, share = holdout(seed, days), areas(seed)
    span = np.arange(plan.first - HOLDOUT_BEFORE, plan.first + HOLDOUT_DAYS)
    span = span[(span >= 0) & (span < days)]
    shape = (days, AREAS)
    u = stream(seed, "brand_holdout", 2).random((calendar.DAYS, AREAS, 3))[:days]
    mine = ad_words(seed)
    brand_paid = np.isin(found.paid, np.flatnonzero(mine["kind"] == "brand"))
    brand_free = np.isin(found.organic, np.flatnonzero(searching.keywords(seed)["kind"] == "brand"))
    brand_free &= orders["paid_at"].notna().to_numpy() & ~brand_paid
    cell = traffic.days_of(orders["created_at"]) * AREAS + found.area
    size = days * AREAS
    by_ad = np.bincount(cell[brand_paid], minlength=size).reshape(shape)
    unpaid = np.bincount(cell[brand_free], minlength=size).reshape(shape)

    off = plan.ads_off(np.arange(days)[:, None], np.arange(AREAS)[None, :])
    report = ad_report[ad_report["campaign"] == "C1"]
    day = traffic.days_of(report["date"])
    clicks = np.bincount(day, weights=report["clicks"], minlength=days).astype(np.int64)
    cost = np.bincount(day, weights=report["cost"], minlength=days).astype(np.int64)
    weight = np.where(off, 0.0, np.round(share * lognormal(u[..., 0], 0.05), 6) + 1e-6)
    ad_clicks = by_ad + traffic.split(np.maximum(clicks - by_ad.sum(axis=1), 0), weight)
    conversion = float(mine.loc[mine["kind"] == "brand", "conversion"].mean())
    placed = np.bincount(traffic.days_of(orders["created_at"]), minlength=days)
    usual = (
        unpaid.sum() / (placed[:, None] * share * (1 + off)).sum()
    )  # nearly all of the ads' clicks come unpaid where they are off
    free_clicks = unpaid + counts(u[..., 1], placed[:, None] * share * (1 + off) * usual * (1 / conversion - 1))
    searches = counts(u[..., 2], placed[:, None] * share * SEARCHES_PER_ORDER)
    at = (np.repeat(span, AREAS), np.tile(np.arange(AREAS), len(span)))
    return pd.DataFrame(
        {
            "date": calendar.START + pd.to_timedelta(at[0], unit="D"),
            "area": [f"A{number + 1:02d}" for number in at[1]],
            "group": np.where(plan.off[at[1]], "ads off", "ads on"),
            "test_running": at[0] >= plan.first,
            "searches": np.maximum(searches, ad_clicks + free_clicks)[at],
            "ad_clicks": ad_clicks[at],
            "ad_cost": traffic.split(cost, ad_clicks)[at],
            "unpaid_clicks": free_clicks[at],
            "ad_orders": by_ad[at],
            "unpaid_orders": unpaid[at],
        }
    )
