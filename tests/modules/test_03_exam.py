"""What is special about module 03's exam: its two judges' words, its planners, and a planted truth that the method finds.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import math
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coursekit.exam import Exam, Shop, Task, World, load_exam
from coursekit.judge import judge
from coursekit.mark import Mark, mark_task
from shoplab.handin import BUNDLE_MIME, encode
from shopworld import schema
from shopworld.decisions import day_seven
from shopworld.decisions import launch_budget as budget
from shopworld.launching import launch_tests
from shopworld.world import World as ShopWorld

SEED = 42
TABLES = (
    "launches", "launch_daily", "running_launches", "launch_items", "launch_trials", "launch_days", "zone_weeks",
)  # fmt: skip


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / "modules" / "03_new_product_launch" / "tasks" / "exam.py")


def shop_of(seed: int) -> Shop:
    """The tables that launches need, money in yuan, without the orders that take seconds to make."""
    world, made = ShopWorld(seed, "course"), {}
    for name in TABLES:
        yuan = [column.name for column in schema.tables()[name].columns if column.kind == "yuan"]
        made[name] = world[name].astype(dict.fromkeys(yuan, float))
        made[name][yuan] = made[name][yuan] / 100
    return Shop(tables=made)


@pytest.fixture(scope="module")
def world() -> World:
    return World(SEED, shop_of(SEED))


def marked(task: Task, answer: Any, world: World, cache: Path) -> Mark:
    """The mark of a decision, by the way that a class's hand-ins take."""
    from coursekit.exam import AnswerKey

    bundle = encode(task.name, answer)
    cell = {"outputs": [{"output_type": "execute_result", "data": {BUNDLE_MIME: bundle}}], "execution_count": 1}
    outcomes = {task.name: judge(task, bundle, answer, world, cache)}
    return mark_task(task, cell, None, AnswerKey({task.name: ...}, {task.name: {}}), outcomes)


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == {f"03.{number:02}" for number in range(1, 13)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= {"0", "1"}, slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


@pytest.mark.parametrize("seed", [2025, 5, 77, 618])
def test_the_planners_are_strong_references(exam: Exam, seed: int) -> None:
    shop = shop_of(seed)
    plan = budget.grid(exam.task("launch-budget").reference(shop))
    assert budget.left(seed, plan) >= 0.97 * budget.left(seed, budget.best(seed))
    chosen = exam.task("day-seven").reference(shop)
    earned = day_seven.earned(seed, chosen.loc[chosen["go_on"], "item"])
    assert earned >= 0.6 * day_seven.best(seed)


@pytest.mark.parametrize("seed", [2025, 5, 77, 618])
def test_the_matched_comparison_is_near_the_planted_truth_and_before_and_after_is_not(exam: Exam, seed: int) -> None:
    found, truth = exam.task("zone-effect").reference(shop_of(seed)), launch_tests.zone_effect(seed)
    assert abs(math.log1p(found["effect"]) - truth) <= 0.12
    assert abs(math.log1p(found["before_after"]) - truth) > 0.12


def test_a_plan_reads_its_regret(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("launch-budget")
    plan = task.reference(world.tables)
    poorer = plan[plan["channel"] != "feed ads"]
    left, best = budget.left(SEED, budget.grid(poorer)), budget.left(SEED, budget.best(SEED))
    mark = marked(task, poorer, world, tmp_path)
    assert mark.points < task.points
    assert (
        f"Your plan's orders leave ¥{left:,.0f}. Somebody who knows every response leaves ¥{best:,.0f}: your regret is "
        f"¥{best - left:,.0f}." in mark.feedback
    )
    assert marked(task, plan, world, tmp_path).points == 15


def test_a_plan_may_be_rounded_to_the_yuan(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("launch-budget")
    plan = task.reference(world.tables)
    rounded = plan.assign(yuan=plan["yuan"].round())
    assert marked(task, rounded, world, tmp_path).points == 15


@pytest.mark.parametrize(
    "broken",
    [{"item": "L9"}, {"channel": "radio"}, {"day": 0}, {"yuan": -5.0}, {"yuan": float("nan")}],
    ids=lambda one: next(iter(one)),
)
def test_a_plan_for_a_place_that_is_none_earns_nothing(
    exam: Exam, world: World, tmp_path: Path, broken: dict[str, Any]
) -> None:
    task = exam.task("launch-budget")
    plan = task.reference(world.tables).assign(**broken)
    assert task.compare.judge(plan, world) == {"slip": "no-such-place"}


def test_a_list_reads_how_many_it_missed(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("day-seven")
    chosen = task.reference(world.tables)
    shorter = chosen.assign(go_on=chosen["go_on"] & (chosen["item"] < "R150"))
    mark = marked(task, shorter, world, tmp_path)
    assert mark.points < 10
    assert re.search(
        r"\d+ articles go on in your list; \d+ of them earn something\. It leaves out \d+ that would have\.",
        mark.feedback,
    )
    assert marked(task, chosen, world, tmp_path).points == 10


def test_the_judge_is_the_same_twice(exam: Exam, world: World) -> None:
    task = exam.task("day-seven")
    answer = task.reference(world.tables)
    assert task.compare.judge(answer, world) == task.compare.judge(pd.DataFrame(answer), World(SEED, shop_of(SEED)))
