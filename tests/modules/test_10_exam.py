"""What is special about module 10's exam: its words, its two judges, and what odd hand-ins meet there.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coursekit.exam import Exam, Shop, World, load_exam
from coursekit.lint.shops import SEEDS, shop_folder
from shopworld.decisions import click_claim, held_orders
from shopworld.risk.signs import EARLY

MODULE = "modules/10_risk"


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / MODULE / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def world(root: Path) -> World:
    folder = shop_folder(root, SEEDS[0])
    return World(SEEDS[0], Shop(folder), str(folder))


@pytest.fixture(scope="module")
def rule(exam: Exam, world: World) -> pd.DataFrame:
    return exam.task("held-orders").reference(world.tables)


@pytest.fixture(scope="module")
def right(exam: Exam, world: World) -> dict[str, Any]:
    return exam.task("click-claim").reference(world.tables)


def judged(exam: Exam, world: World, task: str, answer: Any) -> dict[str, Any]:
    return exam.task(task).compare.judge(answer, world)


def share(found: dict[str, Any]) -> float:
    """How far an answer gets from the naive one to the reference."""
    return (found["value"] - found["naive"]) / (found["reference"] - found["naive"])


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == {f"10.{number:02}" for number in range(1, 13)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= {"0", "03", "09", "2025"}, slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_a_rule_reads_whom_it_hurt(exam: Exam, world: World, rule: pd.DataFrame) -> None:
    stricter = rule.assign(hold=rule["hold"] & rule["device"])
    came_to = held_orders.result(world.seed, stricter)
    found = judged(exam, world, "held-orders", stricter)
    assert found["notes"] == [
        f"Your rule holds {came_to.hit} false orders of {came_to.false}, and {came_to.hurt} honest ones."
    ]
    assert share(found) < 0.6
    assert share(judged(exam, world, "held-orders", rule)) == pytest.approx(1)


def test_a_combination_that_never_came_changes_nothing(exam: Exam, world: World, rule: pd.DataFrame) -> None:
    only_held = rule[rule["hold"]]
    assert share(judged(exam, world, "held-orders", only_held)) == pytest.approx(1)
    assert judged(exam, world, "held-orders", rule[rule["silent"] & ~rule["silent"]]) == {"slip": "nobody"}
    assert judged(exam, world, "held-orders", pd.DataFrame({"hold": [True]})) == {"slip": "nobody"}


def test_one_witness_earns_nearly_what_two_earn_and_another_placement_nothing(
    exam: Exam, world: World, right: dict[str, Any]
) -> None:
    lower = judged(exam, world, "click-claim", right | {"claim": 0.9 * right["claim"]})
    assert 0.7 < share(lower) < 1
    other = "F1" if right["placement"] != "F1" else "F2"
    found = judged(exam, world, "click-claim", right | {"placement": other})
    assert share(found) < 0
    assert found["notes"] == ["The platform finds no fake clicks on the placement that you named."]


@pytest.mark.parametrize(
    "odd", [{"claim": -1.0}, {"claim": float("nan")}, {"since": "tomorrow"}, {"since": ""}, {"since": "2031-01-01"}]
)
def test_a_claim_that_is_none_earns_nothing(
    exam: Exam, world: World, right: dict[str, Any], odd: dict[str, Any]
) -> None:
    assert judged(exam, world, "click-claim", right | odd) == {"slip": "no-such-claim"}


@pytest.mark.parametrize("written", ["%d %B", "%B %d", "%d %b %Y", "%Y-%m-%d 00:00:00", "%Y%m%d"])
def test_a_claim_s_day_may_be_written_as_the_lesson_prints_it(
    exam: Exam, world: World, right: dict[str, Any], written: str
) -> None:
    since = pd.Timestamp(right["since"]).strftime(written)
    assert share(judged(exam, world, "click-claim", right | {"since": since})) == pytest.approx(1)
    whole = exam.task("click-claim").slips[0].answer(world.tables)
    assert judged(exam, world, "click-claim", whole | {"since": "1 January"}) == {"slip": "whole-year"}


def test_a_claim_reads_what_was_due(exam: Exam, world: World, right: dict[str, Any]) -> None:
    found = judged(exam, world, "click-claim", right)
    due = click_claim.billed(world.seed).since(right["since"])
    assert found["notes"] == [f"The fake clicks since your day cost ¥{due:,.0f}; you claimed ¥{right['claim']:,.0f}."]


def test_the_refusal_asks_for_no_way_to_do_it(exam: Exam) -> None:
    words = " ".join(criterion.full for criterion in exam.task("refusal").rubric)
    assert "No sentence says how it could be done unseen." in words


def test_a_rule_s_columns_are_the_early_signs(rule: pd.DataFrame) -> None:
    assert list(rule.columns) == [*EARLY, "hold"]
