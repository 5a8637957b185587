"""The mess layer: every fault is there, and the log leads back to the clean export exactly."""

import io

import pandas as pd
import pytest

from shopworld import history, mess

FAULTS = {
    "raw/messy_orders.csv": {"mixed date", "full-width digits", "duplicate row", "test order"},
    "raw/messy_refunds.csv": {"mixed date", "full-width digits", "duplicate row", "earlier order"},
    "raw/messy_daily.csv": {"mixed date", "missing day"},
}


@pytest.fixture(scope="module")
def busy():
    """A tiny world whose export is large enough for every fault: its first fifty days' orders moved together."""
    tables = history.build(5, "tiny")
    orders, refunds = tables["orders"].copy(), tables["refunds"].copy()
    first = tables["shop_daily"]["date"].max() - pd.Timedelta(days=mess.ORDER_DAYS + mess.LATER_DAYS - 1)
    early = orders["created_at"] < first - pd.Timedelta(days=10)
    moved = first + (orders["created_at"] - pd.Timestamp("2025-01-01")) / 30
    orders["created_at"] = orders["created_at"].where(~early, moved).dt.round("s")
    refunds["applied_at"] = refunds["applied_at"].clip(lower=first)
    return tables | {"orders": orders, "refunds": refunds}


@pytest.mark.parametrize("seed", range(4))
def test_the_log_leads_back_to_the_clean_export(busy, seed):
    for export in mess.exports(seed, busy).values():
        assert not export.dirty.equals(export.clean)
        pd.testing.assert_frame_equal(mess.restored(export), export.clean)


def test_every_fault_is_in_its_file(busy):
    found = mess.exports(1, busy)
    assert {file: set(export.log["fault"]) for file, export in found.items()}.keys() == FAULTS.keys()
    for file, faults in FAULTS.items():
        assert faults <= set(found[file].log["fault"]), file


def test_a_row_without_a_logged_fault_is_clean(busy):
    for export in mess.exports(1, busy).values():
        whole = export.dirty.drop(index=export.log.loc[export.log["row"] >= 0, "row"].unique())
        assert len(whole) > 0
        assert len(whole.merge(export.clean)) == len(whole)


def test_refunds_come_later_than_their_orders_and_some_are_of_earlier_ones(busy):
    found = mess.exports(1, busy)
    orders, refunds = found["raw/messy_orders.csv"].clean, found["raw/messy_refunds.csv"]
    joined = refunds.clean.merge(orders, on="订单编号")
    assert len(joined) == len(refunds.clean) > 0
    earlier = refunds.log.loc[refunds.log["fault"] == "earlier order", "row"]
    assert not refunds.dirty.loc[earlier, "订单编号"].isin(orders["订单编号"]).any()


def test_files_have_a_byte_order_mark_and_their_own_stream(tiny, tmp_path):
    files = mess.files(5, tiny)
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    back = pd.read_csv(
        io.BytesIO(files["raw/messy_orders.csv"]), dtype=str, encoding="utf-8-sig", keep_default_na=False
    )
    pd.testing.assert_frame_equal(back, mess.exports(5, tiny)["raw/messy_orders.csv"].dirty, check_dtype=False)
    history.write(tmp_path / "shop", 5, "tiny")
    assert (tmp_path / "shop" / "raw" / "messy_orders.csv").read_bytes() == files["raw/messy_orders.csv"]
