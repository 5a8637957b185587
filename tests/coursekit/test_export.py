"""Marks on their way out and back: names with commas, quotes and Chinese; who waits is left blank; nbgrader's exporters."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import MODULE

from coursekit.classroom import ClassError, Classroom
from coursekit.cli import main
from coursekit.export_marks import FORMATS, Request, as_canvas, as_moodle, as_tasks, export
from coursekit.people import People
from coursekit.scores import StudentScores, TaskScore, scores_of

NAMES = {"amy": 'O\'Neil, "Amy" B.', "bo": "李娜，小", "cy": "=HYPERLINK(1)", "di": "Jörg\nMüßig", "ed": "Ed"}


def scored(
    student: str, points: float, waiting: bool = False, penalty: float = 0.0, machine: float | None = None
) -> StudentScores:
    first = TaskScore("paid-total", machine if machine is not None else points, None, points, 4, False)
    second = TaskScore("report", None, None if waiting else 5, 0 if waiting else 5, 5, waiting)
    tasks = {one.task: one for one in (first, second)}
    return StudentScores(student, "", "", "", None, penalty, tasks)


SCORES = [
    scored("amy", 4),
    scored("bo", 2.5, penalty=1),
    scored("cy", 3, waiting=True),
    scored("di", 0),
    scored("ed", 1),
]
PEOPLE = People(
    {
        name: {"name": NAMES[name], "canvas": str(10 + at), "moodle": {MODULE: str(20 + at)}}
        for at, name in enumerate(("amy", "bo", "cy", "di"))
    }
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def request(**more) -> Request:
    return Request(MODULE, SCORES, PEOPLE, **more)


def test_canvas_gets_numbers_names_and_points_and_no_zero_for_who_waits():
    table = as_canvas(request())
    found = rows(table.text())
    assert [(row["Student"], row["ID"], row[MODULE]) for row in found] == [
        ("    Points Possible", "", "9"), (NAMES["amy"], "10", "9"), (NAMES["bo"], "11", "6.5"), ("'=HYPERLINK(1)", "12", ""),
        (NAMES["di"], "13", "5"),
    ]  # fmt: skip
    assert table.notes == [
        "Left blank, because a person has still to mark: cy. With --provisional they are written as they are.",
        "Not in the file, because nothing says who they are on Canvas: ed. Give the platform's own table with --roster.",
    ]
    assert rows(as_canvas(request(provisional=True)).text())[3][MODULE] == "3"


def test_canvas_own_table_comes_back_with_one_column_filled(tmp_path: Path):
    roster = tmp_path / "canvas.csv"
    lines = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz (7)", "Module 1 (99)"],
        ["    Points Possible", "", "", "", "", "10", "9"],
        [NAMES["bo"], "11", "s2", "x", "A, B", "8", ""],
        ["Ed, the", "77", "s5", "ed", "A", "", "3"],
        ["Nobody", "78", "", "nobody", "A", "1", "2"],
    ]
    with roster.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    table = as_canvas(request(roster=roster, column="Module 1 (99)"))
    lines[2][6], lines[3][6] = "6.5", "6"
    assert [table.head, *table.rows] == lines, "whatever else stands in the platform's table stays"
    assert table.notes[1:] == [
        "Not in the file, because they don't stand in Canvas's own table: amy, cy, di.",
        "On the platform, but nothing was handed in here: Nobody.",
    ]


def test_moodle_worksheet_made_and_filled(tmp_path: Path):
    made = rows(as_moodle(request()).text())
    assert [(row["Identifier"], row["Full name"], row["Grade"], row["Maximum grade"]) for row in made][:2] == [
        ("Participant 20", NAMES["amy"], "9", "9"), ("Participant 21", NAMES["bo"], "6.5", "9"),
    ]  # fmt: skip
    roster = tmp_path / "worksheet.csv"
    roster.write_text(
        '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Feedback comments"\n'
        'Participant 23,"Jörg\nMüßig",j@x,Submitted,,"Gut, ""sehr"" gut"\nParticipant 99,Ed,ed,Submitted,,\n',
        encoding="utf-8",
    )
    table = as_moodle(request(roster=roster))
    assert table.rows == [
        ["Participant 23", "Jörg\nMüßig", "j@x", "Submitted", "5", 'Gut, "sehr" gut'],
        ["Participant 99", "Ed", "ed", "Submitted", "6", ""],
    ]


def test_the_task_table_holds_every_mark():
    found = rows(as_tasks(request()).text())
    assert len(found) == 10
    assert {(row["student"], row["task"]): float(row["points"]) for row in found} == {
        (one.student, task.task): task.score for one in SCORES for task in one.tasks.values()
    }
    assert [row["waits_for_a_person"] for row in found if row["student"] == "cy"] == ["", "yes"]


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_another_table_is_refused_in_one_sentence(tmp_path: Path, platform: str):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    column = "Student" if platform == "canvas" else "Identifier"
    with pytest.raises(ClassError) as caught:
        FORMATS[platform](request(roster=tmp_path / "other.csv"))
    assert str(caught.value) == (
        f"{tmp_path / 'other.csv'} is no table of {platform.capitalize()}'s: the column “{column}” is missing."
    )


@pytest.mark.needs("bubblewrap")
def test_a_graded_class_goes_out_and_the_figures_are_the_gradebooks(graded_class, tmp_path, capsys):
    from nbgrader.api import Gradebook

    room: Classroom = graded_class[0]
    target = tmp_path / "out" / "tasks.csv"
    assert main(["export", MODULE, "--class", str(room.root), "--format", "tasks", "--to", str(target)]) == 0
    assert capsys.readouterr().out == f"Marks: {target}\n"
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    found = rows(target.read_text(encoding="utf-8-sig"))
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        for student in ("right", "slip-goods", "blank", "not-json"):
            submission = book.find_submission(MODULE, student)
            assert sum(float(row["points"]) for row in found if row["student"] == student) == submission.score
    assert {one.student for one in scores_of(room, MODULE)} == {row["student"] for row in found}


@pytest.mark.needs("bubblewrap")
def test_nbgraders_own_export_command_knows_our_tables(graded_class, tmp_path):
    room: Classroom = graded_class[0]
    target = tmp_path / "tasks.csv"
    options = ["--exporter=coursekit.export_marks.TasksExport", f"--to={target}", f"--assignment=['{MODULE}']"]
    command = [sys.executable, "-m", "nbgrader", "export", *options]
    done = subprocess.run(command, cwd=room.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    path, notes = export(room, MODULE, "tasks", tmp_path / "ours.csv")
    assert target.read_bytes() == path.read_bytes() and notes == []


def test_nothing_graded_yet(make_class):
    with pytest.raises(ClassError) as caught:
        export(make_class("unmarked"), MODULE, "csv")
    assert str(caught.value) == f"Nothing of “{MODULE}” is in the gradebook yet: run `coursekit grade {MODULE}` first."
