"""The tables' names, columns, kinds and keys, and how they are read from and written to CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from shopworld import parameters, shop_folder

# How pandas reads each kind. Money is whole fen inside the world and yuan with two decimals in the files.
DTYPES = {"text": "str", "int": "int64", "share": "float64", "number": "float64", "yuan": "float64", "yesno": "bool"}
TIMES = {"date": "%Y-%m-%d", "time": "%Y-%m-%d %H:%M:%S"}
PIECE = 50_000  # rows written at once, so that a big table isn't held as text twice
SPLITS = re.compile(r'[,"\r\n]')

NO_FILE = (
    "There is no table {name} in {folder}: the file {file} is missing. Make the shop again, or check the folder's name."
)
WRONG_COLUMNS = (
    "The table {name} in {folder} has the columns {found}; this version expects {expected}. Make the shop again."
)


class SchemaError(Exception):
    """A table on disk is missing or was made by another version."""


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind (see DTYPES and TIMES), and what it means."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, its columns, and what it can't tell."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    limits: str
    stored: bool = True  # in `datasets/`; the others are big and made from the seed when they are first asked for

    @property
    def names(self) -> list[str]:
        """Return the columns' names in their order."""
        return [column.name for column in self.columns]


@cache
def tables() -> dict[str, Table]:
    """Return every table of the world by name."""
    return {
        name: Table(
            name,
            entry["about"],
            tuple(entry["key"]),
            tuple(Column(*column) for column in entry["columns"]),
            entry["limits"],
            entry.get("stored", True),
        )
        for name, entry in parameters.declared_tables().items()
    }


def to_text(frame: pd.DataFrame, table: Table) -> str:
    """Return a frame of the world (money in fen) as the text of its CSV file (money in yuan)."""
    return "".join(pieces(frame, table))


def pieces(frame: pd.DataFrame, table: Table) -> Iterator[str]:
    """Give a table's CSV text piece by piece, so that a big one is never in memory as a whole."""
    yield ",".join(table.names) + "\n"
    for start in range(0, len(frame), PIECE):
        piece = frame.iloc[start : start + PIECE]
        columns = [_written(piece[column.name], column.kind) for column in table.columns]
        yield "\n".join(map(",".join, zip(*columns, strict=True))) + "\n"


def _written(values: pd.Series, kind: str) -> list[str]:
    """Return a column as it stands in the file."""
    if kind in TIMES:
        return _moments(values, kind)
    if kind == "int" and values.dtype.kind == "i":
        return list(map(str, values.tolist()))
    cells = (values.to_numpy(dtype=object) if kind == "text" else values).tolist()
    write = _yuan if kind == "yuan" else _cell
    written = {value: write(value) for value in set(cells)}  # each different value once, for most repeat
    return [written[value] for value in cells]


def _moments(values: pd.Series, kind: str) -> list[str]:
    """Return dates, or dates and times of day; put together from tables, several times faster than strftime."""
    seconds = values.to_numpy().astype("datetime64[s]")
    known = ~np.isnat(seconds)
    codes, days = pd.factorize(seconds[known].astype("datetime64[D]"))
    text = np.datetime_as_string(days).astype(object)[codes]
    if kind == "time":
        minute, second = np.divmod((seconds[known] - days[codes]).astype(np.int64), 60)
        text = text + _minutes()[minute] + _seconds()[second]
    written = np.full(len(values), "", dtype=object)
    written[known] = text
    return written.tolist()


@cache
def _minutes() -> np.ndarray:
    return np.array([f" {minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)], dtype=object)


@cache
def _seconds() -> np.ndarray:
    return np.array([f":{second:02d}" for second in range(60)], dtype=object)


def _yuan(fen: int) -> str:
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def _cell(value: object) -> str:
    """Return one value as CSV has it: empty when missing, in quotation marks where a reader would split it."""
    text = value if isinstance(value, str) else "" if pd.isna(value) else str(value)
    return '"' + text.replace('"', '""') + '"' if SPLITS.search(text) else text


def read(folder: Path, name: str) -> pd.DataFrame:
    """Return one table from a folder of CSV files: money in yuan, times as datetime64, text as str, never NaN for text.

    Raises SchemaError when the file is missing or the folder was made by another version; KeyError for an unknown name.
    """
    table = tables()[name]
    refused = shop_folder.other_version(Path(folder))
    if refused:
        raise SchemaError(refused)
    file = Path(folder) / f"{name}.csv"
    if not file.is_file():
        raise SchemaError(NO_FILE.format(name=name, folder=folder, file=file.name))
    kinds = {column.name: column.kind for column in table.columns}
    times = {column: TIMES[kind] for column, kind in kinds.items() if kind in TIMES}
    texts = [column for column, kind in kinds.items() if kind == "text"]
    found = pd.read_csv(file, nrows=0, encoding="utf-8").columns.tolist()
    if found != table.names:
        raise SchemaError(
            WRONG_COLUMNS.format(name=name, folder=folder, found=", ".join(found), expected=", ".join(table.names))
        )
    frame = pd.read_csv(
        file,
        encoding="utf-8",
        dtype={column: DTYPES[kind] for column, kind in kinds.items() if kind not in TIMES}
        | dict.fromkeys(times, "str"),
        keep_default_na=False,
        na_values={column: [""] for column in table.names if column not in texts},
    )
    for column, form in times.items():
        frame[column] = pd.to_datetime(frame[column], format=form)
    return frame
