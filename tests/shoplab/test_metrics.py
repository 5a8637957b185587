"""The metrics: golden figures, properties, and what they say when something can't be right."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplab import metrics as m

FAST = settings(max_examples=60, deadline=None)
SALES = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=30)
LATER = pd.to_datetime(["2025-01-01", None, "2025-01-03", "2025-02-01"])
ORDERS = pd.DataFrame(
    {"order_id": [1, 2, 3, 4], "buyer_id": [7, 7, 8, 7], "paid": [100.0, 50.0, 200.0, 30.0], "paid_at": LATER}
)
REFUNDS = pd.DataFrame({"order_id": [3, 3, 2, 99], "amount": [20.0, 30.0, 50.0, 1000.0]})
LINES = pd.DataFrame({"order_id": [1, 1, 3], "quantity": [2, 1, 3], "paid": [60.0, 40.0, 200.0]})


def test_sales_by_their_denominators() -> None:
    paid, paid_at = ORDERS["paid"], ORDERS["paid_at"]
    assert m.gmv_placed(paid) == 380
    assert m.gmv_paid(paid, paid_at) == 330
    assert m.gmv_paid(paid) == 380
    assert m.average_order_value(paid, paid_at) == 110
    assert m.revenue_per_buyer(paid, ORDERS["buyer_id"], paid_at) == 165
    assert m.average_selling_price(LINES["paid"], LINES["quantity"]) == 50
    assert m.units_per_order(LINES["quantity"], LINES["order_id"]) == 3


def test_refunds_count_with_their_own_orders() -> None:
    assert m.net_sales(ORDERS, REFUNDS) == 330 - 50
    assert m.net_sales(ORDERS.drop(columns="paid_at"), REFUNDS) == 380 - 100
    assert m.net_sales(ORDERS, REFUNDS.head(0)) == 330
    paid = ORDERS.dropna(subset="paid_at")
    assert m.refund_rate_of_orders(paid["order_id"], REFUNDS["order_id"]) == 1 / 3
    assert m.refund_share_of_amount(paid["paid"], [20.0, 30.0]) == 50 / 330
    assert m.refund_share_of_amount(330.0, []) == 0


def test_three_numbers_called_repurchase() -> None:
    assert m.repurchase_share_of_buyers(ORDERS["buyer_id"]) == 0.5
    assert m.repurchase_share_of_buyers([7, 7, 8], [1, 1, 2]) == 0
    days = ["2025-01-01", "2025-01-20", "2025-01-05", "2025-03-20", "2025-03-31"]
    assert m.reordered_share_of_buyers([1, 1, 2, 2, 3], days, 30) == 0.5  # the third had no time to come back
    assert m.reordered_share_of_buyers([1, 1, 2, 2, 3], days, 30, until="2025-12-31") == 1 / 3


def test_break_even_roas_of_the_canon() -> None:
    assert m.breakeven_roas(0.40) == pytest.approx(2.50)
    assert round(m.breakeven_roas(0.40, 0.30, 12, 150), 2) == 3.91
    assert m.breakeven_roas(0.40, 0.50, 12, 150) == pytest.approx(6.25)
    assert round(m.breakeven_roas(0.25, 0.30, 12, 150), 1) == 6.6
    assert m.breakeven_roas(0.10, 0.50, 30, 100) == math.inf


def test_margins_step_by_step_for_numbers_and_columns() -> None:
    one = m.contribution_margin_1(100.0, 60.0)
    two = m.contribution_margin_2(one, commission=5, payment=0.6, freight=6, packing=1, returns=2.4)
    assert (one, two, m.contribution_margin_3(two, ads=15, promotion=2)) == pytest.approx((40, 25, 8))
    column = m.contribution_margin_1(pd.Series([100.0, 50.0]), pd.Series([60.0, 55.0]))
    assert column.tolist() == [40, -5]
    assert m.contribution_margin_3(column, ads=5.0).tolist() == [35, -10]


def test_break_even_units_are_whole() -> None:
    assert m.breakeven_units(1000, 30) == 34
    assert m.breakeven_units(300, 0.1) == 3000
    assert m.breakeven_units(1000, 0) == math.inf
    assert m.breakeven_units(0, -1) == 0


@FAST
@given(SALES)
def test_hhi_lies_between_equal_sellers_and_one(sales: list[float]) -> None:
    shares = m.market_shares(sales)
    found = m.hhi(shares)
    assert 1 / len(sales) - 1e-9 <= found <= 1 + 1e-9
    assert m.effective_rivals(shares) == pytest.approx(1 / found)
    assert m.cr(shares, k=len(sales)) == pytest.approx(1)
    assert shares.max() - 1e-12 <= m.cr(shares, 4) <= 1 + 1e-9


@FAST
@given(SALES, st.floats(0.5, 100))
def test_doubling_all_sales_leaves_concentration_as_it_is(sales: list[float], factor: float) -> None:
    once, more = m.market_shares(sales), m.market_shares([one * factor for one in sales])
    assert m.hhi(more) == pytest.approx(m.hhi(once))
    assert m.cr(more) == pytest.approx(m.cr(once))


@FAST
@given(SALES, st.integers(1, 50))
def test_sellers_who_are_not_listed_share_the_rest(sales: list[float], others: int) -> None:
    shares = m.market_shares(sales) * 0.6
    whole = [*shares, *[0.4 / others] * others]
    assert m.hhi(shares, others=others) == pytest.approx(m.hhi(whole))


def test_concentration_of_a_known_market() -> None:
    shares = pd.Series([0.5, 0.25, 0.25], index=["a", "b", "c"])
    assert m.hhi(shares) == 0.375
    assert m.cr(shares, 2) == 0.75
    assert m.market_shares(pd.Series([2, 1, 1], index=["a", "b", "c"])).equals(shares)


@FAST
@given(st.lists(st.floats(0, 90), min_size=1), st.floats(0, 500), st.floats(0.1, 50))
def test_more_stock_never_runs_out_sooner(days: list[float], stock: float, demand: float) -> None:
    found = m.stockout_probability(days, stock, demand)
    assert 0 <= m.stockout_probability(days, stock + 10, demand) <= found <= 1


def test_late_deliveries_empty_the_shelf() -> None:
    assert m.stockout_probability(pd.Series([10, 12, 15, 30]), stock=150, demand_per_day=10) == 0.25


HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@FAST
@given(HEX, HEX)
def test_contrast_lies_between_1_and_21_either_way_round(one: str, other: str) -> None:
    assert 1 <= m.contrast_ratio(one, other) <= 21 + 1e-9
    assert m.contrast_ratio(one, other) == m.contrast_ratio(other.upper(), one)


def test_contrast_of_known_colours() -> None:
    assert m.contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert round(m.contrast_ratio("#767676", "#ffffff"), 2) == 4.54


NAT = pd.Series([1.0, None])


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: m.gmv_placed([10.0, -1.0]), "value must not be negative; the smallest is -1."),
        (lambda: m.gmv_placed(NAT), "value is missing (NaN) in 1 of 2 rows. Leave them out or fill them first."),
        (lambda: m.gmv_placed([]), "value is empty: there is nothing to count. Check the filter before it."),
        (lambda: m.gmv_placed(["12.5"]), "value must be numbers; it holds '12.5'."),
        (
            lambda: m.gmv_paid([1.0], [None, None]),
            "paid_at has 2 rows and paid has 1; they must describe the same rows.",
        ),
        (
            lambda: m.average_order_value([1.0], [None]),
            "There are no paid orders to divide by. Check the filter before it.",
        ),
        (
            lambda: m.net_sales(ORDERS, REFUNDS.rename(columns={"amount": "x"})),
            "The table `refunds` needs the column `amount`. It has: order_id, x.",
        ),
        (
            lambda: m.refund_share_of_amount([100.0], [150.0]),
            "The refunds (150.00) are more than what was paid (100.00). Are they of the same orders?",
        ),
        (lambda: m.breakeven_roas(40), "margin is a share, so between 0 and 1; it is 40."),
        (lambda: m.breakeven_roas(0.4, 0.3, 12), "A return cost needs the order value too: pass order_value."),
        (lambda: m.contribution_margin_2(10, freight=-6), "freight must not be negative; the smallest is -6."),
        (
            lambda: m.hhi([0.3, 0.2]),
            "The shares add up to 0.5, not to 1. Divide each by the total, or pass others=… for the sellers not listed.",
        ),
        (lambda: m.hhi([60, 40]), "The shares add up to 100: they are in per cent. Divide each by 100."),
        (lambda: m.cr([0.9, 0.8]), "The shares add up to 1.7, which is more than 1. Are two markets mixed?"),
        (lambda: m.cr([1.0], k=0), "k must be 1 or more; it is 0."),
        (lambda: m.hhi([0.5], others=-1), "others is the number of sellers not listed, so 0 or more; it is -1."),
        (lambda: m.market_shares([0, 0]), "There are no sales to divide by. Check the filter before it."),
        (
            lambda: m.contrast_ratio("blue", "#ffffff"),
            "'blue' is not a colour like '#1845fb' (a hash and six digits from 0 to f).",
        ),
    ],
)
def test_what_cannot_be_right_is_said_in_plain_words(ask: Callable[[], Any], says: str) -> None:
    with pytest.raises(m.MetricError) as caught:
        ask()
    assert str(caught.value) == says


def test_decimals_are_numbers_too() -> None:
    assert m.gmv_placed([Decimal("1.5"), 2]) == 3.5


def test_every_metric_bears_both_names_and_nothing_else_is_exported() -> None:
    for name in m.__all__:
        words = getattr(m, name).__doc__
        assert words, name
        if name != "MetricError":
            assert any("\u4e00" <= letter <= "\u9fff" for letter in words), name


def test_gini_and_top_share_of_known_spreads() -> None:
    assert m.gini([5, 5, 5, 5]) == pytest.approx(0)
    assert m.gini([0, 0, 0, 1]) == pytest.approx(0.75)
    assert m.top_share_of_total([1, 1, 1, 1, 6], 0.2) == pytest.approx(0.6)
    assert m.top_share_of_total([3, 1], 0.01) == pytest.approx(0.75)
    with pytest.raises(m.MetricError) as caught:
        m.gini([0, 0])
    assert str(caught.value) == "There are no values above 0 to divide by. Check the filter before it."


@FAST
@given(SALES, st.floats(0.1, 100))
def test_spread_does_not_depend_on_the_currency(values: list[float], rate: float) -> None:
    abroad = [value * rate for value in values]
    assert m.gini(values) + 1e-9 >= 0 and m.gini(values) < 1
    assert m.gini(abroad) == pytest.approx(m.gini(values), abs=1e-9)
    assert m.top_share_of_total(abroad, 0.2) == pytest.approx(m.top_share_of_total(values, 0.2))


def test_a_month_is_compared_with_the_mean_of_all_months() -> None:
    at = pd.to_datetime(["2025-01-05", "2025-03-01", "2025-03-31"])
    assert m.month_over_mean_month([10.0, 20.0, 30.0], at, "2025-03") == pytest.approx(50 / 20)
    assert m.month_over_mean_month([10.0, 20.0, 30.0], at, "2025-02") == 0
    with pytest.raises(m.MetricError) as caught:
        m.month_over_mean_month([10.0, 20.0, 30.0], at, "2025-04")
    assert str(caught.value) == "There is no row of the month 2025-04; the first is 2025-01 and the last 2025-03."


def test_retention_counts_a_cohort_by_its_first_month() -> None:
    buyer = ["a", "a", "a", "b", "c", "c"]
    at = pd.to_datetime(["2025-01-01", "2025-01-20", "2025-02-01", "2025-01-31", "2025-02-10", "2025-03-01"])
    matrix = m.retention_matrix(buyer, at)
    assert matrix.loc["2025-01"].tolist() == [1.0, 0.5, 0.0]
    assert matrix.loc["2025-02", [0, 1]].tolist() == [1.0, 1.0] and math.isnan(matrix.loc["2025-02", 2])
    assert m.retention_share_of_cohorts(buyer, at, 1) == pytest.approx(0.75)
    with pytest.raises(m.MetricError) as caught:
        m.retention_share_of_cohorts(buyer, at, 3)
    assert str(caught.value) == "months_later is 1 or more and at most 2 here; it is 3."


def test_elasticity_sees_through_dear_items_and_busy_weeks() -> None:
    rows = [
        (item, week, price * cut, size * busy * cut**-1.7)
        for item, price, size in (("a", 10, 900), ("b", 80, 40), ("c", 25, 300))
        for week, busy in enumerate((1, 1.4, 0.6, 2.5))
        for cut in (0.8 if (week + ord(item)) % 3 == 0 or week == 3 else 1.0,)
    ]
    table = pd.DataFrame(rows, columns=["item", "week", "price", "units"])
    found = m.own_price_elasticity(table["units"], table["price"], table["item"], table["week"])
    assert found == pytest.approx(-1.7, abs=1e-6)
    still = table.assign(price=table.groupby("item")["price"].transform("first"))
    with pytest.raises(m.MetricError, match="No price moves on its own here"):
        m.own_price_elasticity(still["units"], still["price"], still["item"], still["week"])
    with pytest.raises(m.MetricError) as caught:
        m.own_price_elasticity([1, 0], [2, 3], ["a", "a"], [1, 2])
    assert str(caught.value) == "units must be above 0, for its logarithm is taken; the smallest is 0."


def test_what_is_missing_twice_or_cancelled() -> None:
    assert m.missing_share_of_rows(["x", "", None, "y"]) == 0.5
    assert m.missing_share_of_rows([0, 1]) == 0
    assert m.duplicate_rows(pd.DataFrame({"a": [1, 1, 1], "b": [2, 2, 3]})) == 1
    assert m.cancelled_share_of_orders([1, 1, 2, 3, 4], [False, False, True, False, False]) == 0.25
    assert m.cancelled_share_of_value([60.0, 40.0], [10.0]) == 0.1
    assert m.cancelled_share_of_value([60.0, 40.0], []) == 0
    assert m.median_order_value(ORDERS["paid"], LATER) == 100


def test_the_chance_of_a_count_is_poisson_s() -> None:
    assert m.alarm_chance(0, 3.0) == 1.0
    assert m.alarm_chance(1, 3.0) == pytest.approx(1 - math.exp(-3))
    assert m.alarm_chance(5, 1.4) == pytest.approx(0.014253, abs=1e-6)
    assert m.alarm_chance(3, 0.0) == 0.0
    with pytest.raises(m.MetricError) as caught:
        m.alarm_chance(-1, 2.0)
    assert str(caught.value) == "A count and its mean can't be negative; here are -1 and 2.0."
