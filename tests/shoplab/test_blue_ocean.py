"""The blue-ocean map: its words, its names, and the assumptions that lessons state."""

import pandas as pd
import pytest

from shoplab import blue_ocean

WEIGHTS = {"left_per_seller": 3, "growth": 2, "cr4": -2}


@pytest.fixture
def market() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "clicks": [50_000.0, 60_000.0, 70_000.0],
            "cr4": [0.04, 0.045, 0.40],
            "sellers": [500.0, 400.0, 300.0],
            "conversion": 0.04,
            "price": 100.0,
            "unit_cost": 45.0,
            "refund_rate": 0.07,
            "cpc": 0.6,
            "capital": 100_000.0,
            "growth": [0.16, 0.165, -0.12],
            "left_per_seller": [9_000.0, 8_000.0, 60_000.0],
        },
        index=["mats", "nuts", "formula"],
    )


def words(market: pd.DataFrame, category: str) -> list[str]:
    figure, _ = blue_ocean.plot_blue_ocean(market, WEIGHTS, category, start=200_000)
    return [text.get_text() for text in figure.axes[0].texts]


def test_the_largest_bubble_bears_its_name(market: pd.DataFrame) -> None:
    assert "formula" in words(market, "mats")
    assert words(market, "formula").count("formula") == 1


def test_the_alt_text_names_the_largest_bubble(market: pd.DataFrame) -> None:
    _, alt = blue_ocean.plot_blue_ocean(market, WEIGHTS, "mats", start=200_000)
    assert "The largest bubble is formula. The five best by these weights are" in alt


def test_numbers_of_overlapping_bubbles_move_apart_and_stay_inside(market: pd.DataFrame) -> None:
    figure, _ = blue_ocean.plot_blue_ocean(market, WEIGHTS, "formula", start=200_000)
    offset = {text.get_text(): text.xyann for text in figure.axes[0].texts if text.get_text().isdigit()}
    places = blue_ocean.score(market, WEIGHTS).nlargest(3).index
    mats, nuts, formula = (offset[str(list(places).index(name) + 1)] for name in ("mats", "nuts", "formula"))
    assert mats[0] < 0 < nuts[0]
    assert formula == (0, 0)
    radius = (90 + 600 * 0.4) ** 0.5 / 2
    assert (nuts[0] ** 2 + nuts[1] ** 2) ** 0.5 < radius


def test_a_first_year_is_worth_nine_and_a_half_full_months() -> None:
    assert len(blue_ocean.RAMP) == 12
    assert sum(blue_ocean.RAMP) == pytest.approx(9.5)


def test_cash_begins_with_what_the_opening_leaves(market: pd.DataFrame) -> None:
    mats = market.loc["mats"]
    cash = blue_ocean.cash_curve(mats, 200_000)
    contribution = blue_ocean.monthly_contribution(mats)
    assert cash[0] == 100_000
    assert cash[1] == pytest.approx(100_000 + contribution[0] - blue_ocean.FIXED_MONTH)


def test_no_weight_at_all_is_refused(market: pd.DataFrame) -> None:
    with pytest.raises(ValueError) as caught:
        blue_ocean.score(market, {"cr4": 0})
    assert str(caught.value) == (
        "All weights are 0, so every category would score the same. Give at least one a weight."
    )
