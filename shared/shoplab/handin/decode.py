"""An answer on its way into the marker's process, which doesn't trust it: nothing but BundleError is ever raised."""

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from shoplab.handin import words
from shoplab.handin.encode import encode_number, encode_text
from shoplab.handin.limits import FORMAT, MOST_LEVELS, NAME_LENGTH, PROBLEM_LENGTH, TAG, TIME, Budget, BundleError
from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

NOT_A_BUNDLE = "This is not an answer's bundle."
OTHER_FORMAT = "The bundle has another format than {format}."
NO_TASK_NAME = "The bundle names no task."
OTHER_TASK = "The bundle is for the task '{found}', not for '{task}'."
LEARNER_PROBLEM = "The answer could not be handed in: {problem}"
NOT_UNDERSTOOD = "The bundle holds something that the course's hand_in never writes: {what}."
FIELDS_OF_TAG: dict[str, tuple[str, ...]] = {
    "nan": (), "inf": (), "-inf": (), "nat": (), "blank": (),
    "time": ("iso",), "date": ("iso",), "decimal": ("value",), "dict": ("items",), "set": ("items",),
    "series": ("name", "index", "values"), "table": ("columns", "rows"),
}  # fmt: skip


def decode(bundle: Any, task: str | None = None) -> Any:
    """The answer in a bundle; with `task`, only if it is for that task.

    Raises BundleError, and nothing else, on anything odd.
    """
    found = task_of(bundle)
    if task is not None and found != task:
        raise BundleError(OTHER_TASK.format(found=found, task=task))
    if "problem" in bundle:
        problem = bundle["problem"]
        said = problem[:PROBLEM_LENGTH] if isinstance(problem, str) else _shape(problem)
        raise BundleError(LEARNER_PROBLEM.format(problem=said))
    if set(bundle) != {"format", "task", "answer"}:
        raise BundleError(NOT_A_BUNDLE)
    return decode_value(bundle["answer"], Budget())


def task_of(bundle: Any) -> str:
    """The name of the task that a bundle says it is for."""
    if not isinstance(bundle, dict):
        raise BundleError(NOT_A_BUNDLE)
    if type(bundle.get("format")) is not int or bundle["format"] != FORMAT:
        raise BundleError(OTHER_FORMAT.format(format=FORMAT))
    name = bundle.get("task")
    if not isinstance(name, str) or not 0 < len(name) <= NAME_LENGTH:
        raise BundleError(NO_TASK_NAME)
    return name


def decode_value(value: Any, budget: Budget, level: int = 0) -> Any:
    """A value from tagged JSON."""
    if level > MOST_LEVELS:
        raise BundleError(say(words.TOO_DEEP).format(most=MOST_LEVELS))
    if value is None or isinstance(value, bool):
        budget.spend()
        return value
    if isinstance(value, str):
        return encode_text(value, budget)
    if isinstance(value, int):
        return encode_number(value, budget)
    if isinstance(value, float):
        budget.spend()
        if not math.isfinite(value):
            raise _odd("a bare NaN or infinity")
        return value
    if isinstance(value, list):
        budget.spend()
        return [decode_value(one, budget, level + 1) for one in value]
    if not isinstance(value, dict):
        raise _odd(_shape(value))
    if TAG in value:
        return decode_tagged(value, budget, level)
    budget.spend()
    return {_text(key, budget): decode_value(one, budget, level + 1) for key, one in value.items()}


def decode_tagged(value: dict[str, Any], budget: Budget, level: int) -> Any:
    """What a tag stands for."""
    tag = value[TAG]
    if not isinstance(tag, str) or tag not in FIELDS_OF_TAG or set(value) != {TAG, *FIELDS_OF_TAG[tag]}:
        raise _odd("an unknown tag")
    if tag in FLOATS or tag in ("blank", "nat"):
        budget.spend()
        return FLOATS[tag] if tag in FLOATS else ... if tag == "blank" else _nat()
    if tag in ("time", "date"):
        budget.spend(32)
        return _moment(tag, value["iso"])
    if tag == "decimal":
        number = decode_value(value["value"], budget, level)
        if not isinstance(number, float):
            raise _odd("a decimal that is no number")
        return number
    if tag == "dict":
        return _pairs(value["items"], budget, level)
    if tag == "set":
        budget.spend()
        return _unique(_cells(value["items"], budget), "a set")
    if tag == "series":
        return _series(value, budget)
    return _table(value, budget)


def _odd(what: str) -> BundleError:
    return BundleError(NOT_UNDERSTOOD.format(what=what))


def _shape(value: Any) -> str:
    return f"a {type(value).__name__}"[:60]


def _text(value: Any, budget: Budget) -> str:
    if not isinstance(value, str):
        raise _odd("a name that is no text")
    return encode_text(value, budget)


def _nat() -> Any:
    import pandas as pd

    return pd.NaT


def _moment(tag: str, text: Any) -> Any:
    import pandas as pd

    pattern = TIME if tag == "time" else DATE
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise _odd("a date in another form")
    try:
        return pd.Timestamp(text) if tag == "time" else dt.date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise _odd("a date that doesn't exist") from None


def _pairs(items: Any, budget: Budget, level: int) -> dict[Any, Any]:
    budget.spend()
    if not isinstance(items, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in items):
        raise _odd("a dictionary without pairs")
    keys = [decode_value(key, budget, MOST_LEVELS) for key, _ in items]
    if not all(isinstance(key, (str, int, float)) for key in keys) or len(_unique(keys, "a dictionary")) != len(keys):
        raise _odd("a dictionary with odd keys")
    return {key: decode_value(one, budget, level + 1) for key, (_, one) in zip(keys, items, strict=True)}


def _cells(values: Any, budget: Budget) -> list[Any]:
    if not isinstance(values, list):
        raise _odd("cells that are no list")
    cells = [decode_value(one, budget, MOST_LEVELS) for one in values]
    if any(isinstance(one, (list, dict, set)) or type(one).__name__ in ("DataFrame", "Series") for one in cells):
        raise _odd("a cell that is no single value")
    return cells


def _unique(values: list[Any], what: str) -> set[Any]:
    try:
        return set(values)
    except TypeError:
        raise _odd(f"{what} of lists") from None


def _table(value: dict[str, Any], budget: Budget) -> "pd.DataFrame":
    import pandas as pd

    columns, rows = value["columns"], value["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise _odd("a table without columns and rows")
    names = [_text(name, budget) for name in columns]
    if len(set(names)) != len(names):
        raise _odd("a table with two columns of one name")
    table = []
    for row in rows:
        # An empty row costs something too: a million of them would not be free.
        budget.spend()
        budget.cells += 1 if names else 0
        cells = _cells(row, budget)
        if len(cells) != len(names):
            raise _odd("a row of another length")
        table.append(cells)
    data = {name: _column([row[at] for row in table]) for at, name in enumerate(names)}
    return pd.DataFrame(data, columns=names, index=pd.RangeIndex(len(table)))


def _column(cells: list[Any]) -> "pd.Series":
    """A column of cells; what pandas can't hold in a type of its own stays as it is."""
    import pandas as pd

    try:
        return pd.Series(cells, dtype=None if cells else object)
    except Exception:
        return pd.Series(cells, dtype=object)


def _series(value: dict[str, Any], budget: Budget) -> "pd.Series":
    import pandas as pd

    name = None if value["name"] is None else _text(value["name"], budget)
    values = _column(_cells(value["values"], budget))
    if value["index"] is not None:
        index = _cells(value["index"], budget)
        if len(index) != len(values):
            raise _odd("an index of another length")
        values.index = pd.Index(index, dtype=object) if index else values.index
    return values.rename(name)
