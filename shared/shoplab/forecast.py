"""Forecasts and how wrong they are: the simple one that every other has to beat, and a measure without a unit."""

from __future__ import annotations

from typing import Any

import numpy as np

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts

WEEK = 7
TOO_SHORT = "The history has {days} days. It needs more than {least}: one week to repeat, and days to compare with it."
NOT_AS_LONG = "The forecast has {forecast} days and the actual figures have {actual}. Both need one number a day."


def seasonal_naive(history: Any, days: int, season: int = WEEK) -> np.ndarray:
    """Seasonal-naive forecast 季节性朴素预测: the last `season` values of the history, again and again, `days` of them."""
    past = _past(history, season)
    return np.resize(past[-season:], days)


def mase(actual: Any, forecast: Any, history: Any, season: int = WEEK) -> float:
    """Mean absolute scaled error: mean |actual − forecast| / mean |y(t) − y(t − season)| over the history.

    Below 1: better than the step from week to week was in the past. Source: Hyndman and Koehler (2006). Raises MetricError
    for a history of a week or less and for lengths that differ.
    """
    past, came, said = _past(history, season), amounts("actual", actual), amounts("forecast", forecast)
    if len(came) != len(said):
        raise MetricError(say(NOT_AS_LONG).format(forecast=len(said), actual=len(came)))
    return float(np.abs(came - said).mean() / np.abs(past[season:] - past[:-season]).mean())


def _past(history: Any, season: int) -> np.ndarray:
    past = np.asarray(amounts("history", history), dtype=float)
    if len(past) <= season:
        raise MetricError(say(TOO_SHORT).format(days=len(past), least=season))
    return past
