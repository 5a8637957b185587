"""What a shape can ask of one number or one text beyond its kind, for values and for cells of a table alike."""

from functools import cache
from typing import Any

from shoplab.handin import words
from shoplab.handin.shapes import Shape
from shoplab.languages import say
from shoplab.practice.compare_values import did_you_mean
from shoplab.practice.kinds import show_value

WAN = 10_000


def is_multiple(value: Any, shape: Shape) -> bool:
    """Is a number a multiple of the shape's step, if it has one?"""
    return not shape.multiple_of or value % shape.multiple_of == 0


def multiple_gap(value: Any, shape: Shape) -> str:
    """The sentence for a number between the steps; a small one may be meant in 万."""
    says = say(words.NOT_A_MULTIPLE).format(value=show_value(value), step=show_value(shape.multiple_of))
    if shape.multiple_of == WAN and 0 < abs(value) < WAN:
        says += say(words.IN_WAN).format(full=f"{value * WAN:.0f}")
    return says


def is_among(value: str, shape: Shape) -> bool:
    """Is a text among the names that its table holds? Where that table can't be had, any text is."""
    names = _names_at_hand(shape)
    return not names or value in names


def among_gap(value: str, shape: Shape) -> str:
    """The sentence for a name that its table doesn't hold, with close ones."""
    told = _where(shape)
    suggestion = did_you_mean(value.replace(" ", "_"), sorted(_names_at_hand(shape)))
    return say(words.NOT_AMONG).format(value=show_value(value), suggestion=suggestion, **told)


def among_problem(value: str, shape: Shape) -> str:
    """The same for a cell, to stand after its column's name."""
    return say(words.CELL_NOT_AMONG).format(value=show_value(value), **_where(shape))


def _where(shape: Shape) -> dict[str, str]:
    table, _, column = shape.among.partition(".")
    return {"table": table, "column": column}


def _names_at_hand(shape: Shape) -> frozenset[str]:
    """The values of the column in the shop that `load` finds here."""
    if not shape.among:
        return frozenset()
    from shoplab.data import DataError, find_folder

    told = _where(shape)
    try:
        return _names(str(find_folder(told["table"])), told["table"], told["column"])
    except (DataError, OSError, KeyError):
        return frozenset()


@cache
def _names(folder: str, table: str, column: str) -> frozenset[str]:
    from shoplab.data import shop

    return frozenset(getattr(shop(folder), table)[column].dropna().astype(str))
