"""Handing in a policy: it is tried on a first day in a process of its own, and travels as its source."""

import pytest

from shoplab.handin import BUNDLE_MIME, Shape, check_policy, decode, hand_in
from shoplab.handin import desk as desk_module
from shoplab.handin.check import gap_in
from shoplab.handin.shapes import ShapeError, read_shapes
from shoplab.season.judging import handed_in
from shopworld.judging.guest import HandedIn
from shopworld.market.policies import nothing

SHAPE = Shape(kind="policy", season="season")


@pytest.fixture(autouse=True)
def a_task(monkeypatch):
    shapes = {"run-the-season": SHAPE}
    monkeypatch.setattr(desk_module, "all_shapes", lambda: shapes)
    monkeypatch.setattr(desk_module, "shape_of", shapes.get)


def two_people(today, memory):
    return {"staff": 2}


def as_many(today, memory, people):
    return {"staff": people}


def forgets(today, memory):
    return {"staff": helper()}  # noqa: F821


def cheap(today, memory):
    return {"price": {"A01": -1}}


def test_a_policy_that_decides_a_first_day_is_ready():
    assert hand_in("run-the-season", two_people).says == (
        "Ready to hand in: the function `two_people`, which decided a first day without a fault."
    )
    assert hand_in("run-the-season", handed_in(as_many, {"people": 3})).ready


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            forgets,
            "the policy stopped with NameError: name 'helper' is not defined on day 1; nothing was done that day.",
        ),
        (cheap, "the price of A01 is −1; allowed is 0.01 to "),
        (
            as_many,
            "the policy stopped with TypeError: as_many() missing 1 required positional argument: 'people' on day 1",
        ),
        (len, "the policy's source can't be read. Write it as one function with `def` in a cell of its own"),
    ],
)
def test_what_goes_wrong_on_the_first_day_is_said_before_it_is_handed_in(answer, says):
    told = hand_in("run-the-season", answer).says
    assert told.startswith(f"Not yet: the function was tried on the first day of a season, and {says}")


def test_something_else_than_a_function_is_named():
    assert hand_in("run-the-season", 5).says == (
        "Not yet: yours is a number; hand in a function, like `policy`, written as `def policy(today, memory):`."
    )


def test_when_grading_the_source_travels_and_nothing_is_tried(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(check_policy, "first_day", None)
    data = hand_in("run-the-season", handed_in(as_many, {"people": 3}))._repr_mimebundle_()
    carried = decode(data[BUNDLE_MIME], "run-the-season")
    assert HandedIn(**carried) == handed_in(as_many, {"people": 3}) and data["text/plain"] == "0.0"


def test_an_author_must_name_the_season_and_only_for_a_policy():
    assert read_shapes('[x]\nkind = "policy"\nseason = "season"')["x"].season == "season"
    for text in ('[x]\nkind = "policy"', '[x]\nkind = "number"\nseason = "season"'):
        with pytest.raises(ShapeError, match="a policy needs `season`, and nothing else has one"):
            read_shapes(text)


def test_a_function_that_leans_on_names_outside_itself_is_told_so_at_home():
    assert "NameError: name 'Any' is not defined" in (gap_in(nothing, SHAPE) or "")


def test_a_parameter_that_must_come_along_is_asked_for():
    shape = Shape(
        kind="policy", season="season", fields={"people": Shape("number")}, example="handed_in(as_many, {...})"
    )
    assert gap_in(as_many, shape) == "`people` doesn't come with `as_many`: hand in handed_in(as_many, {...})"
    assert gap_in(handed_in(as_many, {"people": 2}), shape) is None
