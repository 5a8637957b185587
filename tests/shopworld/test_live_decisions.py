"""The judges of module 05: the same for the same seed, kind to who measured, and not to be had by a trick."""

import numpy as np
import pandas as pd
import pytest

from shopworld.decisions import bought_viewers, run_of_show

YUAN = 100


@pytest.fixture(scope="module")
def goods(year) -> pd.DataFrame:
    """The twelve articles of the year as they are in truth, money in yuan."""
    products = year["products"].assign(
        list_price=year["products"]["list_price"] / YUAN, cost=year["products"]["cost"] / YUAN
    )
    leaves = run_of_show.leaves(year["live_orders"], year["orders"], year["order_lines"], year["refunds"], products)
    rate = run_of_show.truth(year.seed, year["live_minutes"], year["live_orders"])
    twelve = run_of_show.articles(year["live_orders"], products)
    return pd.DataFrame({"rate": rate, "leaves": leaves}).reindex(twelve)


@pytest.fixture(scope="module")
def room(year) -> run_of_show.Room:
    return run_of_show.unseen(year.seed, year["live_minutes"])


def plan(order: list[str], hosts: list[str], coupons: tuple[str, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame({"sku": order, "minutes": 9, "host": hosts, "coupon": [sku in coupons for sku in order]})


def test_the_twelve_are_one_article_a_product(year, goods) -> None:
    products = goods.index.map(year["products"].set_index("sku")["product"])
    assert len(goods) == run_of_show.ARTICLES and products.is_unique
    assert (goods["rate"] > 0).all() and goods["leaves"].notna().all()


def test_unseen_streams_are_as_full_as_the_shop_s_and_the_same_twice(year, room) -> None:
    again = run_of_show.unseen(year.seed, year["live_minutes"])
    assert room.online.shape == (run_of_show.STREAMS, run_of_show.MINUTES)
    assert (room.online == again.online).all()
    assert room.online.mean() == pytest.approx(year["live_minutes"]["online"].mean())
    seen = year["live_minutes"].groupby("minute")["online"].mean()
    assert np.corrcoef(room.online.mean(axis=0), seen)[0, 1] > 0.95


def test_the_truth_is_the_tables_with_the_true_strengths(year, goods) -> None:
    """An article that is pitched in every minute sells its rate before the people weighted by host and coupon."""
    log = pd.DataFrame({"online": [10, 30], "host": "Bei", "event": "", "sku": ["A", "A"]})
    taps = pd.DataFrame({"sku": ["A"] * 8 + ["B"] * 4})
    weight = run_of_show.viewer_minutes(log, {"Bei": 2.0}, 1.5)
    rates = run_of_show.rates(log, taps, 5.0, weight)
    assert rates["A"] == pytest.approx(8 / 80) and rates["B"] == pytest.approx(5 * 4 / 80)


def test_no_trick_beats_knowing_what_an_order_leaves(goods, room) -> None:
    people = room.online.mean(axis=0)
    full = pd.Series([people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)])
    rank = full.rank(ascending=False).astype(int) - 1
    by_value = (goods["rate"] * goods["leaves"]).sort_values(ascending=False).index
    best, second = pd.Series(dict(room.hosts)).nlargest(2).index
    hosts = [best if one < 6 else second for one in rank]
    known = run_of_show.earned(plan([by_value[one] for one in rank], hosts), goods, room)
    tricks = {
        "as listed": goods.index.tolist(),
        "best first": by_value.tolist(),
        "best last": by_value.tolist()[::-1],
        "by rate": [goods["rate"].sort_values(ascending=False).index[one] for one in rank],
        "by what an order leaves": [goods["leaves"].sort_values(ascending=False).index[one] for one in rank],
    }
    for name, order in tricks.items():
        assert run_of_show.earned(plan(order, hosts), goods, room) < known, name
    weak = pd.Series(dict(room.hosts)).nsmallest(2).index
    others = [weak[0] if one < 6 else weak[1] for one in rank]
    assert run_of_show.earned(plan([by_value[one] for one in rank], others), goods, room) < known


def test_the_crowds_are_those_of_the_minute_log(year) -> None:
    true = bought_viewers.crowds(year.seed, year["live_orders"])
    there = pd.Series((year.airing.air.fake_stays > 0).ravel())
    log = year["live_minutes"]
    found = {(row.session_id, row.minute) for row in log[there.to_numpy()].itertuples()}
    assert bought_viewers.minutes(true) == found and len(true) >= 1


def test_a_false_word_costs_more_than_a_true_one_brings(year) -> None:
    true = bought_viewers.crowds(year.seed, year["live_orders"])
    every = pd.DataFrame({"session_id": range(1, 41), "begins": 0, "ends": 120})
    assert bought_viewers.value(true, true) == 40 * len(bought_viewers.minutes(true)) > 0
    assert bought_viewers.value(true, true.head(0)) == 0
    assert bought_viewers.value(true, every) < 0
    assert bought_viewers.value(true, true.assign(begins=0, ends=120)) < 0
    assert bought_viewers.value(true, pd.concat([true, true])) == bought_viewers.value(true, true)


@pytest.mark.parametrize("row", [(0, 5, 9), (41, 5, 9), (3, 9, 9), (3, -1, 9), (3, 5, 121)])
def test_minutes_that_no_stream_has_are_one_sentence(row) -> None:
    with pytest.raises(ValueError) as caught:
        bought_viewers.minutes(pd.DataFrame([row], columns=["session_id", "begins", "ends"]))
    assert str(caught.value) == (
        "A row names minutes that no stream has: streams 1 to 40, minutes 0 to 120, `ends` after `begins`."
    )
