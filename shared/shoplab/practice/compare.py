"""The gap between a learner's answer and another one, in her own terms; None when they are the same.

The same comparison serves the right answer and the slips, so that a slip fits exactly when it would have been taken.
"""

from typing import Any

import pandas as pd

from shoplab.languages import say
from shoplab.practice import kinds, words
from shoplab.practice.compare_tables import compare_rows, compare_tables, is_plain_index
from shoplab.practice.compare_values import as_list, compare_dates, compare_numbers, compare_sets, did_you_mean, plain
from shoplab.practice.gap import Gap, wrong_kind
from shoplab.practice.kinds import kind_of, show_item, show_names, show_value

VALUE = "value"


def compare(given: Any, expected: Any, tolerance: float = 1e-6, key: tuple[str, ...] = ()) -> Gap | None:
    """The gap from `given` to `expected`, or None. The kind of `expected` decides how they are compared."""
    kind = kind_of(expected)
    if kind == kinds.NUMBER:
        return compare_numbers(given, expected, tolerance)
    if kind == kinds.LIST:
        return compare_lists(given, expected, tolerance)
    if kind == kinds.SET:
        return compare_sets(given, expected)
    if kind == kinds.RECORD:
        return compare_records(given, expected, tolerance)
    if kind in (kinds.SERIES, kinds.TABLE):
        if kind == kinds.SERIES:
            return compare_series(given, expected, tolerance)
        return compare_tables(given, expected, tolerance, key)
    if kind_of(given) != kind:
        return wrong_kind(given, expected)
    if kind == kinds.TEXT:
        return None if plain(given) == plain(expected) else Gap(say(words.OTHER_TEXT).format(value=show_value(given)))
    if kind == kinds.YES_NO:
        return None if bool(given) == bool(expected) else Gap(say(words.OTHER_YES_NO).format(value=bool(given)))
    if kind == kinds.DATE:
        return compare_dates(given, expected)
    return None if given == expected else Gap(say(words.YOURS_IS).format(value=show_value(given)))


def compare_lists(given: Any, expected: Any, tolerance: float) -> Gap | None:
    """The gap between two ordered lists: a stranger, then the length, then the first one out of place."""
    if kind_of(given) == kinds.SET:
        return Gap(say(words.SET_FOR_LIST))
    if kind_of(given) not in (kinds.LIST, kinds.SERIES):
        return wrong_kind(given, expected)
    yours, answer = as_list(given), as_list(expected)
    steps = all(isinstance(one, str) for one in answer)
    if steps:
        stranger = _stranger(yours, answer)
        if stranger:
            return stranger
    if len(yours) != len(answer):
        return Gap(say(words.LIST_LENGTH).format(given=_entries(len(yours)), expected=_entries(len(answer))))
    for number, (one, other) in enumerate(zip(yours, answer, strict=True), start=1):
        gap = compare(one, other, tolerance)
        if gap is not None:
            return (
                _misplaced(number, one)
                if steps
                else Gap(say(words.ITEM_DIFFERS).format(number=number, gap=_lower(gap.says)))
            )
    return None


def _entries(number: int) -> str:
    return words.count(number, say(words.ONE_ENTRY), say(words.ENTRIES))


def _stranger(yours: list[Any], answer: list[str]) -> Gap | None:
    known = [plain(one) for one in answer]
    seen: set[str] = set()
    for one in yours:
        if not isinstance(one, str) or plain(one) not in known:
            return Gap(say(words.ITEM_UNKNOWN).format(item=show_item(one)))
        if plain(one) in seen and known.count(plain(one)) == 1:
            return Gap(say(words.ITEM_TWICE).format(item=show_item(one)))
        seen.add(plain(one))
    return None


def _misplaced(number: int, item: Any) -> Gap:
    if number == 1:
        return Gap(say(words.ITEM_MISPLACED_FIRST).format(item=show_item(item)))
    return Gap(say(words.ITEM_MISPLACED).format(number=number, item=show_item(item)))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def compare_records(given: Any, expected: dict[Any, Any], tolerance: float) -> Gap | None:
    """The gap between two dictionaries: keys first, then the first value that differs."""
    if isinstance(given, pd.Series):
        given = given.to_dict()
    if kind_of(given) != kinds.RECORD:
        return wrong_kind(given, expected)
    for name in expected:
        if name not in given:
            return Gap(say(words.KEY_MISSING).format(key=show_item(name), keys=show_names(given)))
    for name in given:
        if name not in expected:
            return Gap(say(words.KEY_UNKNOWN).format(key=show_item(name), suggestion=did_you_mean(name, expected)))
    for name, answer in expected.items():
        gap = compare(given[name], answer, tolerance)
        if gap is not None:
            return Gap(say(words.VALUE_DIFFERS).format(key=show_item(name), gap=_lower(gap.says)))
    return None


def compare_series(given: Any, expected: pd.Series, tolerance: float) -> Gap | None:
    """The gap between two Series, by their index when it says something, else by position."""
    if isinstance(given, dict):
        given = pd.Series(given)
    if isinstance(given, pd.DataFrame) and given.shape[1] == 1:
        return Gap(say(words.COLUMN_FOR_SERIES).format(column=given.columns[0]))
    if kind_of(given) not in (kinds.SERIES, kinds.LIST):
        return wrong_kind(given, expected)
    if is_plain_index(expected.index) or not isinstance(given, pd.Series):
        return compare_lists(given, expected, tolerance)
    yours, answer = _keyed(given), _keyed(expected)
    keys = [name for name in answer.columns if name != VALUE]
    if list(yours.columns) != list(answer.columns):
        # The levels of an index are known by position: their names are the learner's own business.
        if yours.shape[1] != answer.shape[1]:
            return compare_lists(given, expected, tolerance)
        yours.columns = answer.columns
    return compare_rows(yours, answer, keys, tolerance, series=True)


def _keyed(series: pd.Series) -> pd.DataFrame:
    frame = series.rename(VALUE).to_frame()
    frame.index.names = [f"key {at}" for at in range(frame.index.nlevels)]
    return frame.reset_index()
