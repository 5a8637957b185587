"""The split of a launch's money: curves come back from clean trials, and the last yuan brings the same everywhere."""

import pandas as pd
import pytest

from shoplab import launch_budget

LEVELS = [20, 60, 120, 240]


def test_a_clean_trial_gives_its_curve_back() -> None:
    clicks = [150 * x / (x + 70) for x in LEVELS]
    assert launch_budget.half_point(LEVELS, clicks) == 70
    assert launch_budget.top_of(LEVELS, clicks, 70) == pytest.approx(150)


def test_the_budget_is_used_up_and_nothing_is_gained_by_moving() -> None:
    curves = pd.DataFrame({"worth": [300.0, 500.0, 90.0], "half": [50.0, 200.0, 400.0]})
    yuan = launch_budget.spread(curves, 400)
    assert yuan.sum() == pytest.approx(400)
    last = curves["worth"] * curves["half"] / (yuan + curves["half"]) ** 2
    assert last[0] == pytest.approx(last[1], rel=1e-6)
    assert yuan[2] == 0 and last[2] < last[0]


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The table of curves needs the column `half`\. It has: worth\.$"):
        launch_budget.spread(pd.DataFrame({"worth": [1.0]}), 10)
    with pytest.raises(ValueError, match=r"^`half` must be above 0 in every row; 1 rows are not\.$"):
        launch_budget.spread(pd.DataFrame({"worth": [1.0, 2.0], "half": [0.0, 1.0]}), 10)
