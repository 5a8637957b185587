"""Grading that is killed at any moment and started again: nothing is lost, little is repeated, and no mark stands twice."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_course import MODULE, SOLUTIONS, filled, put

from coursekit.classroom import Classroom
from coursekit.gradebook import address
from coursekit.grading import Progress, grade

pytestmark = pytest.mark.needs("bubblewrap")
CLASS = 8
AFTER = (
    1,
    4,
    8,
)  # killed when this many hand-ins have been said to be run; after the last one, while marks are written
STAYS = 'import subprocess\nsubprocess.Popen(["sleep", "87654"])\nimport time\ntime.sleep(0.2)\n'


def start(room: Classroom) -> subprocess.Popen:
    command = [sys.executable, "-u", "-m", "coursekit", "grade", MODULE]
    return subprocess.Popen(command, cwd=room.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def kill_after(room: Classroom, count: int, more_seconds: float) -> None:
    """Grades until this many hand-ins are done, and kills the command without a warning."""
    with start(room) as process:
        done = 0
        for line in process.stdout:
            done += f"/{CLASS}  " in line
            if done == count:
                break
        time.sleep(more_seconds)
        process.send_signal(signal.SIGKILL)


def stamps(room: Classroom) -> dict[str, int]:
    return {path.parts[-3]: path.stat().st_mtime_ns for path in (room.root / "executed").glob("*/*/tasks.ipynb")}


def rows(room: Classroom) -> list[tuple]:
    from nbgrader.api import Gradebook

    with Gradebook(address(room), room.course_id) as book:
        return sorted(
            (s.student.id, g.name, g.auto_score) for s in book.notebook_submissions("tasks", MODULE) for g in s.grades
        )


def test_killed_again_and_again_it_ends_as_if_it_never_was(make_class):
    killed, whole = make_class("killed"), make_class("whole")
    for room in (killed, whole):
        for number in range(CLASS):
            put(room, f"student-{number}", filled(room, {**SOLUTIONS, "paid-total": f"{STAYS}answer = {number}"}))
    chance, before = random.Random(20251122), {}
    for count in AFTER:
        kill_after(killed, count, chance.uniform(0, 0.3))
        now = stamps(killed)
        assert before.items() <= now.items()  # what was run once is not run again
        assert len(now) >= count
        before = now
    deadline = time.monotonic() + 5
    while left_over() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left_over() == []
    result = grade(killed, MODULE)
    assert (result.failed, result.executed) == ([], 0)
    assert result.students == grade(whole, MODULE).students
    assert rows(killed) == rows(whole)
    assert len(rows(killed)) == len(set(row[:2] for row in rows(killed))) == CLASS * 4


def left_over() -> list[bytes]:
    """Processes of hand-ins that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes())
        except OSError:
            continue
    return [line for line in found if b"87654" in line]


def test_progress_says_how_long_the_rest_will_take():
    clock = iter([0.0, 20.0, 40.0])
    progress = Progress(4, now=lambda: next(clock))
    assert progress.after("amy: run", True) == "1/4  amy: run  (about 1:00 left)"
    assert progress.after("bo: as run before", False) == "2/4  bo: as run before  (about 1:20 left)"
    assert Progress(1, now=lambda: 0.0).after("amy: run", True) == "1/1  amy: run"
