"""The hit's wind tunnel: what goes in comes out, and each decision pulls the way it should."""

import pytest

from shoplab.charts import check_words
from shoplab.wind_tunnel import AD_RETURNS, BACK_AFTER, SEASON, Hit, fly, plot_tunnel, summary

HIT = Hit(list_price=60, cost=27, a_day=40, elasticity=2.0, refunded=0.08)


def test_pieces_come_from_the_shelf_and_go_home_ten_days_later() -> None:
    days = fly(HIT, 60, 0, 3_000)
    assert days["sold"].sum() + days["stock"].iloc[-1] == pytest.approx(3_000)
    assert days["back"].sum() == pytest.approx(0.08 * days["sold"].sum())
    assert days["back"].iloc[BACK_AFTER] == pytest.approx(0.08 * days["sold"].iloc[0])
    assert days["sold"].iloc[SEASON:].sum() == 0
    assert days["made"].iloc[-1] == pytest.approx(days["money"].sum())


def test_advertised_pieces_come_back_more_often() -> None:
    plain, loud = (fly(HIT, 60, ads, 90_000) for ads in (0, 2_000))
    share = {ads: days["back"].sum() / days["sold"].sum() for ads, days in ((0, plain), (1, loud))}
    assert share[0] < share[1] < AD_RETURNS * share[0]


def test_a_cut_sells_more_and_an_empty_shelf_sells_nothing() -> None:
    assert summary(fly(HIT, 50, 0, 9_000))["pieces"] > summary(fly(HIT, 60, 0, 9_000))["pieces"]
    short = fly(HIT, 60, 500, 600)
    empty = summary(short)["empty"]
    assert 0 < empty < SEASON
    assert short["sold"].iloc[empty:].sum() == pytest.approx(0)
    assert (short["money"].iloc[empty + BACK_AFTER : SEASON] < -490).all()  # the ads run on
    assert summary(fly(HIT, 60, 0, 9_000))["empty"] == 0


def test_there_is_a_best_budget_and_a_best_stock_between_nothing_and_too_much() -> None:
    by_ads = [summary(fly(HIT, 60, ads, 4_000))["left"] for ads in (0, 400, 3_000)]
    by_stock = [summary(fly(HIT, 60, 300, stock))["left"] for stock in (500, 2_000, 6_000)]
    assert by_ads[1] > max(by_ads[0], by_ads[2])
    assert by_stock[1] > max(by_stock[0], by_stock[2])


@pytest.mark.parametrize(("price", "ads", "stock"), [(60, 0, 3_000), (35, 3_000, 100), (80, 300, 6_000)])
def test_the_picture_says_what_it_shows(price: float, ads: float, stock: int) -> None:
    figure, alt, takeaway = plot_tunnel(HIT, price, ads, stock)
    check_words(alt, takeaway)
    came_to = summary(fly(HIT, price, ads, stock))
    assert f"{came_to['pieces']:,} pieces" in takeaway and "¥-" not in alt + takeaway
    assert ("empty on day" in alt) == (came_to["empty"] > 0)
    assert [axes.get_title() for axes in figure.axes] == ["Pieces a day", "Money made so far, ¥1,000"]
