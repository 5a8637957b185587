"""The explorer: groups are those who share a trace, the ladder adds up, and the picture says what the table says."""

import pandas as pd
import pytest

from shoplab import fraud_rings

ORDERS = pd.DataFrame(
    {
        "buyer_id": [1, 2, 3, 4, 5, 6, 6],
        "device": [10, 10, 10, 20, 30, 40, 50],
        "address": [7, 8, 9, 11, 11, 12, 12],
        "share": [0.9, 0.9, 0.9, 0.5, 0.5, 0.1, 0.1],
        "proved": [True, True, False, True, False, False, False],
    }
)


def test_three_on_a_device_hang_together_and_two_at_an_address_do_not() -> None:
    group = fraud_rings.groups(ORDERS)
    assert group[0] == group[1] == group[2]
    assert group[3] != group[4]
    assert group[5] == group[6]
    assert group.nunique() == 4


def test_a_chain_of_traces_is_one_group() -> None:
    chain = pd.DataFrame(
        {"buyer_id": range(9), "device": [0, 0, 0, 1, 1, 1, 2, 2, 2], "address": [0, 1, 5, 5, 5, 6, 6, 6, 7]}
    )
    assert fraud_rings.groups(chain).nunique() == 1


def test_the_ladder_adds_up() -> None:
    steps = fraud_rings.ladder(ORDERS["share"], ORDERS["proved"], 60, 90)
    assert steps.to_dict("index") == {
        0.9: {"hit": 2, "hurt": 1, "yuan": 30},
        0.5: {"hit": 3, "hurt": 2, "yuan": 0},
        0.1: {"hit": 3, "hurt": 4, "yuan": -180},
    }
    for cut, row in steps.iterrows():
        assert fraud_rings.outcome(ORDERS["share"], ORDERS["proved"], cut, 60, 90) == row.to_dict()


@pytest.mark.parametrize("cut", [0.0, 0.5, 0.9, 1.0])
def test_every_border_has_a_picture_and_words(cut: float) -> None:
    figure = fraud_rings.draw(ORDERS, cut, 60, 90)
    assert [axes.get_title() for axes in figure.axes][1] == "What the rule saves, ¥1,000"
    alt, takeaway = fraud_rings.words(ORDERS, cut, 60, 90)
    assert alt.startswith("Two panels. Left, a network of accounts")
    assert takeaway.startswith(f"Held from {cut:.0%}: ")


def test_nobody_held_is_said() -> None:
    figure = fraud_rings.draw(ORDERS, 1.0, 60, 90)
    assert figure.axes[0].get_title() == "Nobody is held"
