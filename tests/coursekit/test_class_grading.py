"""A class of honest, wrong, damaged and hostile hand-ins through `coursekit grade`: fair marks, clear notes, nothing seen."""

import json
import os
import sys

import pytest
from hand_ins import DAMAGED
from hostile import CASES
from small_course import MODULE, SOLUTIONS, cell_of, filled, put

from coursekit.classroom import Classroom
from coursekit.grading import grade, mark
from coursekit.stages import Stages
from coursekit.submission import facts, read_notebook

pytestmark = pytest.mark.needs("bubblewrap")

OK = (4.0, 10.0, 6.0)
ZERO_FIRST = (0.0, 10.0, 6.0)
POINTS = {
    "right": OK, "blank": (0, 0, 0), "slip-goods": (2, 10, 6), "slip-unpaid": (4, 5, 6), "copied-number": ZERO_FIRST,
    "partly": (4, 7.5, 6), "error": ZERO_FIRST, "refused": (4, 10, 0), "nan": ZERO_FIRST, "decimal": OK, "huge": ZERO_FIRST,
    "nested": ZERO_FIRST, "figure": ZERO_FIRST, "endless": ZERO_FIRST, "stubborn": ZERO_FIRST, "crash": ZERO_FIRST,
    "flood": OK, "memory": ZERO_FIRST, "forks": OK, "peek": OK, "forged": (0, 0, 0), "noisy": OK, "helper": OK,
    "script": OK, "not-json": (0, 0, 0), "renamed": OK, "missing-cell": ZERO_FIRST, "copied-cell": OK,
    "skip-tag": ZERO_FIRST, "latin": OK, "other-kernel": OK, "link": (0, 0, 0), "empty": (0, 0, 0),
}  # fmt: skip
FIRST_SAYS = {
    "right": "Correct. Only what was paid is takings.",
    "blank": "Your turn: `answer` is still `...`.",
    "slip-goods": "Not yet. You added up `goods`, before the discount.",
    "copied-number": "Not yet. Yours is 123,457 on the shop it was marked on; that is too high.",
    "error": "Not yet. There was no answer to hand in. Your cell stopped with NameError: name 'ordrs' is not defined.",
    "nan": "Not yet. Yours is NaN: a value is missing on the way.",
    "huge": "Not yet. A whole number in the answer has more than 19 digits.",
    "nested": "Not yet. The answer is nested more than 8 levels deep.",
    "figure": "Not yet. A Figure can't be handed in. Hand in numbers, text, lists, dictionaries or tables.",
    "endless": "Not yet. There was no answer to hand in. Your cell did not end and was stopped after 3 seconds.",
    "stubborn": "Not yet. There was no answer to hand in. Your cell did not end and was stopped after 3 seconds.",
    "crash": "Not yet. There was no answer to hand in. Your cell ended Python itself.",
    "memory": "Not yet. There was no answer to hand in. Your cell stopped with MemoryError.",
    "forged": "What was handed in could not be read, so a person will look at it.",
    "missing-cell": "Your notebook had no cell for this task any more. Put your answer into the notebook that was given out, and hand in again.",
    "skip-tag": "Not yet. Yours is 1 on the shop it was marked on; that is too low.",
}
NOTES = {
    "not-json": ["`tasks.ipynb` is not a notebook: it can't be read as JSON (line 1)."],
    "renamed": ["The notebook is called `tasks (final) v2.ipynb` and not `tasks.ipynb`; it was graded all the same."],
    "missing-cell": ["The cell “paid-total-work” is missing; the blank one stands in its place."],
    "copied-cell": ["The cell “paid-total-work” is there 2 times; the last one counts."],
    "skip-tag": ["The locked cell “paid-total” was changed or missing; the released one was used."],
    "latin": ["`tasks.ipynb` is not saved as UTF-8 (utf-16); it was read all the same."],
    "other-kernel": ["The notebook asks for the kernel “ir”; it was run with Python all the same."],
    "link": ["`tasks.ipynb` is not an ordinary file, so it was not read."],
    "empty": ["There is no notebook in this hand-in."],
    "endless": ["The cell “paid-total-work” was stopped after 3 seconds."],
    "stubborn": [
        "The cell “paid-total-work” could not be stopped after 3 seconds, so it was left out and the others were run."
    ],
    "crash": ["The cell “paid-total-work” ended Python itself, so it was left out and the others were run without it."],
}


@pytest.fixture(scope="module")
def students(graded_class) -> dict:
    return {one.student: one for one in graded_class[1].students}


def autograded(room: Classroom, student: str) -> dict:
    return read_notebook(room.step("autograded", MODULE, student) / "tasks.ipynb")


def executed(room: Classroom, student: str) -> dict:
    return read_notebook(room.step("executed", MODULE, student) / "tasks.ipynb")


def test_nobody_is_left_out(graded_class, students):
    assert graded_class[1].failed == []
    assert set(students) == {*POINTS, *CASES, *DAMAGED}


@pytest.mark.parametrize("student", POINTS)
def test_points(students, student: str):
    assert tuple(mark.points for mark in students[student].marks[:3]) == POINTS[student]


@pytest.mark.parametrize("student", FIRST_SAYS)
def test_words_to_the_learner(students, student: str):
    assert students[student].marks[0].feedback == FIRST_SAYS[student]


@pytest.mark.parametrize("student", POINTS)
def test_notes_to_the_instructor(students, student: str):
    assert [note["says"] for note in students[student].notes] == NOTES.get(student, [])


def test_slips_and_partial_credit_are_named(students):
    assert students["slip-unpaid"].marks[1].slip == "unpaid"
    assert (
        students["partly"]
        .marks[1]
        .feedback.startswith(
            "Not yet, but a part of it is right. Column `orders` is right in 0 of 6 rows; the first one that is not is “"
        )
    )
    assert (students["refused"].marks[2].verdict, students["refused"].marks[2].slip) == ("refused", "no-such-channel")
    assert (
        students["right"]
        .marks[2]
        .feedback.startswith("Correct. You chose the strongest channel. Your decision earned ¥")
    )


def test_what_cannot_be_read_goes_to_a_person(students):
    assert {mark.verdict for mark in students["not-json"].marks} == {"unreadable"}
    assert students["forged"].marks[0].verdict == "unreadable"
    assert students["right"].marks[3].verdict == "person"
    assert students["blank"].marks[3].verdict == "blank"


def test_hand_ins_are_untouched(graded_class):
    room, _, before = graded_class
    assert {name: facts(room.step("submitted", MODULE, name)) for name in before} == before


def test_a_learners_code_sees_nothing_it_must_not(graded_class):
    room, _, _ = graded_class
    outputs = cell_of(executed(room, "peek"), "paid-total-work")["outputs"]
    text = next(o["text"] for o in outputs if o["output_type"] == "stream")
    seen = json.loads(text.partition("SEEN")[2])
    assert "[Errno" in seen["network"] and seen["interfaces"] == ["lo"]
    assert seen["wrote"] is False
    assert not any(
        word in name for name in seen["environment"] for word in ("TOKEN", "SECRET", "PYTEST", "VIRTUAL_ENV")
    )
    allowed = (
        "/course/data/",
        "/course/library/shoplab/",
        "/course/library/shopworld/",
        "/course/cache/",
        "/home/learner/",
        "/tmp/",
    )
    python = (f"{sys.prefix}/", f"{sys.base_prefix}/")  # wherever this machine keeps its Python, and nothing beside it
    strange = [path for path in seen["files"] if not path.startswith((*allowed, *python, "/course/runner.py"))]
    assert strange == []
    for word in ("coursekit/", "exam.py", "secret", "submitted", "gradebook", "shop.json", "modules/"):
        assert not [path for path in seen["files"] if word in path], word
    assert len(seen["processes"]) <= 4
    if os.geteuid() == 0:
        assert seen["user"] != 0


def test_forks_are_limited(graded_class):
    outputs = cell_of(executed(graded_class[0], "forks"), "paid-total-work")["outputs"]
    text = next(o["text"] for o in outputs if o["output_type"] == "stream")
    assert 0 < int(text.split()[1]) <= 64


def test_output_is_kept_small(graded_class):
    path = graded_class[0].step("executed", MODULE, "flood") / "tasks.ipynb"
    assert path.stat().st_size < 500_000


def test_no_answer_or_secret_is_left_in_what_learners_get(graded_class):
    room, _, _ = graded_class
    secret = room.secret()
    for step in ("release", "autograded", "executed", "source"):
        for path in (room.root / step).rglob("*"):
            if path.is_file():
                blob = path.read_bytes()
                assert secret.encode() not in blob and str(int(secret, 16)).encode() not in blob
                assert step == "source" or b"BEGIN SOLUTION" not in blob
    assert oct((room.private / "secret").stat().st_mode & 0o777) == oct(0o600) or (room.private / "secret").exists()


def test_marked_cells_hold_one_result_with_words_and_the_mark(graded_class):
    cell = cell_of(autograded(graded_class[0], "slip-goods"), "paid-total")
    (output,) = cell["outputs"]
    assert output["data"] == {
        "text/html": '<div role="status"><p><strong>2 of 4 points.</strong> Not yet. You added up <code>goods</code>, '
        "before the discount.</p></div>",
        "text/plain": "2.0",
    }


def test_a_run_is_kept_until_something_it_depends_on_changes(make_class, monkeypatch):
    room = make_class("again")
    put(room, "amy", filled(room, SOLUTIONS))
    put(room, "bo", filled(room, {}))
    # Whoever edits the learners' packages while the tests run would otherwise be the change.
    monkeypatch.setattr(Stages, "versions", "one")
    first = grade(room, MODULE)
    again = grade(room, MODULE)
    assert (first.executed, again.executed) == (2, 0)
    assert again.students == first.students
    put(room, "bo", filled(room, SOLUTIONS))
    assert grade(room, MODULE).executed == 1
    monkeypatch.setattr(Stages, "versions", "two")
    assert grade(room, MODULE).executed == 2


def test_marking_again_needs_no_sandbox(graded_class, monkeypatch):
    room, first, _ = graded_class
    monkeypatch.setattr("coursekit.execute._converse", None)
    assert [one.marks for one in mark(room, MODULE).students] == [one.marks for one in first.students]
