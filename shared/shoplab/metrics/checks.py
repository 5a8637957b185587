"""What every metric asks of its inputs, and how it says that one can't be right."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say

NOT_NUMBERS = "{name} must be numbers; it holds {example!r}."
MISSING = "{name} is missing (NaN) in {count} of {rows} rows. Leave them out or fill them first."
NEGATIVE = "{name} must not be negative; the smallest is {value:g}."
NOT_A_SHARE = "{name} is a share, so between 0 and 1; it is {value:g}."
EMPTY = "{name} is empty: there is nothing to count. Check the filter before it."
NOTHING_TO_DIVIDE_BY = "There are no {what} to divide by. Check the filter before it."
OTHER_LENGTH = "{name} has {given} rows and {other_name} has {other}; they must describe the same rows."
NO_COLUMN = "The table `{table}` needs the column `{column}`. It has: {columns}."


class MetricError(ValueError):
    """A metric asked of something that can't be right; the message is a sentence."""


def amounts(name: str, values: Any, negative: bool = False) -> np.ndarray:
    """A column (or one number) as floats: no text, nothing missing and, unless told, nothing negative."""
    found = pd.Series(values) if np.ndim(values) else pd.Series([values])
    if not len(found):
        raise MetricError(say(EMPTY).format(name=name))
    if not pd.api.types.is_numeric_dtype(found.dtype):
        found = found.map(lambda one: one if isinstance(one, (int, float, np.number)) else _refuse(name, one))
    if found.isna().any():
        raise MetricError(say(MISSING).format(name=name, count=int(found.isna().sum()), rows=len(found)))
    numbers = found.to_numpy(dtype=float)
    if not negative and numbers.min() < 0:
        raise MetricError(say(NEGATIVE).format(name=name, value=numbers.min()))
    return numbers


def _refuse(name: str, value: Any) -> float:
    if value is None or value is pd.NA:
        return np.nan
    try:
        if isinstance(value, str):
            raise TypeError
        return float(value)
    except (TypeError, ValueError):
        raise MetricError(say(NOT_NUMBERS).format(name=name, example=value)) from None


def share(name: str, value: float) -> float:
    """A number between 0 and 1."""
    found = amounts(name, value, negative=True)
    for one in (found.min(), found.max()):
        if not 0 <= one <= 1:
            raise MetricError(say(NOT_A_SHARE).format(name=name, value=one))
    return value


def same_rows(**columns: Any) -> None:
    """Refuse columns of different lengths."""
    (first, one), *others = columns.items()
    for name, other in others:
        if other is not None and len(other) != len(one):
            raise MetricError(say(OTHER_LENGTH).format(name=name, given=len(other), other_name=first, other=len(one)))


def paid_only(paid_at: Any, size: int) -> np.ndarray:
    """Which rows are paid: those with a time of payment; without the column, all."""
    return np.ones(size, dtype=bool) if paid_at is None else pd.Series(paid_at).notna().to_numpy()


def over(total: float, count: float, what: str) -> float:
    """A quotient whose denominator is there."""
    if not count:
        raise MetricError(say(NOTHING_TO_DIVIDE_BY).format(what=what))
    return float(total / count)


def needs(table: str, frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Refuse a table that lacks a column."""
    for column in columns:
        if column not in frame.columns:
            have = ", ".join(map(str, frame.columns))
            raise MetricError(say(NO_COLUMN).format(table=table, column=column, columns=have))
