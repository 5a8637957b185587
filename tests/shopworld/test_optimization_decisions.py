"""Bids, invitations and coupons: no cheap trick earns what the method earns, and nobody earns more than who knows."""

import numpy as np
import pandas as pd
import pytest

from shopworld.decisions import coupon_list, event_choice, forty_bids
from shopworld.offers import coupon_trial
from shopworld.trade import official_events as events

SEEDS = (2025, 7, 42, 618, 999, 2**120 + 12_345)
WORDS = pd.DataFrame(
    {"first_clicks": [80.0, 300.0, 150.0], "market_cpc": [0.9, 0.5, 1.1], "quality": [9, 10, 7], "value": [1.3, 1.4, 0.4]},
    index=pd.Index(["K1", "K2", "K3"]),
)  # fmt: skip


def profit(seed: int, bids: list[float]) -> float:
    return float(forty_bids.days(seed, WORDS, pd.Series(bids, index=WORDS.index))["profit"].mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_no_day_costs_more_than_its_budget_and_no_bid_costs_nothing(seed: int) -> None:
    days = forty_bids.days(seed, WORDS, pd.Series(1e9, index=WORDS.index))
    assert len(days) == forty_bids.DAYS
    assert (days["cost"] <= forty_bids.BUDGET + 1e-6).all()
    assert profit(seed, [0, 0, 0]) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_share_of_the_value_leaves_more_than_any_trick(seed: int) -> None:
    value = WORDS["value"].to_numpy()
    planned = profit(seed, (0.6 * value).tolist())
    tricks = [value, [1e9] * 3, [0.01] * 3, WORDS["market_cpc"].to_numpy(), [0, 0, 5.0], [0.6] * 3]
    for trick in tricks:
        assert profit(seed, list(trick)) < planned


@pytest.mark.parametrize("seed", SEEDS)
def test_the_autumns_average_is_near_the_model_s_own_luckless_one(seed: int) -> None:
    gain = event_choice.gain(seed)
    assert gain.index.tolist() == list(range(17, 25))
    assert event_choice.earned(seed, []) == 0
    assert event_choice.earned(seed, gain.index) == pytest.approx(gain.sum())
    assert event_choice.best(seed) >= max(event_choice.earned(seed, gain.index), 0)
    assert gain.equals(event_choice.gain(seed))


def test_one_autumn_s_profit_is_the_formula_on_its_own_luck() -> None:
    asked, true = events.table(3), events.effects(3)
    columns = [true[name].to_numpy() for name in ("factor", "refunded", "tail_days", "tail_factor")]
    again = events.added(asked, events.list_prices(3, asked), *columns)
    assert np.abs(again - events.profit(3).to_numpy()).max() <= 0.5


def lists(seed: int) -> dict[str, list[int]]:
    """Ways to choose the coupon's buyers, 2,400 each."""
    trial = coupon_trial.table(seed)
    readers = trial[(trial["recency_days"] < 180) & (trial["messages_opened"] >= 2)]
    ways = {
        "awake readers": readers,
        "most orders": trial.sort_values("orders_before", ascending=False),
        "most spent": trial.sort_values("spent_before", ascending=False),
        "dormant": trial.sort_values("recency_days", ascending=False),
        "who came last time": trial[trial["ordered_30d"]],
        "readers": trial.sort_values("messages_opened", ascending=False),
        "first": trial,
    }
    return {name: rows["trial_id"].head(coupon_list.COUPONS).tolist() for name, rows in ways.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_those_who_are_won_add_more_than_any_other_list(seed: int) -> None:
    added = {name: coupon_list.added(seed, chosen) for name, chosen in lists(seed).items()}
    assert max(added, key=added.__getitem__) == "awake readers"
    assert 0.8 * coupon_list.best(seed) <= added["awake readers"] <= coupon_list.best(seed)
    assert added["most orders"] < 0 and added["dormant"] < 0 and added["first"] < 0


def test_a_buyer_on_the_list_twice_counts_once() -> None:
    assert coupon_list.added(5, [1, 1, 2]) == coupon_list.added(5, [1, 2])
