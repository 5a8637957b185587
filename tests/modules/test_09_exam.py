"""What is special about module 09's exam: its three judges' words, planted truths that the method finds, and a claim of the trade tested.

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
from shopworld import HOME_SEED, morning, schema
from shopworld.decisions import insiders
from shopworld.service import chats
from shopworld.team import rosters, staff
from shopworld.world import World as ShopWorld

SEED = 42
TABLES = (
    "arrivals_hourly", "audit_log", "chats", "post_needs", "right_packages", "rights", "role_needs", "shifts", "staff",
    "sub_accounts", "tickets",
)  # fmt: skip


@pytest.fixture(scope="module")
def exam(root: Path) -> Exam:
    return load_exam(root / "modules" / "09_team" / "tasks" / "exam.py")


@pytest.fixture(scope="module")
def world() -> World:
    """A shop's tables about people, money in yuan."""
    shop, made = ShopWorld(SEED, "course"), {}
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
    assert {point for task in exam.tasks for point in task.outline} == {f"09.{number:02}" for number in range(1, 15)}
    assert [task.level for task in exam.tasks] == ["core"] * 4 + ["stretch"] * 2
    assert exam.points == 70


def test_the_words_of_a_slip_hold_no_figure_of_a_shop(exam: Exam) -> None:
    for task in exam.automatic:
        assert task.right.startswith("Correct. ")
        for slip in task.slips:
            assert slip.says[0].isupper() and slip.says.endswith("."), slip.name
            assert not re.findall(r"\d", slip.says), slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_the_first_as_counted_is_the_one_with_the_easy_queue(exam: Exam, world: World) -> None:
    found = exam.task("fair-bonus").reference(world.tables)
    nick = world.tables.staff.set_index("staff_id")["nick"]
    assert found["raw_best"] == nick[rosters.AGENTS[chats.easy_queue(SEED)]]
    assert found["best"] != found["raw_best"] and found["added"] < 0 and found["place"] >= 4
    assert found["easy_gain"] > 0.03


def test_the_open_door_is_the_leavers(exam: Exam, world: World) -> None:
    found = exam.task("least-rights").reference(world.tables)
    assert found["close"] == f"lantern:{staff.leaver(SEED)[0].lower()}"
    assert not any(pair.startswith(found["close"]) for pair in [*found["take"], *found["give"]])
    assert found["hidden"] >= found["given_back"]


def test_a_roster_reads_its_share_and_its_wages(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("week-roster")
    plan = task.reference(world.tables)
    full = marked(task, plan, world, tmp_path)
    assert full.points == 10
    short = marked(task, plan.assign(agents=plan["agents"].where(plan["day"] != 4, 3)), world, tmp_path)
    assert short.points < 5
    assert re.search(
        r"On twelve unseen weeks \d\d\.\d% were answered in time; the wages were ¥\d\d,\d\d\d\.", short.feedback
    )


@pytest.mark.parametrize(
    "broken", [{"agents": -1}, {"agents": 2.5}, {"shift": "early"}, {"day": 1}, {"agents": float("nan")}], ids=str
)
def test_a_roster_that_is_none_earns_nothing(exam: Exam, world: World, broken: dict[str, Any]) -> None:
    task = exam.task("week-roster")
    assert task.compare.judge(task.reference(world.tables).assign(**broken), world) == {"slip": "not-a-roster"}


def test_a_list_of_acts_reads_how_many_are_innocent(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("insiders")
    named = task.reference(world.tables)
    assert marked(task, named, world, tmp_path).points == 15
    truth = insiders.guilty(SEED, world.tables.audit_log, world.tables.sub_accounts)
    innocent = [number for number in world.tables.audit_log["log_id"].head(40) if number not in truth.index]
    few = marked(task, named + innocent[:3], world, tmp_path)
    assert 13 <= few.points < 15 and f"Of the {len(named) + 3} acts that you name, 3 are innocent." in few.feedback
    assert marked(task, named + innocent[:11], world, tmp_path).points == 2
    assert marked(task, [], world, tmp_path).points == 0


def test_a_seating_reads_its_fit_and_its_rights(exam: Exam, world: World, tmp_path: Path) -> None:
    task = exam.task("sale-seats")
    best = task.reference(world.tables)
    assert marked(task, best, world, tmp_path).points == 15
    more = marked(task, best.assign(packages=best["packages"] + "; cash"), world, tmp_path)
    assert more.points < 15 and "0 needed rights are missing" in more.feedback
    for broken in ({"person": best["person"].iloc[0]}, {"packages": "gold"}, {"seat": 1}, {"person": "E01"}):
        assert task.compare.judge(best.assign(**broken), world) == {"slip": "not-a-seating"}, broken


def test_the_judges_are_the_same_twice(exam: Exam, world: World) -> None:
    for name in ("week-roster", "insiders", "sale-seats"):
        task = exam.task(name)
        answer = task.reference(world.tables)
        again = pd.DataFrame(answer) if isinstance(answer, pd.DataFrame) else list(answer)
        assert task.compare.judge(answer, world) == task.compare.judge(again, World(SEED, world.tables))


def test_a_mean_below_three_minutes_does_not_keep_the_rule_of_three_minutes(world: World) -> None:
    """The trade's claim: answer within three minutes. The year's mean keeps it; on a sale's day a third of the buyers and more waits longer."""
    shop = ShopWorld(SEED, "course")
    asked = world.tables.chats
    asked = asked[asked["first_reply_s"] > 2].assign(date=lambda one: one["started_at"].dt.normalize())
    asked = asked.merge(shop["calendar"][["date", "sale"]], on="date")
    assert asked["first_reply_s"].mean() < 180
    late = (asked["first_reply_s"] > 180).groupby(asked["sale"]).mean()
    assert late[False] < 0.12 and late[True] > 0.33


def test_the_morning_in_the_folder_is_the_home_shops(root: Path) -> None:
    for name, content in morning.files(ShopWorld(HOME_SEED, "course"), "2025-11-03").items():
        assert (root / "datasets" / name).read_bytes() == content, name


def test_august_sells_most_and_a_visitor_brings_less_in_each_month_to_november() -> None:
    """Lesson 4 says so of August and of the three months after it."""
    daily = ShopWorld(HOME_SEED, "course")["shop_daily"]
    by_month = daily.groupby(daily["date"].dt.month)[["paid_amount", "visitors"]].sum()
    a_visitor = by_month["paid_amount"] / by_month["visitors"]
    assert by_month["paid_amount"].idxmax() == a_visitor.idxmax() == 8
    assert list(a_visitor.loc[8:11]) == sorted(a_visitor.loc[8:11], reverse=True)
