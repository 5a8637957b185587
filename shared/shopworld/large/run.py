"""The map over days: each day is made and written by whoever is free, and the year's hash doesn't tell who it was."""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from shopworld import calendar
from shopworld.goods import products
from shopworld.history import LARGE, Summary
from shopworld.large.day import tables
from shopworld.large.plan import Day, plan
from shopworld.shop_folder import STAMP, HistoryError, filled, stamp

BY_DAY = ("orders", "order_lines", "refunds")  # one file a day
WHOLE = ("shop_daily", "sku_daily", "products", "calendar", "price_log")  # one file
TABLES = BY_DAY + WHOLE
MONEY = {"goods", "discount", "freight", "paid", "unit_price", "amount", "paid_amount", "list_price", "cost", "price"}

NEEDS_EXTRA = (
    "The large tier needs {module}, which isn't installed here. Install it with the extra: "
    "pip install 'shop-operations-course[large]'."
)
BAD_COUNT = "{name} is a whole number from {low} to {high}; this one is {value}."
WORKER_LOST = "One of {workers} processes was ended from outside, perhaps for want of memory. Nothing was changed; try fewer --workers."
NO_SCHEDULER = "There is no Dask scheduler at {address} ({reason}). Start one, or leave out --scheduler."


@dataclass(frozen=True)
class Made:
    """What remains of a day once it is written: rows by table, the hash of its values, and its two small tables."""

    rows: dict[str, int]
    digest: str
    small: dict[str, pd.DataFrame]


def write(
    folder: Path, seed: int, workers: int = 1, scheduler: str | None = None, days: int = calendar.DAYS
) -> Summary:
    """Write the first `days` days of the large shop as Parquet into a folder, whole or not at all.

    `orders/`, `order_lines/` and `refunds/` hold one file a day, the other tables are one file each; money in yuan. With a
    scheduler's address the days are made by its workers, which must see the same folder. The hash is over values, in the order
    of days, and is the same for any number of workers. A scheduler's workers keep their own count of seconds.

    Raises HistoryError with one sentence: the extra isn't installed, no such scheduler, the folder can't be written to or holds
    other files, the disk is full.
    """
    _count("--days", days, calendar.DAYS)
    _count("--workers", workers, 1024)
    _needed("pyarrow.parquet")
    started = _processor_seconds()
    with filled(Path(folder)) as making:
        for name in BY_DAY:
            (making / name).mkdir()
        made = list(_each_day(partial(_make, seed, making), plan(seed, days), workers, scheduler))
        rows = {name: sum(day.rows[name] for day in made) for name in BY_DAY}
        for name, frame in _whole(seed, days, made):
            _save(frame, making / f"{name}.parquet")
            rows[name] = len(frame)
        digest = hashlib.sha256("".join(day.digest for day in made).encode()).hexdigest()
        (making / STAMP).write_text(stamp(LARGE, digest), encoding="utf-8")
    return Summary(rows, digest, _processor_seconds() - started)


def _each_day(make: Callable[[Day], Made], days: list[Day], workers: int, scheduler: str | None) -> Iterator[Made]:
    """Make every day, here or by others, and return what remains of each in the order of days."""
    if scheduler:
        distributed = _needed("distributed")
        try:
            client = distributed.Client(scheduler, timeout=10)
        except (OSError, ValueError) as error:
            raise HistoryError(NO_SCHEDULER.format(address=scheduler, reason=error)) from None
        with client:
            yield from client.gather(client.map(make, days, pure=False))
    elif workers == 1:
        yield from map(make, days)
    else:
        # Started afresh, not forked: the same on every system, and a library's threads are never copied.
        try:
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                yield from pool.map(make, days)
        except BrokenProcessPool:
            raise HistoryError(WORKER_LOST.format(workers=workers)) from None


def _make(seed: int, folder: Path, day: Day) -> Made:
    made = tables(seed, day)
    name = f"{calendar.START + pd.Timedelta(days=day.number):%Y-%m-%d}.parquet"
    for table in BY_DAY:
        _save(made[table], folder / table / name)
    rows = {table: len(frame) for table, frame in made.items()}
    small = {table: frame for table, frame in made.items() if table not in BY_DAY}
    return Made(rows, hash_of_values(made), small)


def hash_of_values(frames: dict[str, pd.DataFrame]) -> str:
    """Return a hash over the tables' values, which no version of a file format changes."""
    digest = hashlib.sha256()
    for name, frame in frames.items():
        for column in frame:
            values = frame[column]
            text = pd.api.types.is_string_dtype(values) or values.dtype == object
            content = "\n".join(values).encode() if text else _whole_numbers(values).tobytes()
            digest.update(f"{name}.{column}:{len(values)}:".encode() + content)
    return digest.hexdigest()


def _whole_numbers(values: pd.Series) -> Any:
    if pd.api.types.is_datetime64_dtype(values):
        return values.to_numpy().astype("datetime64[s]").astype("<i8")
    return values.to_numpy().astype("<i8")


def _whole(seed: int, days: int, made: list[Made]) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in ("shop_daily", "sku_daily"):
        yield name, pd.concat([day.small[name] for day in made], ignore_index=True)
    yield "products", products.table(seed)
    yield "calendar", calendar.table(days)
    yield "price_log", products.price_log(seed, days)


def _save(frame: pd.DataFrame, file: Path) -> None:
    """Write one table as Parquet, money in yuan."""
    arrow, parquet = _needed("pyarrow"), _needed("pyarrow.parquet")
    yuan = {name: frame[name] / 100 for name in frame if name in MONEY}
    parquet.write_table(arrow.Table.from_pandas(frame.assign(**yuan), preserve_index=False), file, compression="zstd")


def _processor_seconds() -> float:
    """Return what this process and the children that it waited for have used."""
    return sum(os.times()[:4])


def _needed(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise HistoryError(NEEDS_EXTRA.format(module=module.split(".")[0])) from None


def _count(name: str, value: int, high: int) -> None:
    if not 1 <= value <= high:
        raise HistoryError(BAD_COUNT.format(name=name, low=1, high=high, value=value))
