"""One writer for a whole class: nbgrader's own models in one session, with the results of its SaveAutoGrades.

What a person gave (manual scores, extra credit, comments) is never touched.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coursekit.cells import cells_by_name
from coursekit.classroom import NOTEBOOK, Classroom, know_gradebook_version
from coursekit.mark import Mark

NO_ASSIGNMENT = "The gradebook knows nothing of “{module}” yet: run `coursekit release {module}` first."
CHANGED = (
    "{student}, {task}: marked by hand with {manual}; the machine's mark has changed from {before} to {now} since."
)


class GradebookError(RuntimeError):
    """The gradebook can't take these marks; the message says what to do."""


@dataclass(frozen=True)
class Graded:
    """One student's autograded notebook with its marks.

    `ask` names the cells that a person must still see, `anew` the written answers that are others than those marked before.
    """

    student: str
    notebook: Mapping[str, Any]
    marks: Sequence[Mark]
    ask: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()


@dataclass
class Written:
    """What writing a class's marks did: marks that changed under one given by hand."""

    changed_under_hand: list[str] = field(default_factory=list)


def address(room: Classroom, config: Any = None) -> str:
    """Returns where the gradebook is: nbgrader's own `c.CourseDirectory.db_url`, or the file in the class's folder."""
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=room.config() if config is None else config, root=str(room.root)).db_url


def without_pictures(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Returns of a marked notebook what a gradebook looks at: nbgrader's cells, and the outputs of graded ones."""
    cells = []
    for cell in cells_by_name(notebook).values():
        graded = cell["metadata"]["nbgrader"].get("grade")
        cells.append(cell if graded or "outputs" not in cell else {**cell, "outputs": []})
    return {"cells": cells}


def write_grades(room: Classroom, module: str, graded: Sequence[Graded], config: Any = None) -> Written:
    """Writes all marks of a module in one session; raises GradebookError if the module was never released."""
    know_gradebook_version()
    from nbgrader.api import Gradebook, MissingEntry

    written = Written()
    with Gradebook(address(room, config), room.course_id) as book:
        try:
            assignment = book.find_assignment(module)
            source = book.find_notebook(NOTEBOOK, module)
        except MissingEntry as error:
            raise GradebookError(NO_ASSIGNMENT.format(module=module)) from error
        ready = _submissions(book, room, module, assignment, [one.student for one in graded])
        grades, comments = _entries(book, source)
        penalties = _penalties(config)
        for one in graded:
            submitted = ready[one.student]
            _write_one(one, grades[submitted.id], comments[submitted.id], written)
        book.db.flush()
        for one in graded:
            _penalise(book, penalties, one.student, ready[one.student])
        book.db.commit()
    return written


def _timestamp(room: Classroom, module: str, student: str) -> Any:
    from nbgrader.utils import parse_utc

    path = room.step("submitted", module, student) / "timestamp.txt"
    try:
        text = path.read_text(encoding="utf-8").strip()
        return parse_utc(text) if text else None
    except (OSError, ValueError, OverflowError, TypeError):
        return None


def _submissions(book: Any, room: Classroom, module: str, assignment: Any, students: list[str]) -> dict[str, Any]:
    """Returns each student's submitted notebook, students and submissions made where they were missing."""
    from nbgrader.api import Student, SubmittedAssignment

    known = {student.id: student for student in book.db.query(Student)}
    found = {s.student_id: s for s in book.db.query(SubmittedAssignment).filter_by(assignment_id=assignment.id)}
    with book.db.no_autoflush:
        for name in students:
            student = known.get(name)
            if student is None:
                student = Student(id=name)
                book.db.add(student)
            if name not in found:
                found[name] = _new_submission(book, assignment, student)
            timestamp = _timestamp(room, module, name)
            if timestamp is not None:
                found[name].timestamp = timestamp
    book.db.flush()
    return {name: next(nb for nb in found[name].notebooks if nb.name == NOTEBOOK) for name in students}


def _new_submission(book: Any, assignment: Any, student: Any) -> Any:
    """Does what nbgrader's add_submission does, without its commit for every student."""
    from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook

    submission = SubmittedAssignment(assignment=assignment, student=student)
    for notebook in assignment.notebooks:
        submitted = SubmittedNotebook(notebook=notebook, assignment=submission)
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            Grade(cell_id=cell.id, notebook=submitted)
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            Comment(cell_id=cell.id, notebook=submitted)
    book.db.add(submission)  # last: it takes all that hangs on it along
    return submission


def _entries(book: Any, source: Any) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Returns all grades and comments of a notebook: submitted notebook → cell name → entry, in two queries."""
    from nbgrader.api import BaseCell, Comment, Grade

    names = dict(book.db.query(BaseCell.id, BaseCell.name).filter_by(notebook_id=source.id).all())
    sorted_out = []
    for model in (Grade, Comment):
        entries: dict[str, dict[str, Any]] = {}
        for entry in book.db.query(model).filter(model.cell_id.in_(names)):
            entries.setdefault(entry.notebook_id, {})[names[entry.cell_id]] = entry
        sorted_out.append(entries)
    return sorted_out[0], sorted_out[1]


def _write_one(one: Graded, grades: Mapping[str, Any], comments: Mapping[str, Any], written: Written) -> None:
    """Does what nbgrader's SaveAutoGrades does with one notebook's cells."""
    from nbformat import from_dict
    from nbgrader import utils

    for name, plain in cells_by_name(one.notebook).items():
        cell = from_dict(dict(plain))
        if utils.is_grade(cell) and name in grades:
            _score(one, name, grades[name], utils.determine_grade(cell, logging.getLogger("coursekit"))[0], written)
        if (utils.is_solution(cell) or utils.is_task(cell)) and name in comments:
            unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            comments[name].auto_comment = "No response." if unchanged and not utils.is_task(cell) else None


def _score(one: Graded, name: str, grade: Any, score: float | None, written: Written) -> None:
    if name in one.ask and score is None:
        score = 0.0
    before = grade.auto_score
    if grade.manual_score is not None and before is not None and score is not None and before != score:
        written.changed_under_hand.append(
            CHANGED.format(student=one.student, task=name, manual=grade.manual_score, before=before, now=score)
        )
    grade.auto_score = score
    grade.needs_manual_grade = still_to_do(
        grade, before, score is None or name in one.ask, grade.needs_manual_grade, name in one.anew
    )


def still_to_do(grade: Any, before: float | None, asked: bool, waiting: bool, anew: bool = False) -> bool:
    """Tells whether a cell is work for a person: where one has marked, only if the machine's mark or the text is another.

    `grade.auto_score` is the machine's new mark and `before` its last one; `waiting` says that a person was asked before.
    """
    if grade.manual_score is None:
        return asked
    return bool(waiting or anew or (before or 0.0) != (grade.auto_score or 0.0))


def marks_by_hand(room: Classroom, module: str, config: Any = None) -> dict[tuple[str, str], float]:
    """Returns what people gave: (student, task) → marks."""
    know_gradebook_version()
    from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

    with Gradebook(address(room, config), room.course_id) as book:
        given = (
            book.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade.manual_score)
            .select_from(Grade)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == module, Grade.manual_score.isnot(None))
        )
        return {(student, task): score for student, task, score in given}


def _penalties(config: Any) -> Any:
    """Returns nbgrader's own step for late hand-ins, with the class's plugin and settings."""
    from nbgrader.preprocessors import AssignLatePenalties

    step = AssignLatePenalties(config=config) if config is not None else AssignLatePenalties()
    step.init_plugin()
    return step


def _penalise(book: Any, step: Any, student: str, submitted: Any) -> None:
    late = submitted.assignment.total_seconds_late
    submitted.late_submission_penalty = None
    if late <= 0:
        return
    book.db.flush()
    book.db.refresh(submitted)
    penalty = step.plugin_inst.late_submission_penalty(student, submitted.score, late)
    if penalty is not None:
        submitted.late_submission_penalty = step._check_late_penalty(submitted, penalty)
