"""What an exam, its notebook and the outline must agree in: each rule's sentence, word for word."""

from pathlib import Path

import pytest
from small_exam import EXAM, EXAM_FILE, MASTER, PAGE, SHAPES, cell_of, write_module

from coursekit.lint import exam_rules
from coursekit.lint.exams import Graded, graded_modules
from coursekit.lint.outline import Outline
from shoplab.handin.shapes import read_shapes


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Graded:
    monkeypatch.setattr(exam_rules, "shape_of", read_shapes(SHAPES).get)
    return write_module(tmp_path)


def entry(*assessed: str) -> dict:
    return {"title": "A point", "taught": [], "practised": [], "assessed": list(assessed)}


STATED = {
    "01.01": entry(f"{PAGE}#paid-total"),
    "01.02": entry(f"{PAGE}#the-pick", "modules/02_other/tasks.ipynb#elsewhere"),
    "01.03": entry(f"{PAGE}#report"),
    "01.04": entry(),
}


def test_a_module_that_agrees_has_no_finding(graded: Graded) -> None:
    assert list(exam_rules.cells_agree(graded)) == []
    assert list(exam_rules.shapes_and_slips(graded)) == []
    assert list(exam_rules.assessed_points(graded, Outline(STATED))) == []
    assert list(exam_rules.assessed_points(graded, Outline())) == []


def test_a_module_that_can_t_be_read_is_left_to_the_rules_that_say_so(graded: Graded) -> None:
    (graded.root / EXAM_FILE).write_text("1 / 0", encoding="utf-8")
    assert list(graded_modules(graded.root)) == []


def rename(graded: Graded, old: str, new: str) -> None:
    cell_of(graded, old).metadata.nbgrader.grade_id = new


def copy_cell(graded: Graded, name: str) -> None:
    graded.master.cells.insert(2, cell_of(graded, name).copy())


def swap(graded: Graded) -> None:
    cells = graded.master.cells
    cells[2:8] = [*cells[5:8], *cells[2:5]]


def change(graded: Graded, name: str, source: str = "", kind: str = "", **marks: object) -> None:
    cell = cell_of(graded, name)
    cell.source, cell.cell_type = source or cell.source, kind or cell.cell_type
    cell.metadata.nbgrader.update(marks)


@pytest.mark.parametrize(
    ("spoil", "findings"),
    [
        (lambda g: rename(g, "pick", "choose"), [
            f"{MASTER}: the exam's task `pick` has no graded cell. Give one the grade_id `pick`, or take the task out of exam.py.",
            f"{MASTER}, cell `pick`: the graded cell belongs to no task of exam.py. Add the task `choose`, or don't grade the cell.",
        ]),
        (lambda g: copy_cell(g, "pick"), [f"{MASTER}, cell `pick`: the exam's task `pick` has 2 graded cells; a task has one."]),
        (lambda g: change(g, "pick", points=5), [
            f"{MASTER}, cell `pick`: the cell is worth 5 points and the exam's task `pick` 6. Give both the same."
        ]),
        (swap, [
            f"{EXAM_FILE}: the exam has its tasks in another order than the notebook: `paid-total` stands where the notebook has `pick`."
        ]),
        (lambda g: change(g, "pick", source="answer = 1\nhand_in('pick', answer)"), [
            f"{MASTER}, cell `pick`: the graded cell of an automatic task is the one line `hand_in(\"pick\", …)` with a variable's name."
        ]),
        (lambda g: change(g, "pick-work", solution=False), [
            f"{MASTER}, cell `pick`: the task `pick` has no cell to work in. Give one the grade_id `pick-work` and make it a solution cell."
        ]),
        (lambda g: change(g, "report", solution=False), [
            f"{MASTER}, cell `report`: a task that a person marks is handed in as text. Make the graded cell `report` markdown and a solution."
        ]),
    ],
)  # fmt: skip
def test_cells_that_don_t_agree_with_the_exam(graded: Graded, spoil, findings: list[str]) -> None:
    spoil(graded)
    assert [str(finding) for finding in exam_rules.cells_agree(graded)] == findings


def test_every_task_has_a_public_shape_for_its_shop(graded: Graded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exam_rules, "shape_of", read_shapes('pick = { kind = "text", judged_on = "home" }').get)
    assert [str(finding) for finding in exam_rules.shapes_and_slips(graded)] == [
        f"{EXAM_FILE}: the task `paid-total` has no public shape. "
        "Describe its answer in shared/shoplab/tasks/01_small.toml.",
        f"{EXAM_FILE}: the task `pick` is judged on the unseen shop and its public shape says home. Give both the same.",
    ]


def test_every_automatic_task_names_four_wrong_answers(graded: Graded, tmp_path: Path) -> None:
    third = '        Slip("third", 1, "There are two better ones.", lambda shop: by_channel(shop).index[-3]),\n'
    assert third in EXAM
    few = write_module(tmp_path, EXAM.replace(third, "").replace(', lambda shop: "moon"', ""))
    assert [str(finding) for finding in exam_rules.shapes_and_slips(few)] == [
        f"{EXAM_FILE}: the task `pick` names 3 wrong answers. Name at least 4 that people really give.",
        f"{EXAM_FILE}: the slip `no-such-channel` of `pick` has no answer, so its marks can't be proved. Give it one.",
    ]


def test_the_outline_and_the_exam_name_the_same_points(graded: Graded) -> None:
    stated = Outline(
        {
            **STATED,
            "01.01": entry(),
            "01.02": entry(f"{PAGE}#pick-work"),
            "01.03": entry(f"{PAGE}#report", f"{PAGE}#top"),
            "01.04": entry(f"{PAGE}#pick"),
        }
    )
    assert [str(finding) for finding in exam_rules.assessed_points(graded, stated)] == [
        f"course/outline.yml: 01.03, assessed: no graded task of the exam stands at `{PAGE}#top`. Name a task's cell.",
        f"course/outline.yml: 01.04, assessed: `{PAGE}#pick` is the task `pick`, which does not list 01.04 in the exam. "
        "Add the point there, or take the place out.",
        f"{EXAM_FILE}: the exam's task `paid-total` lists 01.01, whose `assessed` does not name it. "
        f"Add `{PAGE}#paid-total` to it, or take the point out of the exam.",
    ]
