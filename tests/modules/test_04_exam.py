"""What is special about module 04's exam: its words, its three judges and what odd hand-ins meet there.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from coursekit.exam import AnswerKey, Exam, Shop, World, answer_key, load_exam
from coursekit.lint.shops import SEEDS, shop_folder
from shoplab.handin import hand_in, shape_of
from shopworld.decisions import price_ladder

MODULE = "modules/04_hit_product"
COURSE_POINTS = {f"04.{number:02}" for number in range(1, 13)}


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / MODULE / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def world(root: Path) -> World:
    folder = shop_folder(root, SEEDS[0])
    return World(SEEDS[0], Shop(folder), str(folder))


@pytest.fixture(scope="module")
def key(exam: Exam, world: World) -> AnswerKey:
    return answer_key(exam, {"unseen": world.tables})


def share(exam: Exam, world: World, task: str, answer: Any) -> float:
    """How far an answer gets from the naive one to the reference."""
    found = exam.task(task).compare.judge(answer, world)
    return (found["value"] - found["naive"]) / (found["reference"] - found["naive"])


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == COURSE_POINTS
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= {"0"}, slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_a_promise_counts_beside_the_choice(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["three-hits"]
    assert share(exam, world, "three-hits", right) == pytest.approx(1)
    assert share(exam, world, "three-hits", right | {"promised": 2 * right["promised"]}) < 0.8
    assert share(exam, world, "three-hits", right | {"promised": 0}) < 0.8


def test_a_ladder_is_tried_on_the_true_elasticity(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["price-ladder"]
    found = exam.task("price-ladder").compare.judge(right, world)
    assert found["value"] == found["reference"] > found["naive"]
    true = -price_ladder.elasticity(world.seed)
    said = f"You worked with an elasticity of {right['elasticity']:.2f}; the buyers' is {true:.2f}."
    assert found["notes"] == [said.replace("-", "−")]
    assert abs(right["elasticity"] - true) <= 0.25
    assert exam.task("price-ladder").compare.judge(right | {"launch": 1.0}, world) == {"refused": "not-admitted"}


def test_no_way_to_spend_the_budget_beats_the_hold_out(exam: Exam, world: World, key: AnswerKey) -> None:
    table = world.tables.creators.set_index("creator")
    cheapest = table["fee"].sort_values().cumsum().pipe(lambda paid: paid[paid <= 30_000]).index.tolist()
    travel = table[table["topic"] == "travel"]["fee"].sort_values().cumsum()
    for tried in (cheapest, travel[travel <= 30_000].index.tolist(), key.references["creator-choice"][:1]):
        assert share(exam, world, "creator-choice", tried) < 0.9
    assert share(exam, world, "creator-choice", key.references["creator-choice"]) == pytest.approx(1)


def test_odd_decisions_are_answered(exam: Exam, world: World) -> None:
    odd = (
        None,
        3,
        [],
        {},
        "T01",
        {"items": [["T01"]], "promised": float("nan")},
        {"presale": "59", "after": True},
        [7],
    )
    allowed = {"three-hits": {"not-three", "no-promise"}, "price-ladder": {"above-list"}}
    allowed["creator-choice"] = {"unknown-creator"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for task, slips in allowed.items():
            for answer in odd:
                assert exam.task(task).compare.judge(answer, world)["slip"] in slips
    three = {"items": ["T01", "T02", "T03"], "promised": True}
    assert exam.task("three-hits").compare.judge(three, world) == {"slip": "no-promise"}


def test_shapes_take_the_model_answers(exam: Exam, key: AnswerKey) -> None:
    for task in exam.automatic:
        shape = shape_of(task.name)
        assert shape is not None and shape.changes_with_shop
        assert hand_in(task.name, key.references[task.name]).says.startswith("Ready to hand in: "), task.name
