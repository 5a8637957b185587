"""The real shop: golden figures that the course's own functions must give, and where its tables come from."""

from pathlib import Path

import pandas as pd
import pytest

import shoplab
from coursekit.build import real_tables
from shoplab import metrics as m
from shoplab import real


@pytest.fixture(scope="module")
def invoices() -> pd.DataFrame:
    return shoplab.load_real("invoices")


@pytest.fixture(scope="module")
def valid(invoices: pd.DataFrame) -> pd.DataFrame:
    return invoices[invoices["kind"] == "valid"]


@pytest.fixture(scope="module")
def known(valid: pd.DataFrame) -> pd.DataFrame:
    return valid[valid["customer"] != ""]


def test_orders_and_their_values(valid: pd.DataFrame, known: pd.DataFrame) -> None:
    assert len(valid) == 19_960
    assert known["customer"].nunique() == 4_338
    assert m.median_order_value(valid["value"]) == pytest.approx(303.8, abs=0.05)
    assert m.average_order_value(valid["value"]) == pytest.approx(534, abs=0.5)


def test_concentration_of_articles_and_customers(known: pd.DataFrame) -> None:
    items = shoplab.load_real("items")
    assert m.top_share_of_total(items["value"], 0.20) == pytest.approx(0.794, abs=0.0005)
    assert m.top_share_of_total(items["value"], 0.01) == pytest.approx(0.21, abs=0.005)
    assert m.gini(items["value"]) == pytest.approx(0.76, abs=0.005)
    spent = known.groupby("customer")["value"].sum()
    assert m.top_share_of_total(spent, 0.20) == pytest.approx(0.746, abs=0.0005)
    assert m.gini(spent) == pytest.approx(0.72, abs=0.005)


def test_what_was_cancelled(invoices: pd.DataFrame, valid: pd.DataFrame) -> None:
    cancelled = invoices["kind"] == "cancelled"
    assert m.cancelled_share_of_orders(invoices["invoice"], cancelled) == pytest.approx(0.148, abs=0.0005)
    back = invoices.loc[cancelled, "value"]
    assert m.cancelled_share_of_value(valid["value"], back) == pytest.approx(0.084, abs=0.0005)


def test_november_stands_out(valid: pd.DataFrame) -> None:
    assert m.month_over_mean_month(valid["value"], valid["at"], "2011-11") == pytest.approx(1.84, abs=0.005)


def test_who_comes_back(known: pd.DataFrame) -> None:
    assert m.retention_share_of_cohorts(known["customer"], known["at"], 1) == pytest.approx(0.206, abs=0.0005)
    assert m.repurchase_share_of_buyers(known["customer"]) == pytest.approx(0.656, abs=0.0005)
    for days, share in ((90, 0.479), (30, 0.228)):
        again = m.reordered_share_of_buyers(known["customer"], known["at"], days)
        assert again == pytest.approx(share, abs=0.001)


def test_own_price_elasticity() -> None:
    weeks = shoplab.load_real("weeks")
    found = m.own_price_elasticity(weeks["units"], weeks["price"], weeks["sku"], weeks["week"])
    assert found == pytest.approx(-1.44, abs=0.005)


def test_lines_without_a_customer_and_twice(invoices: pd.DataFrame) -> None:
    lines = invoices.loc[invoices.index.repeat(invoices["lines"]), "customer"]
    assert len(lines) == 541_909
    assert m.missing_share_of_rows(lines) == pytest.approx(0.249, abs=0.0005)
    assert invoices["duplicate_lines"].sum() == 5_268


def test_an_unknown_real_table_is_one_sentence() -> None:
    with pytest.raises(ValueError) as caught:
        shoplab.load_real("customers")
    assert str(caught.value) == "There is no real table called 'customers'. The tables are: invoices, items, weeks."


def test_the_attribution_lies_beside_the_tables() -> None:
    text = Path(real.__file__).with_name("ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "10.24432/C5BW33" in text and "CC BY 4.0" in text and "Chen, D. (2015)" in text


def test_the_small_tables_follow_from_the_lines() -> None:
    at = pd.to_datetime(
        ["2011-01-08 10:00", "2011-01-08 10:01", "2011-01-09 09:00", "2011-01-10 09:00", "2011-01-11 09:00"]
    )
    lines = pd.DataFrame(
        {
            "InvoiceNo": ["1", "1", "2", "C3", "4"],
            "StockCode": ["a", "a", "a", "a", "b"],
            "Description": [" CUP ", "CUP", "CUP", "CUP", None],
            "Quantity": [2, 1, 5, -1, 7],
            "InvoiceDate": at,
            "UnitPrice": [1.0, 1.3, 1.0, 1.0, 0.0],
            "CustomerID": [12.0, 12.0, None, 12.0, None],
        }
    )
    made = real_tables.tables(pd.concat([lines, lines.iloc[[2]]], ignore_index=True))
    assert made["invoices"]["kind"].tolist() == ["valid", "valid", "cancelled", "void"]
    assert made["invoices"]["value"].tolist() == [3.3, 10.0, 1.0, 0.0]
    assert made["invoices"]["customer"].tolist() == ["12", "", "12", ""]
    assert made["invoices"]["duplicate_lines"].tolist() == [0, 1, 0, 0]
    assert made["items"].to_numpy().tolist() == [["a", "CUP", 13, 13.3]]
    assert made["weeks"].to_numpy().tolist() == [["a", "2011-01-02", 3, 1.15], ["a", "2011-01-09", 10, 1.0]]
