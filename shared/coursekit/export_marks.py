"""Marks on their way out: to Canvas, to Moodle, or as plain tables; also exporters of nbgrader's (`nbgrader export`).

Who waits for a person has no final mark yet, and is left blank for a learning platform: a 0 there would be believed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from coursekit.classroom import ClassError, Classroom, open_class
from coursekit.mark import number_text
from coursekit.people import People
from coursekit.people import read as read_people
from coursekit.scores import StudentScores, read_scores, scores_of

CANVAS_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POSSIBLE = "    Points Possible"  # Canvas's own words, with its spaces
MOODLE_HEAD = ("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed")
MOODLE_PERSON = "Participant {number}"
CSV_HEAD = ("student", "name", "module", "points", "maximum", "late_penalty", "handed_in", "waits_for_a_person")
TASKS_HEAD = ("student", "name", "module", "task", "points", "maximum", "machine", "by_hand", "waits_for_a_person")
FORMULA = ("=", "+", "-", "@", "\t", "\r")

BAD_ROSTER = "{path} is no table of {platform}'s: the column “{column}” is missing."
NOBODY = "Nothing of “{module}” is in the gradebook yet: run `coursekit grade {module}` first."
LEFT_BLANK = (
    "Left blank, because a person has still to mark: {students}. With --provisional they are written as they are."
)
NO_NUMBER = "Not in the file, because nothing says who they are on {platform}: {students}. Give the platform's own table with --roster."
NOT_IN_IT = "Not in the file, because they don't stand in {platform}'s own table: {students}."
NOT_HERE = "On the platform, but nothing was handed in here: {students}."


@dataclass
class Table:
    """Rows to write, and what is worth telling about them."""

    head: list[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Returns the table as CSV, for which commas, quotes and line breaks in names are no matter."""
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([self.head, *self.rows])
        return file.getvalue()


@dataclass(frozen=True)
class Request:
    """What to write: the marks, who is who, the platform's own table if there is one, and how the column is called."""

    module: str
    scores: Sequence[StudentScores]
    people: People = field(default_factory=People)
    roster: Path | None = None
    column: str = ""
    provisional: bool = False

    def points(self, one: StudentScores) -> str:
        return "" if one.waiting and not self.provisional else number_text(round(one.total, 4))

    def name(self, one: StudentScores) -> str:
        return one.name or str(self.people.known.get(one.student, {}).get("name", "")) or one.student

    def maximum(self) -> str:
        return number_text(max((sum(task.maximum for task in one.tasks.values()) for one in self.scores), default=0.0))

    def blanks(self) -> list[str]:
        waiting = [one.student for one in self.scores if one.waiting]
        return [LEFT_BLANK.format(students=", ".join(waiting))] if waiting and not self.provisional else []


def inert(text: str) -> str:
    """Returns a name that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(request: Request) -> Table:
    """Returns one row a student."""
    rows = [
        [
            one.student, inert(request.name(one)), request.module, number_text(round(one.total, 4)), request.maximum(),
            number_text(one.penalty), str(one.stamp or ""), "; ".join(one.waiting),
        ]
        for one in request.scores
    ]  # fmt: skip
    return Table(list(CSV_HEAD), rows)


def as_tasks(request: Request) -> Table:
    """Returns one row a student and task."""
    rows = [
        [
            one.student, inert(request.name(one)), request.module, task.task, number_text(task.score), number_text(task.maximum),
            _number(task.machine), _number(task.by_hand), "yes" if task.waiting else "",
        ]
        for one in request.scores
        for task in one.tasks.values()
    ]  # fmt: skip
    return Table(list(TASKS_HEAD), rows)


def _number(value: float | None) -> str:
    return "" if value is None else number_text(value)


def as_canvas(request: Request) -> Table:
    """Returns a gradebook table for Canvas: its own exported one with our column filled, or one made from its numbers."""
    column = request.column or request.module
    numbers = {_canvas_number(one, request.people): one for one in request.scores}
    numbers.pop("", None)
    if request.roster is None:
        rows = [[POSSIBLE, "", "", "", "", request.maximum()]]
        rows += [[inert(request.name(one)), number, "", "", "", request.points(one)] for number, one in numbers.items()]
        return Table([*CANVAS_HEAD, column], rows, request.blanks() + _without("Canvas", request, numbers.values()))
    head, people = _roster(request.roster, "Canvas", ("Student", "ID"))
    head = head if column in head else [*head, column]
    ids = {one.student: one for one in request.scores}
    table, met, absent = Table(head, notes=request.blanks()), [], []
    for person in people:
        one = (
            numbers.get(person["ID"])
            or ids.get(person.get("SIS Login ID", ""))
            or ids.get(person.get("SIS User ID", ""))
        )
        if person["Student"].strip() == POSSIBLE.strip():
            person[column] = request.maximum()
        elif one is not None:
            person[column] = request.points(one)
            met.append(one)
        elif person["ID"]:
            absent.append(person["Student"])
        table.rows.append([person.get(name, "") for name in head])
    table.notes += _without("Canvas", request, met) + _absent(absent)
    return table


def _canvas_number(one: StudentScores, people: People) -> str:
    return str(people.known.get(one.student, {}).get("canvas", "")) or one.lms_id


def as_moodle(request: Request) -> Table:
    """Returns a grading worksheet for Moodle: its own downloaded one with the grades filled, or one made from its numbers."""
    numbers = {}
    for one in request.scores:
        number = request.people.known.get(one.student, {}).get("moodle", {}).get(request.module)
        if number:
            numbers[MOODLE_PERSON.format(number=number)] = one
    if request.roster is None:
        rows = [
            [number, inert(request.name(one)), "", "", request.points(one), request.maximum(), "Yes"]
            for number, one in numbers.items()
        ]
        return Table(list(MOODLE_HEAD), rows, request.blanks() + _without("Moodle", request, numbers.values()))
    head, people = _roster(request.roster, "Moodle", ("Identifier", "Grade"))
    ids = {one.student: one for one in request.scores}
    table, met, absent = Table(head, notes=request.blanks()), [], []
    for person in people:
        one = (
            numbers.get(person["Identifier"])
            or ids.get(person.get("Email address", ""))
            or ids.get(person.get("ID number", ""))
        )
        if one is None:
            absent.append(person.get("Full name", "") or person["Identifier"])
        else:
            person["Grade"] = request.points(one)
            met.append(one)
        table.rows.append([person.get(name, "") for name in head])
    table.notes += _without("Moodle", request, met) + _absent(absent)
    return table


def _roster(path: Path, platform: str, wanted: tuple[str, ...]) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    head = list(reader.fieldnames or ())
    for column in wanted:
        if column not in head:
            raise ClassError(BAD_ROSTER.format(path=path, platform=platform, column=column))
    return head, [{name: value or "" for name, value in row.items() if name} for row in reader]


def _without(platform: str, request: Request, met: Any) -> list[str]:
    there = {one.student for one in met}
    lost = [one.student for one in request.scores if one.student not in there]
    says = NOT_IN_IT if request.roster else NO_NUMBER
    return [says.format(platform=platform, students=", ".join(lost))] if lost else []


def _absent(names: list[str]) -> list[str]:
    return [NOT_HERE.format(students="; ".join(names))] if names else []


FORMATS: Mapping[str, Callable[[Request], Table]] = {
    "canvas": as_canvas, "moodle": as_moodle, "csv": as_csv, "tasks": as_tasks,
}  # fmt: skip


def export(
    room: Classroom, module: str, form: str, target: Path | None = None, roster: Path | None = None, column: str = "",
    provisional: bool = False,
) -> tuple[Path, list[str]]:  # fmt: skip
    """Writes a module's marks in one of FORMATS, and returns the file and what is worth telling; raises ClassError."""
    scores = scores_of(room, module)
    if not scores:
        raise ClassError(NOBODY.format(module=module))
    table = FORMATS[form](Request(module, scores, read_people(room), roster, column, provisional))
    path = target or room.root / "reports" / f"{module}-{form}.csv"
    write(table, path)
    return path, table.notes


def write(table: Table, path: Path) -> None:
    """Writes the file with a byte-order mark: without it Excel takes Chinese names for something else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table.text(), encoding="utf-8-sig", newline="")


class _Export(ExportPlugin):
    """What nbgrader's exporters of ours have in common: one file for each assignment that is asked for."""

    form = ""

    def export(self, gradebook: Gradebook) -> None:
        modules = list(self.assignment) or [one.name for one in gradebook.assignments]
        people = read_people(open_class(Path(self.parent.coursedir.root)))
        for module in modules:
            scores = [one for one in read_scores(gradebook, module) if not self.student or one.student in self.student]
            table = FORMATS[self.form](Request(module, scores, people))
            plain = Path(self.to or f"{self.form}.csv")
            path = plain if len(modules) == 1 else plain.with_name(f"{plain.stem}-{module}{plain.suffix}")
            write(table, path)
            for note in table.notes:
                self.log.warning(note)


class CanvasExport(_Export):
    """`nbgrader export --exporter=coursekit.export_marks.CanvasExport --to=canvas.csv`."""

    form = "canvas"


class MoodleExport(_Export):
    """`nbgrader export --exporter=coursekit.export_marks.MoodleExport --to=moodle.csv`."""

    form = "moodle"


class TasksExport(_Export):
    """`nbgrader export --exporter=coursekit.export_marks.TasksExport --to=tasks.csv`."""

    form = "tasks"
