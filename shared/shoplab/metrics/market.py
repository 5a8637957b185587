"""How concentrated a market is. The answer depends on where the market is drawn: say which one you mean."""

from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import NOTHING_TO_DIVIDE_BY, MetricError, amounts

SLACK = 0.02
NOT_ONE = (
    "The shares add up to {total:.4g}, not to 1. Divide each by the total, or pass others=… for the sellers not listed."
)
PER_CENT = "The shares add up to {total:.4g}: they are in per cent. Divide each by 100."
TOO_MUCH = "The shares add up to {total:.4g}, which is more than 1. Are two markets mixed?"
BAD_K = "k must be 1 or more; it is {k}."
BAD_OTHERS = "others is the number of sellers not listed, so 0 or more; it is {others}."


def market_shares(sales: Any) -> pd.Series:
    """Each seller's share 市场份额 of the total: sales / Σ sales. The index stays."""
    values = amounts("sales", sales)
    if not values.sum():
        raise MetricError(say(NOTHING_TO_DIVIDE_BY).format(what="sales"))
    # Scaled first: squares and sums of very small or very large sales stay exact enough.
    scaled = values / values.max()
    return pd.Series(scaled / scaled.sum(), index=sales.index if isinstance(sales, pd.Series) else None)


def hhi(shares: Any, others: int = 0) -> float:
    """Herfindahl–Hirschman index 赫芬达尔指数: Σ share², from 1/n (all equal) to 1 (one seller).

    `shares` lie between 0 and 1 and add up to 1. When only the largest sellers are listed, `others` is the number of
    the rest, who are taken to split what is missing evenly. Antitrust authorities multiply by 10,000.
    """
    values = _shares(shares, whole=not others)
    if others < 0:
        raise MetricError(say(BAD_OTHERS).format(others=others))
    rest = max(0.0, 1 - values.sum())
    return float((values**2).sum() + (rest**2 / others if others else 0.0))


def cr(shares: Any, k: int = 4) -> float:
    """Concentration ratio 市场集中度 CRk: the sum of the k largest shares (CR4 unless told otherwise)."""
    if k < 1:
        raise MetricError(say(BAD_K).format(k=k))
    return float(np.sort(_shares(shares, whole=False))[::-1][:k].sum())


def effective_rivals(shares: Any, others: int = 0) -> float:
    """Effective number of rivals 有效竞争者数: 1 / HHI, the number of equal sellers with the same concentration."""
    return 1 / hhi(shares, others)


def _shares(shares: Any, whole: bool) -> np.ndarray:
    values = amounts("shares", shares)
    total = values.sum()
    if abs(total - 100) <= 100 * SLACK:
        raise MetricError(say(PER_CENT).format(total=total))
    if total > 1 + SLACK:
        raise MetricError(say(TOO_MUCH).format(total=total))
    if whole and total < 1 - SLACK:
        raise MetricError(say(NOT_ONE).format(total=total))
    return values
