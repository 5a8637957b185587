"""What an exam says, its notebook and the outline say too; every automatic task has a shape and enough named slips.

These are quick. What is proved by computing, marking and releasing stands in mark_rules.py and leak_rules.py.
"""

import re
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from coursekit.build.headings import headings
from coursekit.build.slugs import slug
from coursekit.exam import Task, Written
from coursekit.lint import outline
from coursekit.lint.exams import Graded
from coursekit.lint.finding import Finding
from coursekit.lint.outline import Outline
from shoplab.handin import shape_of

NO_CELL = (
    "the exam's task `{task}` has no graded cell. Give one the grade_id `{task}`, or take the task out of exam.py."
)
TWO_CELLS = "the exam's task `{task}` has {count} graded cells; a task has one."
NO_TASK = "the graded cell belongs to no task of exam.py. Add the task `{task}`, or don't grade the cell."
POINTS = "the cell is worth {cell} points and the exam's task `{task}` {exam}. Give both the same."
ORDER = "the exam has its tasks in another order than the notebook: `{exam}` stands where the notebook has `{cell}`."
NOT_A_LINE = 'the graded cell of an automatic task is the one line `hand_in("{task}", …)` with a variable\'s name.'
NO_WORK = "the task `{task}` has no cell to work in. Give one the grade_id `{task}-work` and make it a solution cell."
NOT_WRITTEN = "a task that a person marks is handed in as text. Make the graded cell `{task}` markdown and a solution."
NO_SHAPE = "the task `{task}` has no public shape. Describe its answer in shared/shoplab/tasks/{module}.toml."
OTHER_SHOP = "the task `{task}` is judged on the {exam} shop and its public shape says {shape}. Give both the same."
FEW_SLIPS = "the task `{task}` names {count} wrong answers. Name at least {least} that people really give."
NO_ANSWER = "the slip `{slip}` of `{task}` has no answer, so its marks can't be proved. Give it one."
NOT_IN_OUTLINE = (
    "the exam's task `{task}` lists {point}, whose `assessed` does not name it. Add `{page}#{task}` to it, or take "
    "the point out of the exam."
)
NOT_IN_EXAM = (
    "{point}, assessed: `{place}` is the task `{task}`, which does not list {point} in the exam. Add the point there, "
    "or take the place out."
)
NO_TASK_THERE = "{point}, assessed: no graded task of the exam stands at `{place}`. Name a task's cell."
SLIPS = 4


def cells_agree(graded: Graded) -> Iterator[Finding]:
    """Every task of the exam is one graded cell of the notebook with its points, and the other way round."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in graded.graded_cells()}
    count = Counter(cell.metadata.nbgrader.grade_id for cell in graded.graded_cells())
    for task in graded.exam.tasks:
        if task.name not in cells:
            yield graded.in_master(NO_CELL.format(task=task.name))
        elif count[task.name] > 1:
            yield graded.in_master(TWO_CELLS.format(task=task.name, count=count[task.name]), cells[task.name].id)
        else:
            yield from _cell_fits(graded, task, cells[task.name])
    for name, cell in cells.items():
        if graded.exam.task(name) is None:
            yield graded.in_master(NO_TASK.format(task=name), cell.id)
    names = [task.name for task in graded.exam.tasks]
    if sorted(names) == sorted(count.elements()):
        for exam, cell in zip(names, cells, strict=True):
            if exam != cell:
                yield graded.in_exam(ORDER.format(exam=exam, cell=cell))
                return


def _cell_fits(graded: Graded, task: Task | Written, cell: NotebookNode) -> Iterator[Finding]:
    worth = cell.metadata.nbgrader.get("points", 0)
    if abs(worth - task.points) > 1e-9:
        said = POINTS.format(cell=f"{worth:g}", exam=f"{task.points:g}", task=task.name)
        yield graded.in_master(said, cell.id)
    if isinstance(task, Written):
        if cell.cell_type != "markdown" or not cell.metadata.nbgrader.get("solution"):
            yield graded.in_master(NOT_WRITTEN.format(task=task.name), cell.id)
        return
    line = rf"""hand_in\((["']){re.escape(task.name)}\1, [^\W\d]\w*\)"""
    if cell.cell_type != "code" or not re.fullmatch(line, cell.source.strip()):
        yield graded.in_master(NOT_A_LINE.format(task=task.name), cell.id)
    work = [one for one in graded.master.cells if _grade_id(one) == f"{task.name}-work" and _is_answer(one)]
    if not work:
        yield graded.in_master(NO_WORK.format(task=task.name), cell.id)


def shapes_and_slips(graded: Graded) -> Iterator[Finding]:
    """Every automatic task has a public shape for its shop, and at least four slips that say how they come about."""
    for task in graded.exam.automatic:
        shape = shape_of(task.name)
        if shape is None:
            yield graded.in_exam(NO_SHAPE.format(task=task.name, module=graded.name))
        elif shape.judged_on != task.judged_on:
            yield graded.in_exam(OTHER_SHOP.format(task=task.name, exam=task.judged_on, shape=shape.judged_on))
        if len(task.slips) < SLIPS:
            yield graded.in_exam(FEW_SLIPS.format(task=task.name, count=len(task.slips), least=SLIPS))
        for slip in task.slips:
            if slip.answer is None:
                yield graded.in_exam(NO_ANSWER.format(task=task.name, slip=slip.name))


def assessed_points(graded: Graded, stated: Outline) -> Iterator[Finding]:
    """A task lists a point exactly when the point's `assessed` names a place in that task."""
    if not stated.entries:
        return  # that there is no outline is a finding of its own
    tasks, page = _task_at(graded), graded.page
    named: set[tuple[str, str]] = set()
    for point, entry in stated.entries.items():
        for place in entry.get("assessed") or ():
            file, _, anchor = str(place).partition("#")
            if file != page:
                continue
            task = graded.exam.task(tasks.get(anchor, ""))
            if task is None:
                yield Finding(outline.FILE, "", NO_TASK_THERE.format(point=point, place=place))
                continue
            named.add((point, task.name))
            if point not in task.outline:
                yield Finding(outline.FILE, "", NOT_IN_EXAM.format(point=point, place=place, task=task.name))
    for task in graded.exam.tasks:
        for point in task.outline:
            if point in stated.entries and (point, task.name) not in named:
                yield graded.in_exam(NOT_IN_OUTLINE.format(task=task.name, point=point, page=page))


def _task_at(graded: Graded) -> dict[str, str]:
    """Every anchor in a task's section of the notebook → the task: the cells from its heading to its graded cell."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for cell in graded.master.cells:
        titles = list(headings(cell.source)) if cell.cell_type == "markdown" else []
        levels = [level for level, _ in titles]
        if levels and min(levels) <= 2:
            waiting = []
        waiting += [cell.get("id", ""), *(slug(text) for _, text in titles)]
        if cell.metadata.get("nbgrader", {}).get("grade"):
            found.update(dict.fromkeys(waiting, _grade_id(cell)))
            waiting = []
    return found


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))
