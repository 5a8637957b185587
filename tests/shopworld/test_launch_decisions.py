"""Launch decisions: the tables are the model's with chance on top, and no cheap trick earns what the method earns."""

import numpy as np
import pandas as pd
import pytest

from shopworld.decisions import day_seven
from shopworld.decisions import launch_budget as budget
from shopworld.launching import launch_budget, launches, running_launches

SEEDS = (2025, 3, 7, 42, 101, 618, 999, 2**120 + 12_345)


def test_the_week_has_the_true_rates_with_chance_on_top() -> None:
    for seed in SEEDS[:4]:
        table = running_launches.table(seed)
        expected = (table["clicks"] * running_launches.rates(seed)).sum()
        assert abs(table["orders"].sum() - expected) < 5 * expected**0.5
        assert table["item"].is_unique and (table["orders"] <= table["clicks"]).all()


def lists(seed: int) -> dict[str, pd.Series]:
    """Ways to decide on day seven, as a column of True and False."""
    table, daily = running_launches.table(seed), launches.daily(seed)
    later = daily[daily["day"] > 7].groupby("launch_id")[["clicks", "orders"]].sum()
    rates = later["orders"] / later["clicks"]
    weight = rates.mean() * (1 - rates.mean()) / rates.var()
    crowd, raw = table["orders"].sum() / table["clicks"].sum(), table["orders"] / table["clicks"]
    mixed = (table["orders"] + weight * crowd) / (table["clicks"] + weight)
    margin = table["price"] - table["unit_cost"]
    return {
        "mixed": table["clicks_ahead"] * mixed * margin > table["cost_ahead"],
        "raw": table["clicks_ahead"] * raw * margin > table["cost_ahead"],
        "all": raw >= 0,
        "one order": table["orders"] >= 1,
        "two orders": table["orders"] >= 2,
        "best forty": raw.rank(ascending=False) <= 40,
        "dear ones": margin > margin.median(),
    }


def test_no_cheap_trick_earns_what_mixing_earns() -> None:
    gaps = []
    for seed in SEEDS:
        items = running_launches.table(seed)["item"]
        earned = {name: day_seven.earned(seed, items[chosen]) for name, chosen in lists(seed).items()}
        best = day_seven.best(seed)
        assert max(earned, key=earned.__getitem__) == "mixed", seed
        assert earned["mixed"] <= best
        gaps.append((earned["mixed"] - earned["raw"]) / (best - earned["raw"]))
    assert np.mean(gaps) > 0.15


def test_nobody_earns_and_costs_nothing() -> None:
    assert day_seven.earned(3, []) == 0


def tricks(seed: int) -> dict[str, np.ndarray]:
    """Ways to spread the money without a curve."""
    trials, goods = launch_budget.trials(seed), launch_budget.items(seed).set_index("item")
    trials["margin"] = trials["orders"] * trials["item"].map(goods["price"] - goods["unit_cost"])
    sums = trials.groupby(["item", "channel"])[["margin", "spend_a_day"]].sum()
    per_yuan = (sums["margin"] / sums["spend_a_day"]).unstack()[list(launch_budget.CHANNELS)].to_numpy()

    def spread(weight: np.ndarray) -> np.ndarray:
        return budget.BUDGET * weight / weight.sum()

    days = np.ones(launch_budget.DAYS)
    best = per_yuan == per_yuan.max()
    sale = launch_budget.busy(seed).T[None] * (launch_budget.busy(seed).T[None] > 1.3)
    return {
        "even": budget.even(),
        "one place": spread(best[:, :, None] * days),
        "by average": spread(per_yuan[:, :, None] * days),
        "best half": spread((per_yuan > np.median(per_yuan))[:, :, None] * days),
        "sale day only": spread(per_yuan[:, :, None] * sale),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_level_ends_leave_more_than_any_trick_and_nobody_beats_the_one_who_knows(seed: int) -> None:
    best = budget.left(seed, budget.best(seed))
    assert budget.best(seed).sum() == pytest.approx(budget.BUDGET)
    for name, plan in tricks(seed).items():
        assert plan.sum() == pytest.approx(budget.BUDGET)
        assert budget.left(seed, plan) < best, name


def test_a_plan_is_laid_into_its_places() -> None:
    plan = pd.DataFrame({"item": ["L1", "L1"], "channel": ["affiliates"] * 2, "day": [1, 1], "yuan": [10.0, 5.0]})
    assert budget.grid(plan)[0, 4, 0] == 15
    for wrong in ({"item": "L9"}, {"channel": "radio"}, {"day": 15}):
        with pytest.raises(KeyError):
            budget.grid(plan.assign(**wrong))


def test_trials_keep_to_their_curve() -> None:
    true, trials = launch_budget.response(2025), launch_budget.trials(2025)
    level = np.array(launch_budget.LEVELS, dtype=float)
    expected = true.top[:, :, None] * level / (level + true.half[None, :, None]) * launch_budget.TRIAL_DAYS
    assert trials["clicks"].to_numpy() == pytest.approx(expected.ravel(), rel=0.35, abs=15)
    orders = (trials["clicks"] * np.repeat(true.order, len(trials) // launch_budget.ITEMS)).sum()
    assert trials["orders"].sum() == pytest.approx(orders, rel=0.08)
