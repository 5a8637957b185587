"""`hand_in(task, answer)`: the one line of a graded cell, at home, under Validate, and when it is graded."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from shoplab.folders import notes_folder, takes_notes
from shoplab.handin import words
from shoplab.handin.bundle import BUNDLE_MIME, BundleError, bundle_of, decode, encode
from shoplab.handin.shapes import Shape, all_shapes, shape_of
from shoplab.languages import say
from shoplab.practice.kinds import blank_inside
from shoplab.practice.outcome import Outcome

if TYPE_CHECKING:
    from shoplab.handin.stayed import Stayed

ANSWERS = "answers"
FILE_NAME = re.compile(r"[A-Za-z0-9_-]+")
LEAD = re.compile(r"([^:：]*[:：]?)(.*)", re.DOTALL)


class HandInError(Exception):
    """Validate's refusal: one sentence, and no traceback around it."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class HandIn:
    """What `hand_in` gives back: a sentence for the learner; when grading, the answer as data and no points."""

    task: str
    says: str
    ready: bool
    bundle: dict[str, Any] | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        """The sentence; when grading 0.0, so that without the marking step a hand-in earns nothing."""
        return "0.0" if self.bundle is not None else self.says

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if self.bundle is not None:
            return {"text/plain": repr(self), BUNDLE_MIME: self.bundle}
        untouched = self.says in (say(words.YOUR_TURN), say(words.YOUR_TURN_INSIDE))
        state = "correct" if self.ready else "your-turn" if untouched else "not-yet"
        lead, rest = LEAD.fullmatch(self.says).groups()
        return {"text/plain": self.says, "text/html": Outcome(state, lead, rest.strip())._repr_html_()}


def hand_in(task: str, answer: Any) -> HandIn:
    """Hand in the answer to a task.

    At home it says whether the shape is right, and never raises. Under Validate it raises HandInError when the shape is
    wrong or a figure is still the home shop's. When grading it carries the answer out as data, and never raises.
    """
    mode = os.environ.get("NBGRADER_EXECUTION")
    if mode == "autograde":
        return HandIn(str(task)[:100], "", True, bundle_of(task, carried(task, answer)))
    if mode == "validate":
        return rehearse(task, answer)
    gap = problem(task, answer)
    if gap:
        return HandIn(
            str(task),
            gap if gap in (say(words.YOUR_TURN), say(words.YOUR_TURN_INSIDE)) else say(words.NOT_YET).format(gap=gap),
            False,
        )
    remember(task, answer)
    return HandIn(task, say(words.READY).format(what=_what(task, answer)), True)


def rehearse(task: str, answer: Any) -> HandIn:
    """Check an answer on the rehearsal shop; HandInError says what to mend."""
    gap = problem(task, answer)
    if gap:
        raise HandInError(say(words.REFUSED).format(task=task, gap=gap[:1].lower() + gap[1:])) from None
    home = remembered(task) if _shape(task).changes_with_shop else None
    if home is None:
        return HandIn(task, say(words.REHEARSED).format(task=task, what=_what(task, answer)), True)
    now = encode(task, carried(task, answer))
    if now == home:
        raise HandInError(say(words.COPIED).format(task=task)) from None
    parts = _stayed(task, home, now)
    if parts.figures:
        template = say(words.STAYED) if len(parts.figures) == 1 else say(words.STAYED_SEVERAL)
        raise HandInError(template.format(task=task, names=_and(parts.figures))) from None
    template = say(words.REHEARSED_STAYED) if parts.others else say(words.REHEARSED_CHANGED)
    return HandIn(task, template.format(task=task, what=_what(task, answer), names=_and(parts.others)), True)


def _stayed(task: str, home: dict[str, Any], now: dict[str, Any]) -> "Stayed":
    """The parts that are as they were at home; a home answer that can't be read accuses nobody."""
    from shoplab.handin.stayed import Stayed, stayed

    try:
        return stayed(decode(home, task), decode(now, task), _shape(task))
    except Exception:
        return Stayed()


def _and(names: Sequence[str]) -> str:
    """Names in a sentence: a; a and b; a, b and c."""
    return say(words.AND).join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def problem(task: Any, answer: Any) -> str | None:
    """What keeps the answer from being handed in, or None."""
    if answer is ...:
        return say(words.YOUR_TURN)
    if not isinstance(task, str) or shape_of(task) is None:
        return _no_task(task)
    shape = _shape(task)
    try:
        if blank_inside(answer):
            return say(words.YOUR_TURN_INSIDE)
        from shoplab.handin.check import gap_in

        gap = gap_in(answer, shape)
        if gap is None:
            encode(task, carried(task, answer))
            return None
    except BundleError as error:
        return _lower(str(error))
    except Exception as error:
        return _lower(say(words.NOT_READ).format(kind=type(error).__name__))
    return gap + (say(words.EXAMPLE).format(example=say(shape.example)) if shape.example else "")


def carried(task: Any, answer: Any) -> Any:
    """The answer as it travels, in the plain form of its shape; one that doesn't fit travels as it is."""
    try:
        shape = shape_of(task)
        if shape is None:
            return answer
        from shoplab.handin.check import in_form

        return in_form(answer, shape)
    except Exception:
        return answer


def remember(task: str, answer: Any) -> None:
    """Record the home answer, so that Validate can tell a copied one. An unwritable folder is tolerated."""
    if not takes_notes() or not FILE_NAME.fullmatch(task):
        return
    try:
        folder = notes_folder() / ANSWERS
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(encode(task, carried(task, answer)), ensure_ascii=False)
        (folder / f"{task}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError:
        return


def remembered(task: str) -> dict[str, Any] | None:
    """The recorded home answer's bundle, or None."""
    if not FILE_NAME.fullmatch(task):
        return None
    try:
        return json.loads((notes_folder() / ANSWERS / f"{task}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _shape(task: str) -> Shape:
    return all_shapes()[task]


def _what(task: str, answer: Any) -> str:
    from shoplab.handin.check import describe

    return describe(answer, _shape(task))


def _no_task(task: Any) -> str:
    close = get_close_matches(str(task), list(all_shapes()), n=2, cutoff=0.6)
    suggestion = say(words.DID_YOU_MEAN).format(names=say(words.OR).join(f"'{one}'" for one in close)) if close else ""
    return say(words.NO_TASK).format(task=task, suggestion=suggestion)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
