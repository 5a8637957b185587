"""Does a table have the shape of its task: the columns (in any order), the key, and every cell?"""

from difflib import get_close_matches
from typing import Any

import pandas as pd

from shoplab.handin import words
from shoplab.handin.check_value import among_problem, is_among, is_multiple
from shoplab.handin.shapes import Shape
from shoplab.handin.wrong_kind import wrong_kind
from shoplab.languages import say
from shoplab.practice import kinds
from shoplab.practice.compare_tables import flat
from shoplab.practice.kinds import kind_of, show_names, show_value


def table_gap(answer: Any, shape: Shape) -> str | None:
    """What is wrong with a table, the first thing only."""
    if isinstance(answer, pd.Series):
        return say(words.SERIES_FOR_TABLE)
    if not isinstance(answer, pd.DataFrame):
        return wrong_kind(answer, shape)
    frame = as_handed_in(answer, shape)
    return column_gap(frame, shape) or row_gap(frame, shape) or cell_gap(frame, shape)


def as_handed_in(answer: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """The table with its keys as columns; an index that the task doesn't ask for is dropped."""
    frame = flat(answer)
    if "index" in frame.columns and "index" not in shape.columns and "index" not in answer.columns:
        frame = frame.drop(columns="index")
    return frame


def column_gap(frame: pd.DataFrame, shape: Shape) -> str | None:
    """A column that stands there twice, is missing, or is too many."""
    doubles = frame.columns[frame.columns.duplicated()]
    if len(doubles):
        return say(words.COLUMN_TWICE).format(column=doubles[0])
    extra = [str(name) for name in frame.columns if name not in shape.columns]
    for name in shape.columns:
        if name not in frame.columns:
            close = get_close_matches(name, extra, n=1, cutoff=0.6)
            yours = say(words.COLUMNS_YOURS).format(columns=show_names(frame.columns))
            yours = say(words.COLUMN_CLOSE).format(close=close[0]) if close else yours
            return say(words.COLUMN_MISSING).format(column=name, yours=yours)
    if extra:
        return say(words.COLUMN_UNKNOWN).format(column=extra[0], columns=show_names(shape.columns, most=20))
    return None


def row_gap(frame: pd.DataFrame, shape: Shape) -> str | None:
    """No rows, another number of rows than asked for, or a key that names no row or two."""
    if frame.empty:
        return say(words.NO_ROWS)
    if shape.rows is not None and len(frame) != shape.rows:
        given, wanted = (words.count(one, say(words.ONE_ROW), say(words.ROWS)) for one in (len(frame), shape.rows))
        return say(words.ROW_NUMBER).format(given=given, wanted=wanted)
    keys = list(shape.key)
    for name in keys:
        empty = frame[name].isna().tolist()
        if any(empty):
            return say(words.KEY_MISSING).format(column=name, number=empty.index(True) + 1)
    if keys:
        twice = frame.duplicated(keys).tolist()
        if any(twice):
            row = _name(frame, keys, twice.index(True))
            return say(words.KEY_TWICE).format(row=row, key=", ".join(f"`{name}`" for name in keys))
    return None


def cell_gap(frame: pd.DataFrame, shape: Shape) -> str | None:
    """The first column with a cell that doesn't fit: what the first one is, where, and how many more."""
    for name, part in shape.columns.items():
        found = [(at, problem) for at, cell in enumerate(frame[name].tolist()) if (problem := cell_problem(cell, part))]
        if found:
            at, problem = found[0]
            more = say(words.MORE).format(count=f"{len(found) - 1:,}") if len(found) > 1 else ""
            return say(words.CELL).format(
                column=name, problem=problem, where=_row(frame, list(shape.key), at), more=more
            )
    return None


def _row(frame: pd.DataFrame, keys: list[str], at: int) -> str:
    """Where a row is: its key, or its number."""
    if not keys:
        return say(words.WHERE_ROW).format(number=at + 1)
    return say(words.WHERE).format(row=_name(frame, keys, at))


def _name(frame: pd.DataFrame, keys: list[str], at: int) -> str:
    return f"`{', '.join(show_value(frame[key].iloc[at]) for key in keys)}`"


def cell_problem(cell: Any, shape: Shape) -> str | None:
    """What a cell is and shouldn't be, to stand after the column's name."""
    value = show_value(cell)
    kind = kind_of(cell)
    if kinds.is_missing(cell):
        return say(words.CELL_NAN) if shape.kind in ("number", "integer") else say(words.CELL_EMPTY)
    if shape.kind == "yes/no":
        return None if kind == kinds.YES_NO else say(words.CELL_NOT_YES_NO).format(value=value)
    if shape.kind == "text":
        if kind != kinds.TEXT:
            return say(words.CELL_NOT_TEXT).format(value=value)
        if not cell.strip():
            return say(words.CELL_EMPTY)
        if shape.choices and cell not in shape.choices:
            return say(words.CELL_NOT_CHOICE).format(value=value, choices=show_names(shape.choices, most=12))
        return None if is_among(cell, shape) else among_problem(cell, shape)
    if kind == kinds.TEXT:
        return say(words.CELL_TEXT).format(value=value)
    if kind != kinds.NUMBER:
        return say(words.CELL_NOT_NUMBER).format(value=value)
    if abs(cell) == float("inf"):
        return say(words.CELL_INFINITE)
    if shape.kind == "integer" and cell != int(cell):
        return say(words.CELL_NOT_WHOLE).format(value=value)
    if shape.between and not shape.between[0] <= cell <= shape.between[1]:
        low, high = (show_value(one) for one in shape.between)
        return say(words.CELL_OUT_OF_RANGE).format(value=value, low=low, high=high)
    if not is_multiple(cell, shape):
        return say(words.CELL_NOT_MULTIPLE).format(value=value, step=show_value(shape.multiple_of))
    return None
