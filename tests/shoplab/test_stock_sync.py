"""A shelf that several shops sell from: nothing is sold twice, and each limit errs on one side."""

import numpy as np
import pytest

from shoplab.stock_sync import sell, sweep

OURS = np.arange(0, 1_000, 10)
OTHERS = np.arange(5, 1_000, 5)


def test_with_figures_of_the_minute_nothing_is_oversold() -> None:
    for stop_at in (0, 20):
        assert sell(OURS, OTHERS, 150, 0, stop_at)["oversold"] == 0


def test_enough_for_all_turns_nobody_away() -> None:
    assert sell(OURS, OTHERS, 10_000, 60, 0) == {"sold": len(OURS), "oversold": 0, "turned_away": 0}


@pytest.mark.parametrize("delay", [15, 60, 240])
def test_a_higher_limit_oversells_less_and_turns_more_away(delay: int) -> None:
    tried = [sell(OURS, OTHERS, 150, delay, limit) for limit in (0, 20, 60, 150)]
    assert [one["oversold"] for one in tried] == sorted((one["oversold"] for one in tried), reverse=True)
    assert [one["turned_away"] for one in tried] == sorted(one["turned_away"] for one in tried)
    assert tried[0]["oversold"] > 0 and tried[-1]["sold"] == 0


def test_what_is_oversold_was_asked_for_while_the_figure_was_on_its_way() -> None:
    asked_a_minute = 1 / 10
    assert sell(OURS, OTHERS, 150, 100, 0)["oversold"] == pytest.approx(100 * asked_a_minute, abs=1)


def test_a_day_leaves_pieces_less_broken_promises() -> None:
    table = sweep(OURS, OTHERS, 150, 60, [0, 10], piece=15, broken=30)
    assert (table["leaves"] == 15 * table["sold"] - 30 * table["oversold"]).all()
    assert table["stop_at"].tolist() == [0, 10]


def test_nothing_negative_goes_in() -> None:
    with pytest.raises(ValueError) as caught:
        sell(OURS, OTHERS, 10, -1, 0)
    assert str(caught.value) == "delay can't be below 0; it is -1."
