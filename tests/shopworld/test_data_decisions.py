"""The data module's decisions: switching a route off, and thirty days ahead; no cheap trick earns what reading earns."""

import numpy as np
import pandas as pd
import pytest

from shopworld import calendar
from shopworld.decisions import month_ahead, switch_off
from shopworld.sales import payments
from shopworld.trade import category_market

SEEDS = (2025, 3, 7, 42, 101, 618, 999, 2**120 + 12_345)


def broken(seed: int) -> tuple[str, str, range]:
    found = payments.broken_route(seed, calendar.DAYS)
    hours = range(found.hour, found.hour + payments.BROKEN_HOURS)
    return payments.BANKS[found.bank], payments.APPS[found.app], hours


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_broken_route_is_worth_switching_off(seed: int) -> None:
    bank, app, hours = broken(seed)
    right = switch_off.saved(seed, bank, [app], hours)
    assert 0 < right < switch_off.lost(seed)
    tricks = {
        "nothing": switch_off.saved(seed, bank, [app], []),
        "the bank in every app": switch_off.saved(seed, bank, payments.APPS, hours),
        "all day": switch_off.saved(seed, bank, [app], range(24)),
        "an hour early": switch_off.saved(seed, bank, [app], range(hours[0] - 1, hours[-1])),
        "two hours of four": switch_off.saved(seed, bank, [app], hours[:2]),
        "six hours": switch_off.saved(seed, bank, [app], range(hours[0] - 2, hours[-1] + 1)),
    }
    for name, value in tricks.items():
        assert value < right, name
    for other in payments.BANKS:
        if other != bank:
            assert switch_off.saved(seed, other, [app], hours) < 0
    assert switch_off.saved(seed, bank, payments.APPS, range(24)) < 0


def test_a_bank_or_app_that_doesn_t_exist_is_refused() -> None:
    for bank, app in (("Bank Z", "Android 9.1"), ("Bank A", "web")):
        with pytest.raises(KeyError):
            switch_off.saved(3, bank, [app], [9])


def daily(seed: int) -> pd.DataFrame:
    """A year of paid orders as the model expects them, without the chain that takes seconds to make."""
    dates = pd.date_range(calendar.START, periods=calendar.DAYS)
    return pd.DataFrame({"date": dates, "paid_orders": np.round(calendar.busyness(seed) * 236).astype(int)})


def ways(seed: int) -> dict[str, np.ndarray]:
    table = daily(seed)
    paid = table["paid_orders"].to_numpy(dtype=float)
    names = pd.date_range("2026-01-01", periods=month_ahead.DAYS).day_of_week
    factor = pd.Series(paid).groupby(table["date"].dt.day_of_week).mean().to_numpy()
    level = paid[-18:].mean() * (factor / factor.mean())[names]
    market = category_market.monthly(seed)
    market = market[market["category"].isin(["travel_organisers", "luggage"])].groupby("month")["searches"].sum()
    return {
        "read": level * market["2025-01"] / market["2024-12"],
        "like last week": np.resize(paid[-7:], month_ahead.DAYS),
        "level": level,
        "last January": paid[: month_ahead.DAYS],
        "the year's mean": np.full(month_ahead.DAYS, paid.mean()),
        "December's mean": np.full(month_ahead.DAYS, paid[-31:].mean()),
        "a day at a time": np.full(month_ahead.DAYS, paid[-1]),
        "nothing": np.zeros(month_ahead.DAYS),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_market_s_move_beats_every_way_without_it(seed: int) -> None:
    table = daily(seed)
    errors = {name: month_ahead.error(seed, table, orders) for name, orders in ways(seed).items()}
    best = month_ahead.error(seed, table, month_ahead.expected(seed, table))
    assert best <= errors["read"] < 1 < errors["like last week"]
    assert all(errors["read"] < 0.6 * error for name, error in errors.items() if name != "read")


def test_the_months_are_the_same_each_time_and_keep_to_what_is_expected() -> None:
    table = daily(3)
    came = month_ahead.draws(3, table)
    assert (came == month_ahead.draws(3, table.sample(frac=1, random_state=1))).all()
    assert came.mean() == pytest.approx(month_ahead.expected(3, table).mean(), rel=0.02)
    assert came.shape == (24, 30) and (came >= 0).all()
