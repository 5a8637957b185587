"""A day at the market, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from shopworld.market import after_sales, auction, choice, feed, fulfil, money, rank, rivals, service, supply
from shopworld.market.arrays import moved_up, remembered, within
from shopworld.market.close import close
from shopworld.market.decisions import Decisions
from shopworld.market.rules import rules
from shopworld.market.scenario import ROUNDINGS
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


def step(state: State, decisions: Decisions) -> tuple[State, DayReport]:
    """Return the shop after one more day, and what happened on it; the given state is not changed.

    Decisions beyond the platform's limits are taken as the limit. Raises ValueError when the season is over.
    """
    if state.done:
        raise ValueError(OVER.format(days=state.days))
    facts, today = state.facts, state.daily.on(state.day)
    plan = _within_limits(decisions, state)

    # Supply
    stock, coming = supply.arrive(state.stock, state.coming)
    stock = stock + state.due_goods[:, 0]
    ordered, goods_cost = supply.order(plan.restock, state.cash, facts.unit_cost, facts.lot)
    coming = supply.send_off(coming, ordered, today.lead)

    # Rivals' replies
    rival_price = rivals.prices(state.day, today.sale, plan.price, state.rival_price, facts)

    # Demand, and who stands where
    title_age = np.where((plan.title != state.title).any(axis=2), 0.0, state.title_age)
    shown = rank.rating(state.stars, state.reviews)
    strong = rank.strength(state.sold_average, shown, state.on_shelf, facts)
    matched = rank.match(plan.title, title_age, facts)
    place = rank.places(strong, matched, facts)
    searched = rank.clicks(today.searches, place, facts)
    score = auction.quality(strong, matched)
    bids = today.bids * (1 + state.rival_heat[..., None])
    budget = within(plan.ad_budget, 0, np.maximum(state.cash - goods_cost, 0))
    ads = auction.run(plan.bid, score, budget, today.searches, facts.fit, bids, today.click_rounding)
    advertised = np.where(np.arange(place.shape[1])[:, None] == ads.item[:, None], ads.clicks[:, None], 0)

    # Feed and livestream
    held = plan.price > state.recent_price.min(axis=1)
    coupon = np.where(held, 0.0, plan.coupon[:, None])
    in_hall = today.sale & (plan.coupon >= rules().feed.hall_coupon)
    fed = feed.visits(today.visits, strong, in_hall)
    viewers, online = feed.audience(plan.live_hours, today.visits)
    live = feed.shown(viewers, strong, stock > 0)
    visits = _by_channel(searched.sum(axis=2), advertised.sum(axis=2), fed, live)

    # Choice
    wait = service.wait(state.backlog)
    paid = choice.paid_price(plan.price, coupon)
    buys = choice.conversion(paid, shown, wait, rival_price, facts) * facts.share
    buying = facts.buying[:, None, :]
    interest = _by_channel((searched * buying).sum(axis=2), (advertised * buying).sum(axis=2), fed, live)
    expected = interest * rules().choice.intent[:, None] * buys.sum(axis=2)[:, None] * state.alive[:, None, None]

    # Stock, and the payment's risk rule
    rounding = {name: today.rounding[:, number] for number, name in enumerate(ROUNDINGS)}
    wanted = fulfil.whole(expected.sum(axis=1) * today.item_luck, rounding["orders"])
    met = np.minimum(wanted, stock)
    limit = plan.risk_limit[:, None]
    fraud_share = (facts.fraud * np.where(today.sale, rules().risk.sale_factor, 1.0))[:, None]
    tried = np.minimum(fulfil.whole(met * fraud_share, rounding["tried"]), met)
    refused = np.minimum(fulfil.whole((met - tried) * fulfil.refused(limit), rounding["refused"]), met - tried)
    frauds = np.minimum(fulfil.whole(tried * fulfil.passed(limit), rounding["passed"]), tried)
    sold = met - tried - refused + frauds
    using = (buys * rules().choice.redeem).sum(axis=2) / np.maximum(buys.sum(axis=2), 1e-12)
    used = np.minimum(fulfil.whole(sold * using, rounding["coupon"]), sold)
    takings = fulfil.takings(plan.price, coupon, sold, used)

    # Service
    kept = sold - frauds
    chance = after_sales.chance(expected, today.sale, wait, facts.refund_rate)
    refunded = np.minimum(fulfil.whole(kept * chance, rounding["refunds"]), kept)
    rule = rules().service
    asked = np.round(rule.question * sold.sum(axis=1) + rule.complaint * refunded.sum(axis=1))
    cases = sold.sum(axis=1) + asked.astype(np.int64)
    backlog = service.queue(state.backlog, cases, plan.staff)

    # Refunds later, reviews
    refund_money = after_sales.money_back(takings, sold, refunded)
    back = np.minimum(fulfil.whole(refunded * rules().after.goods_back, rounding["back"]), refunded)
    due_money = moved_up(state.due_money) + after_sales.queue_up(
        np.zeros_like(state.due_goods), refund_money, today.delay
    ).sum(axis=2)
    due_goods = after_sales.queue_up(moved_up(state.due_goods), back, today.delay)
    reviews = fulfil.whole(kept * rules().after.reviews, rounding["reviews"])
    given = after_sales.stars(facts.stars, service.wait(backlog), plan.price, facts.market_price)
    fade = 0.5 ** (1 / rules().after.half_life)

    # Money
    page = money.book(
        sales=takings.sum(axis=1),
        refunds=-state.due_money[:, 0],
        goods=-goods_cost,
        fees=-money.fees(takings.sum(axis=1), facts),
        freight=-(sold * facts.parcel).sum(axis=1),
        returns=-state.due_goods[:, 0].sum(axis=1) * rules().after.handling,
        fraud=-(after_sales.money_back(takings, sold, frauds) + frauds * rules().risk.chargeback).sum(axis=1),
        ads=-ads.cost.sum(axis=1),
        live=-np.ceil(plan.live_hours * rules().live.hour_cost).astype(np.int64),
        wages=-plan.staff * rule.wage,
        hosting=np.full(len(state.cash), -rules().money.hosting),
        holding=-money.holding(stock - sold, facts),
        late=-backlog * rule.late,
    )
    smooth = 1 / rules().rank.typical_days
    shelf = np.divide(met, wanted, out=(stock > 0).astype(float), where=wanted > 0)
    cash = state.cash + page.sum(axis=1)
    after = replace(
        state,
        day=state.day + 1,
        alive=state.alive & (cash >= 0),
        cash=cash,
        stock=stock - sold,
        coming=coming,
        price=plan.price,
        recent_price=np.concatenate([state.recent_price[:, 1:], plan.price[:, None]], axis=1),
        title=plan.title,
        title_age=title_age + 1,
        sold_average=state.sold_average + smooth * (sold - state.sold_average),
        on_shelf=state.on_shelf + smooth * (shelf - state.on_shelf),
        stars=state.stars * fade + (reviews * given) + (1 - fade) * rules().after.prior * shown,
        reviews=state.reviews * fade + reviews + (1 - fade) * rules().after.prior,
        backlog=backlog,
        due_money=due_money,
        due_goods=due_goods,
        rival_price=rival_price,
        rival_heat=rivals.heat(state.rival_heat, ads.first, facts),
        memory=remembered(state.memory, visits.sum(axis=1), sold, shelf),
        ad_memory=remembered(state.ad_memory, ads.clicks, ads.cost),
        cases=cases,
    )
    if after.done:
        last = close(after)
        page, after = page + last, replace(after, cash=after.cash + last.sum(axis=1))
    return after, DayReport(
        day=state.day,
        arrived=state.coming[:, 0],
        ordered=ordered,
        searches=today.searches,
        place=place,
        ads=ads,
        visits=visits,
        viewers=viewers,
        online=online,
        wanted=wanted,
        sold=sold,
        refused=refused,
        frauds=frauds,
        takings=takings,
        refunded=refunded,
        refund_money=refund_money,
        coupon_held=held & (plan.coupon[:, None] > 0),
        cases=cases,
        backlog=backlog,
        rating=shown,
        book=page,
    )


def _within_limits(plan: Decisions, state: State) -> Decisions:
    """Return the decisions cut to the platform's limits; a shop whose money has run out does nothing."""
    limits, open_ = rules().limits, state.alive
    return Decisions(
        price=within(plan.price, 1, state.facts.list_price * limits.price_times),
        restock=within(plan.restock, 0, limits.restock) * open_[:, None],
        bid=within(plan.bid, 0, limits.bid),
        ad_budget=within(plan.ad_budget, 0, limits.ad_budget) * open_,
        title=plan.title,
        coupon=within(plan.coupon, 0.0, limits.coupon),
        live_hours=within(plan.live_hours, 0.0, limits.live_hours) * open_,
        staff=within(plan.staff, 0, rules().service.most) * open_,
        risk_limit=within(plan.risk_limit, 0.0, 1.0),
    )


def _by_channel(*parts: np.ndarray) -> np.ndarray:
    """Return visits (B, C, I) from one array (B, I) a channel."""
    return np.concatenate([part[:, None] for part in parts], axis=1)
