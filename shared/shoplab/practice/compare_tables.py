"""The gap between two tables or two Series: columns, then rows, then values, each in one sentence.

The order of columns and of rows doesn't count, nor does a dtype that says the same thing; keys may stand in the index.
"""

from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

from shoplab.languages import say
from shoplab.practice import kinds, words
from shoplab.practice.gap import NEAR_ZERO, Gap, wrong_kind
from shoplab.practice.kinds import kind_of, show_names, show_value


def is_plain_index(index: pd.Index) -> bool:
    """Is it only a numbering of rows: no name, whole numbers?"""
    return index.nlevels == 1 and index.name is None and types.is_integer_dtype(index.dtype)


def compare_tables(given: Any, expected: pd.DataFrame, tolerance: float, key: tuple[str, ...] = ()) -> Gap | None:
    """The gap between two tables."""
    if isinstance(given, pd.Series):
        return Gap(say(words.SERIES_FOR_TABLE))
    if not isinstance(given, pd.DataFrame):
        return wrong_kind(given, expected)
    yours, answer = flat(given), flat(expected)
    return _compare_columns(yours, answer) or compare_rows(yours, answer, _keys(answer, expected, key), tolerance)


def flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with the keys of its index as columns; a mere numbering of rows is dropped."""
    if isinstance(frame.columns, pd.MultiIndex):
        frame = frame.set_axis([" ".join(str(part) for part in name if part != "") for name in frame.columns], axis=1)
    if is_plain_index(frame.index):
        return frame.reset_index(drop=True)
    taken = set(frame.columns)
    if all(name in taken for name in frame.index.names):
        return frame.reset_index(drop=True)
    return frame.reset_index()


def _keys(answer: pd.DataFrame, expected: pd.DataFrame, key: tuple[str, ...]) -> list[str]:
    """The columns that name a row: as told, else the index, else the fewest first ones, without decimals, that do."""
    if key:
        return list(key)
    if not is_plain_index(expected.index) and all(name in answer.columns for name in expected.index.names):
        return list(expected.index.names)
    keys: list[str] = []
    for name in answer.columns:
        if types.is_float_dtype(answer[name].dtype):
            continue
        keys.append(name)
        if not answer.duplicated(keys).any():
            return keys
    return []


def _compare_columns(yours: pd.DataFrame, answer: pd.DataFrame) -> Gap | None:
    doubles = yours.columns[yours.columns.duplicated()]
    if len(doubles):
        return Gap(say(words.DOUBLE_COLUMN).format(column=doubles[0]))
    for name in answer.columns:
        if name not in yours.columns:
            return Gap(say(words.COLUMN_MISSING).format(column=name, columns=show_names(yours.columns)))
    for name in yours.columns:
        if name not in answer.columns:
            return Gap(say(words.COLUMN_UNKNOWN).format(column=name, columns=show_names(answer.columns)))
    return None


def compare_rows(
    yours: pd.DataFrame, answer: pd.DataFrame, keys: list[str], tolerance: float, series: bool = False
) -> Gap | None:
    if len(yours) != len(answer):
        one, many = (say(words.ONE_VALUE), say(words.VALUES)) if series else (say(words.ONE_ROW), say(words.ROWS))
        lengths = {
            "given": words.count(len(yours), one, many),
            "expected": words.count(len(answer), one, many),
        }
        return Gap(say(words.ROW_COUNT).format(**lengths))
    if keys:
        names = _row_names(answer, keys)
        places = {name: at for at, name in enumerate(_row_names(yours, keys))}
        gap = _compare_keys(_row_names(yours, keys), names)
        if gap:
            return gap
        yours = yours.iloc[[places[name] for name in names]].reset_index(drop=True)
    for name in answer.columns:
        if name not in keys:
            gap = _compare_column(yours, answer, name, keys, tolerance, series)
            if gap:
                return gap
    return None


def _row_names(frame: pd.DataFrame, keys: list[str]) -> list[tuple[Any, ...]]:
    """Each row's key as plain values; a date and the same date as text or time are one."""
    columns = [[_plain_key(one) for one in frame[key].tolist()] for key in keys]
    return list(zip(*columns, strict=True))


def _plain_key(value: Any) -> Any:
    if kinds.is_missing(value):
        return "NaN"
    if kind_of(value) == kinds.DATE:
        return show_value(value)
    return value if kind_of(value) in (kinds.NUMBER, kinds.YES_NO) else str(value)


def _compare_keys(yours: list[tuple[Any, ...]], answer: list[tuple[Any, ...]]) -> Gap | None:
    seen: set[tuple[Any, ...]] = set()
    wanted = set(answer)
    for name in yours:
        if name not in wanted:
            return Gap(say(words.ROW_UNKNOWN).format(row=_show_row(name)))
        if name in seen and answer.count(name) == 1:
            return Gap(say(words.ROW_TWICE).format(row=_show_row(name)))
        seen.add(name)
    for name in answer:
        if name not in seen:
            return Gap(say(words.ROW_MISSING).format(row=_show_row(name)))
    return None


def _show_row(name: tuple[Any, ...]) -> str:
    return f"`{', '.join(show_value(part) for part in name)}`"


def _holds(column: pd.Series) -> str:
    if types.is_bool_dtype(column.dtype):
        return say(words.HOLDS_YES_NO)
    if types.is_numeric_dtype(column.dtype):
        return say(words.HOLDS_NUMBERS)
    if types.is_datetime64_any_dtype(column.dtype):
        return say(words.HOLDS_DATES)
    inferred = types.infer_dtype(column, skipna=True)
    if inferred in ("integer", "floating", "mixed-integer-float", "decimal"):
        return say(words.HOLDS_NUMBERS)
    if inferred in ("date", "datetime", "datetime64"):
        return say(words.HOLDS_DATES)
    return say(words.HOLDS_YES_NO) if inferred == "boolean" else say(words.HOLDS_TEXT)


def _compare_column(
    yours: pd.DataFrame, answer: pd.DataFrame, name: str, keys: list[str], tolerance: float, series: bool
) -> Gap | None:
    mine, right = yours[name], answer[name]
    holds, wanted = _holds(mine), _holds(right)
    if holds != wanted and len(right) and not mine.isna().all():
        return Gap(say(words.COLUMN_KIND).format(column=name, given=holds, expected=wanted))
    wrong = ~_same(mine, right, wanted, tolerance)
    if not wrong.any():
        return None
    first = int(np.argmax(wrong))
    row = (
        _show_row(_row_names(answer.iloc[[first]], keys)[0]) if keys else say(words.ROW_NUMBER).format(number=first + 1)
    )
    told = {"count": f"{int(wrong.sum()):,}", "row": row, "value": show_value(mine.iloc[first])}
    rounded = wanted == say(words.HOLDS_NUMBERS) and is_rounded(mine, right)
    if series:
        template = say(words.ONE_VALUE_DIFFERS) if wrong.sum() == 1 else say(words.VALUES_DIFFER)
        says = template.format(rows=words.count(len(right), say(words.ONE_VALUE), say(words.VALUES)), **told)
        return Gap(say(words.ROUNDED_VALUES) if rounded else says, says)
    rows = words.count(len(right), say(words.ONE_ROW), say(words.ROWS))
    says = say(words.COLUMN_DIFFERS).format(column=name, rows=rows, **told)
    return Gap(say(words.ROUNDED_COLUMN).format(column=name) if rounded else says, says)


def is_rounded(mine: pd.Series, right: pd.Series) -> bool:
    """Are these the right numbers, all rounded to the same few digits, and most of them still close?"""
    yours, answer = (_as_floats(one) for one in (mine, right))
    there = ~(np.isnan(yours) | np.isnan(answer))
    yours, answer = yours[there], answer[there]
    if not len(answer) or np.median(np.abs(yours - answer) - 0.05 * np.abs(answer)) > 0:
        return False
    return any(np.allclose(np.round(answer, digits), yours, rtol=0, atol=NEAR_ZERO) for digits in range(6))


def _as_floats(column: pd.Series) -> np.ndarray:
    return column.astype(object).where(column.notna(), np.nan).to_numpy(dtype=float)


def _same(mine: pd.Series, right: pd.Series, holds: str, tolerance: float) -> np.ndarray:
    """For each row: are the two values the same? Missing equals missing."""
    missing = mine.isna().to_numpy() & right.isna().to_numpy()
    if holds == say(words.HOLDS_NUMBERS):
        return np.isclose(_as_floats(mine), _as_floats(right), rtol=tolerance, atol=NEAR_ZERO) | missing
    if holds == say(words.HOLDS_DATES):
        times = [pd.to_datetime(one.astype(object)) for one in (mine, right)]
        return (times[0] == times[1]).to_numpy() | missing
    texts = [one.astype(object).where(one.notna(), None).map(str).to_numpy(dtype=object) for one in (mine, right)]
    return (texts[0] == texts[1]) | missing
