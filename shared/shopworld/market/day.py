"""A day at the market, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from shopworld.market import after_sales, auction, choice, feed, fulfil, money, rank, rivals, service, supply
from shopworld.market.arrays import moved_up, remembered, within
from shopworld.market.close import close
from shopworld.market.decisions import Decisions
from shopworld.market.rules import rules
from shopworld.market.scenario import ROUNDINGS, Daily
from shopworld.market.state import State

OVER = "The season is over: its {days} days are run and closed."


@dataclass(frozen=True, eq=False)
class DayReport:
    """What happened on a day. Money in fen; B shops, I items, K words, C channels (search, ad, feed, live)."""

    day: int  # 0 for the first
    arrived: np.ndarray  # (B, I)
    ordered: np.ndarray  # (B, I) pieces the supplier took
    searches: np.ndarray  # (B, K)
    place: np.ndarray  # (B, I, K) in organic search
    ads: auction.Auction
    visits: np.ndarray  # (B, C, I)
    viewers: np.ndarray  # (B,) of the livestream
    online: np.ndarray  # (B,) on average
    wanted: np.ndarray  # (B, I) pieces buyers would have bought; the shop never sees it
    met: np.ndarray  # (B, I) wanted and on the shelf: met ÷ wanted is the fill rate
    sold: np.ndarray  # (B, I) parcels sent
    refused: np.ndarray  # (B, I) good orders turned away
    frauds: np.ndarray  # (B, I) among the parcels
    takings: np.ndarray  # (B, I)
    refunded: np.ndarray  # (B, I) pieces of today's parcels that will be refunded
    refund_money: np.ndarray  # (B, I) for them
    coupon_held: np.ndarray  # (B, I) items without the coupon, because their price rose within seven days
    cases: np.ndarray  # (B,)
    backlog: np.ndarray  # (B,) open cases at night
    rating: np.ndarray  # (B, I)
    book: np.ndarray  # (B, names) the cash book, closing page included on the last day


@dataclass(frozen=True, eq=False)
class _Shelf:
    """The morning's goods: what lies there, what is on the way, what was ordered and what that cost (fen)."""

    stock: np.ndarray
    coming: np.ndarray
    ordered: np.ndarray
    cost: np.ndarray


@dataclass(frozen=True, eq=False)
class _Attention:
    """Who looks at what: places, ads, visits by channel, and how ready each channel's visitors are to buy."""

    rating: np.ndarray
    place: np.ndarray
    ads: auction.Auction
    visits: np.ndarray
    ready: np.ndarray  # (B, C, I) visits weighted by intent
    viewers: np.ndarray
    online: np.ndarray


@dataclass(frozen=True, eq=False)
class _Sales:
    """What became of the visits, (B, I) each; money in fen."""

    expected: np.ndarray  # (B, C, I) orders, before luck
    held: np.ndarray  # items that the platform keeps out of the coupon
    wanted: np.ndarray
    met: np.ndarray  # wanted and on the shelf
    refused: np.ndarray
    frauds: np.ndarray
    sold: np.ndarray
    takings: np.ndarray


@dataclass(frozen=True, eq=False)
class _Counter:
    """The day's cases, and what will come back of its sales."""

    refunded: np.ndarray
    money: np.ndarray
    goods: np.ndarray
    cases: np.ndarray
    backlog: np.ndarray


def step(state: State, decisions: Decisions) -> tuple[State, DayReport]:
    """Return the shop after one more day, and what happened on it; the given state is not changed.

    Decisions beyond the platform's limits are taken as the limit. Raises ValueError when the season is over.
    """
    if state.done:
        raise ValueError(OVER.format(days=state.days))
    today = state.daily.on(state.day)
    plan = _within_limits(decisions, state)
    shelf = _supply(state, plan, today)
    rival_price = rivals.prices(state.day, today.sale, plan.price, state.rival_price, state.facts)
    seen = _attention(state, plan, today, shelf)
    sales = _sales(state, plan, today, shelf.stock, seen, rival_price)
    counter = _counter(state, plan, today, sales)
    page = _cash_book(state, plan, shelf, seen, sales, counter)
    after = _evening(state, plan, today, shelf, seen, sales, counter, rival_price, page)
    if after.done:
        last = close(after)
        page, after = page + last, replace(after, cash=after.cash + last.sum(axis=1))
    return after, DayReport(
        day=state.day,
        arrived=state.coming[:, 0],
        ordered=shelf.ordered,
        searches=today.searches,
        place=seen.place,
        ads=seen.ads,
        visits=seen.visits,
        viewers=seen.viewers,
        online=seen.online,
        wanted=sales.wanted,
        met=sales.met,
        sold=sales.sold,
        refused=sales.refused,
        frauds=sales.frauds,
        takings=sales.takings,
        refunded=counter.refunded,
        refund_money=counter.money,
        coupon_held=sales.held & (plan.coupon[:, None] > 0),
        cases=counter.cases,
        backlog=counter.backlog,
        rating=seen.rating,
        book=page,
    )


def _supply(state: State, plan: Decisions, today: Daily) -> _Shelf:
    stock, coming = supply.arrive(state.stock, state.coming)
    ordered, cost = supply.order(plan.restock, state.cash, state.facts.unit_cost, state.facts.lot)
    return _Shelf(stock + state.due_goods[:, 0], supply.send_off(coming, ordered, today.lead), ordered, cost)


def _attention(state: State, plan: Decisions, today: Daily, shelf: _Shelf) -> _Attention:
    """Return who looks at what today: organic search, the keyword auction, the feed, the livestream."""
    facts = state.facts
    shown = rank.rating(state.stars, state.reviews)
    strong = rank.strength(state.sold_average, shown, state.on_shelf, facts)
    matched = rank.match(plan.title, _title_age(state, plan), facts)
    place = rank.places(strong, matched, facts)
    searched = rank.clicks(today.searches, place, facts)

    bids = today.bids * (1 + state.rival_heat[..., None])
    budget = np.minimum(plan.ad_budget, np.maximum(state.cash - shelf.cost, 0))
    score = auction.quality(strong, matched)
    ads = auction.run(plan.bid, score, budget, today.searches, facts.fit, bids, today.click_rounding)
    advertised = np.where(np.arange(place.shape[1])[:, None] == ads.item[:, None], ads.clicks[:, None], 0)

    in_hall = today.sale & (plan.coupon >= rules().feed.hall_coupon)
    fed = feed.visits(today.visits, strong, in_hall)
    viewers, online = feed.audience(plan.live_hours, today.visits)
    live = feed.shown(viewers, strong, shelf.stock > 0)

    buying = facts.buying[:, None, :]
    ready = _by_channel((searched * buying).sum(axis=2), (advertised * buying).sum(axis=2), fed, live)
    return _Attention(
        rating=shown,
        place=place,
        ads=ads,
        visits=_by_channel(searched.sum(axis=2), advertised.sum(axis=2), fed, live),
        ready=ready * rules().choice.intent[:, None],
        viewers=viewers,
        online=online,
    )


def _sales(
    state: State, plan: Decisions, today: Daily, stock: np.ndarray, seen: _Attention, rival_price: np.ndarray
) -> _Sales:
    """Return what is sold: the choice, whole orders, the end of the stock, the risk rule, what was paid."""
    facts, rounding = state.facts, today.rounding
    held = plan.price > state.recent_price.min(axis=1)
    coupon = np.where(held, 0.0, plan.coupon[:, None])
    paid = choice.paid_price(plan.price, coupon)
    buys = choice.conversion(paid, seen.rating, service.wait(state.backlog), rival_price, facts) * facts.share
    expected = seen.ready * buys.sum(axis=2)[:, None] * state.alive[:, None, None]
    wanted = fulfil.whole(expected.sum(axis=1) * today.item_luck, rounding[:, ROUNDINGS["orders"]])
    met = np.minimum(wanted, stock)
    sale_factor = np.where(today.sale, rules().risk.sale_factor, 1.0)
    refused, tried, frauds = fulfil.screened(met, plan.risk_limit, facts.fraud * sale_factor, rounding)
    sold = met - tried - refused + frauds
    using = (buys * rules().choice.redeem).sum(axis=2) / np.maximum(buys.sum(axis=2), 1e-12)
    used = np.minimum(fulfil.whole(sold * using, rounding[:, ROUNDINGS["coupon"]]), sold)
    takings = fulfil.takings(plan.price, coupon, sold, used)
    return _Sales(expected, held, wanted, met, refused, frauds, sold, takings)


def _counter(state: State, plan: Decisions, today: Daily, sales: _Sales) -> _Counter:
    """Return what today's sales mean for the counter, and what will come back of them."""
    rule, rounding = rules().service, today.rounding
    kept = sales.sold - sales.frauds
    chance = after_sales.chance(sales.expected, today.sale, service.wait(state.backlog), state.facts.refund_rate)
    refunded = np.minimum(fulfil.whole(kept * chance, rounding[:, ROUNDINGS["refunds"]]), kept)
    back = fulfil.whole(refunded * rules().after.goods_back, rounding[:, ROUNDINGS["back"]])
    parcels = sales.sold.sum(axis=1)
    asked = np.round(rule.question * parcels + rule.complaint * refunded.sum(axis=1)).astype(np.int64)
    return _Counter(
        refunded=refunded,
        money=after_sales.money_back(sales.takings, sales.sold, refunded),
        goods=np.minimum(back, refunded),
        cases=parcels + asked,
        backlog=service.queue(state.backlog, parcels + asked, plan.staff),
    )


def _cash_book(
    state: State, plan: Decisions, shelf: _Shelf, seen: _Attention, sales: _Sales, counter: _Counter
) -> np.ndarray:
    """Return the day's page of the cash book (B, names) in fen; the refunds on it are those of earlier days."""
    rule, facts = rules(), state.facts
    lost = after_sales.money_back(sales.takings, sales.sold, sales.frauds) + sales.frauds * rule.risk.chargeback
    return money.book(
        sales=sales.takings.sum(axis=1),
        refunds=-state.due_money[:, 0],
        goods=-shelf.cost,
        fees=-money.fees(sales.takings.sum(axis=1), facts),
        freight=-(sales.sold * facts.parcel).sum(axis=1),
        returns=-state.due_goods[:, 0].sum(axis=1) * rule.after.handling,
        fraud=-lost.sum(axis=1),
        ads=-seen.ads.cost.sum(axis=1),
        live=-np.ceil(plan.live_hours * rule.live.hour_cost).astype(np.int64),
        wages=-plan.staff * rule.service.wage,
        hosting=np.full(len(state.cash), -rule.money.hosting),
        holding=-money.holding(shelf.stock - sales.sold, facts),
        late=-counter.backlog * rule.service.late,
    )


def _evening(
    state: State,
    plan: Decisions,
    today: Daily,
    shelf: _Shelf,
    seen: _Attention,
    sales: _Sales,
    counter: _Counter,
    rival_price: np.ndarray,
    page: np.ndarray,
) -> State:
    """Return the state that the next day begins with."""
    facts, after = state.facts, rules().after
    smooth, fade = 1 / rules().rank.typical_days, 0.5 ** (1 / after.half_life)
    on_shelf = np.divide(sales.met, sales.wanted, out=(shelf.stock > 0).astype(float), where=sales.wanted > 0)
    reviews = fulfil.whole((sales.sold - sales.frauds) * after.reviews, today.rounding[:, ROUNDINGS["reviews"]])
    given = after_sales.stars(facts.stars, service.wait(counter.backlog), plan.price, facts.market_price)
    refunds = after_sales.queue_up(np.zeros_like(state.due_goods), counter.money, today.delay).sum(axis=2)
    cash = state.cash + page.sum(axis=1)
    return replace(
        state,
        day=state.day + 1,
        alive=state.alive & (cash >= 0),
        cash=cash,
        stock=shelf.stock - sales.sold,
        coming=shelf.coming,
        price=plan.price,
        recent_price=np.concatenate([state.recent_price[:, 1:], plan.price[:, None]], axis=1),
        title=plan.title,
        title_age=_title_age(state, plan) + 1,
        sold_average=state.sold_average + smooth * (sales.sold - state.sold_average),
        on_shelf=state.on_shelf + smooth * (on_shelf - state.on_shelf),
        stars=state.stars * fade + reviews * given + (1 - fade) * after.prior * seen.rating,
        reviews=state.reviews * fade + reviews + (1 - fade) * after.prior,
        backlog=counter.backlog,
        due_money=moved_up(state.due_money) + refunds,
        due_goods=after_sales.queue_up(moved_up(state.due_goods), counter.goods, today.delay),
        rival_price=rival_price,
        rival_heat=rivals.heat(state.rival_heat, seen.ads.first, facts),
        memory=remembered(state.memory, seen.visits.sum(axis=1), sales.sold, on_shelf),
        ad_memory=remembered(state.ad_memory, seen.ads.clicks, seen.ads.cost),
        cases=counter.cases,
    )


def _title_age(state: State, plan: Decisions) -> np.ndarray:
    """Return the days since each title was changed, today included."""
    return np.where((plan.title != state.title).any(axis=2), 0.0, state.title_age)


def _within_limits(plan: Decisions, state: State) -> Decisions:
    """Return the decisions cut to the platform's limits; a shop whose money has run out does nothing."""
    limits, open_ = rules().limits, state.alive
    too_long = (plan.title * state.facts.word_bytes[:, None]).sum(axis=2) > limits.title_bytes
    return Decisions(
        price=within(plan.price, 1, state.facts.list_price * limits.price_times),
        restock=within(plan.restock, 0, limits.restock) * open_[:, None],
        bid=within(plan.bid, 0, limits.bid),
        ad_budget=within(plan.ad_budget, 0, limits.ad_budget) * open_,
        title=np.where(too_long[:, :, None], state.title, plan.title),
        coupon=within(plan.coupon, 0.0, limits.coupon),
        live_hours=within(plan.live_hours, 0.0, limits.live_hours) * open_,
        staff=within(plan.staff, 0, rules().service.most) * open_,
        risk_limit=within(plan.risk_limit, 0.0, 1.0),
    )


def _by_channel(*parts: np.ndarray) -> np.ndarray:
    """Return visits (B, C, I) from one array (B, I) a channel."""
    return np.concatenate([part[:, None] for part in parts], axis=1)
