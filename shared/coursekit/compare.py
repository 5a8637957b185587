"""How a handed-in answer is compared with another one: right or not, how much of it, and what the gap is.

Every kind takes any decoded answer and never shows the expected one: the words name what the learner handed in.
"""

from __future__ import annotations

import functools
import math
import numbers
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from shoplab.languages import say

LONGEST_WHOLE = 1e15  # beyond it a float no longer tells whole numbers apart
ROWS_THAT_TELL = 100  # so many Trues and Falses don't agree by chance
ROWS_NEEDED = 0.9  # a column counts when at least this share of its rows is right
NOTHING = "Yours is `None`: the last step gave nothing back."
WANT_NUMBER = "Yours is {given}; a number is wanted."
WANT_TEXT = "Yours is {given}; a text is wanted."
WANT_TABLE = "Yours is {given}; a table is wanted."
WANT_RECORD = "Yours is {given}; a dictionary is wanted."
WANT_ITEMS = "Yours is {given}; a list is wanted."
IS_NAN = "Yours is NaN: a value is missing on the way."
IS_INFINITE = "Yours is infinite: something was divided by 0."
TOO_HIGH = "Yours is {value} on the shop it was marked on; that is too high."
TOO_LOW = "Yours is {value} on the shop it was marked on; that is too low."
HUNDREDFOLD = "Yours is {value}; it is a hundred times the right one. A rate here is a share, so between 0 and 1."
HUNDREDTH = "Yours is {value}; it is a hundredth of the right one."
SIGN = "Yours is {value}; the size is right and the sign is not."
ROUNDED = "Yours is {value}, which is rounded too far. Hand in all digits; round only to show."
OTHER_TEXT = "Yours is “{value}”; that is not the one."
MISSING_COLUMN = "Column `{column}` is missing. Yours are: {columns}."
KEY_TWICE = "Column `{column}` has the same value in several rows; each may stand in one row only."
ROWS_OFF = "{missing} of the {rows} rows are missing and {extra} are too many."
COLUMN_OFF = "Column `{column}` is right in {right} of {rows} rows{first}."
COLUMN_ROUNDED = "Column `{column}` is rounded too far. Hand in all digits; round only to show."
FIRST_OFF = "; the first one that is not is {key}, where yours is {value}"
MISSING_FIELD = "The key `{field}` is missing. Yours are: {fields}."
FIELD_OFF = "`{field}`: {says}"
ITEMS_OFF = "{right} of your {given} entries are right, and {missing} are missing."
ORDER_OFF = "The entries are right, but their order is not: the first one out of place is number {number}."
MARKED_BY_OUTCOME = "A decision is marked by what it earns."

KINDS = {
    "bool": "a True or False", "int": "a number", "float": "a number", "str": "a text", "list": "a list",
    "dict": "a dictionary", "set": "a set", "DataFrame": "a table", "Series": "a Series", "ellipsis": "still `...`",
    "Timestamp": "a date", "date": "a date",
}  # fmt: skip
OTHER_KIND = "a {type}"
NO_NAMES = "none"

Tolerance = float | tuple[float, float] | None


@dataclass(frozen=True)
class Part:
    """A column or field of an answer: the share of it that counts (0 to 1), its share of the task's points, its gap."""

    name: str
    share: float
    weight: float
    says: str = ""


@dataclass(frozen=True)
class Gap:
    """The result of a comparison: right, or the share that is right (0 to 1), a sentence on the whole, and its parts.

    What is off in one part only stands in that part.
    """

    right: bool
    share: float = 0.0
    says: str = ""
    parts: tuple[Part, ...] = ()

    def scaled(self, factor: float) -> tuple[Part, ...]:
        """Returns the parts as parts of a larger answer, in which they make up `factor` of the points."""
        return tuple(replace(part, weight=part.weight * factor) for part in self.parts)


class Compare(Protocol):
    """A way to compare an answer with an expected one."""

    def check(self, given: Any, expected: Any) -> Gap:
        """Returns the gap between the two."""
        ...


def kind_of(value: Any) -> str:
    """Returns what a learner would call a value."""
    if value is None:
        return "`None`"
    name = type(value).__name__
    return say(KINDS[name]) if name in KINDS else say(OTHER_KIND).format(type=name)


def is_number(value: Any) -> bool:
    if type(value) in (int, float):  # the abstract class is slow to ask, and a table asks for every cell
        return True
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """Returns a value as a learner reads it, short."""
    if is_number(value):
        whole = math.isfinite(value) and float(value).is_integer() and abs(value) < LONGEST_WHOLE
        return f"{int(value):,}" if whole else f"{float(value):,.6g}"
    return str(value)[:60]


def close(given: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Tells whether two single values agree; a tolerance is relative, or (relative, absolute), or None for exact."""
    if expected is None or (is_number(expected) and math.isnan(expected)):
        return given is None or given is ... or (is_number(given) and math.isnan(given))
    if is_number(expected):
        if not is_number(given):
            return False
        relative, absolute = tolerance if isinstance(tolerance, tuple) else (tolerance or 0.0, 1e-9)
        return math.isclose(float(given), float(expected), rel_tol=relative, abs_tol=absolute)
    if isinstance(expected, str):
        return isinstance(given, str) and plain(given) == plain(expected)
    if isinstance(expected, bool) or isinstance(given, bool):
        return isinstance(given, bool) and given == expected
    try:
        return bool(given == expected) or str(given)[:10] == str(expected)[:10]  # dates, with or without a time
    except Exception:
        return False


def is_rounded(given: Sequence[Any], expected: Sequence[Any]) -> bool:
    """Tells whether numbers are the right ones, all rounded to the same few digits, and most of them still close."""
    pairs = [(float(one), float(other)) for one, other in zip(given, expected, strict=True) if is_number(one)]
    if not pairs or len(pairs) < len(expected) or not all(math.isfinite(one + other) for one, other in pairs):
        return False
    near = sum(abs(one - other) <= 0.05 * abs(other) for one, other in pairs)
    return 2 * near > len(pairs) and any(
        all(abs(round(other, digits) - one) < 1e-9 for one, other in pairs) for digits in range(6)
    )


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def single(value: Any) -> Any:
    """Returns the number in a Series or list of one, else the value itself."""
    if type(value).__name__ == "Series" and len(value) == 1:
        return value.iloc[0]
    return value


@dataclass(frozen=True)
class Number:
    """A number, right within a relative (or absolute) tolerance."""

    tolerance: float = 1e-6
    absolute: float = 1e-9

    def check(self, given: Any, expected: Any) -> Gap:
        given, both = single(given), (self.tolerance, self.absolute)
        if close(given, expected, both):
            return Gap(True, 1.0)
        if given is None:
            return Gap(False, says=say(NOTHING))
        if not is_number(given):
            return Gap(False, says=say(WANT_NUMBER).format(given=kind_of(given)))
        if math.isnan(given) or math.isinf(given):
            return Gap(False, says=say(IS_NAN) if math.isnan(given) else say(IS_INFINITE))
        if not is_number(expected):
            return Gap(False)
        for factor, template in ((100.0, say(HUNDREDFOLD)), (0.01, say(HUNDREDTH)), (-1.0, say(SIGN))):
            if expected and close(given, expected * factor, both):
                return Gap(False, says=template.format(value=shown(given)))
        if is_rounded([given], [expected]):
            return Gap(False, says=say(ROUNDED).format(value=shown(given)))
        template = say(TOO_HIGH) if given > expected else say(TOO_LOW)
        return Gap(False, says=template.format(value=shown(given)))


@dataclass(frozen=True)
class TextChoice:
    """A word or a name, whatever its capitals and spaces."""

    def check(self, given: Any, expected: Any) -> Gap:
        given = single(given)
        if close(given, expected, None):
            return Gap(True, 1.0)
        if not isinstance(given, (str, bool)):
            return Gap(False, says=say(WANT_TEXT).format(given=kind_of(given)))
        return Gap(False, says=say(OTHER_TEXT).format(value=shown(given)))


def weights_of(names: Sequence[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Returns each name's share of the points; names without a weight count 1."""
    raw = {name: float(weights.get(name, 1.0)) for name in names}
    total = sum(raw.values()) or 1.0
    return {name: weight / total for name, weight in raw.items()}


@dataclass(frozen=True)
class Record:
    """A dictionary with known keys; each right value earns its weight."""

    fields: Mapping[str, Tolerance]
    weights: Mapping[str, float] = field(default_factory=dict)

    def check(self, given: Any, expected: Any) -> Gap:
        if type(given).__name__ == "Series":
            given = {str(key): value for key, value in given.items()}
        if not isinstance(given, dict):
            return Gap(False, says=say(WANT_RECORD).format(given=kind_of(given)))
        if not isinstance(expected, dict):
            return Gap(False)
        shares = weights_of(list(self.fields), self.weights)
        parts = []
        for name, tolerance in self.fields.items():
            says = self._field_gap(name, given, expected, tolerance)
            parts.append(Part(name, float(not says), shares[name], says))
        total = sum(part.share * part.weight for part in parts)
        right = total > 1 - 1e-9
        return Gap(right, 1.0 if right else total, parts=tuple(parts))

    def part_matches(self, name: str, given: Any, expected: Any) -> bool:
        """Tells whether one field of an answer is that of another one; a True or False alone says nothing of the way."""
        if type(given).__name__ == "Series":
            given = dict(given.items())
        if not isinstance(given, dict) or not isinstance(expected, dict) or name not in given or name not in expected:
            return False
        return not isinstance(expected[name], bool) and _alike(given[name], expected[name], self.fields.get(name))

    @staticmethod
    def _field_gap(name: str, given: dict, expected: dict, tolerance: Tolerance) -> str:
        """Returns what is off in one field, or nothing."""
        if name not in given:
            return say(MISSING_FIELD).format(field=name, fields=_names(given)) if name in expected else ""
        if name in expected and _alike(given[name], expected[name], tolerance):
            return ""
        return say(FIELD_OFF).format(field=name, says=_value_gap(given[name], expected.get(name), tolerance))


def _names(values: Any) -> str:
    return ", ".join(f"`{str(name)[:40]}`" for name in list(values)[:12]) or say(NO_NAMES)


def _alike(given: Any, expected: Any, tolerance: Tolerance) -> bool:
    if isinstance(expected, (list, set)):
        return isinstance(given, (list, set)) and Items().check(given, expected).right
    return close(single(given), expected, tolerance)


def _value_gap(given: Any, expected: Any, tolerance: Tolerance) -> str:
    if isinstance(expected, (list, set)):
        return Items().check(given, expected).says
    if is_number(expected):
        pair = tolerance if isinstance(tolerance, tuple) else (tolerance or 0.0, 1e-9)
        return Number(*pair).check(given, expected).says
    return TextChoice().check(given, expected).says


@dataclass(frozen=True)
class Items:
    """A list of names or numbers, in any order or in the right one."""

    ordered: bool = False
    tolerance: float = 1e-6

    def check(self, given: Any, expected: Any) -> Gap:
        if type(given).__name__ == "Series":
            given = given.tolist()
        if not isinstance(given, (list, set, tuple)) or not isinstance(expected, (list, set, tuple)):
            return Gap(False, says=say(WANT_ITEMS).format(given=kind_of(given)))
        mine = [_token(value) for value in list(given)[:2_000]]
        theirs = [_token(value) for value in expected]
        left = list(theirs)
        for token in mine:
            if token in left:
                left.remove(token)
        matched = len(theirs) - len(left)
        if not left and len(mine) == len(theirs):
            number = next((i for i, pair in enumerate(zip(mine, theirs, strict=True), 1) if pair[0] != pair[1]), None)
            if not self.ordered or number is None:
                return Gap(True, 1.0)
            return Gap(False, says=say(ORDER_OFF).format(number=number))
        share = matched / max(len(theirs), len(mine), 1)
        says = say(ITEMS_OFF).format(right=matched, given=len(mine), missing=len(left))
        return Gap(False, 0.0 if self.ordered else share, says)


def _token(value: Any) -> Any:
    """Returns one key or entry in a form in which equal things are equal."""
    if isinstance(value, bool) or value is None:
        return value
    if is_number(value):
        return float(f"{float(value):.9g}")
    if isinstance(value, str):
        return plain(value)
    return str(value)[:10] if type(value).__name__ in ("Timestamp", "date", "datetime") else str(value)[:200]


@dataclass(frozen=True)
class Table:
    """A table compared row by row by its key; each right column earns its weight, all or nothing below 90 %."""

    key: tuple[str, ...]
    columns: Mapping[str, Tolerance]
    weights: Mapping[str, float] = field(default_factory=dict)

    def check(self, given: Any, expected: Any) -> Gap:
        kind, given, expected = kind_of(given), _frame(given), _frame(expected)
        if given is None:
            return Gap(False, says=say(WANT_TABLE).format(given=kind))
        if expected is None:
            return Gap(False)
        for name in self.key:
            if name not in given.columns:
                return Gap(False, says=say(MISSING_COLUMN).format(column=name, columns=_names(given.columns)))
        mine, theirs = given.rows(self.key), expected.rows(self.key)
        if len(mine) < given.length:
            return Gap(False, says=say(KEY_TWICE).format(column=self.key[0]))
        missing, extra = len(theirs.keys() - mine.keys()), len(mine.keys() - theirs.keys())
        says = say(ROWS_OFF).format(missing=missing, rows=len(theirs), extra=extra) if missing or extra else ""
        parts, all_right = [], not (missing or extra)
        shares = weights_of(list(self.columns), self.weights)
        for name in self.columns:
            share, gap = self._column(name, given, expected, mine, theirs)
            parts.append(Part(name, share if share >= ROWS_NEEDED else 0.0, shares[name], gap))
            all_right = all_right and share == 1.0
        total = sum(part.share * part.weight for part in parts)
        return Gap(all_right, 1.0 if all_right else total, says, tuple(parts))

    def matches(self, given: Any, expected: Any) -> bool:
        """Tells whether `check` would find the table right, at the price of the first cell that is not."""
        given, expected = _frame(given), _frame(expected)
        if given is None or expected is None or any(name not in given.columns for name in self.key):
            return False
        mine, theirs = given.rows(self.key), expected.rows(self.key)
        if len(mine) < given.length or mine.keys() != theirs.keys():
            return False
        for name, tolerance in self.columns.items():
            if (name in given.columns) != (name in expected.columns):
                return False
            if name in given.columns:
                yours, right_ones = given.columns[name], expected.columns[name]
                if not all(close(yours[mine[key]], right_ones[row], tolerance) for key, row in theirs.items()):
                    return False
        return True

    def part_matches(self, name: str, given: Any, expected: Any) -> bool:
        """Tells whether one column of a table is that of another one; a few Trues and Falses say nothing of the way."""
        given, expected = _frame(given), _frame(expected)
        if given is None or expected is None or name not in given.columns or name not in expected.columns:
            return False
        yours, others, tolerance = given.columns[name], expected.columns[name], self.columns.get(name)
        if len(others) < ROWS_THAT_TELL and all(isinstance(value, bool) for value in others):
            return False
        mine, theirs = given.rows(self.key), expected.rows(self.key)
        both = mine.keys() & theirs.keys()
        return len(both) >= ROWS_NEEDED * max(len(mine), len(theirs), 1) and all(
            close(yours[mine[key]], others[theirs[key]], tolerance) for key in both
        )

    def _column(self, name: str, given: Plain, expected: Plain, mine: dict, theirs: dict) -> tuple[float, str]:
        if name not in given.columns:
            if name not in expected.columns:
                return 1.0, ""
            return 0.0, say(MISSING_COLUMN).format(column=name, columns=_names(given.columns))
        if name not in expected.columns:
            return 0.0, ""
        yours, right_ones, tolerance = given.columns[name], expected.columns[name], self.columns[name]
        right, first = 0, ""
        for key, row in theirs.items():
            value = yours[mine[key]] if key in mine else ...
            if key in mine and close(value, right_ones[row], tolerance):
                right += 1
            elif not first and key in mine:
                first = say(FIRST_OFF).format(key=_key_text(given, self.key, mine[key]), value=shown(value))
        rows = max(len(theirs), len(mine), 1)
        if not first:
            return right / rows, ""  # what is off is the rows, and that is said of the whole
        answers = [right_ones[row] for row in theirs.values()]
        numbers = mine.keys() == theirs.keys() and all(is_number(one) for one in answers)
        if numbers and is_rounded([yours[mine[key]] for key in theirs], answers):
            return right / rows, say(COLUMN_ROUNDED).format(column=name)
        return right / rows, say(COLUMN_OFF).format(column=name, right=right, rows=rows, first=first)


def _key_text(table: Plain, key: Sequence[str], row: int) -> str:
    """Returns what names a row, with the columns where it takes several; a number there is a name, so it has no commas."""
    values = {name: table.columns[name][row] for name in key}
    words = {
        name: shown(value).replace(",", "") if is_number(value) else shown(value) for name, value in values.items()
    }
    return ", ".join(f"`{name}` “{word}”" if len(key) > 1 else f"“{word}”" for name, word in words.items())


class Once:
    """An answer that equals itself only, so that what follows from it can be kept by `functools.lru_cache`."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Once) and self.value is other.value


class Plain:
    """A table as plain lists: one cell of a frame costs microseconds, and a class has millions of comparisons."""

    def __init__(self, frame: Any) -> None:
        self.columns: dict[str, list[Any]] = {}
        for place, name in enumerate(frame.columns):
            self.columns.setdefault(str(name), frame.iloc[:, place].tolist())
        self.length = len(frame)
        self._rows: dict[tuple[str, ...], dict[tuple[Any, ...], int]] = {}

    def rows(self, key: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
        """Returns key → row; the last row of a key that stands there twice, and nothing without the key's columns."""
        if any(name not in self.columns for name in key):
            return {}
        if key not in self._rows:
            cells = [[_token(value) for value in self.columns[name]] for name in key]
            self._rows[key] = {values: row for row, values in enumerate(zip(*cells, strict=True))}
        return self._rows[key]

    @functools.cached_property
    def contents(self) -> list[str]:
        """The rows as texts, in any order of rows and columns; equal tables have equal ones."""
        columns = [[_token(value) for value in self.columns[name]] for name in sorted(self.columns)]
        return sorted(map(repr, zip(*columns, strict=True)))


_plain_tables: dict[int, tuple[Any, Plain]] = {}  # as long as the frame lives: each is compared with many others


def _frame(value: Any) -> Plain | None:
    """Returns a table, or None; a Series with an index becomes a table of two columns."""
    if type(value).__name__ == "Series" and value.name is not None:
        return Plain(value.reset_index())
    if type(value).__name__ != "DataFrame":
        return None
    kept = _plain_tables.get(id(value))
    if kept is not None and kept[0]() is value:
        return kept[1]
    key, made = id(value), Plain(value)
    _plain_tables[key] = (weakref.ref(value, lambda _: _plain_tables.pop(key, None)), made)
    return made


@dataclass(frozen=True)
class Decision:
    """A decision, marked by what it earns between a naive and a strong one; `judge(answer, world)` says what that is."""

    judge: Callable[[Any, Any], dict[str, Any]]
    step: float = 0.5
    naive: str = ""  # what stands before the naive outcome in the feedback, where it isn't “The plain way earned”
    amount: str = "¥{:,.0f}"  # how an outcome is written; a minus is set before it

    def check(self, given: Any, expected: Any) -> Gap:
        """Tells only whether two decisions are the same one: that is how a named wrong decision is recognised."""
        return Gap(same(given, expected), says=say(MARKED_BY_OUTCOME))


def agrees(compare: Compare, given: Any, expected: Any) -> bool:
    """Tells whether an answer is another one: by the kind's own quick way, `matches`, where it has one."""
    matches = getattr(compare, "matches", None)
    return bool(matches(given, expected) if matches else compare.check(given, expected).right)


def same(given: Any, expected: Any) -> bool:
    """Tells whether two decoded values are the same, tables in any order of rows and numbers within a millionth."""
    mine, theirs = _frame(given), _frame(expected)
    if theirs is not None:
        if mine is None or mine.columns.keys() != theirs.columns.keys() or mine.length != theirs.length:
            return False
        return mine.contents == theirs.contents
    if isinstance(expected, dict):
        return (
            isinstance(given, dict)
            and given.keys() == expected.keys()
            and all(same(given[key], value) for key, value in expected.items())
        )
    if isinstance(expected, (list, set, tuple)):
        return (
            isinstance(given, (list, set, tuple))
            and Items(ordered=isinstance(expected, list)).check(given, expected).right
        )
    return close(given, expected, 1e-6)
