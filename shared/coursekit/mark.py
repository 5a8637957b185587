"""The third stage, pure: an executed notebook, the answer key and the outcomes give marks and words.

Every bundle is treated as hostile. `mark_task` never raises; what it can't read goes to a person.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from coursekit.cells import answer_of, cells_by_name, error_of, handed_in_name
from coursekit.compare import Decision, Gap, Part, agrees, same
from coursekit.exam import AnswerKey, Exam, Task, Written
from coursekit.outside import UNDEFINED, given_names, reason
from shoplab.handin.bundle import BundleError, decode, task_of
from shoplab.languages import joined, language, say
from shoplab.languages.saying import retold

VERDICTS = ("right", "slip", "partly", "wrong", "blank", "refused", "unreadable", "person")
FOR_A_PERSON = ("unreadable", "person")
STEP = 0.5
UNNAMED = 3

NOT_YET = "Not yet. {gap}"
NOTHING_YET = "Not yet."
PARTLY = "Not yet, but a part of it is right. {gap}"
BLANK = "Your turn: `{name}` is still `...`."
ANOTHER = "That is not the one."
STOPPED = "Your cell stopped with {error}."
NEVER_ENDED = "Your cell did not end and was {error}."
ENDED_PYTHON = "Your cell ended Python itself."
NO_ANSWER = "There was no answer to hand in. {stopped}"
NOT_HANDED_IN = "Not yet. {problem}"
NOT_RUN = "This cell was not run, so a person will look at it."
NO_CELL = "This cell is missing, so a person will look at it."
NOT_UNDERSTOOD = "What was handed in could not be read, so a person will look at it."
OTHER_TASK = "What was handed in here is for another task, so a person will look at it."
NO_OUTCOME = "The decision could not be tried out, so a person will look at it."
WRITTEN = "A person will mark this with the rubric."
NO_RESPONSE = "Your turn: there is no answer here yet."
PLAIN_WAY = "The plain way earned"
EARNED = "Your decision earned {value}. {plain} {naive}, the best plan we know {reference}."
PARTS = "Part by part: {parts}."
PARTS_HALVED = "Part by part: {parts}; together {sum}, and marks go down to half a point."
PART = "`{name}` {earned} of {points}"
BETWEEN_PARTS = " · "
SLIP_IN = "{names}: {says}"
SLIP_PARTS = "Right as it is: {names}."
MISSING_NAME = "`{name}` is missing because the cell of task “{task}” stopped with {error}."


@dataclass(frozen=True)
class Mark:
    """A task's marks, how they came about, and the words for the learner."""

    task: str
    points: float
    maximum: float
    verdict: str
    slip: str | None = None
    feedback: str = ""

    @property
    def needs_person(self) -> bool:
        return self.verdict in FOR_A_PERSON

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def mark_notebook(
    notebook: Mapping[str, Any],
    key: AnswerKey,
    outcomes: Mapping[str, Any],
    exam: Exam,
    known: dict[str, Mark] | None = None,
) -> list[Mark]:
    """Returns the marks of all of an exam's tasks, in its order; never raises.

    `known` is filled with the marks of answers as they come: in a class many hand in the very same right answer.
    """
    cells, known = cells_by_name(notebook), {} if known is None else known
    code = [cell for cell in notebook.get("cells", ()) if cell.get("cell_type") == "code"]
    marks = []
    for task in exam.tasks:
        cell = cells.get(task.name)
        if isinstance(task, Written):
            marks.append(_mark_written(task, cell))
            continue
        work = cells.get(f"{task.name}-work")
        name = _answer_name(task, cell, work, outcomes)
        missing = missing_name(task, cell, work, cells, exam)
        mark = known.get(name) if name and not missing else None
        if mark is None:
            mark = mark_task(task, cell, work, key, outcomes, missing)
            if name and not missing:
                known[name] = mark
        marks.append(_with_reason(mark, work, cell, code))
    return marks


def _with_reason(mark: Mark, work: Any, cell: Any, code: list[Any]) -> Mark:
    """Returns a mark as it is, or for a person with the reason, when the cell stopped for want of something outside."""
    if mark.verdict == "right" or cell is None:
        return mark
    try:
        said = reason(work, cell, code[: next(at for at, one in enumerate(code) if one is (work or cell))])
    except Exception:
        said = ""
    return replace(mark, verdict="person", feedback=said) if said else mark


def _answer_name(task: Task, cell: Any, work: Any, outcomes: Mapping[str, Any]) -> str:
    """Returns all that an answer's mark depends on as one text, or nothing where there is no answer."""
    bundle = answer_of(cell) if cell is not None else None
    if bundle is None:
        return ""
    try:
        return json.dumps([task.name, language(), bundle, error_of(work), outcomes.get(task.name)])
    except (TypeError, ValueError, RecursionError):
        return ""


def missing_name(task: Task, cell: Any, work: Any, cells: Mapping[str, Any], exam: Exam) -> str:
    """Returns what to say when a task's cell wants a name that the stopped cell of an earlier task gives, or nothing."""
    try:
        found = UNDEFINED.match(error_of(work) or error_of(cell))
        if not found:
            return ""
        for earlier in exam.tasks[: exam.tasks.index(task)]:
            other = cells.get(f"{earlier.name}-work")
            error = error_of(other)
            if error and found.group(1) in given_names(str(other.get("source", ""))):
                return say(MISSING_NAME).format(name=found.group(1), task=earlier.name, error=error)
    except Exception:
        return ""
    return ""


def mark_task(
    task: Task,
    cell: Mapping[str, Any] | None,
    work: Mapping[str, Any] | None,
    key: AnswerKey,
    outcomes: Mapping[str, Any],
    missing: str = "",
) -> Mark:
    """Returns one automatic task's mark; whatever goes wrong on the way is for a person, with 0 until then.

    `missing` is said in place of a cell's own error, when that came from the cell of an earlier task.
    """
    try:
        mark = _mark(task, cell, work, key, outcomes, missing)
    except Exception:
        mark = _give(task, 0, "person", say(NOT_UNDERSTOOD))
    return mark


def _give(task: Task | Written, points: float, verdict: str, feedback: str, slip: str | None = None) -> Mark:
    points = points if isinstance(points, (int, float)) and math.isfinite(points) else 0.0
    return Mark(task.name, float(min(max(points, 0.0), task.points)), float(task.points), verdict, slip, feedback)


def _mark(task: Task, cell: Any, work: Any, key: AnswerKey, outcomes: Mapping[str, Any], missing: str) -> Mark:
    if cell is None:
        return _give(task, 0, "person", say(NO_CELL))
    bundle, stopped = answer_of(cell), missing or _stopped(work)
    if bundle is None:
        return _mark_without_answer(task, cell, stopped)
    try:
        if task_of(bundle) != task.name:
            return _give(task, 0, "unreadable", say(OTHER_TASK))
        given = decode(bundle, task.name)
    except BundleError:
        problem = bundle.get("problem") if isinstance(bundle, dict) else None
        if isinstance(problem, str):
            return _give(task, 0, "wrong", joined(say(NOT_HANDED_IN).format(problem=retold(problem)[:300]), stopped))
        return _give(task, 0, "unreadable", say(NOT_UNDERSTOOD))
    if given is ...:
        return (
            _give(task, 0, "wrong", say(NOT_YET).format(gap=stopped))
            if stopped
            else _give(task, 0, "blank", say(BLANK).format(name=handed_in_name(cell)))
        )
    if isinstance(task.compare, Decision):
        return _mark_decision(task, given, key, outcomes.get(task.name))
    return _mark_answer(task, given, key, stopped)


def _stopped(work: Any) -> str:
    error = error_of(work)
    if not error:
        return ""
    name, _, text = error.partition(": ")
    own = {"CellTimeoutError": say(NEVER_ENDED), "CellEndedPython": say(ENDED_PYTHON)}
    return own[name].format(error=text) if name in own else say(STOPPED).format(error=error)


def _mark_without_answer(task: Task, cell: Mapping[str, Any], stopped: str) -> Mark:
    error = error_of(cell)
    if error:
        return _give(
            task,
            0,
            "wrong",
            joined(say(NOTHING_YET), say(NO_ANSWER).format(stopped=stopped or say(STOPPED).format(error=error))),
        )
    if not cell.get("outputs") and cell.get("execution_count") is None:
        return _give(task, 0, "person", say(NOT_RUN))
    return _give(task, 0, "unreadable", say(NOT_UNDERSTOOD))


def _mark_answer(task: Task, given: Any, key: AnswerKey, stopped: str) -> Mark:
    gap: Gap = task.compare.check(given, key.references[task.name])
    if gap.right:
        return _give(task, task.points, "right", task.right)
    named = _named_slip(task, given, key, gap.parts)
    if named is not None:
        return named
    causes = _causes(task, given, key, gap.parts)
    says = joined(stopped, joined(gap.says, *_sentences(task, gap.parts, causes)) or say(ANOTHER))
    points = math.floor(task.points * min(max(gap.share, 0.0), 1.0) / STEP + 1e-9) * STEP
    if points > 0:
        points = min(points, task.points - STEP)
        says = joined(says, _part_by_part(gap.parts, task.points, points))
        return _give(task, points, "partly", say(PARTLY).format(gap=says), next(iter(causes), None))
    return _give(task, 0, "wrong", say(NOT_YET).format(gap=says), next(iter(causes), None))


def _causes(task: Task, given: Any, key: AnswerKey, parts: tuple[Part, ...]) -> dict[str, list[str]]:
    """Returns the named slips that show in single parts of an answer, each with its parts; what explains most comes first."""
    matches, answers = getattr(task.compare, "part_matches", None), key.slips.get(task.name, {})
    off = [part.name for part in parts if part.says]
    if matches is None or len(parts) < 2:
        return {}
    shows = {name: [part for part in off if matches(part, given, answer)] for name, answer in answers.items()}
    causes: dict[str, list[str]] = {}
    while off:
        name = max(shows, key=lambda one: len(set(shows[one]) & set(off)), default="")
        found = [part for part in off if part in shows.get(name, ())]
        if not found:
            break
        causes[name], off = found, [part for part in off if part not in found]
    return causes


def _sentences(task: Task, parts: tuple[Part, ...], causes: dict[str, list[str]]) -> list[str]:
    """Returns a sentence on each part that is off, in their order: the slip's, once for all its parts, or the part's own.

    Of the parts that nobody has a name for, the first three are told: who has more has one reason for all.
    """
    first = {found[0]: (task.slip(name), found) for name, found in causes.items()}
    explained = {name for found in causes.values() for name in found}
    unnamed = [part.name for part in parts if part.says and part.name not in explained][:UNNAMED]
    says = []
    for part in parts:
        if part.name in first:
            slip, found = first[part.name]
            says.append(SLIP_IN.format(names=", ".join(f"`{name}`" for name in found), says=slip.says if slip else ""))
        elif part.name in unnamed:
            says.append(part.says)
    return says


def _part_by_part(parts: tuple[Part, ...], maximum: float, points: float) -> str:
    """Returns what each column or field earned as one line, and their sum where the mark is less; nothing where there is only one."""
    if len(parts) < 2:
        return ""
    earned = [part.share * part.weight * maximum for part in parts]
    lines = (
        say(PART).format(
            name=part.name, earned=number_text(round(one, 2)), points=number_text(round(part.weight * maximum, 2))
        )
        for part, one in zip(parts, earned, strict=True)
    )
    template = say(PARTS) if abs(sum(earned) - points) < 0.005 else say(PARTS_HALVED)
    return template.format(parts=BETWEEN_PARTS.join(lines), sum=number_text(round(sum(earned), 2)))


def _right_parts(parts: tuple[Part, ...]) -> str:
    """Returns which parts of a slip are right; its marks are the slip's own, so no points stand beside them."""
    right = [f"`{part.name}`" for part in parts if part.share == 1.0]
    return say(SLIP_PARTS).format(names=", ".join(right)) if right and len(parts) > 1 else ""


def _named_slip(task: Task, given: Any, key: AnswerKey, parts: tuple[Part, ...] = ()) -> Mark | None:
    answers = key.slips.get(task.name, {})
    for slip in task.slips:
        if slip.name not in answers:
            continue
        expected = answers[slip.name]
        if agrees(task.compare, given, expected) or same(given, expected):
            says = joined(slip.says, _right_parts(parts))
            return _give(task, slip.marks, "slip", say(NOT_YET).format(gap=says), slip.name)
    return None


def _mark_decision(task: Task, given: Any, key: AnswerKey, outcome: Any) -> Mark:
    if not isinstance(outcome, dict) or "error" in outcome:
        return _give(task, 0, "person", say(NO_OUTCOME))
    notes = joined(*(retold(str(note))[:300] for note in (outcome.get("notes") or ())[:4]))
    for word, verdict in (("refused", "refused"), ("slip", "slip")):
        if word in outcome:
            slip = task.slip(str(outcome[word]))
            says = joined(slip.says if slip else retold(str(outcome[word]))[:200], notes)
            return _give(
                task, slip.marks if slip else 0, verdict, say(NOT_YET).format(gap=says), str(outcome[word])[:100]
            )
    # What chance made earn as much is still the slip; but where a slip ends at the very best plan, that plan is right.
    named = None if same(given, key.references[task.name]) else _named_slip(task, given, key)
    if named is not None:
        return named
    value, naive, best = (float(outcome[name]) for name in ("value", "naive", "reference"))
    share = (value - naive) / (best - naive) if best > naive else float(value >= best)
    step = task.compare.step if isinstance(task.compare, Decision) else STEP
    points = min(round(task.points * min(max(share, 0.0), 1.0) / step) * step, task.points)
    decision = task.compare if isinstance(task.compare, Decision) else Decision
    outcomes = {"value": value, "naive": naive, "reference": best}
    amounts = {name: _amount(say(decision.amount), one) for name, one in outcomes.items()}
    earned = retold(str(outcome.get("earned", "")))[:300] or say(EARNED).format(
        plain=say(decision.naive or PLAIN_WAY), **amounts
    )
    if points >= task.points:
        return _give(task, points, "right", joined(task.right, earned, notes))
    words = joined(earned, notes)
    return _give(
        task,
        points,
        "partly" if points > 0 else "wrong",
        (say(PARTLY) if points > 0 else say(NOT_YET)).format(gap=words),
    )


def _amount(template: str, value: float) -> str:
    return ("−" if value < 0 else "") + template.format(abs(value))


def _mark_written(task: Written, cell: Mapping[str, Any] | None) -> Mark:
    try:
        if cell is None or is_unchanged(cell):
            return _give(task, 0, "blank", say(NO_RESPONSE))
    except Exception:
        return _give(task, 0, "person", say(WRITTEN))
    return _give(task, 0, "person", say(WRITTEN))


def is_unchanged(cell: Mapping[str, Any]) -> bool:
    """Tells, as nbgrader does, whether an answer cell is still as it was released."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    return bool(cell["metadata"]["nbgrader"].get("checksum") == compute_checksum(from_dict(dict(cell))))


def number_text(value: float) -> str:
    return f"{value:g}"
