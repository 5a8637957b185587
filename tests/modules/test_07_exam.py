"""What is special about module 07's exam: its judges' words, its hidden texts, and a planted slope that has no cliff.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coursekit.exam import AnswerKey, Exam, Shop, Task, World, beside, load_exam
from coursekit.judge import judge
from coursekit.mark import Mark, mark_task
from shoplab.handin import BUNDLE_MIME, encode
from shopworld import schema
from shopworld.decisions import titles
from shopworld.goods import listings
from shopworld.world import World as ShopWorld

SEED = 42
TABLES = (
    "keywords", "search_terms", "products", "listings_export", "listing_attributes", "freight_zones", "freight_templates",
    "courier_rates", "supplier_quotes", "deliveries",
)  # fmt: skip


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / "modules" / "07_listing" / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def answers(root: Path) -> Any:
    return beside(str(root / "modules" / "07_listing" / "tasks" / "exam.py"), "answers")


@pytest.fixture(scope="module")
def world() -> World:
    """A shop of the tables that the exam needs, money in yuan."""
    made, shop = {}, ShopWorld(SEED, "course")
    for name in TABLES:
        yuan = [column.name for column in schema.tables()[name].columns if column.kind == "yuan"]
        made[name] = shop[name].astype(dict.fromkeys(yuan, float))
        made[name][yuan] = made[name][yuan] / 100
    return World(SEED, Shop(tables=made))


def marked(task: Task, answer: Any, world: World, cache: Path) -> Mark:
    """The mark of a decision, by the way that a class's hand-ins take."""
    bundle = encode(task.name, answer)
    cell = {"outputs": [{"output_type": "execute_result", "data": {BUNDLE_MIME: bundle}}], "execution_count": 1}
    outcomes = {task.name: judge(task, bundle, answer, world, cache)}
    return mark_task(task, cell, None, AnswerKey({task.name: ...}, {task.name: {}}), outcomes)


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == {f"07.{number:02}" for number in range(1, 18)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert set(re.findall(r"\d[\d,.]*\d|\d", slip.says)) <= {"0", "1", "1000"}, slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_a_refused_title_hears_its_reason_and_the_others_count(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("ten-titles")
    table = task.reference(world.tables)
    table.loc[0, "title"] = table.loc[0, "title"] * 3
    table.loc[1, "title"] = "旅行"
    size = titles.size(table.loc[0, "title"])
    mark = marked(task, table, world, tmp_path)
    assert f"Refused, 60 bytes are allowed: {titles.TEN[0]} ({size} bytes)." in mark.feedback and mark.points < 10
    assert f"Refused, the article's name isn't in it: {titles.TEN[1]}." in mark.feedback
    assert marked(task, task.reference(world.tables), world, tmp_path).points == 10


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("sensitive-words", "the best plan we know an F1 of 0.99. 0 texts that must go were not flagged, 1 innocent"),
        ("supply-plan", "In 0 categories your plan leaves less than nine tenths of the planner's."),
        ("ten-titles", "Your titles bring 100 % of the orders that the planner's bring."),
    ],
)
def test_the_reference_earns_full_marks_and_reads_its_note(
    exam: Exam, world: World, tmp_path: Path, name: str, note: str
) -> None:
    task = exam.task(name)
    mark = marked(task, task.reference(world.tables), world, tmp_path)
    assert mark.points == task.points and note in mark.feedback


def test_hidden_texts_are_two_sorts_and_no_text_is_both(answers: Any) -> None:
    must, may = set(answers.hidden.MUST_GO), set(answers.hidden.MAY_STAY)
    assert not must & may and len(must) == len(answers.hidden.MUST_GO) and len(may) == len(answers.hidden.MAY_STAY)
    for sign in ("最", "第一", "国家", "顶", "治", "绝对", "永", "唯一", "冠军", "全网"):
        assert any(sign in text for text in must) and any(sign in text for text in may), sign


def test_the_lists_score_nine_tenths_and_tricks_don_t(answers: Any) -> None:
    assert answers.score(answers.LISTS) >= 0.9
    tricks = {
        "signs": answers.SIGNS,
        "the file's own lists": {"banned": list(answers.BANNED), "allowed": list(answers.ALLOWED)},
        "the boasts themselves": {"banned": ["全网最低价", "行业第一品牌", "国家级品质", "顶级面料"], "allowed": []},
        "everything": {"banned": list("的一包可图袋水号国面天上最有用装"), "allowed": []},
        "one sign": {"banned": ["最"], "allowed": []},
    }
    for name, lists in tricks.items():
        assert answers.score(lists) < 0.9, name


@pytest.mark.parametrize(
    "broken", [None, 5, {"banned": []}, {"banned": ["最"], "allowed": [3]}, {"banned": "最", "allowed": []}]
)
def test_lists_that_are_none_earn_nothing(exam: Exam, world: World, broken: Any) -> None:
    assert exam.task("sensitive-words").compare.judge(broken, world) == {"slip": "nothing-banned"}


@pytest.mark.parametrize(
    "broken", [{"supplier": "X"}, {"alert": -5.0}, {"alert": float("nan")}, {"supplier": "TRA01-A"}], ids=str
)
def test_a_plan_with_a_supplier_or_an_alert_that_is_none_earns_nothing(
    exam: Exam, world: World, broken: dict[str, Any]
) -> None:
    task = exam.task("supply-plan")
    assert task.compare.judge(task.reference(world.tables).assign(**broken), world) == {"slip": "no-such-supplier"}


def test_the_edge_orders_lie_on_both_sides_of_every_edge(answers: Any, world: World) -> None:
    orders = answers.edge_orders(world.tables)
    assert len(orders) == 200 and orders["order"].is_unique
    assert {999, 1_000, 1_001} <= set(orders["grams"])
    zones = world.tables.freight_zones.set_index("province")["zone"]
    assert set(orders["province"].map(zones)) == {"near", "middle", "far", "remote"}
    for limit in world.tables.freight_templates["free_from"].unique():
        if limit:
            assert limit in set(orders["goods"]) and np.isclose(orders["goods"], limit - 0.01).any()


def test_the_deck_s_cliff_is_a_slope_on_other_shops_too() -> None:
    for seed in (1, 2, 3, 618):
        table = listings.export(seed)
        empty = table["attributes"].str.count(r":(?:;|$)") / len(listings.attributes())
        months = (table["listed_on"].max() - table["listed_on"]).dt.days / 30
        over = (empty > 0.20).astype(float)
        design = np.column_stack([np.ones(len(table)), empty, months, over])
        found = np.linalg.lstsq(design, np.log(table["exposures_28d"]), rcond=None)[0]
        jump = pd.Series(np.log(table["exposures_28d"])).groupby(over).mean().diff().iloc[-1]
        assert abs(found[3]) < 0.25 < -jump  # the two sides differ, and no step is left once slope and age are in
