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


def reordered_share_of_buyers(buyer_id: Any, ordered_at: Any, days: float) -> float:
    """Reorder rate 首购后复购率: buyers whose second order came within `days` of their first / all buyers.

    One row a paid order. Buyers who came late in the table had less time: cut the table first, or say so.
    On UCI Online Retail: 47.9 % within 90 days, 22.8 % within 30.
    """
    same_rows(buyer_id=buyer_id, ordered_at=ordered_at)
    amounts("days", days)
    frame = pd.DataFrame(
        {"buyer": pd.Series(buyer_id).to_numpy(), "at": pd.to_datetime(pd.Series(ordered_at)).to_numpy()}
    )
    frame = frame.dropna().sort_values("at", kind="stable")
    wait = frame["at"] - frame.groupby("buyer")["at"].transform("min")
    second = wait[frame.groupby("buyer").cumcount() == 1]
    return over((second <= pd.Timedelta(days=days)).sum(), frame["buyer"].nunique(), "buyers")
