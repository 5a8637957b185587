"""Uplift: groups against their own hold-out, and a ranking against chance."""

import numpy as np
import pandas as pd
import pytest

from shoplab import uplift

GIVEN = pd.Series([True, False] * 4)
GROUP = pd.Series(["reader"] * 4 + ["other"] * 4)
BOUGHT = pd.Series([1, 0, 1, 0, 1, 1, 0, 0])


def test_a_group_is_held_against_those_of_it_that_went_without() -> None:
    table = uplift.by_group(GROUP, GIVEN, BOUGHT)
    assert table.loc["reader"].tolist() == [4, 0.0, 1.0, 1.0]
    assert table.at["other", "uplift"] == 0.0


def test_groups_of_two_tags() -> None:
    second = pd.Series(["a", "a", "b", "b"] * 2)
    table = uplift.by_group([GROUP, second], GIVEN, BOUGHT)
    assert table.index.tolist() == [("other", "a"), ("other", "b"), ("reader", "a"), ("reader", "b")]
    assert table["people"].tolist() == [2, 2, 2, 2]


def test_all_rankings_end_at_the_same_gain() -> None:
    ends = [uplift.qini_curve(score, GIVEN, BOUGHT).iloc[-1] for score in (np.arange(8), -np.arange(8))]
    assert ends == [pytest.approx(2.0)] * 2


def test_the_ranking_that_puts_the_persuadable_first_has_the_larger_area() -> None:
    reader = (GROUP == "reader").astype(int)
    assert uplift.qini_area(reader, GIVEN, BOUGHT) > 0 > uplift.qini_area(-reader, GIVEN, BOUGHT)


def test_one_arm_alone_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"^An uplift needs people with and without; here all 8 are in one arm\.$"):
        uplift.by_group(GROUP, GIVEN | True, BOUGHT)
