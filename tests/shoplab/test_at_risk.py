"""Bad years and dry tills: the averages are right, chance is the same everywhere, and bad input is one sentence."""

import numpy as np
import pytest

from shoplab import at_risk


def test_a_year_costs_on_average_how_often_times_how_much() -> None:
    years = at_risk.year_losses([2.0, 0.25], [1_000.0, 40_000.0])
    assert years.mean() == pytest.approx(12_000, rel=0.05)
    assert (years >= 0).all() and len(years) == 10_000
    assert years.quantile(0.95) > 3 * years.median()


def test_what_never_comes_costs_nothing_and_moves_no_other_risk() -> None:
    alone = at_risk.year_losses([2.0], [1_000.0])
    assert (at_risk.year_losses([2.0, 0.0], [1_000.0, 5_000.0]) == alone).all()


def test_the_same_luck_gives_the_same_years() -> None:
    assert (at_risk.year_losses([1.0], [10.0], 50) == at_risk.year_losses([1.0], [10.0], 50)).all()
    assert (at_risk.year_losses([1.0], [10.0], 50, luck=8) != at_risk.year_losses([1.0], [10.0], 50)).any()


def test_a_certain_plan_is_the_plan() -> None:
    coming, going = [100.0] * 8, [90.0] * 8
    paths = at_risk.cash_paths(0, coming, going, off=0.0, years=2_000)
    assert paths.shape == (2_000, 8)
    assert paths[:, -1].mean() == pytest.approx(80, abs=3)


def test_a_freeze_holds_money_back_and_pays_it_later() -> None:
    free = at_risk.cash_paths(0, [100.0] * 12, [0.0] * 12, off=0.0, years=400)
    held = at_risk.cash_paths(0, [100.0] * 12, [0.0] * 12, off=0.0, freeze=1.0, weeks=2, years=400)
    assert (held <= free + 1e-6).all()
    late = (held < free - 1e-6).any(axis=1)
    assert late.all()
    assert (np.abs(held[:, -1] - free[:, -1]) < 1e-6).mean() > 0.7


def test_a_dearer_week_makes_dry_tills_more_frequent() -> None:
    shares = [
        (at_risk.cash_paths(50, [100.0] * 20, [cost] * 20, off=0.1, years=500).min(axis=1) < 0).mean()
        for cost in (80.0, 95.0, 110.0)
    ]
    assert shares[0] < shares[1] < shares[2]


def test_pieces_wanted_lie_around_the_forecast() -> None:
    wanted = at_risk.pieces_wanted(300, 0.3)
    assert np.median(wanted) == pytest.approx(300, rel=0.03)
    assert 0.45 < (wanted > 300).mean() < 0.55


def test_lists_of_different_length_are_one_sentence() -> None:
    with pytest.raises(ValueError) as caught:
        at_risk.year_losses([1.0], [1.0, 2.0])
    assert str(caught.value) == "Give as many losses as numbers of cases; here are 1 and 2."
    with pytest.raises(ValueError) as caught:
        at_risk.cash_paths(0, [1.0], [1.0, 2.0])
    assert str(caught.value) == "Give as many weeks of money going out as of money coming in; here are 1 and 2."
