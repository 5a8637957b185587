"""What comes back: refunds by the orders that they belong to, never by the day on which they were asked for.

Dividing a month's refunds by the same month's sales mixes two groups of orders: after a big sale it shows a wave of
returns that never was. Here every refund counts with its order (the order cohort).
"""

from typing import Any

import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts, needs, over, paid_only, same_rows

MORE_THAN_PAID = "The refunds ({refunded:,.2f}) are more than what was paid ({paid:,.2f}). Are they of the same orders?"


def net_sales(orders: pd.DataFrame, refunds: pd.DataFrame) -> float:
    """Net sales 净销售额: what was paid for these orders less what was refunded on the same orders, in yuan.

    Σ paid − Σ amount of the refunds whose order_id is among the paid orders, whenever they were settled.
    `orders` has order_id, paid and (if some are unpaid) paid_at; `refunds` has order_id and amount.
    Books date a refund by its own day instead. Source: Shopify, gross sales − discounts − returns.
    """
    needs("orders", orders, ("order_id", "paid"))
    needs("refunds", refunds, ("order_id", "amount"))
    paid = amounts("paid", orders["paid"])
    mask = paid_only(orders.get("paid_at"), len(orders))
    back = refunds.loc[refunds["order_id"].isin(orders["order_id"].to_numpy()[mask]), "amount"]
    return float(paid[mask].sum() - (amounts("amount", back).sum() if len(back) else 0.0))


def refund_rate_of_orders(paid_order_id: Any, refunded_order_id: Any) -> float:
    """Refund rate of orders 退款率(按笔): paid orders with a refund / paid orders.

    An order with two refunds counts once; refunds of other orders don't count.
    """
    orders = pd.Series(paid_order_id).drop_duplicates()
    return over(orders.isin(pd.Series(refunded_order_id)).sum(), len(orders), "paid orders")


def refund_share_of_amount(paid: Any, refunded: Any) -> float:
    """Refund share of amount 退款率(按金额): refunded amount / paid amount of the same orders."""
    total = amounts("paid", paid).sum()
    back = amounts("refunded", refunded).sum() if not hasattr(refunded, "__len__") or len(refunded) else 0.0
    if back > total * (1 + 1e-9):
        raise MetricError(say(MORE_THAN_PAID).format(refunded=back, paid=total))
    return over(back, total, "paid yuan")


def cancelled_share_of_orders(order_id: Any, cancelled: Any) -> float:
    """Cancelled share of orders 取消率(按笔): distinct cancelled orders / all distinct orders; `cancelled` is True or False a row.

    On UCI Online Retail, where a cancellation is an invoice of its own: 14.8 %.
    """
    same_rows(order_id=order_id, cancelled=cancelled)
    orders = pd.Series(order_id).reset_index(drop=True)
    back = orders[pd.Series(cancelled).to_numpy(dtype=bool)]
    return over(back.nunique(), orders.nunique(), "orders")


def cancelled_share_of_value(value: Any, cancelled_value: Any) -> float:
    """Cancelled share of value 取消率(按金额): value of cancellations / value of valid orders, both as positive amounts.

    On UCI Online Retail: 8.4 %.
    """
    back = amounts("cancelled_value", cancelled_value).sum() if len(cancelled_value) else 0.0
    return over(back, amounts("value", value).sum(), "orders' value")
