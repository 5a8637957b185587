"""An answer on its way out of the learner's notebook: as plain data, never pickled.

Plain JSON says most things itself; the rest is tagged: {"$": "nan"}, {"$": "table", "columns": […], "rows": […]}.
"""

import datetime as dt
import math
import numbers
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shoplab.handin import words
from shoplab.handin.limits import (
    FORMAT,
    LARGEST_INTEGER,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_LEVELS,
    NAME_LENGTH,
    PROBLEM_LENGTH,
    TAG,
    TIME,
    Budget,
    BundleError,
)
from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd


def encode(task: str, answer: Any) -> dict[str, Any]:
    """The bundle of an answer; BundleError when it can't be carried."""
    return {"format": FORMAT, "task": task, "answer": encode_value(answer, Budget())}


def bundle_of(task: Any, answer: Any) -> dict[str, Any]:
    """The bundle of an answer, or one that says why there is none; it never raises."""
    name = task[:NAME_LENGTH] if isinstance(task, str) else ""
    name = name.encode("utf-8", "replace").decode("utf-8")
    try:
        return encode(name, answer)
    except BundleError as error:
        problem = str(error)
    except Exception as error:
        problem = say(words.NOT_READ).format(kind=type(error).__name__)
    return {"format": FORMAT, "task": name, "problem": problem[:PROBLEM_LENGTH]}


def encode_value(value: Any, budget: Budget, level: int = 0) -> Any:
    """A value as tagged JSON."""
    if level > MOST_LEVELS:
        raise BundleError(say(words.TOO_DEEP).format(most=MOST_LEVELS))
    if value is None or isinstance(value, bool):
        budget.spend()
        return value
    if value is ...:
        budget.spend()
        return {TAG: "blank"}
    if isinstance(value, str):
        return encode_text(value, budget)
    if isinstance(value, (int, float, Decimal)):
        return encode_number(value, budget)
    if isinstance(value, (list, tuple)):
        budget.spend()
        return [encode_value(one, budget, level + 1) for one in value]
    if isinstance(value, dict):
        return encode_dict(value, budget, level)
    if isinstance(value, (set, frozenset)):
        budget.spend()
        entries = sorted(value, key=lambda one: (type(one).__name__, repr(one)))
        return {TAG: "set", "items": [encode_value(one, budget, MOST_LEVELS) for one in entries]}
    if isinstance(value, dt.date):
        return encode_time(value, budget)
    return encode_array(value, budget, level)


def encode_text(value: str, budget: Budget) -> str:
    """A text, capped, that can be written as UTF-8."""
    if len(value) > MOST_CHARACTERS:
        raise BundleError(say(words.TOO_LONG).format(most=f"{MOST_CHARACTERS:,}"))
    try:
        budget.spend(len(value.encode("utf-8")))
    except UnicodeEncodeError:
        raise BundleError(say(words.BAD_TEXT)) from None
    return str(value)


def encode_number(value: Any, budget: Budget) -> Any:
    """A number; what JSON lacks is tagged."""
    budget.spend()
    if isinstance(value, Decimal):
        return {TAG: "decimal", "value": encode_number(float(value), budget)}
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise BundleError(say(words.TOO_LARGE_NUMBER))
        return int(value)
    if math.isnan(value):
        return {TAG: "nan"}
    if math.isinf(value):
        return {TAG: "inf" if value > 0 else "-inf"}
    return float(value)


def encode_dict(value: dict[Any, Any], budget: Budget, level: int) -> dict[str, Any]:
    """A dictionary: plain when its keys are texts, else a list of pairs."""
    budget.spend()
    if all(isinstance(key, str) for key in value) and TAG not in value:
        return {encode_text(key, budget): encode_value(one, budget, level + 1) for key, one in value.items()}
    pairs = []
    for key, one in value.items():
        plain = key.item() if type(key).__module__ == "numpy" and hasattr(key, "item") else key
        if not isinstance(plain, (str, int, float)) or plain != plain:
            raise BundleError(say(words.KEY_KIND).format(kind=type(key).__name__))
        pairs.append([encode_value(plain, budget, level + 1), encode_value(one, budget, level + 1)])
    return {TAG: "dict", "items": pairs}


def encode_time(value: dt.date, budget: Budget) -> dict[str, str]:
    """A date or a point in time, in ISO form."""
    budget.spend(32)
    if value != value:  # NaT is a datetime to Python
        return {TAG: "nat"}
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        if not TIME.fullmatch(text):
            raise BundleError(say(words.NOT_CARRIED).format(kind=say(words.A_TIME)))
        return {TAG: "time", "iso": text}
    return {TAG: "date", "iso": value.isoformat()}


def encode_array(value: Any, budget: Budget, level: int) -> Any:
    """What numpy and pandas make, as plain values."""
    import numpy as np
    import pandas as pd

    if value is pd.NaT:
        budget.spend()
        return {TAG: "nat"}
    if value is pd.NA:
        budget.spend()
        return None
    if isinstance(value, pd.DataFrame):
        return encode_table(value, budget)
    if isinstance(value, pd.Series):
        return encode_series(value, budget)
    if isinstance(value, np.datetime64):
        return encode_value(pd.Timestamp(value), budget, level)
    if isinstance(value, np.timedelta64):
        raise BundleError(say(words.NOT_CARRIED).format(kind=say(words.A_SPAN)))
    if isinstance(value, np.generic):
        if isinstance(value.item(), np.generic):
            return encode_value(float(value), budget, level)  # a long double has no plain counterpart
        return encode_value(value.item(), budget, level)
    if isinstance(value, np.ndarray) and value.dtype.kind != "m":
        if value.size > MOST_CELLS:
            raise BundleError(say(words.TOO_MANY_CELLS).format(most=f"{MOST_CELLS:,}"))
        plain = pd.Series(value).tolist() if value.dtype.kind == "M" and value.ndim == 1 else value.tolist()
        return encode_value(plain, budget, level)
    if isinstance(value, (pd.Index, pd.api.extensions.ExtensionArray)) and not isinstance(value, pd.MultiIndex):
        return encode_value(list(value), budget, level)
    if isinstance(value, numbers.Rational):
        return encode_value(float(value), budget, level)
    raise BundleError(say(words.NOT_CARRIED).format(kind=_kind(value)))


def _kind(value: Any) -> str:
    """The type of a value as the start of a sentence."""
    if callable(value) and hasattr(value, "__name__"):
        return say(words.A_FUNCTION)
    return say(words.A_KIND).format(type=type(value).__name__)[:60]


def encode_table(frame: "pd.DataFrame", budget: Budget) -> dict[str, Any]:
    """A table as columns and rows; a named index becomes columns, a mere numbering is dropped."""
    if frame.columns.nlevels > 1:
        raise BundleError(say(words.COLUMN_LEVELS))
    if frame.size > MOST_CELLS:
        raise BundleError(say(words.TOO_MANY_CELLS).format(most=f"{MOST_CELLS:,}"))
    if any(name is not None and name not in frame.columns for name in frame.index.names):
        frame = frame.reset_index()
    columns = [encode_text(str(name), budget) for name in frame.columns]
    for name in columns:
        if columns.count(name) > 1:
            raise BundleError(say(words.TWO_COLUMNS).format(column=name[:60]))
    cells = [[encode_cell(one, budget) for one in frame.iloc[:, at].tolist()] for at in range(len(columns))]
    rows = [list(row) for row in zip(*cells, strict=True)] if cells else []
    return {TAG: "table", "columns": columns, "rows": rows}


def encode_series(series: "pd.Series", budget: Budget) -> dict[str, Any]:
    """A Series: its name, the index when it says something, the values."""
    import pandas as pd

    if series.size > MOST_CELLS:
        raise BundleError(say(words.TOO_MANY_CELLS).format(most=f"{MOST_CELLS:,}"))
    name = None if series.name is None else encode_text(str(series.name), budget)
    plain = isinstance(series.index, pd.RangeIndex) and series.index.name is None
    if series.index.nlevels > 1:
        return encode_table(series.rename(name or "value").reset_index(), budget)
    index = None if plain else [encode_cell(one, budget) for one in series.index.tolist()]
    return {
        TAG: "series",
        "name": name,
        "index": index,
        "values": [encode_cell(one, budget) for one in series.tolist()],
    }


def encode_cell(value: Any, budget: Budget) -> Any:
    """One cell of a table: anything that is one value."""
    if isinstance(value, (list, tuple, dict, set, frozenset)) or (
        hasattr(value, "__array__") and getattr(value, "ndim", 0)
    ):
        raise BundleError(say(words.NOT_CARRIED).format(kind=say(words.IN_TABLE).format(type=type(value).__name__)))
    return encode_value(value, budget, MOST_LEVELS)
