"""How unevenly something is spread: over articles, buyers, months."""

from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts, over, same_rows, share

NO_MONTH = "There is no row of the month {month}; the first is {first} and the last {last}."


def gini(values: Any) -> float:
    """Gini coefficient 基尼系数: 0 when all have the same, near 1 when one has everything; one value an article, buyer …

    2 Σ i·xᵢ / (n Σ xᵢ) − (n + 1) / n with x in rising order, i = 1 … n. Source: Gini 1912, in this form by Dasgupta, Sen
    and Starrett 1973. On UCI Online Retail: .76 over articles, .72 over customers.
    """
    ordered = np.sort(amounts("values", values))
    ranks = np.arange(1, len(ordered) + 1)
    return over(2 * (ranks * ordered).sum(), len(ordered) * ordered.sum(), "values above 0") - 1 - 1 / len(ordered)


def top_share_of_total(values: Any, part: float) -> float:
    """Top share 头部占比: Σ of the largest `part` of the values / Σ of all; `part` lies between 0 and 1 (a fifth: 0.20).

    The number of values is rounded, and at least 1. On UCI Online Retail a fifth of the articles brings 79.4 %, a
    hundredth 21 %.
    """
    share("part", part)
    ordered = np.sort(amounts("values", values))[::-1]
    return over(ordered[: max(1, round(len(ordered) * part))].sum(), ordered.sum(), "values above 0")


def month_over_mean_month(value: Any, at: Any, month: str) -> float:
    """Month against the mean month 月度倍数: Σ value of `month` (as "2011-11") / mean of Σ value over the table's months.

    Months without a row count as 0, months only partly covered count whole. On UCI Online Retail, November 2011: 1.84.
    """
    same_rows(value=value, at=at)
    months = pd.DatetimeIndex(pd.to_datetime(pd.Series(at))).to_period("M")
    by_month = pd.Series(amounts("value", value), index=months).groupby(level=0).sum()
    by_month = by_month.reindex(pd.period_range(by_month.index.min(), by_month.index.max(), freq="M"), fill_value=0.0)
    if month not in by_month.index.astype(str):
        raise MetricError(say(NO_MONTH).format(month=month, first=by_month.index[0], last=by_month.index[-1]))
    return over(by_month[month], by_month.mean(), "sales")
