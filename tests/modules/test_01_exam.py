"""What is special about module 01's exam: its words, its two comparisons of its own, and its planner.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from coursekit.compare import Decision
from coursekit.exam import AnswerKey, Exam, Shop, Task, World, answer_key, load_exam
from coursekit.judge import judge
from coursekit.lint.shops import SEEDS, shop_folder
from coursekit.mark import Mark, mark_task
from shoplab.handin import BUNDLE_MIME, HandInError, encode, hand_in, shape_of
from shopworld import schema
from shopworld.decisions import entry
from shopworld.world import World as ShopWorld

MODULE = "modules/01_shop_setup"
TASKS = ("unit-economics", "licence-gate", "year-plan", "category-choice", "shop-setup")
COURSE_POINTS = {f"01.{number:02}" for number in range(1, 18)}


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


def marked(task: Task, bundle: dict[str, Any], answer: Any, key: AnswerKey, world: World, cache: Path) -> Mark:
    """The mark of one answer, by the way that a class's hand-ins take."""
    outcomes = {}
    if isinstance(task.compare, Decision) and answer is not ...:
        outcomes[task.name] = judge(task, bundle, answer, world, cache)
    cell = {"outputs": [{"output_type": "execute_result", "data": {BUNDLE_MIME: bundle}}], "execution_count": 1}
    return mark_task(task, cell, None, key, outcomes)


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == COURSE_POINTS
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    allowed = {"2025", "0", "1", "9", "15", "60", "150,000"}
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= allowed, slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_the_planner_is_a_strong_reference(exam: Exam) -> None:
    """Full marks stand at what the tables alone allow, and that is close to the best that anybody could have done."""
    worst = 1.0
    for seed in (5, 15, 618):
        shop = market_only(seed)
        year = entry.year(seed)
        planned = year.profit(exam.task("category-choice").reference(shop)["supplier"])
        worst = min(worst, (planned - year.dart) / (year.best["profit"] - year.dart))
    assert worst >= 0.9


def market_only(seed: int) -> Any:
    """The tables that a category choice needs, money in yuan, without the orders that take seconds to make."""
    shop_world = ShopWorld(seed, "course")
    names = (
        "category_market", "category_sellers", "platform_fees", "courier_rates", "licence_rules", "licences_held",
        "supplier_quotes", "deliveries", "categories",
    )  # fmt: skip
    made = {name: shop_world[name] for name in names}
    for name, frame in made.items():
        yuan = [column.name for column in schema.tables()[name].columns if column.kind == "yuan"]
        made[name] = frame.astype(dict.fromkeys(yuan, float))
        made[name][yuan] = made[name][yuan] / 100
    return Shop(tables=made)


@pytest.fixture
def plan(exam: Exam, world: World, key: AnswerKey) -> dict[str, Any]:
    return dict(key.references["year-plan"])


def test_a_plan_may_be_rounded_in_another_way_but_must_add_up(
    exam: Exam, world: World, key: AnswerKey, plan: dict[str, Any], tmp_path: Path
) -> None:
    task, months = exam.task("year-plan"), list(plan["months"])
    swapped = [months[0] + 10_000, months[1] - 10_000, *months[2:]]
    other = plan | {"months": swapped}
    assert marked(task, encode(task.name, other), other, key, world, tmp_path).verdict == "right"
    lost = plan | {"months": [months[0] - 10_000, *months[1:]]}
    mark = marked(task, encode(task.name, lost), lost, key, world, tmp_path)
    total = sum(months) - 10_000
    assert mark.points == 8
    assert mark.feedback == (
        f"Not yet, but a part of it is right. `months` add up to ¥{total:,.0f}, and that is not the year's target. "
        "Rounding has lost or found something. Part by part: `months` 2 of 4 · `quarters` 1 of 1 · `tool` 1 of 1 · "
        "`tool_discount` 1.5 of 1.5 · `weekly_budget` 1.5 of 1.5 · `last_order_cost` 1 of 1."
    )


def test_an_application_is_judged_by_what_the_platform_objects_to(
    exam: Exam, world: World, key: AnswerKey, tmp_path: Path
) -> None:
    task, right = exam.task("shop-setup"), key.references["shop-setup"]
    mine = {name: value for name, value in right.items() if name != "tables"}
    mine |= {"shop_name": "Wen's Corner", "stock": 7, "price": right["price"] + 5}
    assert marked(task, encode(task.name, mine), mine, key, world, tmp_path).points == 15
    far = mine["freight"].assign(first_fee=0.0, next_fee=0.0)
    slip = marked(task, encode(task.name, mine | {"freight": far}), mine | {"freight": far}, key, world, tmp_path)
    assert (slip.slip, slip.points) == ("free-freight", 13)
    two = mine | {"deposit": 1.0, "stock": 0}
    mark = marked(task, encode(task.name, two), two, key, world, tmp_path)
    assert mark.points == 11
    assert "The platform refuses the stage first listing: A first listing needs stock; this one has 0." in mark.feedback
    elsewhere = mine | {"platform": "Taobao"}
    assert (
        "Wen has decided for Tmall."
        in marked(task, encode(task.name, elsewhere), elsewhere, key, world, tmp_path).feedback
    )
    for odd in ({}, {"freight": 3}, 7, "shop", [mine], mine | {"freight": None, "papers": 1}):
        assert marked(task, encode(task.name, odd), odd, key, world, tmp_path).points < 15


def test_shapes_take_the_model_answers_and_say_what_is_missing(exam: Exam, world: World, key: AnswerKey) -> None:
    for name in TASKS:
        shape = shape_of(name)
        answer = key.references[name]
        if isinstance(answer, dict):
            answer = {field: value for field, value in answer.items() if field != "tables"}
        assert shape is not None and shape.changes_with_shop
        assert hand_in(name, answer).says.startswith("Ready to hand in: "), name
    gate = key.references["licence-gate"]
    assert hand_in("licence-gate", gate.drop(columns="may_open")).says == (
        "Not yet: the column `may_open` is missing. Yours are: `category`, `paper`, `late_share`. "
        "Like this: one row a category: 'luggage', 'no paper needed', 0.08, True."
    )
    economics = key.references["unit-economics"]
    per_cent = hand_in("unit-economics", economics.assign(refund_rate=economics["refund_rate"] * 100)).says
    assert "and not between 0 and 1" in per_cent
    with pytest.MonkeyPatch.context() as patch, pytest.raises(HandInError, match=r"the answer is still `\.\.\.`"):
        patch.setenv("NBGRADER_EXECUTION", "validate")
        hand_in("year-plan", ...)


def test_odd_decisions_are_answered(exam: Exam, world: World) -> None:
    judge_of = exam.task("category-choice").compare.judge
    for odd in (None, 3, [], {}, {"category": ["a"], "supplier": {}}, {"supplier": "YOG07-A"}):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert judge_of(odd, world) == {"slip": "no-such-offer"}
