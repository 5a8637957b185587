"""Which buyers of a month come back in later months."""

from typing import Any

import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, over, same_rows

BAD_MONTH = "months_later is 1 or more and at most {last} here; it is {given}."


def retention_matrix(buyer_id: Any, ordered_at: Any) -> pd.DataFrame:
    """Retention matrix 留存矩阵: row the month of the first order, column so many months later, cell a share of the cohort.

    R(c, k) = buyers of cohort c with an order in month c + k / buyers of cohort c; column 0 is 1. One row a paid order.
    NaN where month c + k lies after the table's last order. The last month of the table may be cut short.
    """
    same_rows(buyer_id=buyer_id, ordered_at=ordered_at)
    month = pd.DatetimeIndex(pd.to_datetime(pd.Series(ordered_at))).to_period("M")
    seen = pd.DataFrame({"buyer": pd.Series(buyer_id).to_numpy(), "month": month}).dropna().drop_duplicates()
    over(1, len(seen), "orders")
    seen["cohort"] = seen.groupby("buyer")["month"].transform("min")
    seen["later"] = seen["month"].astype("int64") - seen["cohort"].astype("int64")
    counts = seen.groupby(["cohort", "later"]).size().unstack()
    last = seen["month"].max()
    counts = counts.reindex(columns=range((last - counts.index[0]).n + 1))
    for cohort in counts.index:
        watched = [later for later in counts if cohort + later <= last]
        counts.loc[cohort, watched] = counts.loc[cohort, watched].fillna(0)
    return counts.div(counts[0], axis=0)


def retention_share_of_cohorts(buyer_id: Any, ordered_at: Any, months_later: int = 1) -> float:
    """Month-k retention 次月留存率: mean over cohorts of the share with an order exactly k months after their first month.

    The plain mean of a column of `retention_matrix`: a small cohort weighs as much as a large one. On UCI Online Retail,
    k = 1: 20.6 %.
    """
    matrix = retention_matrix(buyer_id, ordered_at)
    if months_later < 1 or months_later not in matrix:
        raise MetricError(say(BAD_MONTH).format(last=matrix.columns.max(), given=months_later))
    return float(matrix[months_later].mean())
