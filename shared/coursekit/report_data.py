"""The figures of a class report, without any words or pictures: spread, tasks, slips, time, points, people."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median
from typing import Any

from coursekit.compare import agrees
from coursekit.exam import AnswerKey, Exam, Task, Written
from coursekit.grading import ClassResult
from coursekit.mark import Mark
from coursekit.scores import StudentScores
from coursekit.similarity import Pair

MASTERED = 0.8  # a point is mastered by the class when this share of its marks was earned
FEWEST_FOR_CORRELATION = 10
LOW = 0.5
TELLS_APART, TELLS_LITTLE = 0.3, 0.1
EASY, HARD = 0.85, 0.4

UNREADABLE = "the notebook could not be read"
NOT_HERE = "nothing was handed in"
HALF_BLANK = "{count} of {tasks} tasks have no answer"
LOW_TOTAL = "{points} of {maximum} points, among the lowest quarter"
STOPPED = "a cell had to be stopped or ended Python"
OUTSIDE = "the code needs something that isn't part of the course"
ALIKE = "much in common with {other}: ask both how they worked"
PSEUDONYM = "Student {number:03d}"


@dataclass(frozen=True)
class TaskFigures:
    """One task in the class: difficulty (share of its points earned) and discrimination (item–rest correlation).

    Either is None where nothing can be said: of a written task that a person has still to mark, or for few people.
    """

    task: str
    title: str
    points: float
    earned: float | None
    discrimination: float | None
    verdicts: Mapping[str, int]


@dataclass(frozen=True)
class SlipFigures:
    """One named slip: what learners are told, and who made it."""

    task: str
    slip: str
    says: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One point of the outline that the class has not mastered: the share of its marks that was earned, and where."""

    point: str
    title: str
    earned: float
    tasks: tuple[str, ...]


@dataclass
class ReportData:
    """All that a report says."""

    module: str
    points: float
    scores: list[StudentScores]
    result: ClassResult
    tasks: list[TaskFigures]
    slips: list[SlipFigures]
    points_open: list[Point]
    talk: list[tuple[str, list[str]]]
    pairs: list[Pair]
    due: Any = None
    anonymous: bool = False
    right_here: tuple[str, ...] = ()  # named slips that are the right answer on the class's shop, as "task: slip"

    @property
    def totals(self) -> list[float]:
        return [one.total for one in self.scores]

    @property
    def waiting(self) -> int:
        return sum(len(one.waiting) for one in self.scores)

    @property
    def quartiles(self) -> tuple[float, float, float]:
        values = sorted(self.totals)
        half = len(values) // 2
        lower, upper = values[:half] or values, values[-half:] or values
        return median(lower), median(values), median(upper)


def report_data(
    exam: Exam,
    result: ClassResult,
    scores: list[StudentScores],
    pairs: list[Pair],
    titles: Mapping[str, str],
    absent: Sequence[str] = (),
    due: Any = None,
    anonymous: bool = False,
    right_here: tuple[str, ...] = (),
) -> ReportData:
    """Returns a report's figures; `titles` are those of the outline's points, `absent` those who handed in nothing."""
    marks = {one.student: {mark.task: mark for mark in one.marks} for one in result.students}
    scores = [one for one in scores if one.student in marks]
    tasks = [_task(task, scores, marks) for task in exam.tasks]
    earned = {one.task: one.earned for one in tasks if one.earned is not None}
    return ReportData(
        result.module, exam.points, scores, result, tasks, _slips(exam, marks),
        _open_points(exam, earned, titles),
        _to_talk_to(exam, result, scores, pairs, absent), pairs, due, anonymous, right_here,
    )  # fmt: skip


def pseudonyms(students: Iterable[str], secret: str) -> dict[str, str]:
    """Returns student → a number in words, in an order that nobody without the secret can guess from the names."""
    ordered = sorted(students, key=lambda name: hmac.new(secret.encode(), name.encode(), hashlib.sha256).digest())
    return {name: PSEUDONYM.format(number=at) for at, name in enumerate(ordered, 1)}


def renamed(
    names: Mapping[str, str], result: ClassResult, scores: list[StudentScores], pairs: list[Pair]
) -> tuple[ClassResult, list[StudentScores], list[Pair]]:
    """Returns the same figures under other names, in these names' order: the old order would give people away."""
    students = sorted(
        (replace(one, student=names[one.student]) for one in result.students), key=lambda one: one.student
    )
    plain = [replace(one, student=names[one.student], first_name="", last_name="", lms_id="") for one in scores]
    both = [(pair, sorted((names[pair.one], names[pair.other]))) for pair in pairs]
    return (
        replace(result, students=students, failed=[], changed_under_hand=[]),
        sorted(plain, key=lambda one: one.student),
        [replace(pair, one=one, other=other) for pair, (one, other) in both],
    )


def _task(task: Task | Written, scores: list[StudentScores], marks: dict[str, dict[str, Mark]]) -> TaskFigures:
    got = [one.tasks[task.name].score if task.name in one.tasks else 0.0 for one in scores]
    rest = [sum(t.score for t in one.tasks.values()) - mine for one, mine in zip(scores, got, strict=True)]
    verdicts = Counter(entry[task.name].verdict for entry in marks.values() if task.name in entry)
    title, points = task.title or task.name, float(task.points)
    if isinstance(task, Written) and any(task.name in one.waiting for one in scores):
        return TaskFigures(task.name, title, points, None, None, verdicts)
    return TaskFigures(task.name, title, points, mean(got) / points if got else 0.0, correlation(got, rest), verdicts)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Returns Pearson's correlation; None for few people, or where everybody has the same."""
    if len(one) < FEWEST_FOR_CORRELATION:
        return None
    a, b = mean(one), mean(other)
    squares = sum((x - a) ** 2 for x in one), sum((y - b) ** 2 for y in other)
    if min(squares) < 1e-12:
        return None
    return sum((x - a) * (y - b) for x, y in zip(one, other, strict=True)) / (squares[0] * squares[1]) ** 0.5


def slips_that_are_right(exam: Exam, key: AnswerKey) -> tuple[str, ...]:
    """Returns the named slips, as "task: slip", that are the right answer on the shop of this key: nobody is seen to make them."""
    return tuple(
        f"{task.name}: {slip}"
        for task in exam.automatic
        for slip, answer in key.slips.get(task.name, {}).items()
        if agrees(task.compare, answer, key.references[task.name])
    )


def _slips(exam: Exam, marks: dict[str, dict[str, Mark]]) -> list[SlipFigures]:
    made: dict[tuple[str, str], list[str]] = {}
    for student, entry in marks.items():
        for mark in entry.values():
            if mark.slip:
                made.setdefault((mark.task, mark.slip), []).append(student)
    found = []
    for (name, slip), students in made.items():
        task = exam.task(name)
        known = task.slip(slip) if isinstance(task, Task) else None
        found.append(SlipFigures(name, slip, known.says if known else "", tuple(sorted(students))))
    return sorted(found, key=lambda one: (-len(one.students), one.task, one.slip))


def _open_points(exam: Exam, earned: Mapping[str, float], titles: Mapping[str, str]) -> list[Point]:
    """Returns the points below the bar; a written task that nobody has marked says nothing yet."""
    by_point: dict[str, list[str]] = {}
    for task in exam.tasks:
        for point in task.outline if task.name in earned else ():
            by_point.setdefault(point, []).append(task.name)
    found = []
    for point, names in sorted(by_point.items()):
        share = mean(earned[name] for name in names)
        if share < MASTERED:
            found.append(Point(point, titles.get(point, ""), share, tuple(names)))
    return found


def _to_talk_to(
    exam: Exam, result: ClassResult, scores: list[StudentScores], pairs: list[Pair], absent: Sequence[str]
) -> list[tuple[str, list[str]]]:  # fmt: skip
    reasons: dict[str, list[str]] = {student: [NOT_HERE] for student in absent}
    totals = sorted(one.total for one in scores)
    lowest = totals[(len(totals) - 1) // 4] if totals else 0.0
    maximum = sum(task.points for task in exam.automatic)
    automatic = {task.name for task in exam.automatic}
    for one in result.students:
        marks, codes = [mark for mark in one.marks if mark.task in automatic], {note["code"] for note in one.notes}
        said = reasons.setdefault(one.student, [])
        blank = sum(mark.verdict == "blank" for mark in marks)
        if marks and all(mark.verdict == "unreadable" for mark in marks):
            said.append(UNREADABLE)
        elif marks and 2 * blank >= len(marks):
            said.append(HALF_BLANK.format(count=blank, tasks=len(marks)))
        if codes & {"stuck", "stopped", "ended", "flooded", "not-run"}:
            said.append(STOPPED)
        if any(mark.verdict == "person" for mark in marks):
            said.append(OUTSIDE)
    for one in scores:
        points = sum(task.score for name, task in one.tasks.items() if name in automatic)
        if one.total <= lowest and maximum and points < LOW * maximum:
            text = LOW_TOTAL.format(points=f"{points:g}", maximum=f"{maximum:g}")
            reasons.setdefault(one.student, []).append(text)
    for pair in pairs:
        for student, other in ((pair.one, pair.other), (pair.other, pair.one)):
            reasons.setdefault(student, []).append(ALIKE.format(other=other))
    return sorted(
        ((student, said) for student, said in reasons.items() if said), key=lambda one: (-len(one[1]), one[0])
    )
