"""The class report: one self-contained page and a notebook, with names or with numbers in place of names.

It says who understood what, which slips were made, what is not mastered yet, and whom to talk to. No learner's code is in it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit import report_notebook
from coursekit.classroom import Classroom, know_gradebook_version
from coursekit.gradebook import address
from coursekit.grading import ClassResult, NothingToGrade, results
from coursekit.mark import FOR_A_PERSON, Mark, number_text
from coursekit.marked import with_code
from coursekit.report_data import (
    EASY,
    HARD,
    MASTERED,
    TELLS_APART,
    TELLS_LITTLE,
    ReportData,
    TaskFigures,
    pseudonyms,
    renamed,
    report_data,
    slips_that_are_right,
)
from coursekit.report_pictures import Picture, pictures
from coursekit.scores import TaskScore, scores_of
from coursekit.similarity import Pair, alike
from coursekit.submission import read_notebook

TITLE = "Class report: {module}"
NOTHING = "Nothing of “{module}” is graded yet: run `coursekit grade {module}` first."
SUMMARY = "{students} students, {points} points. Half of them have {median} or more; a quarter has {low} or less, a quarter {high} or more."
TO_DO = "{count} answers wait for a person: open formgrader, tab Manual Grading."
TO_DO_NONE = "No answer waits for a person."
NAMELESS = "Names are left out: each student has a number, the same in all of this report."
HARDNESS = (
    "Difficulty is the share of a task's points that the class earned. A task tells apart well when those who do it "
    "well do the other tasks well too (item–rest correlation)."
)
FEW_PEOPLE = "For fewer than 10 students, or where all have the same, nothing is said about telling apart."
LEAD = (
    "Two hand-ins stand here when they share many runs of words and signs that are rare in this class. That is a lead for "
    "a conversation, not a verdict: people sit together, and use the same sources."
)
NO_PAIRS = "No two hand-ins share much that is rare."
NO_SLIPS = "No named slip was made."
RIGHT_HERE = (
    "On the shop of this class these named slips give the right answer, so nobody can be seen to make them: {slips}."
)
ALL_MASTERED = "Every point that was assessed is mastered: at least {share:.0%} of its marks were earned."
NOT_MASTERED = "Outline points with less than {share:.0%} of their marks"
NO_STAMPS = "No hand-in carries a time stamp."
LATE = "{count} of {students} came after the due date, {due:%d %b %Y %H:%M} UTC."
NOBODY = "Nobody stands out."
NONE = "None."
NONE_YET = "None yet."
BETWEEN = "Between {first:%d %b %Y %H:%M} and {last:%d %b %Y %H:%M} UTC."
LATE_POINTS = " (late: −{points})"
NOT_MARKED = "not marked yet"
BY_HAND = "by hand"
HARD_WORDS = ((HARD, "hard"), (EASY, "middling"), (1.01, "easy"))
APART_WORDS = (
    (0.0, "the wrong way round: read the task again"),
    (TELLS_LITTLE, "hardly"),
    (TELLS_APART, "a little"),
    (2.0, "well"),
)
VERDICT_WORDS = {
    "right": "right", "slip": "slip", "partly": "partly", "wrong": "not yet", "blank": "no answer", "refused": "refused",
    "unreadable": "unreadable", "person": "for a person",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table of the report; `numbers` are the columns that are set to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numbers: tuple[int, ...] = ()


@dataclass
class Section:
    """One part of the report, whatever of it there is."""

    title: str
    pictures: list[Picture] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return re.sub(r"[^a-z]+", "-", self.title.lower()).strip("-")


def write_report(room: Classroom, module: str, result: ClassResult | None = None, anonymous: bool = False) -> Path:
    """Writes reports/<module>.html and the notebook beside it, and returns the page; raises NothingToGrade."""
    result = result or results(room, module)
    if not result.students:
        raise NothingToGrade(NOTHING.format(module=module))
    data = class_data(room, module, result, anonymous)
    name = f"{module}-anonymous" if anonymous else module
    path = room.root / "reports" / f"{name}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(report_page(data), encoding="utf-8", newline="\n")
    report_notebook.write(data, path.with_suffix(".ipynb"))
    return path


def class_data(room: Classroom, module: str, result: ClassResult, anonymous: bool = False) -> ReportData:
    """Gathers a module's figures from the gradebook, the executed notebooks and the outline."""
    names = [one.student for one in result.students]
    absent = sorted(set(_roster(room)) - set(names))
    scores = [one for one in scores_of(room, module) if one.student in names]
    pairs = _pairs(room, module, names)
    if anonymous:
        numbers = pseudonyms([*names, *absent], room.secret())
        result, scores, pairs = renamed(numbers, result, scores, pairs)
        absent = sorted(numbers[name] for name in absent)
    exam = room.exam(module)
    right_here = slips_that_are_right(exam, room.key(exam))
    return report_data(exam, result, scores, pairs, _titles(room), absent, _due(room, module), anonymous, right_here)


def _pairs(room: Classroom, module: str, names: Sequence[str]) -> list[Pair]:
    paths = {name: room.step("executed", module, name) / "tasks.ipynb" for name in names}
    notebooks = {name: read_notebook(path) for name, path in paths.items() if path.exists()}
    return alike(notebooks, room.released(module))


def _titles(room: Classroom) -> dict[str, str]:
    path = room.repository / "course" / "outline.yml"
    if not path.exists():
        return {}
    import yaml

    outline = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(point): str(entry.get("title", "")) for point, entry in outline.items()}


def _roster(room: Classroom) -> list[str]:
    """Returns all who are in the gradebook, whatever they handed in."""
    know_gradebook_version()
    from nbgrader.api import Gradebook, Student

    with Gradebook(address(room), room.course_id) as book:
        return [name for (name,) in book.db.query(Student.id)]


def _due(room: Classroom, module: str) -> Any:
    from nbgrader.api import Assignment, Gradebook

    with Gradebook(address(room), room.course_id) as book:
        return book.db.query(Assignment.duedate).filter(Assignment.name == module).scalar()


def report_page(data: ReportData) -> str:
    """Returns the page; every word that comes from a hand-in is escaped."""
    from jinja2 import Environment
    from markupsafe import Markup

    template = Path(__file__).with_name("report.html.j2").read_text(encoding="utf-8")
    low, middle, high = (number_text(round(value, 1)) for value in data.quartiles)
    summary = [
        SUMMARY.format(students=len(data.scores), points=number_text(data.points), median=middle, low=low, high=high),
        TO_DO.format(count=data.waiting) if data.waiting else TO_DO_NONE,
    ]
    environment = Environment(autoescape=True)
    environment.filters["code"] = lambda text: Markup(with_code(html.escape(str(text))))
    return environment.from_string(template).render(
        title=TITLE.format(module=data.module),
        summary=[*summary, NAMELESS] if data.anonymous else summary,
        sections=sections(data),
    )


def sections(data: ReportData) -> list[Section]:
    """Returns the report's parts in their order."""
    made = pictures(data)

    def shown(name: str) -> list[Picture]:
        return [made[name]] if name in made else []

    return [
        Section("How the points are spread", shown("totals")),
        _talk(data),
        Section("What the class has not mastered yet", **_open(data)),
        Section(
            "How hard the tasks are, and what they tell", shown("tasks"), [HARDNESS, FEW_PEOPLE], [_tasks_table(data)]
        ),
        Section("Which slips, and how many", shown("slips"), _slips_lines(data), _slips_tables(data)),
        Section("When it was handed in", shown("time"), _time_lines(data)),
        Section("Hand-ins that are alike", [], [LEAD] if data.pairs else [NO_PAIRS], _pair_tables(data)),
        _waiting(data),
        _mended(data),
        _by_hand(data),
        Section("Who has what", [], [], [_students_table(data)]),
    ]


def _word(value: float | None, words: Sequence[tuple[float, str]]) -> str:
    return "" if value is None else next(word for most, word in words if value < most)


def _talk(data: ReportData) -> Section:
    section = Section("Whom to talk to", lines=[] if data.talk else [NOBODY])
    section.items = [(student, "; ".join(reasons) + ".") for student, reasons in data.talk]
    return section


def _open(data: ReportData) -> dict[str, Any]:
    if not data.points_open:
        return {"lines": [ALL_MASTERED.format(share=MASTERED)]}
    rows = [[one.point, one.title, f"{one.earned:.0%}", ", ".join(one.tasks)] for one in data.points_open]
    return {
        "tables": [Table(NOT_MASTERED.format(share=MASTERED), ("Point", "What it is", "Earned", "Tasks"), rows, (2,))]
    }


def _tasks_table(data: ReportData) -> Table:
    def row(one: TaskFigures) -> list[Any]:
        apart = "" if one.discrimination is None else f"{one.discrimination:.2f}"
        answers = Counter({VERDICT_WORDS[name]: count for name, count in one.verdicts.items()})
        told = ", ".join(f"{count} {word}" for word, count in answers.most_common())
        return [
            one.task, one.title, number_text(one.points), "" if one.earned is None else f"{one.earned:.0%}",
            NOT_MARKED if one.earned is None else _word(one.earned, HARD_WORDS), apart,
            _word(one.discrimination, APART_WORDS), told,
        ]  # fmt: skip

    head = ("Task", "Title", "Points", "Earned", "Difficulty", "Correlation", "Tells apart", "Answers")
    return Table("Tasks in the notebook's order", head, [row(one) for one in data.tasks], (2, 3, 5))


def _slips_lines(data: ReportData) -> list[str]:
    lines = [] if data.slips else [NO_SLIPS]
    return [*lines, RIGHT_HERE.format(slips=", ".join(data.right_here))] if data.right_here else lines


def _slips_tables(data: ReportData) -> list[Table]:
    rows = [[one.task, one.slip, len(one.students), one.says, ", ".join(one.students)] for one in data.slips]
    head = ("Task", "Slip", "Students", "What they are told", "Who")
    return [Table("Named slips, the most frequent first", head, rows, (2,))] if rows else []


def _time_lines(data: ReportData) -> list[str]:
    stamps = [one.stamp for one in data.scores if one.stamp]
    if not stamps:
        return [NO_STAMPS]
    if data.due is None:
        return [BETWEEN.format(first=min(stamps), last=max(stamps))]
    return [LATE.format(count=sum(one > data.due for one in stamps), students=len(stamps), due=data.due)]


def _pair_tables(data: ReportData) -> list[Table]:
    rows = [[one.one, one.other, one.shared, f"{one.share:.0%}", ", ".join(one.cells)] for one in data.pairs]
    head = ("One", "Other", "Rare runs in both", "Of the smaller one's", "Where")
    return [Table("Pairs, the most alike first", head, rows, (2, 3))] if rows else []


def _waiting(data: ReportData) -> Section:
    """What waits for a person, with the machine's reason; the words may hold a path with a name in it."""
    marks = {one.student: {mark.task: mark for mark in one.marks} for one in data.result.students}
    rows = [
        [one.student, task, "" if data.anonymous else marks[one.student][task].feedback]
        for one in data.scores
        for task in one.waiting
        if task in marks[one.student]
    ]
    tables = [Table("Answers that wait for a person, and why", ("Student", "Task", "Why"), rows)] if rows else []
    return Section("What waits for a person", lines=[] if rows else [NONE], tables=tables)


def _mended(data: ReportData) -> Section:
    section = Section("Hand-ins that needed mending")
    if data.anonymous:
        counts = Counter(note["code"] for one in data.result.students for note in one.notes)
        section.items = [("", f"{code}: {count}") for code, count in counts.most_common()]
    else:
        section.items = [(one.student, note["says"]) for one in data.result.students for note in one.notes]
        section.items += [("", line) for line in data.result.failed]
    section.lines = [] if section.items else [NONE]
    return section


def _by_hand(data: ReportData) -> Section:
    """Marks by hand, those first that differ from the machine's."""
    given = [(one.student, task) for one in data.scores for task in one.tasks.values() if task.by_hand is not None]
    rows = [
        [student, one.task, "" if one.machine is None else number_text(one.machine), number_text(one.by_hand or 0),
         "differs" if one.machine is not None and one.machine != one.by_hand else ""]
        for student, one in sorted(given, key=lambda pair: (pair[1].machine in (None, pair[1].by_hand), pair[0], pair[1].task))
    ]  # fmt: skip
    head = ("Student", "Task", "Machine", "Person", "The two")
    tables = [Table("Scores given by a person count", head, rows, (2, 3))] if rows else []
    items = [] if data.anonymous else [("", line) for line in data.result.changed_under_hand]
    return Section("Marked by hand", lines=[] if rows else [NONE_YET], tables=tables, items=items)


def _students_table(data: ReportData) -> Table:
    marks = {one.student: {mark.task: mark for mark in one.marks} for one in data.result.students}
    rows = []
    for one in sorted(data.scores, key=lambda entry: entry.student):
        cells = [one.student]
        for task in data.tasks:
            mark, score = marks[one.student].get(task.task), one.tasks.get(task.task)
            cells.append(f"{number_text(score.score if score else 0)} · {_verdict(mark, score)}")
        late = LATE_POINTS.format(points=number_text(one.penalty)) if one.penalty else ""
        rows.append([*cells, number_text(round(one.total, 2)) + late])
    head = ["Student", *(f"{task.task} ({number_text(task.points)})" for task in data.tasks), "Total"]
    return Table("Points and verdict of each task", head, rows, (len(head) - 1,))


def _verdict(mark: Mark | None, score: TaskScore | None) -> str:
    """What a mark stands for; once a person has given it, no longer that a person must."""
    if score and score.by_hand is not None and not score.waiting and (mark is None or mark.verdict in FOR_A_PERSON):
        return BY_HAND
    return (mark.slip or VERDICT_WORDS[mark.verdict]) if mark else ""
