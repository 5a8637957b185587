"""The living warehouse: stock is neither made nor lost, and every rule does what its words say."""

import pytest

from shoplab.warehouse import by_week, keep_shelf, plot_warehouse, safety_stock


def test_pieces_are_neither_made_nor_lost() -> None:
    run = keep_shelf([5, 9, 0, 7, 12, 3, 8] * 4, [3] * 28, point=20, up_to=50, start=30, pack=10)
    arrived = sum(run.ordered[:-3])  # what was ordered on the last three days is still on the road
    assert 30 + arrived == run.shelf[-1] + sum(run.sold)
    assert [one + other for one, other in zip(run.sold, run.lost, strict=True)] == [5, 9, 0, 7, 12, 3, 8] * 4
    assert all(order % 10 == 0 for order in run.ordered)


def test_an_empty_shelf_turns_people_away() -> None:
    run = keep_shelf([10] * 10, [20] * 10, point=0, up_to=100, start=30)
    assert run.sold == [10, 10, 10] + [0] * 7
    assert run.lost == [0, 0, 0] + [10] * 7
    assert run.filled == 0.3
    assert run.ordered == [0, 0, 100] + [0] * 7


def test_who_asks_for_nothing_is_always_served() -> None:
    run = keep_shelf([0] * 14, [1] * 14, point=5, up_to=10, start=10)
    assert (run.filled, run.whip, run.cost(0.0)) == (1.0, 0.0, 0.0)


def test_keeping_and_ordering_cost_money() -> None:
    run = keep_shelf([0, 10], [1, 1], point=5, up_to=10, start=10)
    assert run.cost(50.0) == pytest.approx(10 * 50 * 0.002 + 60)


def test_large_orders_swing_more_than_customers() -> None:
    demand = [10, 12, 8, 11, 9, 10, 10] * 12 + [20] * 7
    calm = keep_shelf(demand, [2] * 91, point=40, up_to=60, start=60)
    wild = keep_shelf(demand, [2] * 91, point=40, up_to=400, start=60)
    assert wild.whip > calm.whip > 0


def test_safety_stock_joins_customers_and_lorries() -> None:
    assert safety_stock(2, 10, 3, 4, 0) == pytest.approx(12.0)
    assert safety_stock(2, 10, 0, 4, 1.5) == pytest.approx(30.0)
    assert safety_stock(0, 10, 3, 4, 2) == 0.0


@pytest.mark.parametrize(
    ("demand", "leads", "words"),
    [([1, 2], [1], "each day needs one"), ([-1], [1], "0 or more"), ([1], [-1], "0 or more")],
)
def test_impossible_days_are_refused(demand: list[int], leads: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        keep_shelf(demand, leads, point=1, up_to=2, start=1)


def test_days_over_belong_to_no_week() -> None:
    assert by_week([1] * 16) == [7, 7]


def test_the_picture_says_what_it_shows() -> None:
    run = keep_shelf([10] * 28, [9] * 28, point=20, up_to=100, start=50)
    figure, alt = plot_warehouse(run, 20, 30.0)
    above, below = figure.axes
    assert above.get_title() == f"{sum(run.lost):,} pieces turned away, ¥{run.cost(30.0):,.0f} for keeping and ordering"
    assert f"where {sum(run.lost):,} pieces were turned away" in alt and "28 days" in alt
    assert {text.get_text() for text in above.texts} == {"order here", "turned away"}
    assert {text.get_text() for text in below.texts} == {"asked for", "ordered"}
