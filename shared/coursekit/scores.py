"""What the gradebook says about a module, student by student, in two queries. A mark by hand goes before the machine's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coursekit.classroom import Classroom, know_gradebook_version
from coursekit.gradebook import address


@dataclass(frozen=True)
class TaskScore:
    """One task's marks: the machine's, a person's (None: nobody gave any), what counts, and whether a person must look."""

    task: str
    machine: float | None
    by_hand: float | None
    score: float
    maximum: float
    waiting: bool


@dataclass
class StudentScores:
    """One student's marks in a module; `stamp` is when it was handed in (UTC), or None."""

    student: str
    first_name: str
    last_name: str
    lms_id: str
    stamp: Any
    penalty: float = 0.0
    tasks: dict[str, TaskScore] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def total(self) -> float:
        """The marks that count, less the penalty for a late hand-in; never below 0."""
        return max(0.0, sum(task.score for task in self.tasks.values()) - self.penalty)

    @property
    def waiting(self) -> list[str]:
        return [task.task for task in self.tasks.values() if task.waiting]


def scores_of(room: Classroom, module: str) -> list[StudentScores]:
    """Returns the marks of all who have handed a module in, by student id."""
    know_gradebook_version()
    from nbgrader.api import Gradebook

    with Gradebook(address(room), room.course_id) as book:
        return read_scores(book, module)


def read_scores(book: Any, module: str) -> list[StudentScores]:
    """Returns the same from an open gradebook of nbgrader's."""
    from nbgrader.api import Assignment, BaseCell, Grade, GradeCell, Student, SubmittedAssignment, SubmittedNotebook

    people = (
        book.db.query(SubmittedNotebook.id, SubmittedAssignment, Student, SubmittedNotebook.late_submission_penalty)
        .select_from(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == module)
    )
    found: dict[str, StudentScores] = {}
    for notebook, submission, person, penalty in people:
        found[notebook] = StudentScores(
            person.id, person.first_name or "", person.last_name or "", person.lms_user_id or "", submission.timestamp, penalty or 0.0
        )  # fmt: skip
    grades = (
        book.db.query(
            Grade.notebook_id, BaseCell.name, Grade.auto_score, Grade.manual_score, Grade.score, GradeCell.max_score,
            Grade.needs_manual_grade,
        )
        .select_from(Grade)
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .filter(Grade.notebook_id.in_(found))
    )  # fmt: skip
    for notebook, *facts in grades:
        score = TaskScore(*facts)
        found[notebook].tasks[score.task] = score
    return sorted(found.values(), key=lambda one: one.student)
