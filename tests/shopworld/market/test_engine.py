"""The engine keeps its promises: same luck for all, one shop as many, every fen accounted for."""

import re
from dataclasses import fields, replace

import numpy as np
import pytest

from shopworld.market import money, policies
from shopworld.market import scenario as scenarios
from shopworld.market.close import profit
from shopworld.market.day import step
from shopworld.market.decisions import resting
from shopworld.market.play import brush, play, play_arrays
from shopworld.market.scenario import scenario
from shopworld.market.state import start

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def seasons():
    return [scenario("season", seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def careful(seasons):
    return play_arrays(policies.sensible_arrays, seasons)


@pytest.mark.parametrize("name", ["nothing", "naive", "sensible"])
def test_a_policy_on_plain_data_acts_like_the_same_policy_on_arrays(name, seasons):
    many = play_arrays(getattr(policies, f"{name}_arrays"), seasons)
    plain = policies.sensible() if name == "sensible" else getattr(policies, name)
    alone = play(plain, seasons[1])
    assert alone.refused == ()
    assert alone.profit[0] == many.profit[1]
    for one, all_ in zip(alone.reports, many.reports, strict=True):
        np.testing.assert_array_equal(one.sold[0], all_.sold[1])
        np.testing.assert_array_equal(one.book[0], all_.book[1])


def test_the_same_name_and_seed_give_the_same_season(seasons):
    scenarios._scenario.cache_clear()
    again = scenario("season", SEEDS[0])
    for part in ("facts", "daily"):
        for field in fields(getattr(again, part)):
            np.testing.assert_array_equal(
                getattr(getattr(again, part), field.name), getattr(getattr(seasons[0], part), field.name)
            )


def test_the_cash_book_adds_up_to_the_fen(careful, seasons):
    opening = start(seasons).cash
    booked = sum(report.book.sum(axis=1) for report in careful.reports)
    np.testing.assert_array_equal(opening + booked, careful.state.cash)
    assert all(report.book.dtype == np.int64 for report in careful.reports)


def test_a_step_leaves_the_state_it_was_given_as_it_was(seasons):
    state = start(seasons)
    before = {
        field.name: np.copy(getattr(state, field.name)) for field in fields(state) if field.name not in NOT_ARRAYS
    }
    step(state, policies.sensible_arrays(policies.views.look(state)))
    for name, value in before.items():
        np.testing.assert_array_equal(value, getattr(state, name), err_msg=name)


NOT_ARRAYS = ("scenarios", "facts", "daily", "day")


def test_stock_is_never_below_nothing_and_pieces_are_conserved(careful, seasons):
    begun = start(seasons).stock.sum(axis=1)
    bought = sum(report.ordered.sum(axis=1) for report in careful.reports)
    sent = sum(report.sold.sum(axis=1) for report in careful.reports)
    state = careful.state
    assert (state.stock >= 0).all()
    back = begun + bought - sent - state.stock.sum(axis=1) - state.coming.sum(axis=(1, 2))
    returned = -back
    refunded = sum(report.refunded.sum(axis=1) for report in careful.reports)
    assert ((returned >= 0) & (returned <= refunded)).all()


def test_a_season_ends_once(careful):
    with pytest.raises(ValueError, match=re.escape("The season is over: its 90 days are run and closed.")):
        step(careful.state, resting(careful.state))


def test_profit_is_known_at_the_close(seasons):
    with pytest.raises(ValueError, match=r"The season's profit is known at its close; 90 days are left\."):
        profit(start(seasons))


def test_brushing_is_refused_and_leaves_a_strike(seasons):
    state = start(seasons)
    after, reason = brush(state, 1)
    assert after.strikes.tolist() == [0, 1, 0] and state.strikes.tolist() == [0, 0, 0]
    assert reason.startswith("Refused: bought orders and reviews are fictitious transactions")
    np.testing.assert_array_equal(after.cash, state.cash)


def test_there_is_no_other_season():
    with pytest.raises(ValueError, match=r"There is no season 'winter'\. There are level-1, level-2"):
        scenario("winter", 1)


def test_nobody_replies_below_the_last_level(seasons):
    calm = scenario("first-season", SEEDS[0])
    assert calm.facts.reply == 0 and seasons[0].facts.reply == 1
    np.testing.assert_array_equal(calm.daily.searches, seasons[0].daily.searches)


def test_a_shop_without_money_stops(seasons):
    state = replace(start(seasons), cash=np.array([-1, 10, 3_000_000]), alive=np.array([False, True, True]))
    plan = replace(resting(state), staff=np.array([8, 8, 8]), live_hours=np.array([6.0, 0, 0]))
    _, report = step(state, plan)
    assert report.sold[0].sum() == 0 and report.viewers[0] == 0
    assert not report.book[0, [money.NAMES.index(name) for name in ("wages", "live", "ads", "goods")]].any()
