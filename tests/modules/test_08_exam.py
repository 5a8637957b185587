"""What is special about module 08's exam: its three judges' words, its planners, and claims of the deck held against lots.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coursekit.exam import AnswerKey, Exam, Shop, Task, World, load_exam
from coursekit.judge import judge
from coursekit.mark import Mark, mark_task
from shoplab.handin import BUNDLE_MIME, encode
from shopworld import morning, schema
from shopworld.decisions import coupon_list, event_choice
from shopworld.offers import coupon_trial
from shopworld.world import World as ShopWorld

HOME, SEED = 2025, 42
TABLES = (
    "ad_daily", "search_terms", "brand_holdout", "official_events", "event_results", "products", "coupon_trial",
    "experiments", "experiment_results",
)  # fmt: skip
LIGHT = ("official_events", "event_results", "products", "coupon_trial")


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / "modules" / "08_optimization" / "tasks" / "exam.py")


def shop_of(world: ShopWorld, names: tuple[str, ...]) -> Shop:
    made = {}
    for name in names:
        yuan = [column.name for column in schema.tables()[name].columns if column.kind == "yuan"]
        made[name] = world[name].astype(dict.fromkeys(yuan, float))
        made[name][yuan] = made[name][yuan] / 100
    return Shop(tables=made)


@pytest.fixture(scope="module")
def world() -> World:
    return World(SEED, shop_of(ShopWorld(SEED, "course"), TABLES))


def marked(task: Task, answer: Any, world: World, cache: Path) -> Mark:
    """The mark of a decision, by the way that a class's hand-ins take."""
    bundle = encode(task.name, answer)
    cell = {"outputs": [{"output_type": "execute_result", "data": {BUNDLE_MIME: bundle}}], "execution_count": 1}
    outcomes = {task.name: judge(task, bundle, answer, world, cache)}
    return mark_task(task, cell, None, AnswerKey({task.name: ...}, {task.name: {}}), outcomes)


def test_every_point_of_the_outline_is_assessed(exam: Exam) -> None:
    assert {point for task in exam.tasks for point in task.outline} == {f"08.{number:02}" for number in range(1, 22)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert not re.findall(r"\d", slip.says), slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_the_planner_s_bids_earn_full_marks_and_read_their_day(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("forty-bids")
    bids = task.reference(world.tables)
    mark = marked(task, bids, world, tmp_path)
    assert mark.points == 10
    assert re.search(r"A day cost ¥4\d\d of the ¥500 and its orders left ¥[\d,]+\.", mark.feedback)
    rounded = bids.assign(bid=bids["bid"].round(2))
    assert marked(task, rounded, world, tmp_path).points >= 9.5


def test_bids_that_ignore_what_a_click_adds_earn_little(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("forty-bids")
    bids = task.reference(world.tables)
    tricks = {
        "half the market": world.tables.search_terms.groupby("keyword")["market_cpc"].mean() / 2,
        "all in": pd.Series(1000.0, index=bids["keyword"]),
        "own name": pd.Series({word: float(word in ("K48", "K49")) * 5 for word in bids["keyword"]}),
        "the same twice": pd.Series(0.3, index=bids["keyword"]),
        "nothing": pd.Series(0.0, index=bids["keyword"]),
    }
    for name, by_word in tricks.items():
        answer = bids.assign(bid=bids["keyword"].map(by_word))
        assert marked(task, answer, world, tmp_path).points <= 5, name


@pytest.mark.parametrize("seed", [2025, 5, 42, 618, 999])
def test_the_planner_s_list_of_events_is_a_strong_one(exam: Exam, seed: int) -> None:
    chosen = exam.task("eight-invitations").reference(shop_of(ShopWorld(seed, "course"), LIGHT))
    earned = event_choice.earned(seed, chosen.loc[chosen["join"], "event_id"])
    assert earned >= 0.7 * event_choice.best(seed)
    assert earned > max(event_choice.gain(seed).sum(), 0)


def test_no_cheap_rule_for_events_adds_what_the_planner_s_list_adds(exam: Exam) -> None:
    added: dict[str, float] = {}
    for seed in (2025, 5, 7, 42, 618, 999):
        shop = shop_of(ShopWorld(seed, "course"), LIGHT)
        open_ = event_choice.asked(seed).set_index("event_id")
        chosen = exam.task("eight-invitations").reference(shop)
        rules = {
            "planner": chosen.loc[chosen["join"], "event_id"],
            "all": open_.index,
            "low fee": open_.index[open_["entry_fee"] < 50_000],
            "price a fifth above cost": open_.index[open_["required_price"] > 1.2 * open_["unit_cost"]],
            "largest promises": open_["promised_factor"].nlargest(4).index,
            "most pieces": (open_["usual_units_a_day"] * open_["days"]).nlargest(4).index,
            "short ones": open_.index[open_["days"] <= 2],
        }
        for name, events in rules.items():
            added[name] = added.get(name, 0.0) + event_choice.earned(seed, events) / max(event_choice.best(seed), 1.0)
    planner = added.pop("planner")
    assert all(planner > other + 0.5 for other in added.values()), (planner, added)


def test_a_list_of_events_reads_how_many_it_missed(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("eight-invitations")
    chosen = task.reference(world.tables)
    nothing = chosen.assign(join=False)
    mark = marked(task, nothing, world, tmp_path)
    assert mark.points == 0
    assert re.search(
        r"You join 0 of 8\. Of these, 0 add something on average; \d that would have are left out\.", mark.feedback
    )
    assert marked(task, chosen, world, tmp_path).points == 10


@pytest.mark.parametrize("seed", [110, 140, 149])
def test_where_the_planner_s_list_truly_adds_nothing_doing_nothing_still_earns_nothing(
    exam: Exam, tmp_path: Path, seed: int
) -> None:
    task, unlucky = exam.task("eight-invitations"), World(seed, shop_of(ShopWorld(seed, "course"), LIGHT))
    chosen = task.reference(unlucky.tables)
    assert event_choice.earned(seed, chosen.loc[chosen["join"], "event_id"]) <= max(event_choice.gain(seed).sum(), 0)
    assert marked(task, chosen, unlucky, tmp_path).points == 10
    assert marked(task, chosen.assign(join=False), unlucky, tmp_path).points == 0


@pytest.mark.parametrize("seed", [2025, 5, 42, 618, 999])
def test_the_planner_s_coupons_are_near_the_best(exam: Exam, seed: int) -> None:
    chosen = exam.task("coupon-list").reference(shop_of(ShopWorld(seed, "course"), LIGHT))
    assert len(chosen) <= coupon_list.COUPONS
    assert coupon_list.added(seed, chosen) >= 0.75 * coupon_list.best(seed)


@pytest.mark.parametrize(
    ("answer", "slip"), [([0], "unknown-buyer"), ([5, 5], "unknown-buyer"), (["x"], "unknown-buyer")]
)
def test_a_buyer_who_is_none_is_named(exam: Exam, world: World, answer: list[Any], slip: str) -> None:
    assert exam.task("coupon-list").compare.judge(answer, world) == {"slip": slip}


def test_no_coupon_at_all_adds_nothing_and_earns_nothing(exam: Exam, world: World, tmp_path: Path) -> None:
    assert marked(exam.task("coupon-list"), [], world, tmp_path).points == 0


@pytest.mark.parametrize("seed", [2025, 5, 42, 618, 999])
def test_the_deck_s_half_price_coupon_costs_more_than_the_dormant_bring_back(seed: int) -> None:
    chances, trial = coupon_trial.chances(seed), coupon_trial.table(seed)
    dormant = (trial["recency_days"] >= coupon_trial.DORMANT_DAYS).to_numpy()
    assert chances.extra_margin[dormant].mean() < 0


def test_the_morning_in_the_folder_is_the_home_shops(root: Path) -> None:
    for name, content in morning.files(ShopWorld(HOME, "course"), "2025-08-05").items():
        assert (root / "datasets" / name).read_bytes() == content, name
