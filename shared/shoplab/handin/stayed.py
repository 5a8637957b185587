"""Which parts of an answer are the home shop's, to the last digit, though Validate runs on another shop.

A figure that stays was typed in. Small whole numbers, decimals of few digits, text and choices can be alike by chance or
come from a table's own round figure: they are told of and not refused. What may stay by the task's own words (`may_stay`)
is passed over, and so is what names a row.
"""

import math
from dataclasses import dataclass
from typing import Any

from shoplab.handin import words
from shoplab.handin.shapes import Shape
from shoplab.languages import say
from shoplab.practice import kinds
from shoplab.practice.kinds import kind_of

LARGE = 100
FEW_DIGITS = 3
FIGURES = ("number", "integer")


@dataclass(frozen=True)
class Stayed:
    """The parts that are as they were at home: figures that should have changed, and what may be alike by chance."""

    figures: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def stayed(home: Any, now: Any, shape: Shape) -> Stayed:
    """The unchanged parts of a decoded answer of the right shape; nothing when the two can't be set side by side."""
    found = list(_parts(home, now, shape))
    figures = tuple(name for name, sure in found if sure)
    return Stayed(figures, tuple(name for name, sure in found if not sure))


def _parts(home: Any, now: Any, shape: Shape) -> Any:
    """Each unchanged part's name in code marks, and whether it can't be chance."""
    if shape.kind == "record" and isinstance(home, dict) and isinstance(now, dict):
        for name, part in shape.fields.items():
            if name not in home or name not in now or part.may_stay:
                continue
            if part.kind in ("table", "record"):
                for inner, sure in _parts(home[name], now[name], part):
                    yield say(words.INSIDE).format(inner=inner, outer=name), sure
            elif _by_choice(part):
                continue
            elif _same_values(_entries(home[name]), _entries(now[name])):
                yield say(words.NAMED).format(name=name), _sure(part, _entries(now[name]))
    if shape.kind == "table" and kind_of(home) == kind_of(now) == kinds.TABLE:
        pairs = _side_by_side(home, now, shape)
        for name, part in shape.columns.items():
            if name in shape.key or part.may_stay or name not in home.columns or name not in now.columns:
                continue
            mine = [frame[name].iloc[rows].tolist() for frame, rows in zip((home, now), pairs, strict=True)]
            if mine[0] and _same_values(*mine):
                yield say(words.NAMED).format(name=name), _sure(part, mine[1])


def _by_choice(part: Shape) -> bool:
    """One of a few words, or yes or no: that it stays says nothing."""
    return part.kind == "yes/no" or bool(part.choices)


def _entries(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _side_by_side(home: Any, now: Any, shape: Shape) -> tuple[list[int], list[int]]:
    """The numbers of the rows that have the same key in both tables, in one order; without a key all rows, or none."""
    if not shape.key:
        rows = list(range(len(now)))
        return (rows, rows) if len(home) == len(now) else ([], [])
    places = []
    for frame in (home, now):
        if any(name not in frame.columns for name in shape.key):
            return [], []
        names = zip(*(frame[name].map(str).tolist() for name in shape.key), strict=True)
        places.append({name: at for at, name in enumerate(names)})
    common = [name for name in places[1] if name in places[0]]
    return [places[0][name] for name in common], [places[1][name] for name in common]


def _same_values(home: list[Any], now: list[Any]) -> bool:
    return len(home) == len(now) and all(_same(one, other) for one, other in zip(home, now, strict=True))


def _same(home: Any, now: Any) -> bool:
    if kind_of(home) == kind_of(now) == kinds.NUMBER and not (kinds.is_missing(home) or kinds.is_missing(now)):
        return math.isclose(home, now, rel_tol=1e-9)
    return type(home) is type(now) and home == now


def _sure(part: Shape, values: list[Any]) -> bool:
    """Can these values not be alike by chance? Only figures: a large one, one of many digits, or several decimals."""
    kind = part.items.kind if part.kind == "list" and part.items else part.kind
    if kind not in FIGURES or part.may_match:
        return False
    numbers = {float(one) for one in values if not kinds.is_missing(one)}
    broken = {one for one in numbers if one != int(one)}
    large = any(abs(one) >= LARGE for one in numbers - broken)
    return large or len(broken) > 2 or any(float(f"{one:.{FEW_DIGITS}g}") != one for one in broken)
