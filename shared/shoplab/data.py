"""The shop's tables, found by where the notebook runs: at home, under Validate, in a class, or when it is graded."""

import os
import shutil
import time
import uuid
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from shoplab.folders import cache_folder
from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

TIER = "course"

NO_SUCH_TABLE = "There is no table called '{name}'. {suggestion}The tables are: {tables}."
DID_YOU_MEAN = "Did you mean {names}? "
OR = " or "
NOT_A_NAME = 'load() takes a table\'s name in quotation marks, like load("orders"), not {kind}.'
FILE_MISSING = (
    "'{name}.csv' is not in the folder {folder}, which {variable} points to. Copy it there, or unset {variable}."
)
NOT_IN_FOLDER = "'{name}.csv' is not in the folder {folder}. Copy it there, or choose another folder."
CACHE_NOT_WRITABLE = (
    "The shop's tables can't be written to {folder} ({reason}). "
    "Set SHOPLAB_CACHE to a folder that you can write to, and run the cell again."
)

DAY = 24 * 60 * 60
_frames: dict[tuple[str, int, int], "pd.DataFrame"] = {}


class DataError(LookupError):
    """A table that can't be had, said in one sentence."""

    def __str__(self) -> str:
        """The sentence itself: a LookupError would quote it."""
        return str(self.args[0])


class Shop:
    """A shop whose tables are read when they are first asked for: `shop.orders`.

    Each access gives a fresh copy, so that one answer's working columns never reach the next.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        """The shop in `folder`; without one, the shop that `load` would find."""
        self._folder = None if folder is None else Path(folder)
        self._tables: dict[str, pd.DataFrame] = {}

    def __getattr__(self, name: str) -> "pd.DataFrame":
        """The table called `name`."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._tables:
            self._tables[name] = load(name) if self._folder is None else _read(self._folder, name)
        return self._tables[name].copy()

    def __dir__(self) -> list[str]:
        """The tables' names, for completion."""
        return table_names()


def shop(folder: Path | str | None = None) -> Shop:
    """The shop that `load` would find here, or the one in `folder`, as a namespace of tables."""
    return Shop(folder)


def load(name: str) -> "pd.DataFrame":
    """The table called `name`, typed, as a fresh DataFrame.

    Raises DataError with the close names when there is no such table, and when its file can't be had.
    """
    if not isinstance(name, str):
        raise DataError(say(NOT_A_NAME).format(kind=type(name).__name__))
    if name not in table_names():
        raise DataError(_unknown(name))
    return _read(find_folder(name), name).copy()


def table_names() -> list[str]:
    """The names of all tables, in the dictionary's order."""
    from shopworld import schema

    return list(schema.tables())


def find_folder(name: str) -> Path:
    """The folder that `load(name)` reads.

    In this order: SHOPLAB_DATA; under Validate the rehearsal shop; SHOPLAB_CLASS_DATA; the nearest `datasets/` upwards
    that has the table; the home shop, generated on first use.
    """
    import shopworld

    if os.environ.get("SHOPLAB_DATA"):
        return _told("SHOPLAB_DATA", name)
    if os.environ.get("NBGRADER_EXECUTION") == "validate":
        return generated("rehearsal", shopworld.REHEARSAL_SEED)
    if os.environ.get("SHOPLAB_CLASS_DATA"):
        return _told("SHOPLAB_CLASS_DATA", name)
    here = Path.cwd().resolve()
    for parent in (here, *here.parents):
        if (parent / "datasets" / f"{name}.csv").is_file():
            return parent / "datasets"
    return generated("home", shopworld.HOME_SEED)


def generated(label: str, seed: int) -> Path:
    """The cached folder of the shop with this seed; written on first use, whole or not at all.

    Two processes may do so at once: each writes a folder of its own, and the first to rename it wins.
    """
    import shopworld
    from shopworld import history

    place = cache_folder() / f"{label}-{TIER}-{shopworld.SPEC_VERSION}"
    if place.is_dir():
        return place
    draft = place.with_name(f".{place.name}.{uuid.uuid4().hex}.draft")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place.parent)
        draft.mkdir()
        history.write(draft, seed, TIER)
        _settle(draft, place)
    except history.HistoryError as error:
        raise DataError(str(error)) from None
    except OSError as error:
        raise DataError(say(CACHE_NOT_WRITABLE).format(folder=place.parent, reason=error.strerror or error)) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return place


def _settle(draft: Path, place: Path) -> None:
    """Rename the finished draft, unless another process was faster."""
    for pause in (0.1, 0.5, 2.0, 0.0):
        try:
            draft.rename(place)
            return
        except OSError:
            if place.is_dir():
                return
            # On Windows a virus scanner may hold a new file for a moment.
            if not pause:
                raise
            time.sleep(pause)


def _sweep(folder: Path) -> None:
    """Remove drafts that a stopped process left more than a day ago."""
    for draft in folder.glob(".*.draft"):
        try:
            old = time.time() - draft.stat().st_mtime > DAY
        except OSError:
            continue
        if old:
            shutil.rmtree(draft, ignore_errors=True)


def _told(variable: str, name: str) -> Path:
    folder = Path(os.environ[variable])
    if not (folder / f"{name}.csv").is_file():
        raise DataError(say(FILE_MISSING).format(name=name, folder=folder, variable=variable))
    return folder


def _read(folder: Path, name: str) -> "pd.DataFrame":
    """The table from its file, parsed once for each state of the file."""
    from shopworld import schema

    if name not in schema.tables():
        raise DataError(_unknown(name))
    file = folder / f"{name}.csv"
    if not file.is_file():
        raise DataError(say(NOT_IN_FOLDER).format(name=name, folder=folder))
    state = file.stat()
    token = (str(file), state.st_mtime_ns, state.st_size)
    if token not in _frames:
        try:
            _frames[token] = schema.read(folder, name)
        except schema.SchemaError as error:
            raise DataError(str(error)) from None
    return _frames[token]


def _unknown(name: str) -> str:
    tables = table_names()
    close = get_close_matches(name.lower().removesuffix(".csv"), tables, n=3, cutoff=0.5)
    suggestion = say(DID_YOU_MEAN).format(names=say(OR).join(f"'{one}'" for one in close)) if close else ""
    return say(NO_SUCH_TABLE).format(name=name, suggestion=suggestion, tables=", ".join(sorted(tables)))
