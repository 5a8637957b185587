"""What is special about module 05's exam: its words, its two judges and what odd hand-ins meet there.

That right answers, solutions and slips earn what they should on three unseen shops is proved by `coursekit lint`
(tests/notebooks/test_lint.py).
"""

import re
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coursekit.exam import AnswerKey, Exam, Shop, World, answer_key, load_exam
from coursekit.lint.shops import SEEDS, shop_folder
from shoplab.handin import hand_in, shape_of

MODULE = "modules/05_livestream"
COURSE_POINTS = {f"05.{number:02}" for number in range(1, 16)}


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
            assert not re.findall(r"\d", slip.says), slip.name
            assert "!" not in slip.says and "wrong" not in slip.says.lower(), slip.name


def test_a_run_is_tried_on_streams_and_its_outcome_is_said_once(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["run-of-show"]
    found = exam.task("run-of-show").compare.judge(right, world)
    assert found["value"] == found["reference"] > found["naive"] > 0
    assert "notes" not in found
    mixed = right.sample(frac=1, random_state=1)
    assert share(exam, world, "run-of-show", mixed) == pytest.approx(1)


def test_half_of_the_way_earns_half_of_the_points(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["run-of-show"]
    without = right.assign(coupon=False)
    turned = right.assign(sku=right["sku"].to_numpy()[::-1])
    assert 0.3 < share(exam, world, "run-of-show", without) < 0.9
    assert share(exam, world, "run-of-show", turned) < share(exam, world, "run-of-show", without)


def test_a_script_that_does_not_fit_hears_why(exam: Exam, world: World, key: AnswerKey) -> None:
    long = key.references["run-of-show"].assign(minutes=16)
    found = exam.task("run-of-show").compare.judge(long, world)
    assert found["slip"] == "not-admitted"
    assert found["notes"][0] == "Opening, pitches and closing take 200 minutes; the stream has 120."


def test_articles_of_another_shop_are_said_to_be_typed_in(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["run-of-show"]
    found = exam.task("run-of-show").compare.judge(right.assign(sku=["P00-0", *right["sku"][1:]]), world)
    assert found["slip"] == "no-script"
    assert found["notes"][0].startswith("These aren't this shop's twelve")


def test_naming_a_part_of_a_crowd_earns_a_part_and_accusing_all_earns_nothing(
    exam: Exam, world: World, key: AnswerKey
) -> None:
    right = key.references["bought-viewers"]
    assert share(exam, world, "bought-viewers", right) == pytest.approx(1)
    assert 0.2 < share(exam, world, "bought-viewers", right.head(1)) < 0.8
    assert share(exam, world, "bought-viewers", right.head(0)) == 0
    assert share(exam, world, "bought-viewers", right.assign(begins=0, ends=120)) < 0


def test_odd_decisions_are_answered(exam: Exam, world: World, key: AnswerKey) -> None:
    run, bought = key.references["run-of-show"], key.references["bought-viewers"]
    odd = (None, 3, [], {}, "P01-1", pd.DataFrame(), pd.DataFrame({"place": [1]}))
    scripts = (
        run.head(11),
        run.assign(host="Zhou"),
        run.assign(minutes=float("nan")),
        run.assign(minutes=9.5),
        run.assign(place=1),
        run.assign(coupon="yes"),
        run.assign(sku=run["sku"].iloc[0]),
    )
    crowds = (bought.assign(begins="x"), bought.assign(ends=float("inf")), bought.assign(session_id=999))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in (*odd, *scripts):
            assert exam.task("run-of-show").compare.judge(answer, world) == {"slip": "no-script"}
        for answer in (*odd, *crowds):
            assert exam.task("bought-viewers").compare.judge(answer, world)["slip"] == "no-such-minutes"


def test_whole_yuan_are_right(exam: Exam, key: AnswerKey) -> None:
    right = key.references["three-gpm"]
    assert exam.task("three-gpm").compare.check(right.round(0), right).right
    assert not exam.task("three-gpm").compare.check(right.round(-1), right).right


def test_the_seven_days_are_told_from_yesterday_and_from_changes_alone(exam: Exam, key: AnswerKey) -> None:
    right, slips = key.references["honest-words"], key.slips["honest-words"]
    assert 80 < len(right) < 300
    for name in ("yesterday-only", "changes-only", "today-in-it"):
        for column in ("lowest", "lawful"):
            assert (slips[name][column] != right[column]).mean() > 0.15, (name, column)


def test_one_row_that_no_stream_has_costs_that_row_only(exam: Exam, world: World, key: AnswerKey) -> None:
    right = key.references["bought-viewers"]
    empty = pd.DataFrame({"session_id": [1], "begins": [40], "ends": [40]})
    found = exam.task("bought-viewers").compare.judge(pd.concat([right, empty]), world)
    assert found["value"] == found["reference"]
    assert found["notes"][0].startswith(f"Not counted: 1 of your {len(right) + 1} rows. In each, `ends` must lie after")
    alone = exam.task("bought-viewers").compare.judge(empty, world)
    assert alone["slip"] == "no-such-minutes" and alone["notes"][0].startswith("Not counted: 1 of your 1 rows.")


def test_who_ends_a_crowd_at_its_last_minute_hears_of_it(exam: Exam, world: World, key: AnswerKey) -> None:
    right, judge = key.references["bought-viewers"], exam.task("bought-viewers").compare.judge
    said = "Your rows end a minute before the silence does: `ends` is the minute after the last."
    assert judge(right.assign(ends=right["ends"] - 1), world)["notes"][-1] == said
    assert said not in judge(right, world)["notes"]


def test_kaplan_and_meier_is_told_from_its_two_short_cuts(exam: Exam, key: AnswerKey) -> None:
    right, task = key.references["who-brought-it"], exam.task("who-brought-it")
    for name in ("cut-off-dropped", "cut-off-as-end"):
        off = {part.name for part in task.compare.check(key.slips["who-brought-it"][name], right).parts if part.says}
        assert off >= {"stay_followers", "long_followers", "long_search"}, name


def test_shapes_take_the_model_answers(exam: Exam, key: AnswerKey) -> None:
    for task in exam.automatic:
        shape = shape_of(task.name)
        assert shape is not None and shape.changes_with_shop
        assert hand_in(task.name, key.references[task.name]).says.startswith("Ready to hand in: "), task.name


def test_the_counter_is_the_warehouse(exam: Exam, world: World, key: AnswerKey) -> None:
    """Pieces left at the pitch lie between what the day began with and what it closed with."""
    words = key.references["honest-words"].merge(world.tables.live_pitches, on=["session_id", "begins"])
    words = words.merge(world.tables.live_sessions[["session_id", "began_at"]], on="session_id")
    words["date"] = words["began_at"].dt.normalize()
    words = words.merge(world.tables.inventory_daily, on=["sku", "date"])
    assert (words["left"] >= words["closing"]).all()
    assert (words["left"] <= words["opening"] + words["received"]).all()
