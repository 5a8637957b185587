"""What kind of thing an answer is, and how values are written in a message."""

import datetime as dt
import math
import numbers
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.practice import words

NUMBER, TEXT, YES_NO, DATE, NOTHING = "number", "text", "yes/no", "date", "nothing"
LIST, SET, RECORD, SERIES, TABLE = "list", "set", "record", "series", "table"
FUNCTION, OTHER = "function", "other"

NAMES = {
    NUMBER: words.KIND_NUMBER,
    TEXT: words.KIND_TEXT,
    YES_NO: words.KIND_YES_NO,
    DATE: words.KIND_DATE,
    NOTHING: words.KIND_NOTHING,
    LIST: words.KIND_LIST,
    SET: words.KIND_SET,
    RECORD: words.KIND_RECORD,
    SERIES: words.KIND_SERIES,
    TABLE: words.KIND_TABLE,
    FUNCTION: words.KIND_FUNCTION,
}
LONGEST = 60


def kind_of(value: Any) -> str:
    """The kind of a value; numpy's and pandas' own scalars count as plain ones, missing values as numbers."""
    if value is None:
        return NOTHING
    if value is pd.NA or value is pd.NaT:
        return NUMBER
    if isinstance(value, (bool, np.bool_)):
        return YES_NO
    if isinstance(value, (numbers.Real, Decimal)):
        return NUMBER
    if isinstance(value, str):
        return TEXT
    if isinstance(value, (dt.date, np.datetime64)):
        return DATE
    if isinstance(value, pd.DataFrame):
        return TABLE
    if isinstance(value, pd.Series):
        return SERIES
    if isinstance(value, dict):
        return RECORD
    if isinstance(value, (set, frozenset)):
        return SET
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return kind_of(value.item())
    if isinstance(value, (list, tuple, range, pd.Index, np.ndarray)) or hasattr(value, "__array__"):
        return LIST
    return FUNCTION if callable(value) else OTHER


def kind_name(value: Any) -> str:
    """The kind of a value in words, to stand after "Yours is"."""
    kind = kind_of(value)
    if isinstance(value, tuple):
        return say(words.KIND_TUPLE)
    return say(NAMES[kind]) if kind in NAMES else say(words.KIND_OTHER).format(type=type(value).__name__)


def is_missing(value: Any) -> bool:
    """Is a scalar a missing value: None, NaN, NaT or NA?"""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, (float, np.floating)) and math.isnan(value)


def blank_inside(value: Any, depth: int = 0) -> bool:
    """Is `...` still somewhere inside a list, dictionary, Series or table?"""
    if value is ...:
        return True
    if depth > 4:
        return False
    if isinstance(value, dict):
        return any(blank_inside(one, depth + 1) for one in (*value.keys(), *value.values()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(blank_inside(one, depth + 1) for one in value)
    if isinstance(value, np.ndarray):
        return value.dtype == object and any(one is ... for one in value.flat)
    if isinstance(value, (pd.Series, pd.Index)):
        return value.dtype == object and any(one is ... for one in value)
    if isinstance(value, pd.DataFrame):
        return any(blank_inside(value.iloc[:, at]) for at in range(value.shape[1])) or blank_inside(value.columns)
    return False


def show_value(value: Any) -> str:
    """A value as a message writes it: thousands separated, few digits, texts shortened."""
    if is_missing(value):
        return "NaN"
    kind = kind_of(value)
    if kind == YES_NO:
        return str(bool(value))
    if kind == NUMBER:
        return show_number(value)
    if kind == DATE:
        return str(value).removesuffix(" 00:00:00")
    return shorten(str(value))


def show_number(value: Any) -> str:
    """A number with six digits that matter and thousands separators."""
    try:
        if value == int(value) and abs(value) < 1e15:
            return f"{int(value):,}"
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return say(words.HUGE) if isinstance(value, int) else shorten(str(value))
    if 1000 <= abs(number) < 1e15:
        return f"{number:,.2f}"
    return f"{number:.6g}"


def show_item(value: Any) -> str:
    """An entry of a list or a key, in code marks."""
    return f"`{show_value(value)}`"


def show_names(names: Any, most: int = 8) -> str:
    """Names in code marks, separated by commas, cut after `most`."""
    shown = [show_item(name) for name in names]
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")


def shorten(text: str) -> str:
    """A text on one line, cut at LONGEST characters."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
