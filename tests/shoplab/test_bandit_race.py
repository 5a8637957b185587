"""The bandit race: what each runner loses, that luck is shared, and that the picture says it."""

import numpy as np
import pytest

from shoplab import bandit_race
from shoplab.bandit_race import EVEN, NAMES, plot_race, race

RATES = [0.050, 0.053, 0.061, 0.047]


def lost(choices: list[str], luck: int = 1) -> dict[str, float]:
    return {one.name: float(one.lost[-1]) for one in race(RATES, choices, luck)}


def test_the_best_picture_from_the_first_day_loses_nothing() -> None:
    assert lost(["C"] * 4)["yours"] == 0


def test_all_four_to_the_end_loses_what_the_rates_say() -> None:
    a_day = sum(0.061 - rate for rate in RATES) / 4 * bandit_race.SHOWN
    assert lost([EVEN] * 4)["yours"] == lost(["A"] * 4)[NAMES[0]] == pytest.approx(14 * a_day)


def test_the_other_runners_meet_the_same_luck_whatever_the_learner_does() -> None:
    one, other = lost(["A"] * 4, 5), lost(["D"] * 4, 5)
    assert {name: one[name] for name in NAMES if name != "yours"} == {n: other[n] for n in NAMES if n != "yours"}


def test_over_many_fortnights_thompson_loses_less_than_a_test_to_the_end_and_less_than_a_rash_choice() -> None:
    means = {name: np.mean([lost([EVEN] * 4, luck)[name] for luck in range(1, 61)]) for name in NAMES}
    assert means["Thompson"] < means[NAMES[1]] < means[NAMES[0]]


def test_impressions_are_a_day_s_whatever_the_way() -> None:
    for one in race(RATES, [EVEN, "A", "B", "C"], 3):
        assert (abs(one.shown.sum(axis=1) - bandit_race.SHOWN) <= 3).all()


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^Choose "all four" or one of A, B, C, D; this is \'E\'\.$'):
        race(RATES, ["E"] * 4)
    with pytest.raises(ValueError, match=r"^The race asks for four choices, one a stage; these are 1\.$"):
        race(RATES, ["A"])


def test_the_picture_s_words_name_every_runner_and_the_best_picture() -> None:
    figure, alt = plot_race(RATES, [EVEN, EVEN, "C", "C"], luck=1)
    assert len(figure.axes) == 2
    assert all(name in alt for name in NAMES) and "best picture, C" in alt
