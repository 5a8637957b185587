"""The shelf's book adds up, rings and look-alikes are what they say, and some buyers live off refunds."""

import numpy as np
import pandas as pd
import pytest

from shopworld import calendar
from shopworld.goods import products
from shopworld.risk import abuse, brushing
from shopworld.sales import baskets, orders
from shopworld.trade import suppliers
from shopworld.world import World

SEEDS = range(20)
SEED = 11


@pytest.fixture(scope="module")
def world():
    return World(SEED, "course")


@pytest.fixture(scope="module", params=["tiny", "course"])
def shop(request, world):
    return world if request.param == "course" else World(SEED, "tiny")


def _paid_lines(world):
    placed = world["orders"]
    paid = placed.loc[placed["paid_at"].notna(), ["order_id", "created_at"]]
    return world["order_lines"].merge(paid, on="order_id")


def test_the_shelf_s_book_adds_up_and_is_never_negative(shop):
    book = shop["inventory_daily"]
    assert (book["closing"] == book["opening"] + book["received"] - book["damaged"] - book["sold"]).all()
    assert (book.select_dtypes("number") >= 0).all().all()
    wide = book.pivot(index="date", columns="sku")
    assert (wide["opening"].to_numpy()[1:] == wide["closing"].to_numpy()[:-1]).all()


def test_the_shelf_s_sales_are_the_paid_lines(shop):
    lines = _paid_lines(shop)
    sold = lines.groupby([lines["created_at"].dt.normalize(), "sku"])["quantity"].sum()
    book = shop["inventory_daily"].set_index(["date", "sku"])["sold"]
    assert (sold.reindex(book.index, fill_value=0) == book).all()


def test_what_came_is_what_was_ordered(shop):
    bought = shop["purchase_orders"]
    came = bought.dropna(subset="received_at").groupby(["received_at", "sku"])[["quantity", "defects"]].sum()
    book = shop["inventory_daily"].set_index(["date", "sku"])[["received", "damaged"]]
    assert (came.reindex(book.index, fill_value=0).to_numpy() == book.to_numpy()).all()
    assert (bought["received_at"].dropna() > bought["ordered_at"][bought["received_at"].notna()]).all()
    last = shop["inventory_daily"].groupby("sku")["on_order"].last()
    waiting = bought[bought["received_at"].isna()].groupby("sku")["quantity"].sum()
    assert (waiting.reindex(last.index, fill_value=0) == last).all()


def test_nothing_is_sold_while_the_shelf_is_empty(shop):
    book = shop["inventory_daily"].set_index(["date", "sku"])
    empty = book["stockout_minutes"] > 0
    assert (book.loc[empty, "closing"] == 0).all()
    lines = shop["order_lines"].merge(shop["orders"][["order_id", "created_at"]], on="order_id")
    day = lines["created_at"].dt.normalize()
    minutes = book["stockout_minutes"].reindex(pd.MultiIndex.from_arrays([day, lines["sku"]])).to_numpy()
    left = (day + pd.Timedelta(days=1) - lines["created_at"]).dt.total_seconds() // 60
    assert (left >= minutes).all()


def test_demand_is_lost_only_to_an_empty_shelf_and_most_of_it_by_what_sells_fast(world):
    book, lost = world["inventory_daily"].set_index(["date", "sku"]), world.chain.lost
    assert (lost["units"] > 0).all()
    assert (book["stockout_minutes"].reindex(pd.MultiIndex.from_frame(lost[["date", "sku"]])) > 0).all()
    share = lost["units"].sum() / (lost["units"].sum() + book["sold"].sum())
    assert 0.015 < share < 0.06
    hits = book.groupby("sku")["sold"].sum().nlargest(20).index
    assert lost["sku"].isin(hits).mean() > 0.5


def test_one_alert_is_too_late_for_hits_and_far_too_early_for_slow_sellers(world):
    sold = world["inventory_daily"].groupby("sku")["sold"].mean()
    cover = 50 / sold
    lead = (world["purchase_orders"]["received_at"] - world["purchase_orders"]["ordered_at"]).dt.days.median()
    assert cover.min() < lead < 40 < cover.max()


def test_an_order_without_a_line_never_came_to_be(shop):
    assert set(shop["orders"]["order_id"]) == set(shop["order_lines"]["order_id"])
    assert set(shop["orders"]["buyer_id"]) == set(shop["buyers"]["buyer_id"])


def test_rings_are_in_the_orders_as_they_were_hired(world):
    chain, jobs = world.chain, brushing.rings(SEED, orders.DAYS["course"], orders.SIZE["course"])
    fake = chain.orders.assign(ring=chain.ring)[chain.ring >= 0]
    lines = world["order_lines"].merge(fake[["order_id", "ring", "created_at"]], on="order_id")
    assert set(fake["ring"]) == set(jobs["ring"]) and fake["paid_at"].notna().all()
    assert (lines["quantity"] == 1).all() and not lines["order_id"].duplicated().any()
    assert not fake["order_id"].isin(world["refunds"]["order_id"]).any()
    names = products.skus(SEED)["sku"].to_numpy()
    for job in jobs.itertuples():
        mine = lines[lines["ring"] == job.ring]
        assert set(mine["sku"]) == {names[job.sku_row]}
        day = (mine["created_at"] - calendar.START).dt.days
        assert day.between(job.first, job.first + job.days - 1).all()
        assert 0.6 * job.days * job.daily < len(mine) <= job.days * job.daily  # the rest found the shelf empty


def test_half_of_the_rings_stay_below_the_simple_rule(world):
    jobs = brushing.rings(SEED, 365, 1.0).set_index("ring")
    fake = world["orders"].assign(ring=world.chain.ring)[world.chain.ring >= 0]
    most = fake.groupby(["ring", "buyer_id"]).size().groupby("ring").max()
    assert (most[jobs["careful"]] <= brushing.CAREFUL_ORDERS).all()
    assert (most[~jobs["careful"]] >= brushing.CARELESS_IN_A_ROW).all()
    assert jobs["careful"].sum() == brushing.RINGS / 2


def test_a_ring_places_three_to_eight_per_cent_and_no_two_work_at_once():
    for seed in SEEDS:
        jobs = brushing.rings(seed, 365, 1.0)
        assert (jobs["first"].to_numpy()[1:] >= (jobs["first"] + jobs["days"]).to_numpy()[:-1]).all()
        busy = calendar.busyness(seed) * calendar.ORDERS_PER_DAY
        for job in jobs.itertuples():
            usual = busy[job.first : job.first + job.days].mean()
            assert 0.025 < job.daily / usual < 0.085
        assert jobs["sku_row"].nunique() in (2, 3)


def test_rings_differ_from_shop_to_shop():
    assert len({tuple(brushing.rings(seed, 365, 1.0)["sku_row"]) for seed in SEEDS}) > 15
    assert len({tuple(brushing.rings(seed, 365, 1.0)["careful"]) for seed in SEEDS}) == 2


def test_look_alikes_are_honest_groups_close_in_time(world):
    chain, facts = world.chain, brushing.look_alikes(SEED, 365, 1.0).set_index("group")
    theirs = chain.orders.assign(group=chain.group)[chain.group >= 0]
    assert not ((chain.group >= 0) & (chain.ring >= 0)).any()
    assert set(facts["kind"]) == set(brushing.LOOK_ALIKES)
    for number, mine in theirs.groupby("group"):
        kind = facts.loc[number, "kind"]
        assert mine["created_at"].max() - mine["created_at"].min() < pd.Timedelta(hours=3)
        assert (mine["province"].nunique() == 1) == (kind == "office") or len(mine) < 4
        assert kind == "member day" or not mine["buyer_id"].duplicated().any()


def test_few_buyers_live_off_refunds_and_nobody_else_comes_near(world):
    lines = world["order_lines"].merge(
        world["orders"].loc[world["orders"]["paid_at"].notna(), ["order_id", "buyer_id"]]
    )
    back = lines["line_id"].isin(world["refunds"]["line_id"])
    theirs = lines["buyer_id"].isin(world.chain.abusers)
    assert 0.005 < np.isin(world["buyers"]["buyer_id"], world.chain.abusers).mean() < 0.016
    assert back[theirs].mean() > 0.5 > 0.2 > back[~theirs].mean()


def test_strengths_differ_from_shop_to_shop_within_reason():
    drawn = [
        (baskets.elasticity(s), suppliers.drift(s), abuse.strength(s), *calendar.event_sizes(s)[[4, 9]]) for s in SEEDS
    ]
    assert len(set(drawn)) == len(drawn)
    assert len({slow for _, (slow, _), *_ in drawn}) >= 3
    assert all(1.5 <= elasticity < 2.4 for elasticity, *_ in drawn)


def test_the_market_buys_less_of_what_grows_dear():
    goods = products.skus(SEED)
    prices = np.repeat(goods["price"].to_numpy()[:, None], 2, axis=1).astype(float)
    prices[3, 1] *= 1.1
    pull = baskets.pull(SEED, goods, prices)
    assert (pull[:, 3, 1] < pull[:, 3, 0]).all() and (pull[:, 4, 1] == pull[:, 4, 0]).all()


def test_without_its_events_a_year_has_no_peak():
    plain = calendar.busyness(SEED, leave_out=tuple(calendar.table()["event"].unique()))
    assert plain.max() / np.median(plain) < 2 < calendar.busyness(SEED).max() / np.median(plain)
