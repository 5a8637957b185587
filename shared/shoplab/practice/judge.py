"""Says how an answer stands: the right answer is tried first, then the named slips, then the slips of any number."""

from typing import Any

from shoplab.data import DataError, shop
from shoplab.languages import joined, say
from shoplab.practice import kinds, words
from shoplab.practice.compare import compare
from shoplab.practice.gap import Gap, wrong_kind
from shoplab.practice.kinds import kind_of, show_value
from shoplab.practice.model import Question, value_of
from shoplab.practice.outcome import Outcome
from shoplab.practice.slips import named_slip, number_slip

SHORTEST_EXPLANATION = 12


def judge(question: Question, given: Any, name: str | None = None, tables: Any = None) -> Outcome:
    """The outcome of an answer on the shop that `load` finds here (or on `tables`); it never raises."""
    blank = blank_outcome(given, name)
    if blank:
        return blank
    if question.form == "explain" and question.fits is None:
        return _explained(question, given)
    if question.form == "choice":
        given = as_choice(given)
    if question.accept is not None:
        return _guessed(question, given, tables)
    tables = shop() if tables is None else tables
    if question.fits is not None:
        return _decided(question, given, tables)
    try:
        expected = value_of(question.answer, tables)
    except Exception as error:
        return Outcome("earlier", say(words.EARLIER), say(words.CANNOT_COMPUTE).format(reason=_reason(error)))
    try:
        gap = compare(given, expected, question.tolerance, question.key)
    except Exception:
        # Whatever was given compares with nothing we know: its kind is the gap.
        gap = wrong_kind(given, expected)
    if gap is None:
        return Outcome("correct", say(words.CORRECT), _why(question, given, expected))
    return _not_yet(question, given, expected, gap, tables)


def as_choice(given: Any) -> Any:
    """The word that was chosen: `groupby` for `.groupby()`, since a name is meant and not the way to write it in code."""
    if kind_of(given) != kinds.TEXT:
        return given
    return given.strip().removeprefix(".").removesuffix("()")


def blank_outcome(given: Any, name: str | None) -> Outcome | None:
    """ "Your turn" when the answer is untouched, wholly or in part."""
    if given is ...:
        text = say(words.STILL_BLANK).format(name=name) if name else say(words.STILL_BLANK_UNNAMED)
    elif kinds.blank_inside(given):
        text = say(words.BLANK_INSIDE).format(name=name) if name else say(words.BLANK_INSIDE_UNNAMED)
    else:
        return None
    return Outcome("your-turn", say(words.YOUR_TURN), text)


def _reason(error: Exception) -> str:
    if isinstance(error, DataError):
        return str(error)
    return f"{type(error).__name__}: {error}."


def _not_yet(question: Question, given: Any, expected: Any, gap: Gap, tables: Any) -> Outcome:
    slip = named_slip(question, given, tables)
    if slip is not None:
        return Outcome("not-yet", say(words.NOT_YET), joined(gap.before_slip(), question.slips[slip].says), slip=slip)
    return Outcome("not-yet", say(words.NOT_YET), number_slip(given, expected, question.tolerance) or gap.says)


def _why(question: Question, given: Any, answer: Any = None) -> str:
    """The reason, without a verdict of its own, with the two values filled in."""
    why = question.why.removeprefix(say(words.CORRECT)).strip()
    return why.replace("{yours}", show_value(given)).replace("{answer}", show_value(answer))


def _decided(question: Question, given: Any, tables: Any) -> Outcome:
    """A decision with more than one good answer: the question's own rule says what stands against it."""
    try:
        objection = question.fits(given, tables)  # type: ignore[misc]
    except DataError as error:
        return Outcome("earlier", say(words.EARLIER), say(words.CANNOT_COMPUTE).format(reason=_reason(error)))
    except Exception:
        objection = say(words.UNREADABLE_DECISION)
    if objection:
        return Outcome("not-yet", say(words.NOT_YET), objection)
    return Outcome("correct", say(words.CORRECT), _why(question, given))


def _guessed(question: Question, given: Any, tables: Any) -> Outcome:
    """A prediction: any number in range is taken."""
    low, high = question.accept  # type: ignore[misc]
    if kind_of(given) != kinds.NUMBER:
        gap = compare(given, 0.0)
        return Outcome("not-yet", say(words.NOT_YET), gap.says if gap else "")
    if kinds.is_missing(given) or not low <= given <= high:
        told = {"value": show_value(given), "low": show_value(low), "high": show_value(high)}
        return Outcome("not-yet", say(words.NOT_YET), say(words.GUESS_OUT_OF_RANGE).format(**told))
    answer = None
    if "{answer}" in question.why:
        try:
            answer = value_of(question.answer, shop() if tables is None else tables)
        except Exception as error:
            return Outcome("earlier", say(words.EARLIER), say(words.CANNOT_COMPUTE).format(reason=_reason(error)))
    return Outcome("correct", say(words.NOTED), _why(question, given, answer))


def _explained(question: Question, given: Any) -> Outcome:
    """An explanation in the learner's own words: any whole sentence is taken."""
    if kind_of(given) != kinds.TEXT:
        return Outcome("not-yet", say(words.NOT_YET), wrong_kind(given, "").says)
    if len(given.strip()) < SHORTEST_EXPLANATION:
        return Outcome("not-yet", say(words.NOT_YET), say(words.EXPLAIN_MORE))
    return Outcome("correct", say(words.NOTED), _why(question, given))
