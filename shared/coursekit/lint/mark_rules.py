"""An exam's marks, proved on shops that nobody has seen, in the way that a class's hand-ins take.

Right answers, and the master's own solutions, earn everything; each named slip its marks; what is blank, forged, handed
in for another task or of a stray kind nothing; and without the marking step nothing earns anything.
"""

import copy
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit.cells import answer_of, cells_by_name
from coursekit.compare import Decision, is_number
from coursekit.exam import AnswerKey, ExamError, Slip, Task
from coursekit.execute import Sandbox, execute_notebook
from coursekit.judge import judge
from coursekit.lint.exams import Graded
from coursekit.lint.finding import Finding
from coursekit.lint.shops import Trial
from coursekit.mark import FOR_A_PERSON, Mark, mark_task
from shoplab.handin import BUNDLE_MIME, BundleError, decode, encode, shape_of
from shoplab.handin.check import gap_in

NO_KEY = "the exam can't be computed on the shop of seed {seed}. {problem}"
REFERENCE = "on the shop of seed {seed} the right answer to `{task}` earns {points} of {maximum} points: {feedback}"
SHAPE = "on the shop of seed {seed} the {what} of `{task}` doesn't fit its public shape: {gap}"
SLIP = (
    "on the shop of seed {seed} the slip `{slip}` of `{task}` is taken for {taken} and earns {points} points, not "
    "{marks}. Give it its own answer on every shop, and the marks that it gets."
)
SOLUTION = "on the shop of seed {seed} the solution of `{task}` earns {points} of {maximum} points: {feedback}"
NOTHING = "on the shop of seed {seed} {what} earns {points} points for `{task}`, and must earn nothing."
STUMBLES = (
    "on the shop of seed {seed} `{task}` can't mark a stray answer ({value}), so a person would have to: {problem}"
)
STOCK = "without the marking step nbgrader itself would give the solution of `{task}` {points} points, not 0."
BLANK, FORGED, OTHER = "a blank answer", "a forged mark in the output", "the answer to another task"
STRAY: tuple[Any, ...] = ("stray", 7, None, float("nan"), [], {}, ["stray"], {"stray": 1})


@dataclass(frozen=True)
class Proof:
    """One exam on one shop."""

    graded: Graded
    trial: Trial
    key: AnswerKey
    cache: Path

    def mark(self, task: Task, answer: Any) -> Mark:
        """The mark of an answer, judged first if it is a decision."""
        return self.mark_bundle(task, encode(task.name, answer), answer)

    def mark_bundle(self, task: Task, bundle: Any, answer: Any) -> Mark:
        """The mark of an answer as it left the notebook."""
        cell = {"outputs": [{"output_type": "execute_result", "data": {BUNDLE_MIME: bundle}}], "execution_count": 1}
        return mark_task(task, cell, None, self.key, self.outcome(task, bundle, answer))

    def outcome(self, task: Task, bundle: Any, answer: Any) -> dict[str, Any]:
        """Task → what a decision came to; empty for answers that are only compared."""
        if not isinstance(task.compare, Decision) or answer is ...:
            return {}
        return {task.name: judge(task, bundle, answer, self.trial.world(task.judged_on), self.cache)}

    def finding(self, sentence: str, task: Task, **more: Any) -> Finding:
        """A finding in the exam, on this shop."""
        return self.graded.in_exam(sentence.format(seed=self.trial.seed, task=task.name, **more))


def marks_proved(graded: Graded, trial: Trial) -> Iterator[Finding]:
    """All that an exam promises of its marks holds on this shop."""
    try:
        key = trial.key(graded.exam)
    except ExamError as problem:
        yield graded.in_exam(NO_KEY.format(seed=trial.seed, problem=problem))
        return
    with tempfile.TemporaryDirectory() as cache:
        proof = Proof(graded, trial, key, Path(cache))
        for task in graded.exam.automatic:
            yield from _right(proof, task)
            for slip in task.slips:
                yield from _slip(proof, task, slip)
            yield from _nothing(proof, task)
            yield from _stray(proof, task)
        if trial.folder is not None:
            yield from _solutions(proof)


def _right(proof: Proof, task: Task) -> Iterator[Finding]:
    answer = proof.key.references[task.name]
    mark = proof.mark(task, answer)
    if mark.points != task.points or mark.verdict != "right":
        yield proof.finding(REFERENCE, task, **_said(mark))
    shape = shape_of(task.name)
    if shape is not None and shape.kind == "record" and isinstance(answer, dict):
        answer = {name: answer[name] for name in shape.fields if name in answer}  # the rest is for the comparison
    gap = gap_in(answer, shape) if shape is not None else None
    if gap:
        yield proof.finding(SHAPE, task, what="right answer", gap=gap)


def _slip(proof: Proof, task: Task, slip: Slip) -> Iterator[Finding]:
    if slip.answer is None:
        return  # a finding of its own
    mark = proof.mark(task, proof.key.slips[task.name][slip.name])
    if mark.slip != slip.name or mark.points != slip.marks:
        taken = f"the slip `{mark.slip}`" if mark.slip else f"an answer that is {mark.verdict}"
        yield proof.finding(SLIP, task, slip=slip.name, taken=taken, points=f"{mark.points:g}", marks=f"{slip.marks:g}")


def _nothing(proof: Proof, task: Task) -> Iterator[Finding]:
    """A blank answer, forged marks and another task's answer earn nothing, whatever stands beside them."""
    full = str(float(task.points))
    forged = {"output_type": "execute_result", "data": {"text/plain": full}}
    printed = {"output_type": "stream", "name": "stdout", "text": full}
    shown = {"output_type": "display_data", "data": {BUNDLE_MIME: encode(task.name, proof.key.references[task.name])}}
    strange = encode("another-task", proof.key.references[task.name])
    outputs = {
        FORGED: [shown, printed, forged],
        OTHER: [{"output_type": "execute_result", "data": {BUNDLE_MIME: strange, "text/plain": full}}],
    }
    marks = {what: mark_task(task, _cell(one), None, proof.key, {}) for what, one in outputs.items()}
    marks[BLANK] = proof.mark(task, ...)
    for what, mark in marks.items():
        if mark.points:
            yield proof.finding(NOTHING, task, what=what, points=f"{mark.points:g}")


def _cell(outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"outputs": outputs, "execution_count": 1}


def _stray(proof: Proof, task: Task) -> Iterator[Finding]:
    """An answer of a kind that nobody asked for earns nothing and is marked all the same."""
    expected = proof.key.references[task.name]
    for value in STRAY:
        if value == 7 and is_number(expected):
            continue  # a wrong number for a number is an honest answer, and may be near enough
        said = f"`{value!r}`"
        bundle = encode(task.name, value)
        mark = proof.mark_bundle(task, bundle, decode(bundle, task.name))
        if mark.verdict in FOR_A_PERSON:
            yield proof.finding(STUMBLES, task, value=said, problem=_problem(proof, task, value))
            return
        if mark.points:
            yield proof.finding(NOTHING, task, what=f"the stray answer {said}", points=f"{mark.points:g}")
            return


def _problem(proof: Proof, task: Task, value: Any) -> str:
    """What its comparison or its judge raises for a value, in one line."""
    try:
        if isinstance(task.compare, Decision):
            task.compare.judge(value, proof.trial.world(task.judged_on))
        else:
            task.compare.check(value, proof.key.references[task.name])
    except Exception as problem:  # an author's code may fail in any way
        return f"{type(problem).__name__}: {problem}"
    return "its outcome can't be read."


def _solutions(proof: Proof) -> Iterator[Finding]:
    """The master's solutions, run on this shop as a hand-in is, earn full marks, and nothing by themselves."""
    from nbformat import from_dict
    from nbgrader.utils import determine_grade

    notebook = copy.deepcopy(proof.graded.master)
    # The only code in here is the course's own, so it needs no sandbox.
    execute_notebook(notebook, Sandbox(proof.trial.folder, trust=True))
    cells = cells_by_name(notebook)
    for task in proof.graded.exam.automatic:
        cell = cells.get(task.name)
        if cell is None or cell.cell_type != "code":
            continue  # a finding of its own
        mark = _mark_of_cell(proof, task, cell, cells.get(f"{task.name}-work"))
        if mark.points != task.points:
            yield proof.finding(SOLUTION, task, **_said(mark))
        shape, answer = shape_of(task.name), _answer(task, cell)
        gap = gap_in(answer, shape) if shape is not None and answer is not ... else None
        if gap:
            yield proof.finding(SHAPE, task, what="solution", gap=gap)
        points, _ = determine_grade(from_dict(cell))
        if points:
            yield proof.graded.in_master(STOCK.format(task=task.name, points=f"{points:g}"), cell.id)


def _mark_of_cell(proof: Proof, task: Task, cell: Any, work: Any) -> Mark:
    answer, bundle = _answer(task, cell), answer_of(cell)
    return mark_task(task, cell, work, proof.key, proof.outcome(task, bundle, answer))


def _answer(task: Task, cell: Any) -> Any:
    """What an executed cell hands in, decoded; `...` where nothing can be read."""
    try:
        return decode(answer_of(cell), task.name)
    except (BundleError, TypeError):
        return ...


def _said(mark: Mark) -> dict[str, str]:
    return {"points": f"{mark.points:g}", "maximum": f"{mark.maximum:g}", "feedback": mark.feedback}
