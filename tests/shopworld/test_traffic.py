"""Visitors, searches, ads, attempts to pay and tests agree with the order book, and with each other."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from shopworld import parameters, schema
from shopworld.audience import feed_ads, searching, traffic
from shopworld.goods import pages
from shopworld.offers import experiments
from shopworld.sales import payments
from shopworld.world import World

MINE = [
    "traffic_daily", "visitors_by_period", "place_hours", "visits", "visit_events", "search_terms", "site_searches",
    "ad_daily", "feed_ad_daily", "ad_hours", "brand_holdout", "payment_attempts", "page_spec", "page_reach",
    "page_clicks", "page_paths", "experiments", "experiment_results", "experiment_orders", "experiment_panel",
]  # fmt: skip


@pytest.fixture(scope="module")
def world():
    return World(31, "tiny")


def _day(times: pd.Series) -> pd.Series:
    return times.dt.normalize()


def test_every_table_has_its_columns_and_a_unique_key(world):
    for name in MINE:
        table = schema.tables()[name]
        assert world[name].columns.tolist() == table.names, name
        assert not world[name].duplicated(list(table.key)).any(), name
        assert not world[name].isna().any().any(), name


def test_a_table_is_the_same_whatever_was_made_before_it(world):
    other = World(31, "tiny")
    for name in reversed(MINE):
        assert other[name].equals(world[name]), name


def test_another_seed_gives_other_tables(world):
    other = World(32, "tiny")
    assert not [name for name in MINE if other[name].equals(world[name])]


def test_every_reference_finds_its_row(world):
    for child, column, parent, key in [
        ("visits", "buyer_id", "buyers", "buyer_id"),
        ("visits", "order_id", "orders", "order_id"),
        ("visit_events", "visit_id", "visits", "visit_id"),
        ("search_terms", "keyword", "keywords", "keyword"),
        ("ad_daily", "keyword", "keywords", "keyword"),
        ("ad_daily", "sku", "products", "sku"),
        ("ad_daily", "campaign", "ad_campaigns", "campaign"),
        ("ad_hours", "campaign", "ad_campaigns", "campaign"),
        ("feed_ad_daily", "placement", "feed_placements", "placement"),
        ("payment_attempts", "order_id", "orders", "order_id"),
        ("experiment_results", "experiment", "experiments", "experiment"),
        ("experiment_orders", "order_id", "orders", "order_id"),
        ("place_hours", "province", "courier_rates", "province"),
    ]:
        values = world[child][column]
        assert values[values != 0].isin(world[parent][key]).all(), (child, column)
    codes = {pages.HOME, *world["products"]["product"]}
    for name, column in [
        ("visits", "landing"),
        ("visit_events", "page"),
        ("page_spec", "page"),
        ("page_reach", "page"),
    ]:
        assert set(world[name][column]) <= codes, name
    sources = {"", *world["keywords"]["keyword"], *world["feed_placements"]["placement"]}
    assert set(world["visits"]["source"]) <= sources


def test_traffic_adds_up_to_the_shop_s_days_but_for_visitors(world):
    cells = world["traffic_daily"].groupby("date").sum(numeric_only=True)
    days = world["shop_daily"].set_index("date")
    for column in ("placed_orders", "paid_orders", "paid_amount"):
        assert (cells[column] == days[column]).all(), column
    assert (cells["visitors"] > days["visitors"]).all()
    assert (
        cells["page_views"] == days["page_views"]
    ).mean() > 0.95  # a day with tiny cells may need a page or two more
    assert abs(cells["page_views"].sum() / days["page_views"].sum() - 1) < 0.01


def test_orders_are_counted_in_their_own_channel(world):
    orders = world["orders"]
    mine = orders.groupby([_day(orders["created_at"]), "channel"]).size()
    cells = world["traffic_daily"].groupby(["date", "channel"])["placed_orders"].sum()
    assert (cells[cells > 0].sort_index().to_numpy() == mine.sort_index().to_numpy()).all()


def test_the_funnel_only_narrows(world):
    t = world["traffic_daily"]
    steps = ["page_views", "visitors", "item_visitors", "carts", "placed_orders", "paid_orders"]
    for wide, narrow in pairwise(steps):
        assert (t[wide] >= t[narrow]).all(), (wide, narrow)
    assert (t["left_at_once"] + t["carts"] <= t["visitors"]).all() and (t["favourites"] <= t["item_visitors"]).all()
    for name in ("ad_daily", "feed_ad_daily", "search_terms"):
        assert (world[name]["impressions"] >= world[name]["clicks"]).all(), name
    ads = world["ad_daily"]
    assert (ads["clicks"] >= ads["carts"]).all()
    assert (ads["carts"] >= ads["orders_direct"] + ads["orders_indirect"]).all()
    feed = world["feed_ad_daily"]
    for wide, narrow in [("clicks", "arrived"), ("arrived", "left_at_once"), ("arrived", "carts"), ("carts", "orders")]:
        assert (feed[wide] >= feed[narrow]).all(), (wide, narrow)
    for name in ("site_searches", "page_clicks"):
        assert (world[name]["clicks"] >= world[name]["orders"]).all(), name
    assert (world["search_terms"]["searches"] >= world["search_terms"]["impressions"]).all()
    assert (world["search_terms"]["clicks"] >= world["search_terms"]["orders"]).all()


def test_a_period_has_fewer_visitors_than_its_days_and_more_than_any_of_them(world):
    days = world["shop_daily"].set_index("date")["visitors"]
    weeks = world["visitors_by_period"]
    weeks = weeks[(weeks["period"] == "week") & (weeks["channel"] == "all")].set_index("starts")["visitors"]
    for start, unique in weeks.items():
        within = days[start : start + pd.Timedelta(days=6)]
        assert within.max() <= unique <= within.sum()
        assert len(within) == 1 or unique < within.sum()


def test_places_and_search_words_count_the_orders_of_the_book(world):
    orders = world["orders"]
    assert world["place_hours"]["placed_orders"].sum() == len(orders)
    weeks = world["search_terms"]["week"].nunique()
    before = orders["created_at"] < orders["created_at"].min().normalize() + pd.Timedelta(days=7 * weeks)
    assert world["search_terms"]["orders"].sum() == ((orders["channel"] == "search") & before).sum()


def test_ads_claim_more_orders_than_came_by_them_and_hours_add_up_to_days(world):
    orders, ads, feed, hours = (world[name] for name in ("orders", "ad_daily", "feed_ad_daily", "ad_hours"))
    paid = orders[orders["paid_at"].notna()]
    claimed = ads["orders_direct"].sum() + ads["orders_indirect"].sum()
    by_ad = (paid["channel"] == "search ad").sum()
    assert by_ad < claimed < 1.5 * by_ad
    assert feed["orders"].sum() < (paid["channel"] == "feed").sum()
    search_hours = hours[hours["placement"] == ""].groupby("campaign")
    reports = ads.assign(orders=ads["orders_direct"] + ads["orders_indirect"]).groupby("campaign")
    for column in ("clicks", "cost", "orders"):
        assert (search_hours[column].sum() == reports[column].sum()).all(), column
        by_place = hours[hours["placement"] != ""].groupby("placement")[column].sum()
        assert (by_place == feed.groupby("placement")[column].sum()).all(), column
    assert hours["amount"].sum() == ads["amount_direct"].sum() + ads["amount_indirect"].sum() + feed["amount"].sum()


def test_the_holdout_switches_the_ads_off_where_it_says(world):
    test, ads = world["brand_holdout"], world["ad_daily"]
    off = (test["group"] == "ads off") & test["test_running"]
    assert (test.loc[off, ["ad_clicks", "ad_cost", "ad_orders"]] == 0).all().all()
    assert (test["searches"] >= test["ad_clicks"] + test["unpaid_clicks"]).all()
    by_day = test.groupby("date")[["ad_clicks", "ad_cost"]].sum()
    brand = ads[ads["campaign"] == "C1"].groupby("date")[["clicks", "cost"]].sum().reindex(by_day.index, fill_value=0)
    assert (by_day.to_numpy() == brand.to_numpy()).all()


def test_attempts_agree_with_what_was_paid(world):
    tries = world["payment_attempts"].merge(world["orders"], on="order_id", suffixes=("", "_order"))
    good = tries[tries["outcome"] == "paid"]
    assert (good["tried_at"] == good["paid_at"]).all() and (good["pay_method"] == good["pay_method_order"]).all()
    assert (good["amount"] == good["paid"]).all() and (good["reason"] == "").all()
    orders = world["orders"]
    kept = orders["created_at"] >= orders["created_at"].min().normalize() + pd.Timedelta(
        days=payments.log_start(world.days)
    )
    assert sorted(good["order_id"]) == sorted(orders.loc[kept & orders["paid_at"].notna(), "order_id"])
    bad = tries[tries["outcome"] == "failed"]
    assert (bad["tried_at"] > bad["created_at"]).all() and (bad["reason"] != "").all()
    late = bad["paid_at"].notna()
    assert (bad.loc[late, "tried_at"] < bad.loc[late, "paid_at"]).all()
    assert world["payment_attempts"]["tried_at"].is_monotonic_increasing


def test_a_visit_with_an_order_is_its_buyer_s_and_ends_with_it(world):
    visits = world["visits"].merge(world["orders"], on="order_id", suffixes=("", "_order"))
    assert len(visits) > 50 and not visits["left_at_once"].any() and visits["cart"].all()
    assert (visits["buyer_id"] == visits["buyer_id_order"]).all() and (
        visits["channel"] == visits["channel_order"]
    ).all()
    assert (visits["started_at"] <= visits["created_at"]).all()
    alone = world["visits"][world["visits"]["left_at_once"]]
    assert (alone["pages"] == 1).all() and not alone["cart"].any() and not alone["favourite"].any()


def test_the_steps_of_a_visit_are_in_order(world):
    events = world["visit_events"].merge(world["visits"], on="visit_id")
    assert (events.groupby("visit_id")["at"].apply(lambda at: at.is_monotonic_increasing)).all()
    assert (events.loc[events["step"] == 1, "event"] == "view").all()
    ordered = set(events.loc[events["event"] == "order", "visit_id"])
    assert ordered == set(events.loc[events["order_id"] > 0, "visit_id"])
    assert set(events.loc[events["event"] == "pay", "visit_id"]) <= ordered


def test_both_arms_together_are_the_shop_s_orders(world):
    traffic_daily, results = world["traffic_daily"], world["experiment_results"]
    both = results.groupby(["experiment", "date", "channel"])[["placed_orders", "visitors", "paid_amount"]].sum()
    shop = traffic_daily.groupby(["date", "channel"])[["placed_orders", "visitors", "paid_amount"]].sum()
    shop = shop.reindex(both.droplevel("experiment").index)
    assert (both["placed_orders"].to_numpy() == shop["placed_orders"].to_numpy()).all()
    assert (both["paid_amount"].to_numpy() == shop["paid_amount"].to_numpy()).all()
    by_order = world["experiment_orders"].groupby(["experiment", "arm"]).size()
    assert (by_order == results.groupby(["experiment", "arm"])["placed_orders"].sum()).all()
    lost = experiments.name(experiments.design(world.seed, world.days, "lost visitors"))
    whole = both.index.get_level_values("experiment") != lost
    assert (both["visitors"].to_numpy()[whole] == shop["visitors"].to_numpy()[whole]).mean() > 0.9
    assert (both["visitors"].to_numpy()[~whole] < shop["visitors"].to_numpy()[~whole]).any()


def test_what_goes_into_a_page_comes_out_of_it(world):
    steps = world["page_paths"]
    into = steps.groupby(["device", "to_page"])["visits"].sum()
    out = steps.groupby(["device", "from_page"])["visits"].sum()
    for (device, page), visits in into.items():
        if page not in ("left", "paid"):
            assert out[device, page] == visits, (device, page)


def test_readers_only_grow_fewer_down_a_page(world):
    seen = world["page_reach"].set_index(["page", "device", "screen"])["visitors"].unstack()
    assert (seen.diff(axis=1).iloc[:, 1:] <= 0).all().all()


def test_split_gives_whole_parts_that_add_up():
    totals = np.array([0, 1, 17, 100_003])
    parts = traffic.split(totals, np.array([[0.2, 0.0, 0.8]] * 4))
    assert (parts.sum(axis=1) == totals).all() and (parts >= 0).all() and (parts[:, 1] == 0).all()
    assert (traffic.split(np.array([5]), np.zeros((1, 3))) == 0).all()


def test_choose_follows_each_row_s_chances():
    u = (np.arange(30_000) + 0.5) / 30_000
    chances = np.array([[0.5, 0.0, 0.5], [0.0, 1.0, 0.0]])
    first, second = (searching.choose(u, chances, np.full(len(u), row)) for row in (0, 1))
    assert np.bincount(first, minlength=3).tolist() == [15_000, 0, 15_000] and (second == 1).all()


def test_channels_are_the_market_s_in_its_order():
    market = [entry["name"] for entry in parameters.settings("market")["channels"]]
    assert traffic.channels()["name"].tolist() == market


def test_the_words_name_products_that_there_are():
    words = parameters.table("keywords")
    fits = searching.fit(words)
    assert words["keyword"].is_unique and words["zh"].is_unique and (fits >= 0).all() and (fits <= 1).all()
    assert ((fits.max(axis=1) == 0) == (words["kind"] == "missing")).all()
    assert (fits.max(axis=0) >= 0.8).all()  # every product has a word of its own
    assert words["click_rate"].between(0, 1).all() and words["conversion"].between(0, 1).all()
    assert (words[["searches", "sellers", "bid"]] > 0).all().all()


def test_culprits_differ_from_shop_to_shop():
    seeds = range(40)
    routes = {(payments.broken_route(s, 365).bank, payments.broken_route(s, 365).app) for s in seeds}
    assert len(routes) > 8 and len({payments.broken_route(s, 365).hour for s in seeds}) > 5
    assert len({feed_ads.placements(s)["placement"][feed_ads.fraud(s, 365).placement] for s in seeds}) == 6
    words = [searching.keywords(s) for s in seeds]
    assert len({w.loc[w["tempting"], "keyword"].iloc[0] for w in words}) > 6
    assert len({tuple(test.kind for test in experiments.designs(s, 365)) for s in seeds}) > 30
    assert len({pages.leak(s) for s in seeds}) == 6


def test_the_year_s_traffic_is_within_reason():
    """Bands of practice, on a tiny shop's quarter: conversion by channel, phones, carts, clicks on ads."""
    world = World(77, "tiny")
    t = world["traffic_daily"]
    by = t.groupby("channel")[["placed_orders", "visitors"]].sum()
    assert (by["placed_orders"] / by["visitors"]).between(0.01, 0.08).all()
    assert t.loc[t["device"] == "phone", "visitors"].sum() / t["visitors"].sum() > 0.85
    assert 2.0 < t["carts"].sum() / t["paid_orders"].sum() < 3.0
    words = world["ad_daily"].groupby("keyword")[["clicks", "impressions"]].sum()
    brand = words.index.isin(world["keywords"].loc[world["keywords"]["kind"] == "brand", "keyword"])
    rate = words["clicks"] / words["impressions"]
    assert rate[~brand].between(0.008, 0.10).all() and (rate[brand] > 0.2).all()
    hours = world["place_hours"].groupby("hour")["visitors"].sum()
    assert hours.idxmax() in (20, 21, 22) and hours.idxmin() in (2, 3, 4)
    tries = world["payment_attempts"]
    assert 0.03 < (tries["outcome"] == "failed").mean() < 0.15


def test_a_better_position_is_clicked_more_and_costs_more():
    ads = World(77, "tiny")["ad_daily"]
    ads = ads[ads["clicks"] >= 3].assign(rate=ads["clicks"] / ads["impressions"], price=ads["cost"] / ads["clicks"])
    logs = np.log(ads[["rate", "price", "average_position"]])
    within = logs - logs.groupby(ads["keyword"]).transform("mean")
    slope = within.mul(within["average_position"], axis=0).sum() / (within["average_position"] ** 2).sum()
    assert -1.25 < slope["rate"] < -0.75 and -0.6 < slope["price"] < -0.3
