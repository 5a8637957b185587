"""What a whole season is marked by: its parts, their weights, and what a trick with one of them is worth."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from shopworld.judging.parts import PARTS, calibration, interval_charge, parts, total
from shopworld.judging.report import Report, evaluate
from shopworld.market.policies import naive, nothing, sensible
from shopworld.market.rules import rules

SEEDS = (101, 102, 103)


@pytest.fixture(scope="module")
def careful() -> Report:
    return evaluate(sensible(), SEEDS)


def test_the_weights_are_the_whole():
    assert sum(getattr(rules().mark, name) for name in PARTS) == pytest.approx(1)


def test_the_careful_shop_with_an_honest_forecast_gets_nearly_everything(careful):
    profits = [one.profit for one in careful.records]
    assert total(careful, (min(profits), max(profits))) > 0.95
    assert total(careful, None) == pytest.approx(
        total(careful, (min(profits), max(profits))) - rules().mark.forecast, abs=0.01
    )


@pytest.mark.parametrize("policy", [naive, nothing])
def test_who_earns_no_more_than_the_naive_shop_has_no_marks_for_service_either(policy):
    report = evaluate(policy, SEEDS)
    assert total(report, (-1e9, 1e9)) == 0.0


def test_a_strike_caps_the_whole_and_takes_the_clean_hands(careful):
    struck = replace(careful, records=(replace(careful.records[0], strikes=1), *careful.records[1:]))
    assert parts(struck, None)["compliance"] == 0
    assert total(struck, None) == rules().mark.struck


def test_lost_days_cost_compliance_step_by_step(careful):
    lost = replace(careful, records=tuple(replace(one, lost_days=4) for one in careful.records))
    assert parts(lost, None)["compliance"] == pytest.approx(1 - (4 / 90) / 0.10, abs=1e-3)


def test_an_interval_is_charged_its_width_and_ten_yuan_for_each_missed():
    assert interval_charge([100, 100], 90, 110) == pytest.approx(20)
    assert interval_charge([100, 125], 90, 110) == pytest.approx(20 + 10 * 15 / 2)


def test_no_forecast_can_be_made_safe_by_making_it_wide_or_sharp_by_making_it_narrow():
    profits = [100_000, 110_000, 120_000, 130_000, 140_000]
    honest = calibration(profits, (102_000, 138_000))
    assert honest == 1.0
    assert calibration(profits, (0, 1e6)) == 0
    assert calibration(profits, (120_000, 120_000)) < 0.4
    assert calibration(profits, (200_000, 240_000)) == 0


@pytest.mark.parametrize("forecast", [None, (1,), ("a", "b"), (math.nan, 1), (5, 1), 7, "low"])
def test_what_is_no_interval_is_worth_nothing(forecast):
    assert calibration([1.0, 2.0], forecast) == 0
