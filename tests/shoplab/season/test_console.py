"""The counter: boxes change the plan, buttons run days, a wrong decision says so, and a day can be taken back."""

import pytest

from shoplab.season import open_shop, pictures
from shoplab.season.console import NEXT_DAY, NEXT_WEEK, UNDO, Console
from shoplab.season.plan import DecisionError


@pytest.fixture
def counter() -> Console:
    return Console(open_shop("first-season", seed=7))


def test_a_box_changes_the_price_of_the_chosen_item_only(counter):
    counter.item.value = "A03"
    counter.boxes["price"].value = 71.0
    counter.buttons[NEXT_DAY].click()
    shelf = counter.shop.shelf
    assert shelf.at["A03", "price"] == 71.0
    assert (shelf.drop("A03")["price"] == shelf.drop("A03")["list_price"]).all()


def test_choosing_another_item_shows_its_own_figures_and_decides_nothing(counter):
    before = counter._plan.data()
    for code in ("A02", "A05"):
        counter.item.value = code
        assert counter.boxes["price"].value == counter.shop.shelf.at[code, "price"]
    assert {k: v for k, v in counter._plan.data().items() if v} == {k: v for k, v in before.items() if v}


def test_an_order_goes_out_once_and_a_week_runs_seven_days(counter):
    counter.item.value = "A01"
    counter.boxes["restock"].value = 60
    counter.buttons[NEXT_WEEK].click()
    assert counter.shop.day == 7
    ordered = counter.shop.items.query("item == 'A01'")["ordered"]
    assert ordered.iloc[0] >= 60 and ordered.iloc[1:].sum() == 0
    assert counter.boxes["restock"].value == 0


def test_a_day_can_be_taken_back_and_run_again_with_the_same_luck(counter):
    counter.buttons[NEXT_DAY].click()
    first = counter.shop.days.copy()
    counter.buttons[UNDO].click()
    assert counter.shop.day == 0 and counter.buttons[UNDO].disabled
    counter.buttons[NEXT_DAY].click()
    assert counter.shop.days.equals(first)


def test_a_refused_decision_is_said_and_changes_nothing(counter):
    counter.item.value = "A01"
    counter.boxes["price"].value = 900_000.0
    counter.buttons[NEXT_DAY].click()
    assert counter.shop.day == 0
    assert "The price of A01 is 900000; allowed is 0.01 to" in counter.refused.value


def test_the_close_shows_the_review_and_no_more_days(counter):
    while counter.shop.left > 7:
        counter.shop.next_week()
    counter.buttons[NEXT_WEEK].click()
    assert counter.shop.done and counter.buttons[NEXT_DAY].disabled
    assert "The season is over: ¥" in counter.says.value


def test_every_box_has_a_label_and_a_level_shows_only_what_it_opens():
    first = Console(open_shop("level-1", seed=1))
    assert set(first.boxes) == {"price"}
    for box in (first.item, *Console(open_shop("season", seed=1)).boxes.values()):
        assert box.description.strip()


def test_pictures_are_described_and_need_a_day(counter):
    with pytest.raises(DecisionError, match=r"There is nothing to draw before the first day is run\."):
        pictures.course(counter.shop)
    counter.buttons[NEXT_WEEK].click()
    figure, alt = pictures.course(counter.shop)
    assert len(figure.axes) == 2 and alt.startswith("Two line charts over 7 days. Left, the money in the till: from ¥")
    figure, alt = pictures.money(counter.shop)
    assert "sales ¥" in alt and len(figure.axes[0].patches) == alt.count(";") + 1
