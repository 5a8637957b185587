"""Sales, and sales per order, buyer and item.

Columns are those of `orders` (one row an order) and `order_lines` (one row a line). `paid_at` is NaT when an order was
not paid; where it may be left out, every row counts as paid.
"""

from typing import Any

import pandas as pd

from shoplab.metrics.checks import amounts, over, paid_only, same_rows


def gmv_placed(value: Any) -> float:
    """GMV, placed 成交总额(下单口径): everything that was ordered, paid or not, in yuan.

    Σ value of placed orders, with unpaid, cancelled and refunded ones. There is no standard: JD and Pinduoduo count
    orders whether or not they were delivered or returned. Source: JD's reporting note; technode.com, 2021-01-15.
    """
    return float(amounts("value", value).sum())


def gmv_paid(paid: Any, paid_at: Any = None) -> float:
    """Paid GMV 支付金额: what was paid, after coupons and before refunds, in yuan.

    Σ paid of orders with a time of payment. Source: 生意参谋's 支付金额.
    """
    same_rows(paid=paid, paid_at=paid_at)
    values = amounts("paid", paid)
    return float(values[paid_only(paid_at, len(values))].sum())


def average_order_value(paid: Any, paid_at: Any = None) -> float:
    """Average order value 笔单价: paid amount / paid orders, in yuan; one row an order.

    Not 客单价, which divides by buyers, though Chinese pages often say so.
    """
    same_rows(paid=paid, paid_at=paid_at)
    values = amounts("paid", paid)
    mask = paid_only(paid_at, len(values))
    return over(values[mask].sum(), mask.sum(), "paid orders")


def median_order_value(paid: Any, paid_at: Any = None) -> float:
    """Median order value 笔单价中位数: half of the paid orders are worth more, in the currency of `paid`; one row an order.

    A few large orders pull the mean up and leave the median alone. On UCI Online Retail: £303.8 beside a mean of £534.
    """
    same_rows(paid=paid, paid_at=paid_at)
    values = amounts("paid", paid)
    mask = paid_only(paid_at, len(values))
    over(1, mask.sum(), "paid orders")
    return float(pd.Series(values[mask]).median())


def revenue_per_buyer(paid: Any, buyer_id: Any, paid_at: Any = None) -> float:
    """Revenue per buyer 客单价: paid amount / distinct paying buyers, in yuan.

    Visitors × buyer conversion × 客单价 = sales holds exactly with this one only.
    """
    same_rows(paid=paid, buyer_id=buyer_id, paid_at=paid_at)
    values = amounts("paid", paid)
    mask = paid_only(paid_at, len(values))
    return over(values[mask].sum(), pd.Series(buyer_id)[mask].nunique(), "paying buyers")


def average_selling_price(paid: Any, quantity: Any) -> float:
    """Average selling price 件单价: paid amount / units, in yuan; one row a line of a paid order."""
    same_rows(paid=paid, quantity=quantity)
    return over(amounts("paid", paid).sum(), amounts("quantity", quantity).sum(), "units")


def units_per_order(quantity: Any, order_id: Any) -> float:
    """Units per order 连带率: units / paid orders; one row a line of a paid order."""
    same_rows(quantity=quantity, order_id=order_id)
    return over(amounts("quantity", quantity).sum(), pd.Series(order_id).nunique(), "paid orders")
