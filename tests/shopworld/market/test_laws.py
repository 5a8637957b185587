"""The laws of commerce that lessons rely on hold on every day of every world that hypothesis finds."""

from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shopworld.market import auction, choice, policies
from shopworld.market.day import step
from shopworld.market.decisions import Decisions
from shopworld.market.play import play_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import scenario
from shopworld.market.state import State, start
from shopworld.market.view import look

QUICK = settings(max_examples=25, deadline=None, derandomize=True)
DAYS = (0, 8, 30, 89)
few_seeds = st.integers(0, 2)
any_day = st.sampled_from(DAYS)
shares = st.floats(0, 1)


@cache
def morning(seed: int, day: int) -> tuple[State, Decisions]:
    """Return a careful shop on the morning of a day, and what it would do."""
    state = start([scenario("season", seed)])
    while state.day < day:
        state, _ = step(state, policies.sensible_arrays(look(state)))
    return state, policies.sensible_arrays(look(state))


def tried(state: State, plan: Decisions, **changes):
    """Return the report of the day with these changes in the plan."""
    return step(state, replace(plan, **changes))[1]


@QUICK
@given(few_seeds, any_day, st.floats(0.3, 3.0), st.floats(1.01, 2.0), st.integers(0, 9))
def test_dearer_sells_less(seed, day, level, factor, item):
    state, plan = morning(seed, day)
    price = plan.price.copy()
    price[0, item] = max(int(state.facts.market_price[0, item] * level), 100)
    dearer = price.copy()
    dearer[0, item] = int(np.ceil(price[0, item] * factor))
    cheap, dear = tried(state, plan, price=price), tried(state, plan, price=dearer)
    if cheap.coupon_held[0, item] == dear.coupon_held[0, item]:
        assert dear.wanted[0, item] <= cheap.wanted[0, item]


@QUICK
@given(few_seeds, st.floats(0.3, 3.0), st.floats(1.05, 2.0))
def test_dearer_converts_less_in_both_segments(seed, level, factor):
    state, _ = morning(seed, 0)
    price = state.facts.market_price * level
    rating, wait = np.full_like(price, 4.6), np.zeros(1)

    def converts(price):
        paid = choice.paid_price(price, np.zeros_like(price))
        return choice.conversion(paid, rating, wait, state.rival_price, state.facts)

    at_floor = choice.paid_price(price, np.zeros_like(price))[..., 0] < 0.3 * state.facts.unit_cost
    assert ((converts(price * factor) < converts(price)) | at_floor[..., None]).all()


@QUICK
@given(
    st.lists(st.floats(1, 300), min_size=2, max_size=6), st.floats(0.2, 1.0), st.floats(1.1, 3.0), st.integers(50, 900)
)
def test_higher_quality_pays_less_per_click_at_the_same_rank(rivals, quality, better, bid):
    field = np.sort(np.array(rivals))[::-1][None, None]

    def result(score):
        return auction.run(
            np.array([[[bid]]]), np.array([[[score]]]), np.array([10**9]), np.array([[5_000.0]]), np.ones((1, 1, 1)),
            field, np.array([[0.5]]),
        )  # fmt: skip

    low, high = result(quality), result(quality * better)
    assert high.slot[0, 0] >= 1 or low.slot[0, 0] == 0
    if low.slot[0, 0] == high.slot[0, 0] > 0:
        assert high.price[0, 0] <= low.price[0, 0]
    assert low.price[0, 0] <= max(bid, rules().auction.least)


@QUICK
@given(few_seeds, any_day, st.floats(1.0, 50.0))
def test_a_higher_bid_never_gets_a_lower_slot(seed, day, factor):
    state, plan = morning(seed, day)
    usual = tried(state, plan, ad_budget=np.array([10**9]))
    higher = tried(state, plan, ad_budget=np.array([10**9]), bid=np.floor(plan.bid * factor).astype(np.int64))
    placed = usual.ads.slot > 0
    assert (higher.ads.slot[placed] <= usual.ads.slot[placed]).all()


@QUICK
@given(few_seeds, any_day, st.integers(0, 80_000), st.integers(0, 80_000))
def test_more_budget_never_brings_fewer_clicks_and_is_never_overspent(seed, day, budget, more):
    state, plan = morning(seed, day)
    small, large = (tried(state, plan, ad_budget=np.array([money])) for money in (budget, budget + more))
    assert (large.ads.clicks >= small.ads.clicks).all()
    assert small.ads.cost.sum() <= budget


@QUICK
@given(few_seeds, any_day, st.integers(0, 200), st.integers(1, 200))
def test_more_stock_never_lowers_the_fill_rate(seed, day, stock, more):
    state, plan = morning(seed, day)
    rates = []
    for pieces in (stock, stock + more):
        report = tried(replace(state, stock=np.full_like(state.stock, pieces)), plan, live_hours=np.zeros(1))
        np.testing.assert_array_equal(
            report.met, np.minimum(report.wanted, pieces + report.arrived + state.due_goods[:, 0])
        )
        rates.append(report.met.sum() / max(report.wanted.sum(), 1))
    assert rates[1] >= rates[0]


@QUICK
@given(few_seeds, any_day, st.integers(0, 7), st.integers(0, 500))
def test_more_staff_never_lengthens_the_queue(seed, day, staff, backlog):
    state, plan = morning(seed, day)
    state = replace(state, backlog=np.array([backlog]))
    fewer, more = (tried(state, plan, staff=np.array([people])) for people in (staff, staff + 1))
    assert more.backlog[0] <= fewer.backlog[0]


@QUICK
@given(few_seeds, any_day, shares, shares)
def test_a_stricter_risk_rule_refuses_more_and_lets_fewer_frauds_through(seed, day, one, other):
    state, plan = morning(seed, day)
    strict, loose = (tried(state, plan, risk_limit=np.array([limit])) for limit in sorted((one, other)))
    assert (strict.refused >= loose.refused).all()
    assert (strict.frauds <= loose.frauds).all()


@QUICK
@given(few_seeds, any_day, st.floats(0, 6), st.floats(0, 6))
def test_a_longer_livestream_has_more_viewers(seed, day, one, other):
    state, plan = morning(seed, day)
    short, long = (tried(state, plan, live_hours=np.array([hours])) for hours in sorted((one, other)))
    assert short.viewers[0] <= long.viewers[0]


def test_more_words_that_fit_never_lower_a_place():
    state, plan = morning(0, 0)
    bare = tried(state, plan, title=state.title)
    full = tried(replace(state, title=state.facts.fit > 0), plan, title=state.facts.fit > 0)
    assert (full.place <= bare.place).all()


def test_a_changed_title_counts_half_at_first():
    state, plan = morning(0, 30)
    kept = tried(state, plan, title=state.title)
    changed = state.title.copy()
    changed[0, :, 0] ^= True
    fresh = tried(state, plan, title=changed)
    same = (changed & state.title)[0]
    assert (fresh.place[0][same] >= kept.place[0][same]).all() and (fresh.place[0][same] > kept.place[0][same]).any()


def test_refunds_never_exceed_what_was_paid(sensible, naive):
    for season in (sensible, naive):
        for report in season.reports:
            assert (report.refund_money <= report.takings).all()
            assert (report.refunded + report.frauds <= report.sold).all()
        paid = sum(report.book[:, 0] for report in season.reports)
        back = sum(report.book[:, 1] for report in season.reports)
        promised = sum(report.refund_money.sum(axis=1) for report in season.reports)
        assert (paid + back > 0).all()
        np.testing.assert_array_equal(-back, promised)


def test_refunds_are_paid_three_to_eight_days_later_and_never_forgotten():
    state, plan = morning(0, 30)
    after, report = step(replace(state, due_money=np.zeros_like(state.due_money)), plan)
    assert report.book[0, 1] == 0
    assert after.due_money[0, :2].sum() == 0
    assert after.due_money.sum() == report.refund_money.sum() > 0


def test_livestream_and_sale_days_come_back_more_often(thirty):
    def shares_back(policy):
        season = play_arrays(policy, thirty[:8])
        sold = sum(report.sold.sum() for report in season.reports)
        return sum(report.refunded.sum() for report in season.reports) / sold

    quiet = {**policies.USUAL, "live_hours": 0.0}
    loud = {**policies.USUAL, "live_hours": 6.0}
    calm, crowd = (shares_back(lambda view, k=knobs: policies.sensible_arrays(view, k)) for knobs in (quiet, loud))
    assert crowd > calm * 1.05


def test_a_price_that_rose_within_seven_days_gets_no_coupon():
    state, plan = morning(0, 30)
    raised = tried(state, plan, price=state.recent_price.max(axis=1) + 100, coupon=np.array([0.2]))
    kept = tried(state, plan, price=state.recent_price.min(axis=1), coupon=np.array([0.2]))
    assert raised.coupon_held.all() and not kept.coupon_held.any()


def test_rivals_undercut_only_in_the_last_level_and_never_below_their_floor():
    for name in ("first-season", "season"):
        state = start([scenario(name, 1)])
        cheap = state.facts.unit_cost
        for _ in range(30):
            state, _ = step(state, replace(policies.naive_arrays(look(state)), price=cheap))
        floor = np.minimum(rules().rivals.floor * state.facts.unit_cost[..., None], 0.9 * state.facts.rival_price)
        assert (state.rival_price >= floor - 1e-6).all()
        lower = (state.rival_price < 0.9 * state.facts.rival_price - 1).any()
        assert lower == (name == "season")


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(0, 2))
def test_whatever_is_decided_the_luck_is_the_same_and_the_books_add_up(dice, seed):
    rng = np.random.default_rng(dice)
    state = start([scenario("season", seed)])
    shape = state.title.shape

    def wild(low, high, size):
        return np.exp(rng.uniform(np.log(low), np.log(high), size))

    for _ in range(6):
        plan = Decisions(
            price=wild(0.1, 1e7, shape[:2]).astype(np.int64),
            restock=(wild(0.1, 1e7, shape[:2]) * rng.integers(0, 2, shape[:2])).astype(np.int64),
            bid=wild(0.1, 1e9, shape).astype(np.int64),
            ad_budget=wild(1, 1e12, 1).astype(np.int64),
            title=rng.random(shape) < 0.5,
            coupon=wild(1e-6, 100, 1),
            live_hours=wild(1e-9, 100, 1),
            staff=wild(0.1, 1e6, 1).astype(np.int64),
            risk_limit=wild(1e-6, 10, 1),
        )
        luck = state.daily.on(state.day)
        cash = state.cash
        state, report = step(state, plan)
        np.testing.assert_array_equal(state.cash, cash + report.book.sum(axis=1))
        np.testing.assert_array_equal(report.searches, luck.searches)
        assert (state.stock >= 0).all() and (state.due_money >= 0).all()
        for values in (
            state.stars,
            state.sold_average,
            state.rival_price,
            report.visits,
            report.viewers,
            report.online,
        ):
            assert np.isfinite(values).all()
