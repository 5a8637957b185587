"""The slips that any number can have: per cent for a share, fen for yuan, the other sign, the rest, rounded."""

import math
from typing import Any

from shoplab.languages import say
from shoplab.practice import kinds, words
from shoplab.practice.compare import compare
from shoplab.practice.compare_values import same_number
from shoplab.practice.model import Question, value_of


def named_slip(question: Question, given: Any, shop: Any) -> int | None:
    """The number of the question's first slip that gives the same answer; one that fails here is passed over."""
    for number, slip in enumerate(question.slips):
        try:
            wrong = value_of(slip.answer, shop)
            fits = compare(given, wrong, question.tolerance, question.key) is None
        except Exception:
            continue
        if fits:
            return number
    return None


def number_slip(given: Any, expected: Any, tolerance: float) -> str | None:
    """The sentence for a slip of scale, sign or side between two numbers, or None."""
    if kinds.kind_of(given) != kinds.NUMBER or kinds.kind_of(expected) != kinds.NUMBER:
        return None
    if kinds.is_missing(given) or kinds.is_missing(expected):
        return None
    try:
        yours, answer = float(given), float(expected)
    except OverflowError:
        return None
    if not answer or not yours or not math.isfinite(yours):
        return None
    template = _template(yours, answer, max(tolerance, 1e-9))
    return template.format(value=kinds.show_value(given)) if template else None


def _template(yours: float, answer: float, tolerance: float) -> str | None:
    def same(one: float) -> bool:
        return same_number(yours, one, tolerance)

    share = 0 < abs(answer) <= 1
    if same(100 * answer):
        return say(words.PER_CENT_FOR_SHARE) if share else say(words.HUNDRED_TOO_MUCH)
    if same(answer / 100):
        return say(words.HUNDRED_TOO_LITTLE)
    if same(-answer):
        return say(words.OTHER_SIGN)
    if 0 < answer < 1 and same(1 - answer):
        return say(words.COMPLEMENT)
    if same(1 / answer):
        return say(words.RECIPROCAL)
    if _rounded(yours, answer):
        return say(words.ROUNDED)
    return None


def _rounded(yours: float, answer: float) -> bool:
    """Is it the answer, rounded to the few digits that it shows, and still close to it?"""
    if abs(yours - answer) > 0.05 * abs(answer):
        return False
    return any(round(answer, digits) == yours for digits in range(6))
