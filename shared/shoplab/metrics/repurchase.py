"""Who buys again: three numbers that are all called 复购率, kept apart by their names."""

from typing import Any

import pandas as pd

from shoplab.metrics.checks import amounts, over, same_rows


def repurchase_share_of_buyers(buyer_id: Any, order_id: Any = None) -> float:
    """Repurchase rate 复购率 of a period: buyers with two or more orders / buyers; one row a paid order.

    With `order_id`, rows may be lines: distinct orders count. On UCI Online Retail, one year: 65.6 %.
    """
    same_rows(buyer_id=buyer_id, order_id=order_id)
    buyers = pd.Series(buyer_id).reset_index(drop=True)
    names = pd.Series(range(len(buyers)) if order_id is None else pd.Series(order_id).to_numpy())
    orders = names.groupby(buyers).nunique()
    return over((orders >= 2).sum(), len(orders), "buyers")


def reordered_share_of_buyers(buyer_id: Any, ordered_at: Any, days: int, until: Any = None) -> float:
    """Reorder rate 首购后复购率: first buyers who ordered again within `days` whole days / first buyers.

    One row a paid order. Only buyers whose first order lies at least `days` before `until` (default: the table's last
    order) are counted: the others had less time. On UCI Online Retail, all months: 47.9 % within 90 days, 22.8 % within 30.
    """
    same_rows(buyer_id=buyer_id, ordered_at=ordered_at)
    amounts("days", days)
    times = pd.to_datetime(pd.Series(ordered_at)).to_numpy()
    frame = pd.DataFrame({"buyer": pd.Series(buyer_id).to_numpy(), "at": times}).dropna()
    frame = frame.sort_values("at", kind="stable")
    first = frame.groupby("buyer")["at"].transform("min")
    end = frame["at"].max() if until is None else pd.Timestamp(until)
    watched = first <= end - pd.Timedelta(days=days)
    second = frame.groupby("buyer").cumcount() == 1
    again = watched & second & ((frame["at"] - first).dt.days <= days)
    return over(again.sum(), frame.loc[watched, "buyer"].nunique(), "buyers with enough time to come back")
