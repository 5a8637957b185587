"""Launches, trials, coupons, affiliates and the settlement: funnels narrow, arms are drawn, money adds up."""

import numpy as np
import pandas as pd
import pytest

from shopworld import draws
from shopworld.audience import affiliates, creators
from shopworld.launching import launch_tests, launches, trials
from shopworld.offers import coupon_trial
from shopworld.sales import settlement
from shopworld.trade import official_events

SEEDS = range(6)


def test_the_funnel_of_a_launch_and_of_a_trial_only_narrows(tiny):
    for table, last in [("launch_daily", "orders"), ("trial_daily", "preorders")]:
        frame = tiny[table]
        assert (frame["impressions"] >= frame["clicks"]).all() and (frame["clicks"] >= frame["carts"]).all()
        assert (frame["carts"] >= frame[last]).all() and (frame["clicks"] >= frame["favourites"]).all()


def test_launches_run_sixty_days_each_and_earn_price_times_orders(tiny):
    daily = tiny["launch_daily"].merge(tiny["launches"], on="launch_id")
    assert (daily.groupby("launch_id")["day"].agg(["min", "max", "size"]) == [1, 60, 60]).all().all()
    assert (daily["paid"] == daily["orders"] * daily["price"]).all()
    assert (tiny["launches"]["shop"] == "Lantern Lane").sum() == launches.OURS


@pytest.mark.parametrize("mean", [0.05, 0.7, 4.0, 15.0])
def test_rare_counts_have_a_poisson_s_mean_and_spread(mean):
    drawn = draws.rare((np.arange(100_000) + 0.5) / 100_000, np.full(100_000, mean))
    assert abs(drawn.mean() / mean - 1) < 0.01 and abs(drawn.var() / mean - 1) < 0.02


def test_a_launch_s_first_week_tells_something_of_what_follows():
    found = []
    for seed in SEEDS:
        week = launches.daily(seed)
        early = week[week["day"] <= 7].groupby("launch_id")[["orders", "clicks"]].sum()
        found.append(early["orders"].rank().corr(launches.contribution(seed, 7).rank()))
    assert 0.15 < np.mean(found) < 0.9


def test_trial_rates_are_those_of_the_model(tiny):
    rates = []
    for seed in SEEDS:
        seen, true = trials.daily(seed), trials.rates(seed)
        rates.append(
            seen["preorders"].sum() / seen["clicks"].sum() / (true["click"] * true["order"]).sum() * true["click"].sum()
        )
    assert abs(np.mean(rates) - 1) < 0.04


def test_next_month_is_worth_different_amounts():
    worth = trials.next_month(4)
    assert len(worth) == trials.ITEMS and worth.nlargest(3).mean() > 2 * worth.mean()


def test_people_name_four_prices_in_order(tiny):
    said = tiny["price_answers"]
    assert (said["too_cheap"] <= said["cheap"]).all() and (said["cheap"] <= said["dear"]).all()
    assert (said["dear"] <= said["too_dear"]).all()


def test_pictures_are_clicked_as_often_as_the_model_says():
    ratios = []
    for seed in SEEDS:
        sums = launch_tests.creatives(seed).groupby("creative")[["clicks", "impressions"]].sum()
        ratios.extend(sums["clicks"] / sums["impressions"] / launch_tests.click_rates(seed))
    assert abs(np.mean(ratios) - 1) < 0.02


def test_the_coupon_was_drawn_and_not_chosen():
    trial = coupon_trial.table(3)
    assert abs(trial["coupon"].mean() - 0.5) < 0.02
    for feature in ("recency_days", "orders_before", "messages_opened"):
        means = trial.groupby("coupon")[feature].mean()
        assert abs(means[True] / means[False] - 1) < 0.05, feature
    assert ((trial["paid_30d"] > 0) == trial["ordered_30d"]).all()


def test_some_buyers_are_worth_a_coupon_and_most_are_not():
    for seed in SEEDS:
        chance = coupon_trial.chances(seed)
        assert 0.03 < (chance.extra_margin > 0).mean() < 0.45
        assert 0.05 < (chance.extra_orders < 0).mean() < 0.25
        assert all(
            0 < low <= high < 1 for low, high in ((p.min(), p.max()) for p in (chance.without, chance.with_coupon))
        )


def test_coupons_cost_what_was_redeemed(tiny):
    coupons = tiny["coupons"]
    assert (coupons["redeemed"] <= coupons["issued"]).all()
    assert (coupons["cost"] == coupons["redeemed"] * coupons["value"]).all()
    assert (coupons["begins"] <= coupons["ends"]).all() and (coupons["value"] < coupons["threshold"]).all()


def test_joining_every_event_is_not_the_best_policy(tiny):
    assert tiny["event_results"]["event_id"].tolist() == list(range(1, official_events.PAST + 1))
    shares = []
    for seed in SEEDS:
        profit = official_events.profit(seed)
        shares.append((profit > 0).mean())
    assert 0.3 < np.mean(shares) < 0.8


def test_members_and_habits_are_compared_with_those_not_asked(tiny):
    members = tiny["paid_member_trial"]
    assert (members.loc[~members["invited"], "joined"] == 0).all()
    assert (members["orders_by_members"] <= members["orders"]).all()
    assert (tiny["habit_trials"].groupby("habit")["offered"].nunique() == 2).all()


def test_followers_hardly_tell_what_a_new_buyer_costs():
    found = []
    for seed in SEEDS:
        cost = creators.cost_per_new_buyer(seed)
        shown = creators.table(seed).set_index("creator")
        found.append(cost.rank().corr(shown["followers"].rank()))
        assert cost.quantile(0.9) > 4 * cost.quantile(0.1)
    assert abs(np.mean(found)) < 0.5


def test_affiliate_orders_are_the_channel_s_and_come_after_the_click(tiny):
    mine = tiny["affiliate_orders"].merge(tiny["orders"], on="order_id")
    assert (mine["channel"] == "affiliate").all() and (mine["clicked_at"] < mine["created_at"]).all()
    assert (mine["commission"] == np.round(mine["paid"] * mine["commission_rate"])).all()
    everyone = tiny["orders"][(tiny["orders"]["channel"] == "affiliate") & tiny["orders"]["paid_at"].notna()]
    assert len(mine) == len(everyone)


def test_coupon_sites_bring_less_than_content():
    brought = pd.Series(affiliates.brought(6)).groupby(list(affiliates.KINDS)).mean()
    assert brought["coupon site"] < brought["content"]


def test_the_last_touch_is_the_order_s_channel_and_touches_are_in_order(tiny):
    path = tiny["touches"].merge(tiny["orders"][["order_id", "channel", "created_at"]], on="order_id")
    last = path.drop_duplicates("order_id", keep="last")
    assert (last["channel_x"] == last["channel_y"]).all()
    assert (path["touched_at"] < path["created_at"]).all()
    assert (path["touched_at"] > path["created_at"] - pd.Timedelta(days=15)).all()
    assert path.groupby("order_id")["touched_at"].apply(lambda at: at.is_monotonic_increasing).all()


def test_a_settlement_entry_adds_up_and_belongs_to_an_order(tiny):
    file = tiny["settlement"]
    parts = file["gross"] - file["commission"] - file["payment_fee"] - file["freight_insurance"] - file["refund"]
    assert (parts == file["payout"]).all() and file["order_id"].isin(tiny["orders"]["order_id"]).all()
    booked = file[file["kind"] == "order"].merge(tiny["orders"], on="order_id")
    assert booked["order_id"].is_unique and (booked["gross"] == booked["paid"]).all()
    assert (booked["settled_at"] > booked["paid_at"]).all()
    assert (booked["settled_at"] <= booked["paid_at"] + pd.Timedelta(days=settlement.LATEST_DAYS)).all()


def test_each_cause_of_missing_money_is_there_in_every_year(year):
    missing = settlement.missing_money(year.seed, year.chain, year.days)
    assert min(missing.commission, missing.double_refunds, missing.left_out) > 0
    assert missing.total == missing.commission + missing.double_refunds + missing.left_out
    assert missing.total < 0.02 * year["orders"]["paid"].sum()


@pytest.mark.parametrize("tool", [launch_tests.zone_effect, affiliates.brought_in_all])
def test_planted_strengths_differ_from_world_to_world(tool):
    assert len({round(tool(seed), 3) for seed in SEEDS}) == len(SEEDS)
