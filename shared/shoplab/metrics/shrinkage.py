"""Rates of few: how much a small sample may say, and how much the crowd it belongs to says for it."""

from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import NOTHING_TO_DIVIDE_BY, MetricError, amounts, same_rows

MORE_THAN_TRIED = "There are more successes than tries in {count} of {rows} rows. Have the two columns changed places?"
NO_SPREAD = "All rates are alike, so there is no telling how far rates spread. Give the weight yourself."


def pooled_rate(successes: Any, tries: Any) -> float:
    """The rate of all together 合并比率: Σ successes / Σ tries, not the mean of the rates."""
    made, tried = _both(successes, tries)
    return float(made.sum() / tried.sum())


def prior_weight(rates: Any) -> float:
    """How many tries the crowd's rate is worth 先验权重: mean × (1 − mean) / variance of the rates of large samples.

    The method of moments for a beta distribution. Use rates that rest on many tries each: chance must not be in their spread.
    """
    values = amounts("rates", rates)
    spread = float(values.var(ddof=1)) if len(values) > 1 else 0.0
    if not spread:
        raise MetricError(say(NO_SPREAD))
    mean = float(values.mean())
    return mean * (1 - mean) / spread


def shrunk_rate(successes: Any, tries: Any, rate: float, weight: float) -> Any:
    """Each rate drawn towards the crowd's 收缩估计: (successes + weight × rate) / (tries + weight). The index stays; of plain numbers it is one."""
    made, tried = _both(successes, tries, empty=True)
    mixed = (made + weight * rate) / (tried + weight)
    if not any(np.ndim(one) for one in (successes, tries, rate, weight)):
        return float(mixed[0])
    return pd.Series(mixed, index=successes.index if isinstance(successes, pd.Series) else None)


def _both(successes: Any, tries: Any, empty: bool = False) -> tuple[np.ndarray, np.ndarray]:
    made, tried = amounts("successes", successes), amounts("tries", tries)
    same_rows(successes=made, tries=tried)
    if (made > tried).any():
        raise MetricError(say(MORE_THAN_TRIED).format(count=int((made > tried).sum()), rows=len(made)))
    if not empty and not tried.sum():
        raise MetricError(say(NOTHING_TO_DIVIDE_BY).format(what="tries"))
    return made, tried
