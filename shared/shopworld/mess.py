"""The mess layer: exports with every fault that a careless back office makes, and an exact log of the faults.

Made from the clean tables by a stream of their own: what was there before a fault is on record, so cleaning has a right answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld.seeds import stream

ORDER_DAYS, LATER_DAYS = 4, 30  # orders of four days, and what happened to them within thirty days more
DOUBLED, ODD_DATE, WIDE_DIGITS, TESTS, MISSING_DAYS = 0.03, 0.25, 0.04, 5, 3
BOM = "\ufeff"
DATE_FORMS = ("%Y/%m/%d %H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y%m%d%H%M%S")
DAY_FORMS = ("%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LOG = ["file", "row", "column", "fault", "clean"]


@dataclass(frozen=True)
class Export:
    """One export: its texts as written, the same before any fault, and the log that leads back.

    The log has one row a fault: `file`, `row` (0 is the first below the header, −1 for a row that isn't there), `column`,
    `fault` ("mixed date", "full-width digits", "duplicate row", "test order", "missing day", "earlier order") and `clean`,
    the text that belongs there.
    """

    dirty: pd.DataFrame
    clean: pd.DataFrame
    log: pd.DataFrame


def files(seed: int, tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the messy exports by file name, as UTF-8 with a byte-order mark."""
    return {
        name: (BOM + export.dirty.to_csv(index=False, lineterminator="\r\n")).encode()
        for name, export in exports(seed, tables).items()
    }


def exports(seed: int, tables: dict[str, pd.DataFrame]) -> dict[str, Export]:
    """Return four days' orders, the refunds of their thirty days, and the daily report of the whole time, each with its log.

    `tables` is a world's `orders`, `refunds` and `shop_daily`, money in fen. Refunds stand under the day on which they were
    asked for, later than their orders; some belong to orders from before the export.
    """
    last = tables["shop_daily"]["date"].max()
    first = last - pd.Timedelta(days=ORDER_DAYS + LATER_DAYS - 1)
    end = first + pd.Timedelta(days=ORDER_DAYS)
    orders, refunds, daily = tables["orders"], tables["refunds"], tables["shop_daily"]
    orders = orders[(orders["created_at"] >= first) & (orders["created_at"] < end)]
    mine = refunds["order_id"].isin(orders["order_id"])
    before = (refunds["applied_at"] >= first) & (refunds["applied_at"] < end) & ~mine
    daily = daily[daily["date"] >= first]
    return {
        "raw/messy_orders.csv": _orders(seed, orders),
        "raw/messy_refunds.csv": _refunds(seed, refunds[mine | before], before[mine | before].to_numpy()),
        "raw/messy_daily.csv": _daily(seed, daily),
    }


def restored(export: Export) -> pd.DataFrame:
    """Return what the log makes of the dirty texts: it is the clean export, and that is what a cleaning is compared with."""
    frame, log = export.dirty.copy(), export.log
    for fault in log[log["column"] != ""].itertuples():
        frame.loc[fault.row, fault.column] = fault.clean
    frame = frame.drop(index=log.loc[log["fault"].isin(["duplicate row", "test order", "earlier order"]), "row"])
    missing = log[log["fault"] == "missing day"]
    rows = [dict(zip(frame.columns, fault.clean.split("|"), strict=True)) for fault in missing.itertuples()]
    return pd.concat([frame, pd.DataFrame(rows, columns=frame.columns, dtype="str")]).sort_values(
        frame.columns[0], ignore_index=True
    )


def _orders(seed: int, orders: pd.DataFrame) -> Export:
    clean = pd.DataFrame(
        {
            "订单编号": orders["order_id"].astype(str),
            "下单时间": orders["created_at"].dt.strftime(DATE_FORMS[0]),
            "付款时间": orders["paid_at"].dt.strftime(DATE_FORMS[0]).fillna(""),
            "收货省份": orders["province"],
            "实付金额": _yuan(orders["paid"]),
            "备注": "",
        }
    ).sort_values("订单编号", ignore_index=True)
    file, u = "raw/messy_orders.csv", stream(seed, "messy_exports", 0).random((len(clean) + TESTS, 6))
    tests = clean.iloc[np.floor(u[len(clean) :, 5] * len(clean)).astype(np.int64)].assign(
        订单编号=[f"9{number:09d}" for number in range(TESTS)], 实付金额="0.01", 备注="测试 请勿发货"
    )
    frame = pd.concat([clean, tests], ignore_index=True)
    faults = [(len(clean) + number, "", "test order", "") for number in range(TESTS)]
    faults += _odd_dates(frame, "下单时间", DATE_FORMS, u[:, 0], u[:, 1])
    faults += _wide_digits(frame, "实付金额", u[:, 2])
    return _written(file, frame, clean, faults, u[:, 3], u[:, 4])


def _refunds(seed: int, refunds: pd.DataFrame, earlier: np.ndarray) -> Export:
    frame = pd.DataFrame(
        {
            "退款编号": refunds["refund_id"].astype(str),
            "订单编号": refunds["order_id"].astype(str),
            "申请时间": refunds["applied_at"].dt.strftime(DATE_FORMS[0]),
            "退款原因": refunds["reason"],
            "退款金额": _yuan(refunds["amount"]),
        }
    ).reset_index(drop=True)
    clean = frame[~earlier].sort_values("退款编号", ignore_index=True)
    u = stream(seed, "messy_exports", 1).random((len(frame), 5))
    faults = [(row, "", "earlier order", "") for row in np.flatnonzero(earlier)]
    faults += _odd_dates(frame, "申请时间", DATE_FORMS, u[:, 0], u[:, 1])
    faults += _wide_digits(frame, "退款金额", u[:, 2])
    return _written("raw/messy_refunds.csv", frame, clean, faults, u[:, 3], u[:, 4])


def _daily(seed: int, daily: pd.DataFrame) -> Export:
    clean = pd.DataFrame(
        {
            "日期": daily["date"].dt.strftime(DAY_FORMS[0]),
            "访客数": daily["visitors"].astype(str),
            "支付订单数": daily["paid_orders"].astype(str),
            "支付金额": _yuan(daily["paid_amount"]),
        }
    ).reset_index(drop=True)
    u = stream(seed, "messy_exports", 2).random((len(clean), 6))
    gone = np.sort(np.argsort(u[:, 5], kind="stable")[:MISSING_DAYS])
    missing = [(-1, "", "missing day", "|".join(clean.loc[row])) for row in gone]
    u = np.delete(u, gone, axis=0)
    frame = clean.drop(index=gone).reset_index(drop=True)
    faults = _odd_dates(frame, "日期", DAY_FORMS, u[:, 0], u[:, 1]) + _wide_digits(frame, "访客数", u[:, 2])
    return _written("raw/messy_daily.csv", frame, clean, missing + faults, u[:, 3], u[:, 4])


def _odd_dates(frame: pd.DataFrame, column: str, forms: tuple[str, ...], which: np.ndarray, form: np.ndarray) -> list:
    """Write some dates of a column in another form, in place, and return the faults."""
    faults = []
    for row in np.flatnonzero(which < ODD_DATE):
        was = frame.at[row, column]
        other = forms[1 + int(form[row] * (len(forms) - 1))]
        frame.at[row, column] = pd.to_datetime(was, format=forms[0]).strftime(other)
        faults.append((row, column, "mixed date", was))
    return faults


def _wide_digits(frame: pd.DataFrame, column: str, which: np.ndarray) -> list:
    """Write some numbers of a column in full-width digits, in place, and return the faults."""
    rows = np.flatnonzero(which < WIDE_DIGITS)
    faults = [(row, column, "full-width digits", frame.at[row, column]) for row in rows]
    frame.loc[rows, column] = frame.loc[rows, column].str.translate(WIDE)
    return faults


def _written(
    file: str, frame: pd.DataFrame, clean: pd.DataFrame, faults: list, which: np.ndarray, place: np.ndarray
) -> Export:
    """Put copies of some rows elsewhere in the file, and number the faults by the rows in which they now stand.

    A copy has the faults of its original; the log calls it a duplicate and says no more of it.
    """
    copied = np.flatnonzero(which < DOUBLED)
    behind = np.r_[np.arange(len(frame)), copied + np.floor(place[copied] * (len(frame) - copied))]
    source = np.r_[np.arange(len(frame)), copied]
    order = np.argsort(behind, kind="stable")
    dirty = frame.iloc[source[order]].reset_index(drop=True)
    row_of = np.empty(len(order), dtype=np.int64)
    row_of[order] = np.arange(len(order))
    rows = [(file, int(row_of[row]) if row >= 0 else -1, *rest) for row, *rest in faults]
    rows += [(file, int(row), "", "duplicate row", "") for row in row_of[len(frame) :]]
    log = pd.DataFrame(rows, columns=LOG).sort_values(["row", "column"], kind="stable", ignore_index=True)
    return Export(dirty, clean, log)


def _yuan(fen: pd.Series) -> pd.Series:
    return (fen / 100).map("{:.2f}".format)
