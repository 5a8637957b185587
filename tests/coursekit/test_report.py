"""The class report: its figures, its page for everybody's eyes and ears, the variant without names, and the notebook."""

import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_course import EXAM, MODULE, SOLUTIONS, added, master_notebook

from coursekit.exam import AnswerKey, load_exam
from coursekit.grading import ClassResult, StudentResult
from coursekit.mark import Mark
from coursekit.report import report_page, write_report
from coursekit.report_data import ReportData, correlation, pseudonyms, renamed, report_data, slips_that_are_right
from coursekit.report_notebook import records, write
from coursekit.scores import StudentScores, TaskScore
from coursekit.similarity import Pair, alike

NAMES = ["amy_li", "bo_wang", "cy_zhao", "李娜", *(f"student_{n:02d}" for n in range(8))]


@pytest.fixture(scope="module")
def exam(tmp_path_factory):
    path = tmp_path_factory.mktemp("exam") / "exam.py"
    path.write_text(EXAM, encoding="utf-8")
    return load_exam(path)


def class_of(exam) -> tuple[ClassResult, list[StudentScores]]:
    """Twelve students: four right, two with a slip, one blank, one unreadable, the others partly right."""
    import datetime

    result, scores = ClassResult(MODULE), []
    for at, name in enumerate(NAMES):
        marks, tasks = [], {}
        for task in exam.tasks:
            verdict, slip, share = "partly", None, 0.5
            if at < 4:
                verdict, share = "right", 1.0
            elif at < 6:
                verdict, slip, share = ("slip", "goods", 0.5) if task.name == "paid-total" else ("wrong", None, 0.0)
            elif at in (6, 7):
                verdict, share = ("blank", 0.0) if at == 6 else ("unreadable", 0.0)
            written = task.name == "report"
            points = 0.0 if written else task.points * share
            says = f"path of {name} <b>"
            marks.append(Mark(task.name, points, task.points, "person" if written else verdict, slip, says))
            tasks[task.name] = TaskScore(
                task.name, None if written else points, None, points, task.points, written and at == 0
            )
        notes = [{"code": "renamed", "says": f"`{name}.ipynb` <script>alert(1)</script>"}] if at == 1 else []
        result.students.append(StudentResult(name, marks, notes))
        stamp = datetime.datetime(2026, 3, 1, 8) + datetime.timedelta(hours=3 * at)
        scores.append(StudentScores(name, name, "", "", stamp, 0.0, tasks))
    return result, scores


def data_of(exam, anonymous: bool = False) -> ReportData:
    import datetime

    result, scores = class_of(exam)
    pairs, absent = [Pair("amy_li", "bo_wang", 0.8, 40, ("pick",))], ["ed_late"]
    if anonymous:
        names = pseudonyms([*NAMES, *absent], "secret")
        result, scores, pairs = renamed(names, result, scores, pairs)
        absent = [names["ed_late"]]
    titles = {"99.01": "Takings <are> sums"}
    return report_data(exam, result, scores, pairs, titles, absent, datetime.datetime(2026, 3, 2), anonymous)


class Reader(HTMLParser):
    """Collects what a screen reader lives by."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict]:
        return [attrs for tag, attrs in self.tags if tag in names]


def test_slips_that_nobody_can_be_seen_to_make_are_told(exam):
    key = AnswerKey(
        {"paid-total": 90.0, "by-channel": [], "pick": "live"}, {"paid-total": {"goods": 90.0, "mean": 3.0}}
    )
    assert slips_that_are_right(exam, key) == ("paid-total: goods",)
    told = data_of(exam)
    assert "nobody can be seen to make them" not in report_page(told)
    page = report_page(replace(told, right_here=("paid-total: goods",)))
    assert (
        "On the shop of this class these named slips give the right answer, so nobody can be seen to make them: "
        "paid-total: goods." in page
    )


def test_difficulty_and_discrimination():
    assert correlation([1.0] * 9, [2.0] * 9) is None
    assert correlation([float(n) for n in range(10)], [float(-n) for n in range(10)]) == pytest.approx(-1)
    assert correlation([1.0] * 10, [float(n) for n in range(10)]) is None


def test_figures(exam):
    data = data_of(exam)
    first = data.tasks[0]
    assert first.earned == pytest.approx((4 * 4 + 2 * 2 + 4 * 2) / 48)
    assert first.discrimination == pytest.approx(0.91, abs=0.02)
    assert dict(first.verdicts) == {"right": 4, "slip": 2, "blank": 1, "unreadable": 1, "partly": 4}
    assert [(one.task, one.slip, one.students) for one in data.slips] == [
        ("paid-total", "goods", ("student_00", "student_01"))
    ]
    assert {one.point for one in data.points_open} == {"99.01", "99.02", "99.03"}, "what nobody has marked is not open"
    talk = dict(data.talk)
    assert talk["ed_late"] == ["nothing was handed in"]
    assert (
        "3 of 3 tasks have no answer" in talk["student_02"] and "the notebook could not be read" in talk["student_03"]
    )
    assert talk["amy_li"] == ["much in common with bo_wang: ask both how they worked"]
    assert "student_05" not in talk and "cy_zhao" not in talk


def test_the_page_can_be_read_without_seeing_it(exam):
    page = report_page(data_of(exam))
    reader = Reader(page)
    assert [attrs for tag, attrs in reader.tags if tag == "html"] == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and set(levels[1:]) == {2}
    assert all(len(attrs["alt"]) > 40 for attrs in reader.all("img")) and len(reader.all("img")) == 4
    assert len(reader.all("caption")) == len(reader.all("table")) >= 5
    assert all("scope" in attrs for attrs in reader.all("th"))
    targets = {attrs["id"] for _, attrs in reader.tags if "id" in attrs}
    assert all(attrs["href"][1:] in targets for attrs in reader.all("a"))


def test_the_page_stands_alone_and_runs_nothing(exam):
    page = report_page(data_of(exam))
    assert not Reader(page).all("script", "link", "iframe", "object")
    assert "<script>" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "http" not in page and "Takings &lt;are&gt; sums" in page


def test_without_names_nobody_can_be_told(exam, tmp_path: Path):
    data = data_of(exam, anonymous=True)
    write(data, tmp_path / "report.ipynb")
    texts = [report_page(data), *(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())]
    for text in texts:
        assert not [name for name in (*NAMES, "ed_late") if name in text]
    assert "Student 001" in texts[0]
    order = [one.student for one in data.scores]
    assert order == sorted(order)
    names = pseudonyms(NAMES, "secret")
    assert sorted(names, key=names.get) != sorted(NAMES) and names != pseudonyms(NAMES, "another")


def test_the_notebook_runs_and_holds_the_gradebooks_figures(exam, tmp_path: Path, monkeypatch):
    import matplotlib

    matplotlib.use("agg")
    monkeypatch.chdir(tmp_path)
    data = data_of(exam)
    write(data, tmp_path / "report.ipynb")
    cells = json.loads((tmp_path / "report.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(cell["source"], names)
    assert names["totals"].to_dict() == {one.student: one.total for one in data.scores}
    assert len(records(data)) == len(NAMES) * 4


def test_what_nobody_has_marked_yet_pulls_no_mean_down(exam):
    waiting = [one for one in records(data_of(exam)) if one["waits"]]
    assert [(one["student"], one["task"], one["points"]) for one in waiting] == [("amy_li", "report", None)]


def test_what_a_person_has_marked_waits_for_none(exam):
    data = data_of(exam)
    mine = next(one for one in data.scores if one.student == "amy_li")
    assert "0 · for a person" in report_page(data) and "· by hand" not in report_page(data)
    mine.tasks["report"] = replace(mine.tasks["report"], by_hand=8.5, score=8.5, waiting=False)
    assert "8.5 · by hand" in report_page(data)


def copied(words: str) -> dict:
    notebook = json.loads(json.dumps(master_notebook()))
    notebook["cells"].append(added(words))
    return notebook


def test_what_is_rare_and_shared_is_a_lead():
    own = random.Random(1)
    text = (
        "total_of_the_whole_year = orders.loc[orders.paid_at.notna(), 'paid'].pipe(lambda x: x.sum())  # ask Ma why\n"
        * 2
    )
    long = text + "\n".join(f"part_{n} = total_of_the_whole_year * {n}.{n}" for n in range(6))
    notebooks = {f"s{n}": copied(f"mine_{n} = {own.random()} + {own.random()}\n{SOLUTIONS['pick']}") for n in range(20)}
    notebooks |= {"amy": copied(long), "bo": copied(long.replace("\n", "\n\n"))}
    released = json.loads(json.dumps(master_notebook()))
    (pair,) = alike(notebooks, released)
    assert (pair.one, pair.other, pair.cells) == ("amy", "bo", ("an added cell",))
    assert pair.share == 1.0
    assert alike({name: copied(long) for name in "abcdefgh"}, released) == [], "what many have says nothing"


@pytest.mark.needs("bubblewrap")
def test_a_real_class_has_a_report_with_and_without_names(graded_class):
    room, result, _ = graded_class
    page = write_report(room, MODULE, result)
    assert page.stat().st_size < 3_000_000
    hidden = write_report(room, MODULE, result, anonymous=True)
    assert (page.name, hidden.name) == (f"{MODULE}.html", f"{MODULE}-anonymous.html")
    text = hidden.read_text(encoding="utf-8")
    assert not [name for name in ("slip-goods", "two-hundred-megabytes", "neighbours-file") if name in text]
    assert room.secret() not in text
