"""The practice board, and a season once more with the same luck."""

from __future__ import annotations

import pytest

from shoplab.languages import speaking
from shoplab.season import (
    DecisionError,
    best_known,
    board,
    bridge,
    contributions,
    evaluate,
    handed_in,
    played,
    practise,
)
from shoplab.season.board import BASELINES, FILE, NAIVE, NO_NAME, REFERENCE, TAKEN, picture
from shopworld.market.policies import naive

POLICY = """
def away(today, memory, forecast=None):
    return {}
"""


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A workspace that takes notes."""
    (tmp_path / ".shoplab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHOPLAB_NO_LOG", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


@pytest.fixture
def away(tmp_path, monkeypatch):
    """A policy with a source, as a notebook's cell gives it one."""
    (tmp_path / "absent.py").write_text(POLICY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    from importlib import import_module, invalidate_caches

    invalidate_caches()
    return import_module("absent").away


def test_a_run_stands_on_the_board_beside_the_baselines(workspace, away):
    practise(away, "nobody there", forecast=(-3_000, 2_000))
    practise(away, "nobody there", forecast=(-3_000, 2_000))
    shown = board()
    assert set(shown.index) == {*BASELINES, "nobody there"} and shown.index.is_unique
    assert shown["contribution"].is_monotonic_decreasing
    assert shown.at[NAIVE, "mark"] == 0 == shown.at["nobody there", "mark"]
    assert len((workspace / ".shoplab" / FILE).read_text(encoding="utf-8").splitlines()) == 2
    _, alt = picture()
    assert "nobody there" in alt


def test_a_damaged_line_and_another_markets_run_are_left_out(workspace):
    (workspace / ".shoplab" / FILE).write_text('{"name": "half\n{"name": "old", "market": "0"}\n', encoding="utf-8")
    assert set(board().index) == set(BASELINES)


def test_the_boards_own_rows_have_names_in_the_readers_language(workspace, away):
    with speaking("zh_CN"):
        assert not set(board().index) & set(BASELINES)
        for name in (REFERENCE, "标杆"):
            with pytest.raises(DecisionError):
                practise(away, name)
    assert set(board().index) == set(BASELINES)


@pytest.mark.parametrize(("name", "says"), [("", NO_NAME), ("x" * 41, NO_NAME), (NAIVE, TAKEN.format(name=NAIVE))])
def test_a_name_is_ones_own(away, name, says):
    with pytest.raises(DecisionError) as caught:
        practise(away, name)
    assert str(caught.value) == says


def test_every_yuan_between_two_shops_with_the_same_luck_has_a_name():
    mine, other = played(naive, "season", 101), best_known("season", 101)
    found = bridge(mine, other)
    assert found["contribution"] == pytest.approx(other.profit - mine.profit, abs=0.01)
    assert found.drop("contribution").sum() == pytest.approx(found["contribution"], abs=0.05)


def test_shops_of_different_seasons_do_not_stand_beside_each_other():
    with pytest.raises(DecisionError, match="these are “level-1, seed 1” and “level-1, seed 2”"):
        bridge(played(naive, "level-1", 1), played(naive, "level-1", 2))


def test_a_refused_plan_is_a_day_without_decisions():
    shop = played(lambda today, memory: {"price": {"A01": -5}}, "level-1", 1)
    assert shop.done


def test_seasons_side_by_side_leave_what_they_leave_one_by_one():
    together = contributions(naive, (101, 102))
    assert together.to_dict() == {seed: played(naive, seed=seed).profit for seed in (101, 102)}


def test_days_on_which_nothing_was_done_are_told_of(workspace, tmp_path, monkeypatch, capsys):
    (tmp_path / "bold.py").write_text("def bold(today, memory):\n    return {'prices': {}}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    from importlib import import_module

    bold = import_module("bold").bold
    practise(bold, "bold")
    assert capsys.readouterr().out.startswith("On 900 of 900 days nothing was done. The first reason: ")
    evaluate(bold, [101])
    assert capsys.readouterr().out.startswith("On 90 of 90 days nothing was done. The first reason: ")


def test_a_forecast_whose_higher_end_stands_first_is_refused(tmp_path, monkeypatch):
    (tmp_path / "sure.py").write_text("def sure(today, memory, forecast):\n    return {}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    from importlib import import_module

    sure = import_module("sure").sure
    with pytest.raises(DecisionError) as error:
        handed_in(sure, {"forecast": (160_000, 101_000)})
    assert str(error.value) == "A forecast is (low, high), the lower one first; this one is (160,000, 101,000)."
    assert handed_in(sure, {"forecast": (101_000, 160_000)}).parameters == {"forecast": (101_000, 160_000)}
