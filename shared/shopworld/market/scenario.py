"""A season: the facts of its shop and market, and all its luck, drawn before the first day.

Nothing in here depends on a decision: the same seed meets every policy with the same buyers, the same late lorries, the same
bids. So two policies differ by what they did, and not by their dice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, lognormal, normal
from shopworld.market import assortment, words
from shopworld.market.opening import Opening, house
from shopworld.market.postage import postage
from shopworld.market.rules import rules
from shopworld.seeds import stream

UNKNOWN = "There is no season {name!r}. There are {names}."
CHANNELS = ("search", "ad", "feed", "live")
# Which of a day's uniforms per item turns which mean into a whole number.
ROUNDINGS = {
    "orders": 0, "coupon": 1, "refused": 2, "tried": 3, "passed": 4, "refunds": 5, "back": 6, "reviews": 7,
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What stays the same for a whole season; arrays of (items, …), with a leading axis of shops once stacked; fen."""

    list_price: np.ndarray  # (I,)
    market_price: np.ndarray  # (I,) hidden: what buyers take for normal
    unit_cost: np.ndarray  # (I,)
    parcel: np.ndarray  # (I,) courier and packing
    lot: np.ndarray  # (I,) the supplier's smallest order
    elasticity: np.ndarray  # (I, S) hidden
    share: np.ndarray  # (I, S) hidden: who looks at the item
    appeal: np.ndarray  # (I,) hidden
    stars: np.ndarray  # (I,) hidden: mean of its reviews when all goes well
    refund_rate: np.ndarray  # (I,) hidden
    rival_price: np.ndarray  # (I, R) at rest
    rival_appeal: np.ndarray  # (I, R) hidden
    word_bytes: np.ndarray  # (K,) length of each word in a title
    fit: np.ndarray  # (I, K) how well an item answers a word
    buying: np.ndarray  # (K,) conversion of those who type the word, beside the average
    listings: np.ndarray  # (K, L) hidden: strength of other shops' listings
    first_stock: np.ndarray  # (I,)
    typical_sales: np.ndarray  # (I,) hidden: pieces a day at which a listing counts as established
    first_title: np.ndarray  # (I, K)
    fraud: np.ndarray  # () hidden: share of orders
    cash: np.ndarray  # ()
    commission: np.ndarray  # () in hundredths of a per cent of sales
    payment: np.ndarray  # () the same
    deposit: np.ndarray  # ()
    annual_fee: np.ndarray  # () the season's share
    promise: np.ndarray  # () days faster than two
    reply: np.ndarray  # () 1 when rivals reply, else 0


@dataclass(frozen=True)
class Daily:
    """What each day brings whatever is decided; arrays of (days, …), once stacked (days, shops, …)."""

    busy: np.ndarray  # () known in advance: weekday and events
    sale: np.ndarray  # () a platform's sale event
    searches: np.ndarray  # (K,)
    visits: np.ndarray  # () factor on feed and livestream
    bids: np.ndarray  # (K, bidders) rivals' bid × quality in fen, highest first
    item_luck: np.ndarray  # (I,) factor on an item's orders
    lead: np.ndarray  # (I,) days until what is ordered today arrives
    delay: np.ndarray  # (I,) days until refunds of today's sales are paid
    rounding: np.ndarray  # (8, I) uniforms that turn means into whole numbers
    click_rounding: np.ndarray  # (K,)

    def on(self, day: int) -> Daily:
        """Return one day of it."""
        return Daily(**{name: values[day] for name, values in vars(self).items()})


@dataclass(frozen=True, eq=False)
class Scenario:
    """One season of one world."""

    name: str
    seed: int
    level: int
    days: int
    dates: tuple[str, ...]
    events: tuple[str, ...]
    items: tuple[str, ...]
    item_names: tuple[str, ...]
    words: tuple[str, ...]
    word_names: tuple[str, ...]
    word_bytes: tuple[int, ...]
    rivals: tuple[str, ...]
    facts: Facts
    daily: Daily


def scenario(name: str, seed: int, opening: Opening | None = None) -> Scenario:
    """Return a season by name and seed, opened on the terms of an approved set-up.

    Raises ValueError for a name that `season.toml` doesn't have, or a seed that isn't a whole number of 0 or more.
    """
    levels = vars(rules().seasons)
    if name not in levels:
        raise ValueError(UNKNOWN.format(name=name, names=", ".join(levels)))
    return _scenario(name, seed, opening or house())


@lru_cache(maxsize=256)
def _scenario(name: str, seed: int, opening: Opening) -> Scenario:
    shape, level = rules().shape, getattr(rules().seasons, name)
    goods = assortment.items(seed)
    keywords, fit = words.keywords(seed, goods)
    dates, events = _dates(seed)
    busy = _busy(dates)
    searches = words.searches(keywords, busy, dates.month.to_numpy())
    searches *= _scale(searches.mean(axis=0), keywords, fit, goods)
    rivals = assortment.rivals(seed, goods)
    facts = _facts(seed, goods, rivals, keywords, fit, searches.mean(axis=0), opening, level >= rules().seasons.season)
    return Scenario(
        name=name,
        seed=seed,
        level=level,
        days=shape.days,
        dates=tuple(date.strftime("%Y-%m-%d") for date in dates),
        events=events,
        items=tuple(goods["item"]),
        item_names=tuple(goods["name_en"]),
        words=tuple(keywords["zh"]),
        word_names=tuple(keywords["en"]),
        word_bytes=tuple(keywords["bytes"].tolist()),
        rivals=tuple(rivals[0]),
        facts=facts,
        daily=_daily(seed, keywords, searches, busy, events),
    )


def sale_days(events: tuple[str, ...]) -> np.ndarray:
    """Return which days belong to a platform's sale event."""
    return np.isin(events, parameters.settings("market")["season"]["sale_events"])


def _dates(seed: int) -> tuple[pd.DatetimeIndex, tuple[str, ...]]:
    starts = rules().shape.starts
    chosen = starts[int(stream(seed, "season_days").random() * len(starts))]
    dates = pd.date_range(chosen, periods=rules().shape.days, freq="D")
    return dates, tuple(calendar.table().set_index("date")["event"].reindex(dates).fillna(""))


def _busy(dates: pd.DatetimeIndex) -> np.ndarray:
    """Return each day's known factor, 1 on average over the season: weekday and events (the month is in the words)."""
    season = parameters.settings("market")["season"]
    events = np.ones(len(dates))
    for first, last, _, size in season["events"]:
        events[(dates >= first) & (dates <= last)] = size
    busy = np.array(season["weekday"])[dates.day_of_week] * events ** rules().demand.calm
    return np.round(busy / busy.mean(), 6)


def _scale(searches: np.ndarray, keywords: pd.DataFrame, fit: np.ndarray, goods: pd.DataFrame) -> float:
    """Return the factor that gives every season the same value of searches: contribution at list prices, first place."""
    price = goods["market_price"]
    margin = np.maximum((price + postage(price)) * 0.944 - goods["unit_cost"] - goods["parcel"], 100).to_numpy()
    worth = (fit * margin[:, None]).max(axis=0) * keywords["conversion"].to_numpy()
    return rules().demand.visits_value / float(searches @ worth)


def _facts(
    seed: int,
    goods: pd.DataFrame,
    rivals: tuple[list[str], np.ndarray, np.ndarray],
    keywords: pd.DataFrame,
    fit: np.ndarray,
    searches: np.ndarray,
    opening: Opening,
    replies: bool,
) -> Facts:
    shape, u = rules().shape, stream(seed, "season_keywords", 1).random((len(keywords), rules().shape.listings))
    _, rival_price, rival_appeal = rivals
    careful = goods["careful"].to_numpy()
    buying = keywords["conversion"].to_numpy() / parameters.table("keywords")["conversion"].mean()
    typical = np.maximum(0.012 * (fit * (searches * buying)).sum(axis=1), 1.0)
    luck = stream(seed, "season_orders").random(1)[0]
    return Facts(
        list_price=goods["list_price"].to_numpy(),
        market_price=goods["market_price"].to_numpy(),
        unit_cost=goods["unit_cost"].to_numpy(),
        parcel=goods["parcel"].to_numpy(),
        lot=goods["lot"].to_numpy(),
        elasticity=goods["elasticity"].to_numpy()[:, None] * rules().choice.segments,
        share=np.stack([careful, 1 - careful], axis=1),
        appeal=goods["appeal"].to_numpy(),
        stars=goods["stars"].to_numpy(),
        refund_rate=goods["refund_rate"].to_numpy(),
        rival_price=rival_price,
        rival_appeal=np.array(rival_appeal),
        word_bytes=keywords["bytes"].to_numpy(),
        fit=fit,
        buying=buying,
        listings=np.round(0.1 + 0.9 * (np.arange(shape.listings) + u) / shape.listings, 6),
        first_stock=np.ceil(typical * rules().opening.stock_days).astype(np.int64),
        typical_sales=typical,
        first_title=words.first_titles(keywords, fit),
        fraud=between(np.array(luck), *rules().risk.fraud),
        cash=np.array(rules().opening.cash),
        commission=np.array(opening.commission),
        payment=np.array(opening.payment),
        deposit=np.array(opening.deposit),
        annual_fee=np.array(opening.annual_fee * shape.days // calendar.DAYS),
        promise=np.array((rules().opening.ship_hours - opening.ship_hours) / 24),
        reply=np.array(int(replies)),
    )


def _daily(seed: int, keywords: pd.DataFrame, searches: np.ndarray, busy: np.ndarray, events: tuple[str, ...]) -> Daily:
    days, shape = len(busy), rules().shape
    sale = sale_days(events)
    shared = _lasting(normal(stream(seed, "season_days", 1).random((days, 3))))
    by_word = lognormal(stream(seed, "season_days", 2).random(searches.shape), 0.15)
    u = stream(seed, "season_orders", 1).random((days, len(ROUNDINGS) + 1, shape.items))
    item_sigma = rules().demand.item_noise
    auction = rules().auction
    spread = lognormal(stream(seed, "season_bids").random((len(keywords), shape.bidders)), auction.bid_spread)
    by_day = lognormal(stream(seed, "season_bids", 1).random((days, len(keywords), shape.bidders)), 0.10)
    bids = keywords["bid"].to_numpy()[:, None] * spread * by_day
    bids *= np.where(sale, auction.sale_rise, 1.0)[:, None, None]
    after = stream(seed, "season_after").random((days, shape.items))
    window = rules().supply.rush_window
    rush = np.array([sale[day + 1 : day + 1 + window].any() for day in range(days)])
    return Daily(
        busy=busy,
        sale=sale,
        searches=np.round(searches * by_word * np.clip(1 + rules().demand.noise * shared[:, :1], 0.6, 1.4), 3),
        visits=np.round(busy * np.clip(1 + rules().demand.noise * shared[:, 1], 0.6, 1.4), 6),
        bids=-np.sort(-np.round(bids * 0.8, 3), axis=2),
        item_luck=np.round(lognormal(u[:, -1], item_sigma) / np.exp(item_sigma**2 / 2), 6),
        lead=assortment.lead_days(stream(seed, "season_supply").random((days, shape.items)), rush),
        delay=rules().after.delay[0]
        + np.floor(after * (rules().after.delay[1] - rules().after.delay[0] + 1)).astype(int),
        rounding=u[:, :-1],
        click_rounding=stream(seed, "season_orders", 2).random((days, len(keywords))),
    )


def _lasting(fresh: np.ndarray) -> np.ndarray:
    """Return noise of which a part is still there on the next day, as in the shop's past."""
    kept = parameters.settings("market")["season"]["noise_kept"]
    noise = fresh.copy()
    for day in range(1, len(noise)):
        noise[day] = kept * noise[day - 1] + (1 - kept**2) ** 0.5 * fresh[day]
    return noise
