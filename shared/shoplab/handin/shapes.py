"""The public shape of every graded answer, as `tasks/*.toml` says it.

    ["unit-economics"]
    title = "What each category earns"
    kind = "table"                       # number | integer | yes/no | text | table | record | list
    key = ["category"]                   # table: the columns that name a row
    columns = { category = "text", net_margin = "number", licence = { kind = "text", choices = ["none", "food"] } }
    changes_with_shop = true             # Validate refuses the home shop's answer
    judged_on = "unseen"                 # or "home"
    example = "one row a category, like ('bags', 0.21)"

A record has `fields`, a list has `items`; both are written like columns, and a field may be one of them itself.
`choices` fits a text, `between = [0, 1]` and `multiple_of = 10000` a number, `rows = 12` a table or a list.
`among = "supplier_quotes.supplier"` fits a text: it must be a value of that table's column in the shop at hand.
`may_stay = true` says that a part may be the same in every shop, say because the learner chooses it; `may_match = true`
that an honest figure can be the same by chance, so that Validate tells of it and refuses nothing.
A policy has `season = "season"`, the simulated season on whose first day it is tried before it goes; its `fields` are the parameters
that must come with it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

VALUES = ("number", "integer", "text", "yes/no")
KINDS = (*VALUES, "table", "record", "list", "policy")
KEYS = {
    "kind", "title", "key", "columns", "fields", "items", "choices", "between", "rows",
    "changes_with_shop", "judged_on", "example", "among", "multiple_of",
    "may_stay", "may_match", "season",
}  # fmt: skip
PLAIN = (
    "title",
    "rows",
    "changes_with_shop",
    "judged_on",
    "example",
    "among",
    "multiple_of",
    "may_stay",
    "may_match",
    "season",
)


class ShapeError(ValueError):
    """A task file that an author must mend."""


@dataclass(frozen=True)
class Shape:
    """What an answer must look like. Nothing in it says what the answer is."""

    kind: str
    title: str = ""
    key: tuple[str, ...] = ()
    columns: Mapping[str, "Shape"] = field(default_factory=dict)
    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None
    choices: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    rows: int | None = None
    among: str = ""
    multiple_of: int = 0
    may_stay: bool = False
    may_match: bool = False
    changes_with_shop: bool = False
    judged_on: str = "unseen"
    example: str = ""
    season: str = ""


def read_shapes(text: str, where: str = "the task file") -> dict[str, Shape]:
    """The shapes in the text of a task file, by task."""
    try:
        tasks = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ShapeError(f"{where} is not TOML: {error}") from error
    return {name: read_shape(entry, f"{where}, task {name!r}") for name, entry in tasks.items()}


def read_shape(entry: Any, where: str, level: int = 0) -> Shape:
    """One shape; a mere text is its kind."""
    if isinstance(entry, str):
        entry = {"kind": entry}
    if not isinstance(entry, dict):
        raise ShapeError(f"{where}: a shape is a kind or a table of keys, not {entry!r}")
    unknown = set(entry) - KEYS
    if unknown:
        raise ShapeError(f"{where}: unknown keys {sorted(unknown)}; known are {sorted(KEYS)}")
    kind = entry.get("kind")
    if kind not in KINDS:
        raise ShapeError(f"{where}: kind is {kind!r}; it must be one of {', '.join(KINDS)}")
    _check(entry, kind, where, level)
    made = {
        name: {key: read_shape(one, f"{where}, {key!r}", level + 1) for key, one in entry.get(name, {}).items()}
        for name in ("columns", "fields")
    }
    items = read_shape(entry["items"], f"{where}, items", level + 1) if "items" in entry else None
    plain = {key: entry[key] for key in PLAIN if key in entry}
    between = tuple(entry["between"]) if "between" in entry else None
    lists = {key: tuple(entry.get(key, ())) for key in ("key", "choices")}
    return Shape(kind=kind, items=items, between=between, **made, **lists, **plain)  # type: ignore[arg-type]


def _check(entry: dict[str, Any], kind: str, where: str, level: int) -> None:
    for wanted, owner in (("columns", "table"), ("fields", "record"), ("items", "list")):
        if kind == owner and not entry.get(wanted):
            raise ShapeError(f"{where}: a {owner} needs `{wanted}`")
        if kind != owner and wanted in entry and not (wanted == "fields" and kind == "policy"):
            raise ShapeError(f"{where}: `{wanted}` belongs to a {owner}, not to kind {kind!r}")
    if (kind == "policy") != ("season" in entry):
        raise ShapeError(f"{where}: a policy needs `season`, and nothing else has one")
    if "among" in entry and (kind != "text" or str(entry["among"]).count(".") != 1):
        raise ShapeError(f"{where}: `among` belongs to a text and reads 'table.column'")
    if "multiple_of" in entry and kind not in ("number", "integer"):
        raise ShapeError(f"{where}: `multiple_of` belongs to a number, not to kind {kind!r}")
    if level > 1 and kind not in VALUES and kind != "list":
        raise ShapeError(f"{where}: tables and records may be nested one level deep")
    strange = set(entry.get("key", ())) - set(entry.get("columns", ()))
    if strange:
        raise ShapeError(f"{where}: the key {sorted(strange)} is not among the columns")
    if entry.get("judged_on", "unseen") not in ("unseen", "home"):
        raise ShapeError(f'{where}: judged_on must be "unseen" or "home"')
    for name, column in entry.get("columns", {}).items():
        if (column if isinstance(column, str) else column.get("kind")) not in VALUES:
            raise ShapeError(f"{where}: the column {name!r} must be one of {', '.join(VALUES)}")


@cache
def all_shapes() -> Mapping[str, Shape]:
    """The shapes of all tasks of the course, by task. A task's name may stand in one file only."""
    found: dict[str, Shape] = {}
    for file in sorted(files("shoplab").joinpath("tasks").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            read = read_shapes(file.read_text(encoding="utf-8"), file.name)
            twice = set(read) & set(found)
            if twice:
                raise ShapeError(f"{file.name}: the tasks {sorted(twice)} stand in another file too")
            found.update(read)
    return found


def shape_of(task: str) -> Shape | None:
    """The shape of a task, or None when there is no such task."""
    return all_shapes().get(task)
