"""The economy is tuned: care pays, naivety pays a little, and no trick beats it."""

from dataclasses import replace

import numpy as np
import pytest

from shopworld.market import policies
from shopworld.market.play import play, play_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import scenario

YUAN = 100
GAP_SHARE = 0.05


def test_care_earns_three_to_five_times_what_naivety_does_and_nothing_earns_nothing(thirty, naive, sensible):
    idle = play_arrays(policies.nothing_arrays, thirty).profit / YUAN
    ours, theirs = sensible.profit / YUAN, naive.profit / YUAN
    assert abs(idle.mean()) < 0.03 * theirs.mean() + 500
    assert 15_000 < theirs.mean() < 50_000
    assert 3 <= ours.mean() / theirs.mean() <= 5
    assert ours.std() / ours.mean() <= 0.3
    assert (ours > theirs).all()


def _filled(like, value):
    return np.full_like(like, value)


def _last(days):
    return lambda view: view.days - view.day <= days


# What somebody would try who looks for a hole: (view, naive decisions) → decisions.
EXPLOITS = {
    "free goods": lambda view, plan: replace(plan, price=_filled(plan.price, 1)),
    "below cost": lambda view, plan: replace(plan, price=view.unit_cost * 4 // 5),
    "ten times the price": lambda view, plan: replace(plan, price=view.list_price * 10),
    "twice the price": lambda view, plan: replace(plan, price=view.list_price * 2),
    "endless bids": lambda view, plan: replace(
        plan, bid=_filled(plan.bid, rules().limits.bid), ad_budget=_filled(plan.ad_budget, rules().limits.ad_budget)
    ),
    "highest bids, small budget": lambda view, plan: replace(plan, bid=_filled(plan.bid, rules().limits.bid)),
    "the least bid": lambda view, plan: replace(plan, bid=_filled(plan.bid, rules().auction.least)),
    "hoarding": lambda view, plan: replace(plan, restock=_filled(plan.restock, rules().limits.restock)),
    "hoarding once": lambda view, plan: replace(plan, restock=_filled(plan.restock, 2_000 if view.day == 0 else 0)),
    "hoarding for three days": lambda view, plan: replace(
        plan, restock=_filled(plan.restock, 2_000) if view.day < 3 else plan.restock
    ),
    "hoarding once a month": lambda view, plan: replace(
        plan, restock=_filled(plan.restock, 2_000) if view.day % 30 == 0 else plan.restock
    ),
    "selling off only": lambda view, plan: replace(plan, restock=_filled(plan.restock, 0)),
    "last-day dump": lambda view, plan: replace(plan, price=view.list_price // 2) if _last(1)(view) else plan,
    "last-week dump": lambda view, plan: replace(plan, price=view.list_price * 3 // 5) if _last(7)(view) else plan,
    "last-week coupon": lambda view, plan: replace(plan, coupon=_filled(plan.coupon, 0.3)) if _last(7)(view) else plan,
    "nobody in the last week": lambda view, plan: (
        replace(plan, staff=_filled(plan.staff, 0)) if _last(7)(view) else plan
    ),
    "coupon maximum": lambda view, plan: replace(plan, coupon=_filled(plan.coupon, 0.3)),
    "raise, then coupon": lambda view, plan: replace(
        plan, price=view.list_price * 13 // 10, coupon=_filled(plan.coupon, 0.3)
    ),
    "up and down with a coupon": lambda view, plan: replace(
        plan, price=view.list_price * (14 if view.day % 2 else 10) // 10, coupon=_filled(plan.coupon, 0.3)
    ),
    "zero staff": lambda view, plan: replace(plan, staff=_filled(plan.staff, 0)),
    "staff every other day": lambda view, plan: replace(plan, staff=_filled(plan.staff, 4 * (view.day % 2))),
    "everybody hired": lambda view, plan: replace(plan, staff=_filled(plan.staff, 8)),
    "live as long as allowed": lambda view, plan: replace(plan, live_hours=_filled(plan.live_hours, 6.0)),
    "live for a second": lambda view, plan: replace(plan, live_hours=_filled(plan.live_hours, 1 / 3600)),
    "stuffed titles": lambda view, plan: replace(plan, title=view.fit > 0),
    "a new title every day": lambda view, plan: replace(plan, title=view.fit > (0.3 if view.day % 2 else 0.6)),
    "no risk rule": lambda view, plan: replace(plan, risk_limit=_filled(plan.risk_limit, 1.0)),
    "every order refused": lambda view, plan: replace(plan, risk_limit=_filled(plan.risk_limit, 0.0)),
    "all at the maximum": lambda view, plan: replace(
        plan,
        price=view.list_price * 10,
        restock=_filled(plan.restock, 10**6),
        bid=_filled(plan.bid, 10**9),
        ad_budget=_filled(plan.ad_budget, 10**12),
        coupon=_filled(plan.coupon, 9.0),
        live_hours=_filled(plan.live_hours, 24.0),
        staff=_filled(plan.staff, 10**6),
    ),
}


@pytest.mark.parametrize("name", EXPLOITS)
def test_no_trick_beats_the_naive_shop_by_more_than_a_twentieth_of_the_gap(name, thirty, naive, sensible):
    gap = (sensible.profit - naive.profit).mean()
    trick = play_arrays(lambda view: EXPLOITS[name](view, policies.naive_arrays(view)), thirty)
    assert (trick.profit - naive.profit).mean() <= GAP_SHARE * gap


CORNERS = 60


def test_no_mixture_of_extremes_beats_the_naive_shop():
    """Sixty shops that each run some decisions at their lowest or highest, and the rest naively, on six worlds each."""
    worlds = [scenario("season", seed) for seed in range(6)]
    rng = np.random.default_rng(1)
    corner = rng.choice([-1, 0, 1], size=(CORNERS, 7), p=[0.25, 0.5, 0.25])
    corner = np.repeat(corner[(corner != 0).sum(axis=1) > 0], len(worlds), axis=0)
    limits = rules().limits

    def mixed(view):
        plan = policies.naive_arrays(view)

        def at(column, usual, low, high):
            side = corner[:, column].reshape(-1, *[1] * (usual.ndim - 1))
            return np.where(side < 0, low, np.where(side > 0, high, usual))

        return replace(
            plan,
            price=at(0, plan.price, view.list_price // 2, view.list_price * 2),
            restock=at(1, plan.restock, 0, limits.restock),
            bid=at(2, plan.bid, 0, limits.bid),
            ad_budget=at(2, plan.ad_budget, 0, limits.ad_budget),
            coupon=at(3, plan.coupon, 0.0, limits.coupon),
            live_hours=at(4, plan.live_hours, 0.0, limits.live_hours),
            staff=at(5, plan.staff, 0, rules().service.most),
            risk_limit=at(6, plan.risk_limit, 0.0, 1.0),
        )

    seasons = worlds * (len(corner) // len(worlds))
    naive = play_arrays(policies.naive_arrays, worlds).profit
    gap = (play_arrays(policies.sensible_arrays, worlds).profit - naive).mean()
    gain = (play_arrays(mixed, seasons).profit.reshape(-1, len(worlds)) - naive).mean(axis=1)
    assert gain.max() <= GAP_SHARE * gap


NOT_ALLOWED = {
    "not a number": {"price": {"A01": float("nan")}},
    "live for 24 hours": {"live_hours": 24},
    "stuffed title": {"title": {"A01": ["旅行收纳袋"] * 9}},
    "negative order": {"restock": {"A01": -100}},
    "bought reviews": {"brush": 100},
}


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_a_refused_plan_is_a_day_on_which_nothing_is_done(name):
    season = scenario("season", 4)
    refused = play(lambda today, memory: NOT_ALLOWED[name], season)
    idle = play(policies.nothing, season)
    assert len(refused.refused) >= season.days
    assert refused.profit[0] == idle.profit[0]
