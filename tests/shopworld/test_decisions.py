"""The judges of plans: the same luck for everybody, and better plans come out better."""

import numpy as np
import pandas as pd
import pytest

from shopworld import HOME_SEED
from shopworld.decisions import reorder, roster
from shopworld.world import World


@pytest.fixture(scope="module")
def shelf() -> reorder.Shelf:
    return reorder.shelf(HOME_SEED)


def test_the_days_to_come_are_whole_weeks_of_what_was_asked_for(shelf: reorder.Shelf) -> None:
    world = World(HOME_SEED, "course")
    demand = reorder.true_demand(world)
    sold = world["inventory_daily"]["sold"].sum()
    assert demand.sum() == sold + world.chain.lost["units"].sum()
    weeks = {demand[at : at + 7].tobytes() for at in range(0, 364, 7)}
    drawn = shelf.demand[3].reshape(13, 7, -1)
    assert all(np.ascontiguousarray(week).tobytes() in weeks for week in drawn)


def test_a_plan_runs_the_same_way_twice(shelf: reorder.Shelf) -> None:
    plan = np.full(len(shelf.goods), 60), np.full(len(shelf.goods), 200)
    one, other = reorder.run(shelf, *plan), reorder.run(shelf, *plan)
    assert (one.profit, one.filled, one.orders) == (other.profit, other.filled, other.orders)


def test_lorries_take_a_day_or_more_and_differ_by_luck(shelf: reorder.Shelf) -> None:
    assert shelf.leads.min() >= 1
    assert (shelf.leads[0] != shelf.leads[1]).any()


def test_who_never_orders_sells_what_lies_there(shelf: reorder.Shelf) -> None:
    nobody = reorder.run(shelf, np.full(len(shelf.goods), -1), np.zeros(len(shelf.goods)))
    asked = shelf.demand.sum(axis=1)
    assert nobody.orders == 0
    assert nobody.filled == pytest.approx(np.minimum(asked, shelf.start).sum() / asked.sum())


def test_plain_plans_earn_less_than_one_that_looks(shelf: reorder.Shelf) -> None:
    """Nothing, everything alike, much of everything and a bit every day are all worse than demand × days."""
    mean = shelf.demand.mean(axis=(0, 1))
    looks = reorder.run(shelf, 14 * mean, 30 * mean).profit
    ones = np.ones(len(mean))
    for point, up_to in (
        (0 * ones, 0 * ones),
        (50 * ones, 100 * ones),
        (400 * ones, 900 * ones),
        (30 * mean - 1, 30 * mean),
    ):
        assert reorder.run(shelf, point, up_to).profit < looks
    fifty = reorder.run(shelf, 50 * ones, 50 + 40 * mean).profit
    assert fifty < looks


@pytest.fixture(scope="module")
def arrivals() -> pd.DataFrame:
    """A desk to which six people write in every hour of the day and two at night."""
    hours = pd.DataFrame({"hour": np.tile(range(24), 10)})
    return hours.assign(chats=np.where(hours["hour"] < 8, 1, 4), tickets=np.where(hours["hour"] < 8, 1, 2))


def test_an_empty_desk_keeps_nothing_and_costs_nothing(arrivals: pd.DataFrame) -> None:
    assert roster.outcome(7, arrivals, [0] * 24) == (0.0, 0.0)


def test_agents_answer_and_cost(arrivals: pd.DataFrame) -> None:
    shares = [roster.outcome(7, arrivals, [agents] * 24)[1] for agents in (1, 2, 4, 8)]
    assert shares == sorted(shares) and shares[-1] > 0.99
    assert roster.outcome(7, arrivals, [12] * 24)[0] < roster.outcome(7, arrivals, [5] * 24)[0]


def test_a_roster_that_follows_the_hours_beats_every_even_one(arrivals: pd.DataFrame) -> None:
    even = max(roster.outcome(7, arrivals, [agents] * 24)[0] for agents in range(13))
    assert roster.outcome(7, arrivals, [2] * 8 + [5] * 16)[0] > even


def test_a_sale_day_brings_three_times_an_ordinary_one(arrivals: pd.DataFrame) -> None:
    means = tuple(roster.usual(arrivals).tolist())
    contacts = [len(moments) for moments, _ in roster._days(7, means)]
    assert sum(contacts) / len(contacts) == pytest.approx(3 * sum(means), rel=0.1)
