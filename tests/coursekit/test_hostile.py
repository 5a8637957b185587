"""Hostile, unlucky and damaged hand-ins: each gets its exact mark, its neighbours theirs, and nothing else is touched."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from hand_ins import DAMAGED
from hostile import CASES, ESCAPED, LIVES_ON
from small_course import MODULE, cell_of

from coursekit.feedback import live_parts, write_feedback
from coursekit.submission import read_notebook

pytestmark = pytest.mark.needs("bubblewrap")
LOOKED_AT = ", so a person will look at it."
REASONS = {
    "missing-package": "Your code needs the package `xgboost`, which isn't part of the course",
    "own-path": "Your code reads or writes `C:/Users/li/orders.csv` by a path of its own, which isn't there when it is graded",
    "own-url": "Your code reaches for the network, which is closed when it is graded",
}
INERT = ("live-cells", "deep-html", "giant-error", "odd-metadata", "stamped", "script")


@pytest.fixture(scope="module")
def students(graded_class) -> dict:
    return {one.student: one for one in graded_class[1].students}


@pytest.mark.parametrize("student", CASES)
def test_each_case_gets_its_mark(students, student: str):
    marks = students[student].marks
    assert tuple(mark.points for mark in marks[:3]) == CASES[student].points
    assert marks[0].verdict == CASES[student].verdict, marks[0].feedback


@pytest.mark.parametrize("student", DAMAGED)
def test_each_damaged_hand_in_gets_its_mark(students, student: str):
    assert tuple(mark.points for mark in students[student].marks[:3]) == DAMAGED[student]


@pytest.mark.parametrize("student", REASONS)
def test_a_person_is_told_the_reason(students, student: str):
    assert students[student].marks[0].feedback == REASONS[student] + LOOKED_AT


def test_no_process_outlives_its_run():
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes())
        except OSError:
            continue
    assert not [line for line in lines if LIVES_ON.encode() in line]


def test_nothing_is_written_outside(graded_class):
    room = graded_class[0]
    shop = room.private / "shops" / "unseen"
    for folder in (
        Path("/"),
        Path(tempfile.gettempdir()),
        Path("/var/tmp"),
        Path("/dev/shm"),
        Path.home(),
        shop,
        room.root,
    ):
        assert not (folder / ESCAPED).exists()
    assert not [path for path in shop.rglob("*") if os.access(path, os.W_OK) and path.name == ESCAPED]


def test_a_burglar_gets_nothing(graded_class):
    notebook = read_notebook(graded_class[0].step("executed", MODULE, "burglar") / "tasks.ipynb")
    text = next(o["text"] for o in cell_of(notebook, "paid-total-work")["outputs"] if o["output_type"] == "stream")
    assert json.loads(text.partition("GOT")[2]) == []


def test_feedback_on_hostile_output_is_inert(graded_class):
    for page in write_feedback(graded_class[0], MODULE, list(INERT)):
        text = page.read_text(encoding="utf-8")
        assert live_parts(text) == []
        assert len(text) < 3_000_000


def test_two_hundred_megabytes_leave_little_behind(graded_class):
    path = graded_class[0].step("executed", MODULE, "two-hundred-megabytes") / "tasks.ipynb"
    assert path.stat().st_size < 100_000
