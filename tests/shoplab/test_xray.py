"""The sales X-ray: its parts add up, whatever the factors do, and its words say what its bars show."""

import numpy as np
import pandas as pd
import pytest

from shoplab.charts import check_words
from shoplab.metrics import MetricError
from shoplab.xray import contributions, plot_xray, shapley

FACTORS = ["visitors", "conversion", "basket"]


def table(values: list[list[float]], names: str = "ab") -> pd.DataFrame:
    return pd.DataFrame(values, index=list(names), columns=FACTORS)


BEFORE = table([[1_000, 0.05, 100], [4_000, 0.02, 80]])
AFTER = table([[900, 0.05, 120], [5_000, 0.01, 90]])


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_add_up_for_any_factors(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before, after = (table((rng.random((6, 3)) * 100 + 0.01).tolist(), "abcdef") for _ in range(2))
    parts = contributions(before, after, FACTORS)
    change = after.prod(axis=1) - before.prod(axis=1)
    assert parts.to_numpy().sum() == pytest.approx(change.sum())
    assert parts.sum(axis=1).to_numpy() == pytest.approx(change.to_numpy())


def test_a_factor_that_stays_has_no_part_and_a_group_that_stays_neither() -> None:
    parts = contributions(BEFORE, AFTER, FACTORS)
    assert parts.at["a", "conversion"] == 0
    same = contributions(BEFORE, pd.concat([AFTER.loc[["a"]], BEFORE.loc[["b"]]]), FACTORS)
    assert (same.loc["b"] == 0).all()


def test_turning_the_two_times_round_turns_every_sign() -> None:
    there, back = contributions(BEFORE, AFTER, FACTORS), contributions(AFTER, BEFORE, FACTORS)
    assert there.to_numpy() == pytest.approx(-back.to_numpy())
    shuffled = contributions(BEFORE, AFTER.iloc[::-1], FACTORS)
    assert shuffled.to_numpy() == pytest.approx(there.to_numpy())


def test_what_can_t_be_taken_apart_is_one_sentence() -> None:
    with pytest.raises(MetricError) as caught:
        contributions(BEFORE, table([[900, 0.05, 120], [5_000, 0.0, 90]]), FACTORS)
    assert str(caught.value) == (
        "The factor `conversion` of b is 0.0. A logarithm needs numbers above 0: put this group with another one."
    )
    with pytest.raises(MetricError) as caught:
        contributions(BEFORE, AFTER.rename({"b": "c"}), FACTORS)
    assert str(caught.value) == "The two tables have other rows. Both need the same groups, in whichever order."


def test_shapley_adds_up_for_a_formula_with_a_difference_and_leaves_out_what_stays() -> None:
    before, after = {"pieces": 10, "price": 6, "cost": 4}, {"pieces": 12, "price": 7, "cost": 4}
    parts = shapley(before, after, lambda pieces, price, cost: pieces * (price - cost))
    assert sum(parts.values()) == pytest.approx(12 * 3 - 10 * 2)
    assert parts["cost"] == 0 and parts["pieces"] == pytest.approx(5) and parts["price"] == pytest.approx(11)


def test_the_picture_names_the_largest_part() -> None:
    parts = contributions(BEFORE, AFTER, FACTORS)
    figure, alt, takeaway = plot_xray(parts)
    check_words(alt, takeaway)
    total, most = parts.to_numpy().sum(), parts.sum().idxmin()
    assert takeaway.startswith(f"Sales changed by −¥{-total:,.0f}; `{most}` carries ") and "¥-" not in alt
    assert [axes.get_title() for axes in figure.axes] == ["By factor", "By group"]


def test_no_change_is_said_so() -> None:
    parts = contributions(BEFORE, BEFORE, FACTORS)
    assert plot_xray(parts)[2] == "Sales didn't change; what one factor took, another gave."
