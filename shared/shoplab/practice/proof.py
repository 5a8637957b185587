"""For authors: does a question hold together on a shop? Every wrong answer is run, as the tests of a module do."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from shoplab.practice.compare import compare
from shoplab.practice.judge import judge
from shoplab.practice.model import Question, value_of

NO_ANSWER = "{name}: the answer fails: {error}"
NOT_ITSELF = "{name}: the answer isn't taken: {says}"
SLIP_FAILS = "{name}: slip {number} fails: {error}"
SLIP_IS_RIGHT = "{name}: slip {number} gives the right answer on this shop"
SLIPS_ALIKE = "{name}: slips {number} and {other} give the same answer on this shop, so the later one is never said"
NO_REASON = "{name}: `why` is missing: a right answer gets its reason"
TWICE = "{name}: two questions have this name"


def faults(questions: Sequence[Question], shop: Any) -> list[str]:
    """What is wrong with the questions on this shop, one sentence a fault; an empty list when they hold together."""
    found = [fault for question in questions for fault in question_faults(question, shop)]
    names = [question.name for question in questions]
    return found + [TWICE.format(name=name) for name in sorted(set(names)) if names.count(name) > 1]


def question_faults(question: Question, shop: Any) -> list[str]:
    """What is wrong with one question on this shop."""
    name = question.name
    found = [] if question.why.strip() else [NO_REASON.format(name=name)]
    if question.form == "explain" or question.accept is not None or question.fits is not None:
        return found
    try:
        answer = value_of(question.answer, shop)
    except Exception as error:
        return [*found, NO_ANSWER.format(name=name, error=f"{type(error).__name__}: {error}")]
    outcome = judge(question, answer, tables=shop)
    if outcome.state != "correct":
        found.append(NOT_ITSELF.format(name=name, says=outcome.text))
    return found + _slip_faults(question, answer, shop)


def _slip_faults(question: Question, answer: Any, shop: Any) -> list[str]:
    found: list[str] = []
    wrong: dict[int, Any] = {}
    for number, slip in enumerate(question.slips, start=1):
        try:
            wrong[number] = value_of(slip.answer, shop)
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            found.append(SLIP_FAILS.format(name=question.name, number=number, error=told))
            continue
        if compare(wrong[number], answer, question.tolerance, question.key) is None:
            found.append(SLIP_IS_RIGHT.format(name=question.name, number=number))
    for (number, one), (other, two) in combinations(wrong.items(), 2):
        if compare(two, one, question.tolerance, question.key) is None:
            found.append(SLIPS_ALIKE.format(name=question.name, number=number, other=other))
    return found
