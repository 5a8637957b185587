"""What is special about module 06's exam: its two judges' words and tricks, and the planted truths that its methods find.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coursekit.exam import Exam, Shop, World, load_exam
from shopworld import schema
from shopworld.sales import payments, settlement
from shopworld.world import World as ShopWorld

SEED = 42
TABLES = (
    "orders",
    "refunds",
    "settlement",
    "platform_fees",
    "payment_attempts",
    "shop_daily",
    "calendar",
    "category_market",
)


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / "modules" / "06_data_analysis" / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def made() -> ShopWorld:
    return ShopWorld(SEED, "course")


@pytest.fixture(scope="module")
def world(made: ShopWorld) -> World:
    tables = {}
    for name in TABLES:
        yuan = [column.name for column in schema.tables()[name].columns if column.kind == "yuan"]
        tables[name] = made[name].astype(dict.fromkeys(yuan, float))
        tables[name][yuan] = tables[name][yuan] / 100
    return World(SEED, Shop(tables=tables))


def share(exam: Exam, world: World, task: str, answer: Any) -> float:
    found = exam.task(task).compare.judge(answer, world)
    return (found["value"] - found["naive"]) / (found["reference"] - found["naive"])


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == {f"06.{number:02}" for number in range(1, 20)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert not re.findall(r"\d", slip.says), slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_the_route_found_is_the_broken_one_and_half_of_it_earns_half(exam: Exam, world: World) -> None:
    right = exam.task("switch-off").reference(world.tables)
    true = payments.broken_route(SEED, 365)
    assert right == {
        "bank": payments.BANKS[true.bank],
        "app": payments.APPS[true.app],
        "first_hour": true.hour,
        "hours": payments.BROKEN_HOURS,
    }
    assert share(exam, world, "switch-off", right) == pytest.approx(1)
    assert 0.3 < share(exam, world, "switch-off", right | {"hours": 2}) < 0.7
    assert share(exam, world, "switch-off", right | {"app": "Android 9.2"}) < 0
    notes = exam.task("switch-off").compare.judge(right, world)["notes"]
    assert re.fullmatch(r"Your switch saves \d+ orders in ninety days; the broken route loses \d+\.", notes[0])


def test_the_claim_is_what_was_planted(exam: Exam, world: World, made: ShopWorld) -> None:
    missing = settlement.missing_money(SEED, made.chain, made.days)
    claim = exam.task("settlement").reference(world.tables)
    assert claim["beyond_rate"] == pytest.approx(missing.commission / 100, abs=1)
    assert claim["taken_twice"] == pytest.approx(missing.double_refunds / 100, abs=1)
    assert claim["never_came"] == pytest.approx(missing.left_out / 100, abs=3)  # fees are rounded order by order


def test_a_forecast_reads_its_mase_and_may_be_rounded(exam: Exam, world: World) -> None:
    task = exam.task("january")
    right = task.reference(world.tables)
    found = task.compare.judge(right.assign(orders=right["orders"].round()), world)
    assert re.fullmatch(
        r"Your forecast's MASE over twenty-four Januaries is 0\.\d\d; like last week has \d\.\d\d\.", found["notes"][0]
    )
    assert share(exam, world, "january", right.assign(orders=right["orders"].round())) > 0.99
    assert share(exam, world, "january", right.sample(frac=1, random_state=1)) == pytest.approx(1)
    assert share(exam, world, "january", right.assign(orders=right["orders"].mean())) < 0.98


def test_odd_decisions_are_answered(exam: Exam, world: World) -> None:
    right = exam.task("switch-off").reference(world.tables)
    days = exam.task("january").reference(world.tables)
    odd_routes = (
        None, 3, [], {}, right | {"bank": 7}, right | {"hours": 0}, right | {"hours": True}, right | {"first_hour": 23},
        right | {"app": "web"}, right | {"first_hour": -1}, right | {"hours": 2.5},
    )  # fmt: skip
    odd_months = (
        None, "all", {}, days.head(29), days.assign(day=1), days.assign(orders=np.nan), days.assign(orders="many"),
        days.assign(orders=-1.0), days.drop(columns="day"), pd.DataFrame(),
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in odd_routes:
            assert exam.task("switch-off").compare.judge(answer, world) == {"slip": "no-such-route"}
        for answer in odd_months:
            assert exam.task("january").compare.judge(answer, world) == {"slip": "not-thirty-days"}
