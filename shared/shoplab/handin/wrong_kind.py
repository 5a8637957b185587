"""The gap between the kind of an answer and the kind that its shape asks for."""

from typing import Any

from shoplab.handin import words
from shoplab.handin.shapes import Shape
from shoplab.languages import say
from shoplab.practice import kinds
from shoplab.practice.kinds import kind_name, kind_of

WANTED = {
    "number": words.WANT_NUMBER,
    "integer": words.WANT_INTEGER,
    "text": words.WANT_TEXT,
    "yes/no": words.WANT_YES_NO,
    "table": words.WANT_TABLE,
    "record": words.WANT_RECORD,
    "list": words.WANT_LIST,
    "policy": words.WANT_POLICY,
}


def wrong_kind(answer: Any, shape: Shape) -> str:
    """The gap between two kinds."""
    wanted = say(WANTED[shape.kind])
    if answer is None:
        return say(words.NOTHING).format(wanted=wanted)
    if (
        kind_of(answer) in (kinds.SERIES, kinds.LIST)
        and len(answer) == 1
        and shape.kind in ("number", "integer", "text")
    ):
        said = words.LISTED if isinstance(answer, (list, tuple)) else words.BOXED
        return say(said).format(given=kind_name(answer))
    return say(words.WRONG_KIND).format(given=kind_name(answer), wanted=wanted)
