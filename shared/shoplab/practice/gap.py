"""What lies between two answers, and the gap between two kinds."""

from dataclasses import dataclass
from typing import Any

from shoplab.languages import say
from shoplab.practice import kinds, words
from shoplab.practice.kinds import kind_name, kind_of

NEAR_ZERO = 1e-9


@dataclass(frozen=True)
class Gap:
    """How an answer differs: the whole sentence, and a brief one to stand before a named slip."""

    says: str
    brief: str = ""

    def before_slip(self) -> str:
        """What to say of the gap when the slip's name follows."""
        return self.brief or self.says


def wrong_kind(given: Any, expected: Any) -> Gap:
    """The gap between two kinds, with the mend where it is known."""
    names = {"given": kind_name(given), "expected": kind_name(expected)}
    if given is None:
        return Gap(say(words.NOTHING_CAME_BACK).format(**names))
    if kind_of(given) == kinds.FUNCTION:
        return Gap(say(words.FUNCTION_NOT_CALLED).format(**names))
    return Gap(say(words.WRONG_KIND).format(**names))
