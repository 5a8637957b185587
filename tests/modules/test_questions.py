"""Every question of the course: its answer is taken, each named slip gets its own words, and dots are nobody's mistake."""

import importlib.util
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest

from coursekit.build.headings import headings
from shoplab.data import Shop, shop
from shoplab.practice import Question, question
from shoplab.practice.judge import judge
from shoplab.practice.model import value_of
from shoplab.practice.proof import question_faults

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted([*ROOT.glob("course/questions.py"), *ROOT.glob("modules/*/questions.py")])


@dataclass(frozen=True)
class Asked:
    """A question and the folder whose questions.py holds it."""

    folder: Path
    question: Question

    def __str__(self) -> str:
        return f"{self.folder.name}:{self.question.name}"


def once(answer: Any) -> Any:
    """The same answer, computed at the first asking only: several tests ask for it on the same shop."""
    return cache(answer) if callable(answer) else answer


def questions(path: Path) -> list[Question]:
    """The QUESTIONS of one questions.py, loaded without a trace in the folder, each answer and slip computed once."""
    spec = importlib.util.spec_from_loader(f"questions_{path.parent.name}", loader=None)
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(path)
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    return [
        replace(
            one, answer=once(one.answer), slips=tuple(replace(slip, answer=once(slip.answer)) for slip in one.slips)
        )
        for one in module.QUESTIONS
    ]


ASKED = [Asked(path.parent, one) for path in SHEETS for one in questions(path)]
DECIDED = [one for one in ASKED if one.question.fits is not None]
SOLE = [one for one in ASKED if one.question.fits is None]
"""Questions with one right answer, guesses and explanations: all but the decisions, where several answers will do."""
JUDGED = [one for one in SOLE if one.question.form != "explain" and one.question.accept is None]


@cache
def home_shop() -> Shop:
    """The course's own shop, its big tables made on first use."""
    return shop()


@cache
def cells(path: Path) -> list:
    return nbformat.read(path, as_version=4).cells


@pytest.mark.parametrize("asked", SOLE, ids=str)
def test_a_question_holds_together(asked: Asked) -> None:
    assert question_faults(asked.question, home_shop()) == []


@pytest.mark.parametrize("asked", JUDGED, ids=str)
def test_each_slip_is_recognised_and_gets_its_words(asked: Asked) -> None:
    for number, slip in enumerate(asked.question.slips):
        outcome = judge(asked.question, value_of(slip.answer, home_shop()), tables=home_shop())
        assert (outcome.lead, outcome.slip) == ("Not yet.", number), outcome.text
        assert outcome.body.endswith(slip.says)


@pytest.mark.parametrize("asked", JUDGED, ids=str)
def test_the_answer_is_correct_and_gets_its_reason(asked: Asked) -> None:
    outcome = judge(asked.question, value_of(asked.question.answer, home_shop()), tables=home_shop())
    assert outcome.lead == "Correct."
    assert outcome.body and "{" not in outcome.body


@pytest.mark.parametrize("asked", DECIDED, ids=str)
@pytest.mark.parametrize("nonsense", [None, 7, "yes", {}, ["a"], {"no": "such key"}], ids=repr)
def test_a_decision_that_cannot_be_read_gets_a_sentence(asked: Asked, nonsense: object) -> None:
    outcome = judge(asked.question, nonsense, tables=home_shop())
    assert outcome.lead == "Not yet." and outcome.body.endswith((".", "?")), outcome.text


@pytest.mark.parametrize("asked", [one for one in DECIDED if one.question.name == "05-coupon-pays"], ids=str)
def test_the_list_of_the_hint_s_condition_is_correct_and_the_slip_s_is_not(asked: Asked) -> None:
    """The list of hint 3, and the one of those who ask only whether an order leaves more than the coupon takes."""
    known = asked.question.fits.__globals__
    goods, coupon, off = known["goods_on_air"](home_shop()), known["coupon_factor"](home_shop()), known["TWELVE_OFF"]
    right = goods.index[coupon * (goods["leaves"] - off) > goods["leaves"]].tolist()
    slip = goods.index[goods["leaves"] > off].tolist()
    assert judge(asked.question, right, tables=home_shop()).lead == "Correct."
    assert judge(asked.question, slip, tables=home_shop()).body.endswith("compare both sides.")


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_dots_are_your_turn(asked: Asked) -> None:
    outcome = judge(asked.question, ..., "my_answer", home_shop())
    assert outcome.text == "Your turn: `my_answer` is still `...`."


@pytest.mark.parametrize("asked", JUDGED, ids=str)
def test_a_question_names_a_wrong_answer_that_people_give(asked: Asked) -> None:
    assert asked.question.slips


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_question_is_asked_in_a_notebook_beside_it(asked: Asked) -> None:
    asking = re.compile(rf"""\bquestion\(\s*["']{re.escape(asked.question.name)}["']\s*\)""")
    notebooks = asked.folder.glob("*.ipynb")
    assert any(asking.search(cell.source) for path in notebooks for cell in cells(path))


@pytest.mark.parametrize("asked", [one for one in ASKED if one.question.lesson], ids=str)
def test_the_section_to_repeat_exists(asked: Asked) -> None:
    """The part after # is what JupyterLab makes of a heading: its spaces become dashes."""
    file, _, section = asked.question.lesson.partition("#")
    markdown = [cell.source for cell in cells(asked.folder / file) if cell.cell_type == "markdown"]
    anchors = {text.replace(" ", "-") for source in markdown for _, text in headings(source)}
    assert not section or section in anchors


def test_no_name_is_used_twice_in_the_course() -> None:
    names = [one.question.name for one in ASKED]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.parent.name)
def test_the_order_of_the_questions_is_the_notebooks_order(path: Path) -> None:
    exercises = sorted(path.parent.glob("*exercises.ipynb"))
    source = "\n".join(cell.source for file in exercises for cell in cells(file))
    asked = re.findall(r"""\bquestion\(\s*["']([^"']+)["']\s*\)""", source)
    assert asked == [one.name for one in questions(path) if one.name in asked]


def test_a_learner_in_the_course_folder_meets_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_NO_LOG", "1")
    monkeypatch.chdir(ROOT / "course")
    q = question("00-order-of-running")
    shown = 200
    assert repr(q.check(shown)) == (
        "Not yet. Yours is 200. You read the page from top to bottom. The numbers in brackets say in which order it was "
        "run. `q.hint()` gives a nudge."
    )
