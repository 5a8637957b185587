"""Lists of words: an exception is cut out first, and the score counts both errors."""

import pytest

from shoplab.wording import f1, flagged, is_flagged


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最好用的收纳袋", True),
        ("最多可装八件", False),
        ("最多可装八件的最好收纳袋", True),  # one lawful use doesn't save the other
        ("拉链顺滑", False),
        ("", False),
    ],
)
def test_an_exception_saves_itself_and_nothing_else(text: str, expected: bool) -> None:
    assert is_flagged(text, ["最"], ["最多"]) is expected


def test_the_longest_exception_is_cut_first() -> None:
    assert not is_flagged("最大号图案", ["最", "图案"], ["最大", "最大号图案"])


def test_an_empty_sign_flags_nothing_and_an_empty_exception_saves_nothing() -> None:
    assert flagged(["最好", "好"], ["", "最"], [""]).tolist() == [True, False]


def test_cutting_makes_no_new_word() -> None:
    assert not is_flagged("第最多一", ["第一"], ["最多"])


@pytest.mark.parametrize(
    ("named", "true", "expected"),
    [
        ([True, True, False], [True, False, False], 2 / 3),
        ([True, True], [True, True], 1.0),
        ([False, False], [True, True], 0.0),
        ([False], [False], 0.0),
    ],
)
def test_f1_counts_false_alarms_and_misses(named: list[bool], true: list[bool], expected: float) -> None:
    assert f1(named, true) == pytest.approx(expected)
