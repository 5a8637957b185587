"""The gap between numbers, texts, dates, lists, sets and records."""

import math
import unicodedata
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.practice import kinds, words
from shoplab.practice.gap import NEAR_ZERO, Gap, wrong_kind
from shoplab.practice.kinds import kind_name, kind_of, show_item, show_value


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
        return None if same else Gap(say(words.NOT_A_NUMBER))
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
    return say(words.YOURS_IS).format(value=show_value(given))


def _percent(given: float, expected: float) -> str:
    if given == 0 or not math.isfinite(given):
        return ""
    return f"{abs(expected - given) / abs(given) * 100:.0f}"


def _direction(given: float, expected: float) -> str:
    if not math.isfinite(given):
        return say(words.INFINITE)
    if expected == 0:
        return say(words.SHOULD_BE_ZERO)
    higher = expected > given
    if given == 0 or (given > 0) != (expected > 0) or not 0.5 < expected / given < 2:
        # "Twice as much" means nothing below zero: compare the signed numbers, then the sizes.
        if given > 0 and expected > 0:
            return say(words.MUCH_HIGHER) if higher else say(words.MUCH_LOWER)
        return say(words.DIFFERENT_SIDE_HIGHER) if higher else say(words.DIFFERENT_SIDE_LOWER)
    if abs(expected - given) < 0.01 * abs(given):
        return say(words.A_LITTLE_HIGHER) if higher else say(words.A_LITTLE_LOWER)
    return say(words.HIGHER) if higher else say(words.LOWER)


def _no_number(given: Any, expected: Any) -> Gap:
    kind = kind_of(given)
    if kind == kinds.TEXT:
        return Gap(say(words.TEXT_FOR_NUMBER).format(value=show_value(given)))
    if kind == kinds.LIST and len(given) and all(kind_of(one) == kinds.TEXT for one in given):
        return Gap(say(words.NAMES_FOR_NUMBER).format(given=kind_name(given)))
    if kind == kinds.LIST and np.size(given) == 1:
        return Gap(say(words.LISTED_NUMBER).format(given=kind_name(given)))
    if kind in (kinds.SERIES, kinds.TABLE) and np.size(given) == 1:
        return Gap(say(words.BOXED_NUMBER).format(given=kind_name(given)))
    return wrong_kind(given, expected)


def compare_dates(given: Any, expected: Any) -> Gap | None:
    """The gap between two dates, as earlier or later."""
    yours, answer = pd.Timestamp(given), pd.Timestamp(expected)
    if (yours.tz is None) != (answer.tz is None):
        yours, answer = yours.tz_localize(None), answer.tz_localize(None)
    if yours == answer:
        return None
    template = say(words.OTHER_DATE_LATER) if answer > yours else say(words.OTHER_DATE_EARLIER)
    return Gap(template.format(value=show_value(given)), say(words.YOURS_IS).format(value=show_value(given)))


def as_list(value: Any) -> list[Any]:
    """The entries of anything list-like, as plain Python values."""
    return value.tolist() if hasattr(value, "tolist") else list(value)


def compare_sets(given: Any, expected: Any) -> Gap | None:
    """The gap between two sets: what doesn't belong by name, what is missing by number."""
    if kind_of(given) not in (kinds.SET, kinds.LIST, kinds.SERIES):
        return wrong_kind(given, expected)
    answer = {_entry(one) for one in expected}
    yours = as_list(given)
    strangers = [one for one in yours if _entry(one) not in answer]
    if strangers:
        return Gap(say(words.ITEM_UNKNOWN).format(item=show_item(min(strangers, key=str))))
    missing = len(answer - {_entry(one) for one in yours})
    if missing:
        return Gap(say(words.MISSING_ITEMS).format(count=words.count(missing, say(words.ONE_IS), say(words.ARE))))
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


def did_you_mean(name: Any, known: Any) -> str:
    """ " Did you mean …?" for the close names among the known ones, else nothing."""
    close = get_close_matches(str(name), [str(one) for one in known], n=2, cutoff=0.6)
    return say(words.DID_YOU_MEAN).format(names=say(words.OR).join(show_item(one) for one in close)) if close else ""
