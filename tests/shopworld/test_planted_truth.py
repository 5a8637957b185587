"""What module 01's lessons find was put there on purpose: in every world the naive answer is wrong and the taught one right."""

import numpy as np
import pandas as pd
import pytest

from shopworld.decisions import entry
from shopworld.goods import products
from shopworld.offers import promotions
from shopworld.team import plans
from shopworld.trade import categories, category_market, licences, suppliers

SEEDS = list(range(20))


@pytest.fixture(scope="module")
def years():
    return {seed: entry.year(seed) for seed in SEEDS}


def _row(frame, trap):
    return frame.loc[frame["trap"] == trap, "category"].iloc[0]


def _market(seed):
    months = category_market.monthly(seed)
    last = months[months["month"].str.startswith("2025")]
    market = last.groupby("category").agg(
        searches=("searches", "sum"), sales=("sales", "sum"), sellers=("sellers", "mean"), back=("refund_rate", "mean")
    )
    top = category_market.top_sellers(seed)
    market["cr4"] = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
    market["room"] = market["sales"] * (1 - market["cr4"]) / market["sellers"]
    return market


def test_the_largest_demand_is_a_poor_choice_in_every_world(years):
    for seed, year in years.items():
        market = _market(seed)
        loudest = market["searches"].idxmax()
        assert loudest == _row(categories.truth(seed), "red_ocean")
        earns = year.offers.loc[year.offers["category"] == loudest, "profit"].max()
        assert earns < 0.5 * year.best["profit"], seed


def test_room_for_a_newcomer_predicts_profit_and_searches_do_not(years):
    room, searches = [], []
    for seed, year in years.items():
        market = _market(seed)
        profit = year.offers.groupby("category")["profit"].max()
        room.append(market["room"].rank().corr(profit.rank()))
        searches.append(market["searches"].rank().corr(profit.rank()))
    assert np.mean(room) > 0.7 and max(searches) < 0.5 and np.mean(searches) < np.mean(room) - 0.4


@pytest.mark.parametrize("trap", ["licence", "refunds", "capital"])
def test_each_constraint_keeps_out_a_tempting_category(years, trap):
    for seed, year in years.items():
        name = _row(categories.truth(seed), trap)
        offers = year.offers[year.offers["category"] == name]
        assert (offers["refused"] == trap).all(), (seed, name)
        assert offers["profit"].max() > year.dart, (seed, name)


def test_the_best_choice_is_allowed_and_far_better_than_a_dart(years):
    for seed, year in years.items():
        assert year.best["refused"] == "" and year.best["profit"] > 0 > year.dart, seed


def test_one_paper_runs_out_before_the_opening_and_one_lasts():
    for seed in SEEDS:
        held = licences.held(seed)
        assert sorted(held["valid_until"] >= licences.OPENING) == [False, True]
        assert (held["valid_until"] > licences.TODAY).all()
        goods = categories.truth(seed)
        verdicts = licences.gate(goods, licences.rules(seed), held)
        assert set(verdicts) == {"no paper needed", "held", "in time", "too late", "expired"}, seed


def test_exactly_one_stage_slips_by_itself_and_it_is_not_always_the_same():
    found = set()
    for seed in SEEDS:
        plan = plans.stage_plan(seed)
        over = (plan["actual_end"] - plan["actual_start"]) - (plan["planned_end"] - plan["planned_start"])
        slipped = plan.loc[over >= pd.Timedelta(days=5), "stage"]
        assert len(slipped) == 1
        late = (plan["actual_end"] > plan["planned_end"] + pd.Timedelta(days=4)).sum()
        assert late > 1, "later stages end late too: that is the trap"
        found.add(int(slipped.iloc[0]))
    assert len(found) >= 3


def test_one_duty_has_nobody_to_answer_and_one_has_two():
    for seed in SEEDS:
        table = plans.responsibilities(seed)
        answering = (table["role"] == "A").groupby(table["duty"]).sum()
        assert sorted(answering.value_counts().to_dict().items()) == [(0, 1), (1, 10), (2, 1)], seed


def test_some_suppliers_are_far_later_than_they_promise():
    for seed in SEEDS[:5]:
        kept = suppliers.deliveries(seed)
        late = (kept["actual_days"] > kept["promised_days"] + 7).groupby(kept["supplier"]).mean()
        assert late.max() > 0.5 and late.min() == 0.0


def test_one_planned_hit_is_not_and_one_variant_comes_back():
    for seed in SEEDS:
        goods = products.skus(seed)
        traffic = goods[goods["planned_role"] == "traffic"].groupby("product")["popularity"].sum()
        others = traffic.drop(traffic.idxmin())
        assert traffic.min() < 0.3 * others.median(), seed
        assert goods["refund_rate"].max() > 0.28 and (goods["refund_rate"] > 0.28).sum() <= 2, seed


def test_every_channel_s_next_yuan_brings_less():
    for seed in SEEDS[:5]:
        half, most, _ = promotions._curve(seed)
        spend = half[:, None] * np.array([0.1, 1.0, 5.0])
        visitors = most[:, None] * spend / (spend + half[:, None])
        assert (np.diff(visitors / spend, axis=1) < 0).all()


def test_every_category_is_within_reason():
    for seed in SEEDS:
        truth = categories.truth(seed)
        assert truth["refund_rate"].between(0.01, 0.65).all() and truth["conversion"].between(0.005, 0.1).all()
        assert truth["gross_margin"].between(0.15, 0.8).all() and (truth["searches"] > 10_000).all()
