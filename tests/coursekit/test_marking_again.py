"""`coursekit mark`: what changes and why, before it is written; marks by hand stay; the history keeps everything."""

import json

import pytest
from small_course import EXAM, MODULE, SOLUTIONS, cell_of, filled, put

from coursekit.classroom import Classroom
from coursekit.cli import main
from coursekit.exam import exam_hash
from coursekit.feedback import write_feedback
from coursekit.grading import OUTDATED, NothingToGrade, grade, mark
from coursekit.history import Entry, History, read
from coursekit.report import write_report
from coursekit.submission import read_notebook

pytestmark = pytest.mark.needs("bubblewrap")
GOODS = 'answer = orders[orders["paid_at"].notna()]["goods"].sum()'


@pytest.fixture(scope="module")
def room(make_class, tmp_path_factory) -> Classroom:
    """A class of three with a course of its own, since these tests change the exam."""
    room = make_class("marking")
    course = tmp_path_factory.mktemp("own-course")
    tasks = course / "modules" / MODULE / "tasks"
    tasks.mkdir(parents=True)
    (tasks / "exam.py").write_text(EXAM, encoding="utf-8")
    (tasks / "tasks.ipynb").write_bytes((room.step("source", MODULE) / "tasks.ipynb").read_bytes())
    settings = room.root / "class.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "repository": str(course)}), encoding="utf-8")
    put(room, "amy", filled(room, {**SOLUTIONS, "paid-total": GOODS}, "Open a second shop."))
    put(room, "bo", filled(room, {**SOLUTIONS, "paid-total": GOODS}, "Close it."))
    put(room, "cy", filled(room, SOLUTIONS))
    from coursekit.classroom import open_class

    room = open_class(room.root)
    grade(room, MODULE)
    write_feedback(room, MODULE)
    return room


def change_exam(room: Classroom, before: str, after: str) -> None:
    path = room.repository / "modules" / MODULE / "tasks" / "exam.py"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def by_hand(room: Classroom, student: str, task: str, points: float) -> None:
    """What formgrader does when a person gives marks."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        entry = book.find_grade(task, "tasks", MODULE, student)
        entry.manual_score, entry.needs_manual_grade = points, False
        book.find_comment(
            f"{task}-work" if task != "report" else task, "tasks", MODULE, student
        ).manual_comment = "Seen."
        book.db.commit()


def entry(room: Classroom, student: str, task: str) -> tuple:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        found = book.find_grade(task, "tasks", MODULE, student)
        return found.auto_score, found.manual_score, found.needs_manual_grade


def everything(room: Classroom) -> dict:
    return {
        str(path.relative_to(room.root)): path.read_bytes()
        for path in sorted(room.root.rglob("*"))
        if path.is_file() and not {"keys", "cache", "shops", "judged"} & set(path.parts)
    }


CHANGE = "amy, paid-total: 2 → 3 points (slip “goods” → slip “goods”): the exam was changed.\n"


def test_what_changes_is_shown_before_it_is_written_and_then_all_of_it_is_written(room, capsys, monkeypatch):
    mark_it = ["mark", MODULE, "--class", str(room.root)]
    assert main([*mark_it, "--dry-run"]) == 0
    assert capsys.readouterr().out == "No mark changes.\nNothing was written.\n"

    by_hand(room, "bo", "paid-total", 2.5)
    change_exam(room, 'Slip("goods", 2,', 'Slip("goods", 3,')
    before = everything(room)
    assert main([*mark_it, "--dry-run"]) == 0
    with pytest.raises(NothingToGrade) as error:  # points of before beside reasons of today would mislead
        write_report(room, MODULE)
    assert str(error.value) == OUTDATED.format(module=MODULE, count=2)
    shown = (
        CHANGE
        + CHANGE.replace("amy", "bo").replace(".\n", ". Marked by hand with 2.5; that stays.\n")
        + "2 marks change.\n"
    )
    assert capsys.readouterr().out == shown + "Nothing was written.\n"
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(mark_it) == 1
    assert capsys.readouterr().out == shown + "Say --yes to write them.\nNothing was written.\n"
    assert everything(room) == before

    assert main([*mark_it, "--yes"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(shown) and out.endswith("Feedback pages written again: 2.\n")
    assert "bo, paid-total: marked by hand with 2.5; the machine's mark has changed from 2.0 to 3.0 since." in out
    assert (entry(room, "amy", "paid-total"), entry(room, "bo", "paid-total")) == ((3.0, None, False), (3.0, 2.5, True))
    notebook = read_notebook(room.step("autograded", MODULE, "amy") / "tasks.ipynb")
    assert cell_of(notebook, "paid-total")["outputs"][0]["data"]["text/plain"] == "3.0"
    page = (room.step("feedback", MODULE, "amy") / "tasks.html").read_text(encoding="utf-8")
    assert "3 of 4 points." in page
    story = [
        (one.points, one.exam)
        for one in read(room.private / "marks" / f"{MODULE}.jsonl")
        if (one.student, one.task) == ("amy", "paid-total")
    ]
    assert [points for points, _ in story] == [2, 3] and story[1][1] == exam_hash(room.exam(MODULE))[:12]


def test_a_mark_by_hand_comes_back_only_when_the_machines_mark_or_the_text_is_another(room):
    by_hand(room, "bo", "paid-total", 2.5)
    by_hand(room, "bo", "report", 4)
    for again in (mark, grade, grade):
        again(room, MODULE)
        assert entry(room, "bo", "paid-total")[1:] == (2.5, False)
        assert entry(room, "bo", "report") == (None, 4.0, False)
    put(room, "bo", filled(room, {**SOLUTIONS, "paid-total": GOODS}, "Close it in May."))
    result = grade(room, MODULE)
    assert entry(room, "bo", "report") == (None, 4.0, True), "the text is another one, so a person looks again"
    assert entry(room, "bo", "paid-total")[1:] == (2.5, False)
    grade(room, MODULE)
    assert entry(room, "bo", "report")[2] is True, "and it waits until a person has looked"
    put(room, "bo", filled(room, SOLUTIONS, "Close it in May."))
    result = grade(room, MODULE)
    assert [str(one) for one in result.changes] == [
        "bo, paid-total: 3 → 4 points (slip “goods” → right): it was handed in again or run on another shop, and gives "
        "another answer. Marked by hand with 2.5; that stays."
    ]
    assert entry(room, "bo", "paid-total") == (4.0, 2.5, True)


def test_the_history_survives_a_line_that_was_cut_off(room, tmp_path):
    history = History(room, MODULE)
    path = history.path = tmp_path / "private" / "marks" / "m.jsonl"
    history.latest = {}
    one = Entry("amy", "t", 1.0, "wrong", None, "e", "r", "a")
    history.add([one])
    history.add([one])
    assert len(read(path)) == 1
    with path.open("a", encoding="utf-8") as file:
        file.write('{"student": "b')
    history.add([Entry("bo", "t", 1.0, "wrong", None, "e", "r", "\u2028a")])
    assert [(entry.student, entry.answer) for entry in read(path)] == [("amy", "a"), ("bo", "\u2028a")]
