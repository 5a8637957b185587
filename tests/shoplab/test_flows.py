"""Next clicks as a chain: chances add up over the ways, and a moved click takes its share along."""

import pandas as pd
import pytest

from shoplab import flows

STEPS = pd.DataFrame(
    [("entry", "item", 100), ("item", "cart", 20), ("item", "left", 60), ("item", "item", 20), ("cart", "paid", 10), ("cart", "left", 10)],
    columns=["from_page", "to_page", "visits"],
)  # fmt: skip


def test_the_chance_is_the_sum_over_all_ways() -> None:
    found = flows.chances(STEPS)
    assert found["cart"] == pytest.approx(0.5)
    assert found["item"] == pytest.approx(0.2 * 0.5 / (1 - 0.2))
    assert found["entry"] == pytest.approx(found["item"])


def test_a_moved_share_goes_on_and_the_whole_stays() -> None:
    moved = flows.moved(STEPS, "item", "cart", 0.02)
    assert moved["visits"].sum() == STEPS["visits"].sum()
    assert flows.chances(moved)["item"] == pytest.approx(0.22 * 0.5 / 0.8)


def test_what_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"^No step leads to `heaven`\. Pages are: cart, item, left, paid\.$"):
        flows.chances(STEPS, "heaven")
    with pytest.raises(ValueError, match=r"^Nobody goes from `cart` to `item`, so there is nothing to move\.$"):
        flows.moved(STEPS, "cart", "item", 0.1)
    with pytest.raises(
        ValueError, match=r"^The table of steps needs the column `visits`\. It has: from_page, to_page\.$"
    ):
        flows.chances(STEPS.drop(columns="visits"))
