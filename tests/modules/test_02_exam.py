"""What is special about module 02's exam: its two judges, their planners and the tricks that don't beat them."""

import re
from pathlib import Path

import pandas as pd
import pytest

from coursekit.exam import Exam, Shop, World, load_exam
from coursekit.lint.shops import SEEDS, shop_folder
from shoplab.handin import shape_of
from shopworld import HOME_SEED, morning
from shopworld.world import World as ShopWorld

MODULE = "modules/02_store_management"
COURSE_POINTS = {f"02.{number:02}" for number in range(1, 17)}


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / MODULE / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def world(root: Path) -> World:
    folder = shop_folder(root, SEEDS[0])
    return World(SEEDS[0], Shop(folder), str(folder))


def share(exam: Exam, task: str, answer: object, world: World) -> float:
    """What part of the way from the naive decision to the reference an answer goes."""
    outcome = exam.task(task).compare.judge(answer, world)
    return (outcome["value"] - outcome["naive"]) / (outcome["reference"] - outcome["naive"])


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == COURSE_POINTS
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70
    assert all(shape_of(task.name).changes_with_shop for task in exam.automatic)


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    allowed = {"0", "1", "12", "23", "48"}
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= allowed, slip.name


def test_no_plain_stock_plan_comes_near_the_planner(exam: Exam, world: World) -> None:
    task = exam.task("reorder-plan")
    planned = task.reference(world.tables)
    sold = planned["sku"].map(world.tables.inventory_daily.groupby("sku")["sold"].mean())
    plain = {
        "nothing": (0 * sold, 0 * sold),
        "the same for all": (0 * sold + 51, 0 * sold + 100),
        "a bit every day": (planned["up_to"] - 1, planned["up_to"]),
        "half of everything": (planned["point"] / 2, planned["up_to"] / 2),
        "a week's sales": (3 * sold, 10 * sold),
    }
    for name, (point, up_to) in plain.items():
        plan = pd.DataFrame({"sku": planned["sku"], "point": point.round(), "up_to": up_to.round()})
        assert share(exam, task.name, plan, world) < 0.5, name


def test_no_plain_roster_comes_near_the_planner(exam: Exam, world: World) -> None:
    task = exam.task("sale-day-roster")
    planned = task.reference(world.tables)["agents"]
    for agents in ([5] * 24, [0] * 24, [12] * 24, (planned + 1).tolist(), (planned - 1).clip(0).tolist()):
        roster = pd.DataFrame({"hour": range(24), "agents": agents})
        assert share(exam, task.name, roster, world) < 0.5, agents


def test_odd_decisions_are_answered(exam: Exam, world: World) -> None:
    for odd in (None, 3, [], {}, "plan", {"sku": ["P01-1"]}, {"hour": 3, "agents": "two"}):
        assert exam.task("reorder-plan").compare.judge(odd, world) == {"slip": "rows-missing"}
        assert exam.task("sale-day-roster").compare.judge(odd, world) == {"slip": "not-a-roster"}
    planned = exam.task("reorder-plan").reference(world.tables)
    assert exam.task("reorder-plan").compare.judge(planned.assign(point=float("nan")), world) == {
        "slip": "rows-missing"
    }
    twice = pd.concat([planned.iloc[:1], planned.iloc[:-1]])
    assert exam.task("reorder-plan").compare.judge(twice, world) == {"slip": "rows-missing"}


def test_a_plan_above_the_budget_hears_both_sums(exam: Exam, world: World) -> None:
    planned = exam.task("reorder-plan").reference(world.tables)
    outcome = exam.task("reorder-plan").compare.judge(planned.assign(up_to=planned["up_to"] * 3), world)
    assert outcome["slip"] == "over-budget"
    assert re.fullmatch(r"Your levels would tie up ¥[\d,]+, and Wen allows ¥[\d,]+\.", outcome["notes"][0])


def test_the_morning_in_the_folder_is_the_home_shops(root: Path) -> None:
    for name, content in morning.files(ShopWorld(HOME_SEED, "course"), "2025-10-20").items():
        assert (root / "datasets" / name).read_bytes() == content, name
