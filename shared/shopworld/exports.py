"""Raw exports as a platform's back office gives them: GBK, Chinese headers, 万, per cent signs, ids as text, test orders.

They are made from the clean tables by a stream of their own, so that cleaning them has a known right answer.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.seeds import stream

ENCODING = "gbk"
STATUS = {
    "completed": "交易成功",
    "partly refunded": "部分退款",
    "refunded": "交易关闭(退款)",
    "closed unpaid": "交易关闭(未付款)",
}
DOUBLED = 0.02
TEST_ORDERS = 3


def files(seed: int, tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the raw exports by file name: the daily report of the last full month and the busiest day's orders.

    The money sign is the wide ￥, because GBK has no ¥.
    """
    daily = tables["shop_daily"]
    last = daily["date"].max()
    month = pd.Timestamp(last.year, 11, 1) if last.month >= 11 else pd.Timestamp(last.year, last.month, 1)
    report = daily[daily["date"].between(month, month + pd.offsets.MonthEnd(0))]
    busiest = report.loc[report["placed_orders"].idxmax(), "date"]
    of_day = tables["orders"][tables["orders"]["created_at"].dt.normalize() == busiest]
    return {
        "raw/daily_report.csv": _bytes(daily_report(report)),
        "raw/order_export.csv": _bytes(order_export(seed, of_day)),
    }


def daily_report(report: pd.DataFrame) -> pd.DataFrame:
    """Return the shop's daily report as text, the way the back office shows numbers."""
    rate = report["paid_orders"] / report["visitors"] * 100
    return pd.DataFrame(
        {
            "统计日期": report["date"].dt.strftime("%Y/%m/%d"),
            "访客数": [_wan(n) for n in report["visitors"]],
            "浏览量": [_wan(n) for n in report["page_views"]],
            "支付订单数": report["paid_orders"].map("{:,}".format),
            "支付金额": (report["paid_amount"] / 100).map("￥{:,.2f}".format),
            "支付转化率": rate.map("{:.2f}%".format),
        }
    )


def order_export(seed: int, orders: pd.DataFrame) -> pd.DataFrame:
    """Return one day's orders as exported: ids as text with a tab before them, some rows twice, and a few test orders."""
    frame = pd.DataFrame(
        {
            "订单编号": "\t" + orders["order_id"].astype(str),
            "订单创建时间": orders["created_at"].dt.strftime("%Y/%m/%d %H:%M"),
            "订单状态": orders["status"].map(STATUS),
            "收货省份": orders["province"],
            "买家实际支付金额": (orders["paid"] / 100).map("{:.2f}".format),
            "备注": "",
        }
    )
    u = stream(seed, "exports").random(len(frame))
    doubled = frame[u < DOUBLED]
    tests = frame.head(TEST_ORDERS).copy()
    tests["订单编号"] = [f"\t9{number:09d}" for number in range(TEST_ORDERS)]
    tests["买家实际支付金额"] = "0.01"
    tests["备注"] = "测试订单"
    return pd.concat([frame, doubled, tests]).sort_values("订单创建时间", kind="stable", ignore_index=True)


def _wan(number: int) -> str:
    """Write 12,345 as 1.2万 and smaller numbers with a comma, as back offices do."""
    return f"{np.floor(number / 1000) / 10:.1f}万" if number >= 10_000 else f"{number:,}"


def _bytes(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\r\n").encode(ENCODING, errors="strict")
