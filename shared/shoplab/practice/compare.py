"""The gap between a learner's answer and another one, in her own terms; None when they are the same.

The same comparison serves the right answer and the slips, so that a slip fits exactly when it would have been taken.
"""

import math
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from shoplab.practice import kinds, words
from shoplab.practice.kinds import kind_name, kind_of, show_item, show_names, show_value

NEAR_ZERO = 1e-9


@dataclass(frozen=True)
class Gap:
    """How an answer differs: the whole sentence, and a brief one to stand before a named slip."""

    says: str
    brief: str = ""

    def before_slip(self) -> str:
        """What to say of the gap when the slip's name follows."""
        return self.brief or self.says


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
        from shoplab.practice import compare_tables

        if kind == kinds.SERIES:
            return compare_tables.compare_series(given, expected, tolerance)
        return compare_tables.compare_tables(given, expected, tolerance, key)
    if kind_of(given) != kind:
        return wrong_kind(given, expected)
    if kind == kinds.TEXT:
        return None if plain(given) == plain(expected) else Gap(words.OTHER_TEXT.format(value=show_value(given)))
    if kind == kinds.YES_NO:
        return None if bool(given) == bool(expected) else Gap(words.OTHER_YES_NO.format(value=bool(given)))
    if kind == kinds.DATE:
        return compare_dates(given, expected)
    return None if given == expected else Gap(words.YOURS_IS.format(value=show_value(given)))


def wrong_kind(given: Any, expected: Any) -> Gap:
    """The gap between two kinds, with the mend where it is known."""
    names = {"given": kind_name(given), "expected": kind_name(expected)}
    if given is None:
        return Gap(words.NOTHING_CAME_BACK.format(**names))
    if kind_of(given) == kinds.FUNCTION:
        return Gap(words.FUNCTION_NOT_CALLED.format(**names))
    return Gap(words.WRONG_KIND.format(**names))


def plain(text: str) -> str:
    """A text as it is compared: full-width forms, case and spacing don't count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def same_number(given: float, expected: float, tolerance: float) -> bool:
    """Are two numbers the same within the relative tolerance? Missing equals missing."""
    if kinds.is_missing(given) or kinds.is_missing(expected):
        return kinds.is_missing(given) and kinds.is_missing(expected)
    return math.isclose(given, expected, rel_tol=tolerance, abs_tol=NEAR_ZERO)


def compare_numbers(given: Any, expected: Any, tolerance: float) -> Gap | None:
    """The gap between two numbers, as a direction and a rough size."""
    if kind_of(given) != kinds.NUMBER:
        return _no_number(given, expected)
    if kinds.is_missing(given) or kinds.is_missing(expected):
        same = kinds.is_missing(given) and kinds.is_missing(expected)
        return None if same else Gap(words.NOT_A_NUMBER)
    given, expected = _as_float(given), _as_float(expected)
    if same_number(given, expected, tolerance):
        return None
    value = show_value(given)
    return Gap(_direction(given, expected).format(value=value, percent=_percent(given, expected)), _brief(given))


def _as_float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return -math.inf if value < 0 else math.inf


def _brief(given: float) -> str:
    return words.YOURS_IS.format(value=show_value(given))


def _percent(given: float, expected: float) -> str:
    if given == 0 or not math.isfinite(given):
        return ""
    return f"{abs(expected - given) / abs(given) * 100:.0f}"


def _direction(given: float, expected: float) -> str:
    if not math.isfinite(given):
        return words.INFINITE
    if expected == 0:
        return words.SHOULD_BE_ZERO
    higher = expected > given
    if given == 0 or (given > 0) != (expected > 0) or not 0.5 < expected / given < 2:
        # "Twice as much" means nothing below zero: compare the signed numbers, then the sizes.
        if given > 0 and expected > 0:
            return words.MUCH_HIGHER if higher else words.MUCH_LOWER
        return words.DIFFERENT_SIDE_HIGHER if higher else words.DIFFERENT_SIDE_LOWER
    if abs(expected - given) < 0.01 * abs(given):
        return words.A_LITTLE_HIGHER if higher else words.A_LITTLE_LOWER
    return words.HIGHER if higher else words.LOWER


def _no_number(given: Any, expected: Any) -> Gap:
    kind = kind_of(given)
    if kind == kinds.TEXT:
        return Gap(words.TEXT_FOR_NUMBER.format(value=show_value(given)))
    if kind in (kinds.SERIES, kinds.LIST, kinds.TABLE) and np.size(given) == 1:
        return Gap(words.BOXED_NUMBER.format(given=kind_name(given)))
    return wrong_kind(given, expected)


def compare_dates(given: Any, expected: Any) -> Gap | None:
    """The gap between two dates, as earlier or later."""
    yours, answer = pd.Timestamp(given), pd.Timestamp(expected)
    if (yours.tz is None) != (answer.tz is None):
        yours, answer = yours.tz_localize(None), answer.tz_localize(None)
    if yours == answer:
        return None
    template = words.OTHER_DATE_LATER if answer > yours else words.OTHER_DATE_EARLIER
    return Gap(template.format(value=show_value(given)), words.YOURS_IS.format(value=show_value(given)))


def as_list(value: Any) -> list[Any]:
    """The entries of anything list-like, as plain Python values."""
    return value.tolist() if hasattr(value, "tolist") else list(value)


def compare_lists(given: Any, expected: Any, tolerance: float) -> Gap | None:
    """The gap between two ordered lists: a stranger, then the length, then the first one out of place."""
    if kind_of(given) == kinds.SET:
        return Gap(words.SET_FOR_LIST)
    if kind_of(given) not in (kinds.LIST, kinds.SERIES):
        return wrong_kind(given, expected)
    yours, answer = as_list(given), as_list(expected)
    steps = all(isinstance(one, str) for one in answer)
    if steps:
        stranger = _stranger(yours, answer)
        if stranger:
            return stranger
    if len(yours) != len(answer):
        return Gap(words.LIST_LENGTH.format(given=_entries(len(yours)), expected=_entries(len(answer))))
    for number, (one, other) in enumerate(zip(yours, answer, strict=True), start=1):
        gap = compare(one, other, tolerance)
        if gap is not None:
            return (
                _misplaced(number, one)
                if steps
                else Gap(words.ITEM_DIFFERS.format(number=number, gap=_lower(gap.says)))
            )
    return None


def _entries(number: int) -> str:
    return words.count(number, words.ONE_ENTRY, words.ENTRIES)


def _stranger(yours: list[Any], answer: list[str]) -> Gap | None:
    known = [plain(one) for one in answer]
    seen: set[str] = set()
    for one in yours:
        if not isinstance(one, str) or plain(one) not in known:
            return Gap(words.ITEM_UNKNOWN.format(item=show_item(one)))
        if plain(one) in seen and known.count(plain(one)) == 1:
            return Gap(words.ITEM_TWICE.format(item=show_item(one)))
        seen.add(plain(one))
    return None


def _misplaced(number: int, item: Any) -> Gap:
    if number == 1:
        return Gap(words.ITEM_MISPLACED_FIRST.format(item=show_item(item)))
    return Gap(words.ITEM_MISPLACED.format(number=number, item=show_item(item)))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def compare_sets(given: Any, expected: Any) -> Gap | None:
    """The gap between two sets: what doesn't belong by name, what is missing by number."""
    if kind_of(given) not in (kinds.SET, kinds.LIST, kinds.SERIES):
        return wrong_kind(given, expected)
    answer = {_entry(one) for one in expected}
    yours = as_list(given)
    strangers = [one for one in yours if _entry(one) not in answer]
    if strangers:
        return Gap(words.ITEM_UNKNOWN.format(item=show_item(min(strangers, key=str))))
    missing = len(answer - {_entry(one) for one in yours})
    if missing:
        return Gap(words.MISSING_ITEMS.format(count=words.count(missing, words.ONE_IS, words.ARE)))
    return None


def _entry(value: Any) -> Any:
    """An entry as sets compare it."""
    if isinstance(value, str):
        return plain(value)
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def compare_records(given: Any, expected: dict[Any, Any], tolerance: float) -> Gap | None:
    """The gap between two dictionaries: keys first, then the first value that differs."""
    if isinstance(given, pd.Series):
        given = given.to_dict()
    if kind_of(given) != kinds.RECORD:
        return wrong_kind(given, expected)
    for name in expected:
        if name not in given:
            return Gap(words.KEY_MISSING.format(key=show_item(name), keys=show_names(given)))
    for name in given:
        if name not in expected:
            return Gap(words.KEY_UNKNOWN.format(key=show_item(name), suggestion=did_you_mean(name, expected)))
    for name, answer in expected.items():
        gap = compare(given[name], answer, tolerance)
        if gap is not None:
            return Gap(words.VALUE_DIFFERS.format(key=show_item(name), gap=_lower(gap.says)))
    return None


def did_you_mean(name: Any, known: Any) -> str:
    """ " Did you mean …?" for the close names among the known ones, else nothing."""
    close = get_close_matches(str(name), [str(one) for one in known], n=2, cutoff=0.6)
    return words.DID_YOU_MEAN.format(names=" or ".join(show_item(one) for one in close)) if close else ""
