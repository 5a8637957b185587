"""Stock `nbgrader autograde` in a class's folder gives what `coursekit grade` gives; marks by hand survive both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import MODULE, SOLUTIONS, cell_of, filled, put

from coursekit.classroom import Classroom
from coursekit.feedback import live_parts, write_feedback
from coursekit.grading import grade
from coursekit.report import write_report
from coursekit.submission import read_notebook

pytestmark = pytest.mark.needs("bubblewrap")
LATE = "2026-01-02 12:00:00 UTC"


def hand_in_all(room: Classroom) -> None:
    put(room, "right", filled(room, SOLUTIONS, "Open a second shop. <script>alert(1)</script>"))
    put(room, "blank", filled(room, {}))
    goods = 'answer = orders[orders["paid_at"].notna()]["goods"].sum()'
    put(room, "slip", filled(room, {**SOLUTIONS, "paid-total": goods}))
    put(
        room,
        "forged",
        filled(room, {**SOLUTIONS, "paid-total": "def hand_in(task, answer):\n    return 99.0\nanswer = 1"}),
    )
    put(room, "not-json", b"no notebook")
    for student in ("right", "slip"):
        (room.step("submitted", MODULE, student) / "timestamp.txt").write_text(LATE, encoding="utf-8")


def rows(room: Classroom) -> list[tuple]:
    """Everything in the gradebook that grading decides."""
    from nbgrader.api import Gradebook

    found = []
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        for submitted in book.notebook_submissions("tasks", MODULE):
            who = submitted.student.id
            stamp = (submitted.assignment.timestamp, submitted.late_submission_penalty, submitted.score)
            found.append((who, *map(str, stamp)))
            for grade_ in submitted.grades:
                facts = (
                    grade_.auto_score,
                    grade_.manual_score,
                    grade_.extra_credit,
                    grade_.needs_manual_grade,
                    grade_.score,
                )
                found.append((who, grade_.name, *map(str, facts)))
            found += [(who, c.name, str(c.auto_comment), str(c.manual_comment)) for c in submitted.comments]
    return sorted(found)


def autograde(room: Classroom, *more: str) -> str:
    path = str(Path(sys.prefix) / "bin") + os.pathsep + os.environ["PATH"]
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", MODULE, *more],
        cwd=room.root, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


def set_by_hand(room: Classroom) -> None:
    """A person gives marks and a comment, and the assignment gets a due date with a penalty for late hand-ins."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        book.find_grade("report", "tasks", MODULE, "right").manual_score = 4
        grade_ = book.find_grade("paid-total", "tasks", MODULE, "slip")
        grade_.manual_score, grade_.extra_credit = 3, 1
        book.find_comment("by-channel-work", "tasks", MODULE, "slip").manual_comment = "Nice table."
        book.update_or_create_assignment(MODULE, duedate="2026-01-01 00:00:00 UTC")
        book.db.commit()
    with (room.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')


@pytest.fixture(scope="module")
def ours(make_class) -> Classroom:
    room = make_class("ours")
    hand_in_all(room)
    grade(room, MODULE)
    return room


@pytest.fixture(scope="module")
def stock(make_class) -> Classroom:
    room = make_class("stock")
    hand_in_all(room)
    autograde(room)
    return room


def outputs(room: Classroom, student: str) -> list:
    notebook = read_notebook(room.step("autograded", MODULE, student) / "tasks.ipynb")
    return [(cell["cell_type"], cell["source"], cell.get("outputs")) for cell in notebook["cells"]]


def test_both_ways_write_the_same_gradebook(ours, stock):
    assert rows(ours) == rows(stock)
    assert ("slip", "paid-total", "2.0", "None", "None", "False", "2.0") in rows(ours)
    assert ("forged", "paid-total", "0.0", "None", "None", "True", "0.0") in rows(ours)
    assert ("not-json", "report", "0.0", "None", "None", "True", "0.0") in rows(ours)


@pytest.mark.parametrize("student", ["right", "blank", "slip", "forged", "not-json"])
def test_both_ways_write_the_same_autograded_notebook(ours, stock, student):
    joined = [
        (
            kind,
            "".join(source),
            [{**o, "data": {k: "".join(v) for k, v in o["data"].items()}} if "data" in o else o for o in out or ()],
        )
        for kind, source, out in outputs(stock, student)
    ]
    assert [(kind, source, out or []) for kind, source, out in outputs(ours, student)] == joined


def test_marks_by_hand_and_penalties_are_the_same_after_grading_again(ours, stock):
    for room in (ours, stock):
        set_by_hand(room)
    grade(ours, MODULE)
    log = autograde(stock, "--force")
    assert rows(ours) == rows(stock)
    assert ("right", "report", "None", "4.0", "None", "True", "4.0") in rows(ours)
    assert ("slip", "by-channel-work", "None", "Nice table.") in rows(ours)
    assert "late" in log
    kept = (ours.step("executed", MODULE, "right") / "tasks.ipynb").stat().st_mtime
    assert kept < (ours.step("autograded", MODULE, "right") / "tasks.ipynb").stat().st_mtime


def test_without_the_marking_step_a_hand_in_earns_nothing(stock):
    """The executed notebook of a right hand-in, scored by nbgrader as it stands."""
    from nbformat import from_dict
    from nbgrader.utils import determine_grade

    notebook = read_notebook(stock.step("executed", MODULE, "right") / "tasks.ipynb")
    for name in SOLUTIONS:
        assert determine_grade(from_dict(cell_of(notebook, name)))[0] == 0.0


def test_feedback_holds_words_and_no_scripts(ours):
    pages = {path.parent.parent.name: path.read_text(encoding="utf-8") for path in write_feedback(ours, MODULE)}
    assert set(pages) == {"right", "blank", "slip", "forged", "not-json"}
    assert "You added up <code>goods</code>, before the discount." in pages["slip"]
    assert "This could not be marked as it is, so a person will look at it." in pages["not-json"]
    assert '<li><a href="#by-channel">Takings by channel</a> (Score: 10.0 / 10.0)</li>' in pages["slip"]
    assert (
        '<li><a href="#paid-total">What buyers paid</a> (not marked yet: a person will read it)</li>'
        in pages["not-json"]
    )
    assert "Test cell" not in pages["slip"]
    for page in pages.values():
        assert live_parts(page) == []
        assert "alert(1)</script>" not in page


def test_the_report_says_who_which_slips_and_what_needs_mending(ours):
    page = write_report(ours, MODULE).read_text(encoding="utf-8")
    assert "5 students, 25 points." in page
    assert '<th scope="row">paid-total</th><td>goods</td><td class="n">1</td>' in page
    assert "is not a notebook: it can&#x27;t be read as JSON (line 1)." in page
    assert page.count('<img alt="') == 3
    assert "http" not in page.replace("http-equiv", "")
    assert "99.02" in page


def test_formgraders_button_gives_the_same_marks(stock):
    """The button calls nbgrader's programming interface inside the notebook server."""
    before = rows(stock)
    done = stock.api().autograde(MODULE, "right")
    assert done["success"], done.get("error") or done.get("log")
    assert rows(stock) == before
