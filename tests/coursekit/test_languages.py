"""One class in two languages: the same marks for the same answers, each learner's words in her own language, one gradebook."""

import csv
import io
import json

import pytest
from small_course import MODULE, SOLUTIONS, cell_of, filled, put

from coursekit.classroom import Classroom
from coursekit.export_marks import export
from coursekit.feedback import write_feedback
from coursekit.grading import ClassResult, grade
from coursekit.readers import in_language, language_of
from coursekit.release import release

pytestmark = pytest.mark.needs("bubblewrap")

LANGUAGES = '[zh_CN]\nname = "中文"\noffer = "中文"\nnotice = "还没有译完"\nfinished = ["99_small"]\n'
TOLD = {
    "How much came in?": "进账多少？",
    "What buyers paid": "买家付了多少",
    "You added up `goods`, before the discount.": "你加的是折扣前的 `goods`。",
    "Correct. Only what was paid is takings.": "正确。付了款的才算进账。",
    "**What should Wen do?** Write one sentence.": "**阿雯该怎么做？** 写一句话。",
    "your turn": "轮到你了",
}
GOODS = 'answer = orders[orders["paid_at"].notna()]["goods"].sum()'
ANSWERS = {
    "right": SOLUTIONS,
    "slip": {**SOLUTIONS, "paid-total": GOODS},
    "typed": {**SOLUTIONS, "paid-total": "answer = 999_999"},
    "stopped": {**SOLUTIONS, "paid-total": "answer = ordrs"},
    "blank": {},
}
FIRST_SAYS = {
    "right": "正确。付了款的才算进账。",
    "slip": "还不对。你加的是折扣前的 `goods`。",
    "typed": "还不对。用打分那家店的数据运行，你的答案是 999,999，太高了。",
    "stopped": "还不对。没有可以提交的答案。你的单元格因 NameError: name 'ordrs' is not defined 停了下来。",
    "blank": "轮到你了：`answer` 还是 `...`。",
}


@pytest.fixture(scope="module")
def mixed(course, make_class) -> tuple[Classroom, ClassResult]:
    (course / "course").mkdir(exist_ok=True)
    (course / "course" / "languages.toml").write_text(LANGUAGES, encoding="utf-8")
    catalogue = course / "modules" / MODULE / "locale" / "zh_CN" / f"{MODULE}.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    entries = (
        f"msgid {json.dumps(one, ensure_ascii=False)}\nmsgstr {json.dumps(two, ensure_ascii=False)}\n"
        for one, two in TOLD.items()
    )
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + "\n".join(entries), encoding="utf-8"
    )
    room = make_class("mixed")
    notes = release(room, MODULE, language="zh")
    assert notes[-1].startswith(f"The same notebook in another language is in release_zh_CN/{MODULE}/tasks.ipynb.")
    for name, answers in ANSWERS.items():
        english = filled(room, answers)
        put(room, f"{name}-en", english)
        put(room, f"{name}-zh", _chinese(room, english))
    return room, grade(room, MODULE)


def _chinese(room: Classroom, english: dict) -> dict:
    """The Chinese release with the same answers."""
    told = json.loads((room.root / "release_zh_CN" / MODULE / "tasks.ipynb").read_text(encoding="utf-8"))
    for cell, answered in zip(told["cells"], english["cells"], strict=True):
        assert cell["metadata"].get("nbgrader", {}).get("grade_id") == answered["metadata"].get("nbgrader", {}).get(
            "grade_id"
        )
        if cell["cell_type"] == "code" and answered["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = answered["source"]
    return told


def test_the_same_answers_get_the_same_marks_in_either_language(mixed):
    marks = {one.student: [(mark.points, mark.verdict, mark.slip) for mark in one.marks] for one in mixed[1].students}
    assert mixed[1].failed == [] and len(marks) == 2 * len(ANSWERS)
    for name in ANSWERS:
        assert marks[f"{name}-zh"] == marks[f"{name}-en"], name
    assert marks["right-zh"][0] == (4.0, "right", None) and marks["slip-zh"][0] == (2.0, "slip", "goods")


def test_feedback_speaks_the_language_of_the_hand_in(mixed):
    says = {one.student: one.marks[0].feedback for one in mixed[1].students}
    assert {name: says[f"{name}-zh"] for name in ANSWERS} == FIRST_SAYS
    assert says["slip-en"] == "Not yet. You added up `goods`, before the discount."
    assert all(one.notes == [] for one in mixed[1].students)


def test_an_untouched_written_answer_is_blank_in_either_language(mixed):
    written = {one.student: one.marks[-1].verdict for one in mixed[1].students}
    assert set(written.values()) == {"blank"}


def test_one_gradebook_and_a_page_in_each_language(mixed, tmp_path):
    room, _ = mixed
    pages = {path.parent.parent.name: path.read_text(encoding="utf-8") for path in write_feedback(room, MODULE)}
    assert "买家付了多少" in pages["slip-zh"] and "What buyers paid" in pages["slip-en"]
    assert "进账多少？" in pages["slip-zh"] and "得 2 分，满分 4 分。" in pages["slip-zh"]
    assert "进账多少？" not in pages["slip-en"] and "2 of 4 points." in pages["slip-en"]
    table = tmp_path / "marks.csv"
    export(room, MODULE, "csv", table)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 2 * len(ANSWERS)


def test_a_language_that_the_course_does_not_know_is_english(course):
    for meta in (
        {},
        {"shoplab": {"language": "xx"}},
        {"shoplab": "zh_CN"},
        {"shoplab": {"language": ["zh_CN"]}},
        None,
        3,
    ):
        assert language_of({"metadata": meta}, course) == "en"
    assert language_of(None, course) == "en"


def test_the_copy_in_another_language_keeps_the_release_itself(mixed):
    room, _ = mixed
    before = json.dumps(room.released(MODULE))
    told = in_language(room.released(MODULE), MODULE, room.repository, "zh_CN")
    assert json.dumps(room.released(MODULE)) == before
    assert cell_of(told, "top")["source"] == "# 进账多少？"
