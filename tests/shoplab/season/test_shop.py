"""Running a season by hand: decisions count, wrong ones are refused in a sentence, and luck is the same for every plan."""

import pandas as pd
import pytest

from shoplab.season import DecisionError, Plan, evaluate, open_shop, seasons
from shopworld.judging.report import PRACTICE
from shopworld.market.policies import naive


@pytest.fixture
def shop():
    return open_shop("first-season", seed=7)


def test_a_day_goes_by_with_the_plan_as_it_hangs(shop):
    day = shop.next_day()
    assert shop.day == 1 and shop.left == 89
    assert day["sold"] == shop.items["sold"].sum() and day["visits"] == pytest.approx(
        shop.channels.sum(axis=1).iloc[0], abs=4
    )
    pd.testing.assert_series_equal(day, shop.days.iloc[0])


def test_the_cash_book_explains_every_yuan(shop):
    before = shop.cash
    plan = shop.plan()
    plan.restock["A02"] = 60
    shop.next_week(plan)
    book = shop.money
    assert shop.cash - before == pytest.approx(book["net"].sum(), abs=0.005)
    assert book.drop(columns="net").sum(axis=1).round(2).tolist() == book["net"].tolist()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: p.price.update(A03=-5), "The price of A03 is −5; allowed is 0.01 to "),
        (lambda p: p.price.update(A99=5), "There is no item 'A99' in price."),
        (lambda p: setattr(p, "coupon", 0.9), "The coupon is 0.9; allowed is 0 to 0.3."),
        (lambda p: setattr(p, "staff", 2.5), "The staff is 2.5; allowed is a whole number from 0 to 8."),
        (lambda p: p.bid.update({("A03", "nonsense"): 1.0}), "There is no word 'nonsense' in this season"),
        (lambda p: setattr(p, "live_hours", float("nan")), "The live hours is nan; allowed is a number from 0 to 6."),
    ],
)
def test_a_wrong_decision_gets_a_sentence_and_changes_nothing(shop, change, says):
    plan = shop.plan()
    change(plan)
    with pytest.raises(DecisionError) as told:
        shop.next_day(plan)
    assert str(told.value).startswith(says)
    assert shop.day == 0 and shop.cash == open_shop("first-season", seed=7).cash


def test_a_decision_that_does_not_exist_is_named_at_once(shop):
    with pytest.raises(
        DecisionError, match=r"^There is no decision called `prise`\. Did you mean `price`\? The decisions are: price, "
    ):
        shop.plan().prise = {"A01": 5}
    with pytest.raises(
        DecisionError, match=r'^A bid belongs to an item and a word, like plan\.bid\["A03", "旅行收纳袋"\] = 0\.8\.$'
    ):
        shop.plan().bid["A03"] = 0.8
    with pytest.raises(DecisionError, match=r"^next_day\(\) takes a plan, as shop\.plan\(\) gives one, not a dict\.$"):
        shop.next_day({"price": {}})


def test_levels_open_decisions_one_after_another():
    opened = seasons()["decisions"].str.split(", ").str.len()
    assert opened.is_monotonic_increasing and opened.iloc[0] == 1
    shop = open_shop("level-1", seed=3)
    plan = shop.plan()
    plan.restock["A01"] = 40
    with pytest.raises(DecisionError, match=r"^The decision restock opens at level 2; this season is at level 1\.$"):
        shop.next_day(plan)
    shop.next_week()
    assert shop.items["ordered"].sum() > 0  # the house orders as long as the learner can't


def test_a_bid_buys_clicks_and_a_copy_of_a_plan_is_its_own(shop):
    plan = shop.plan()
    word = shop.today["items"]["A03"]["title"][0]
    plan.bid["A03", word] = 3.0
    plan.ad_budget = 100.0
    other = plan.copy()
    del other.bid["A03", word]
    assert dict(plan.bid) == {("A03", word): 3.0} and dict(other.bid) == {}
    day = shop.next_day(plan)
    assert 0 < day["ads"] <= 100.0
    assert shop.plan().bid["A03", word] == 3.0  # holds until it is changed


def test_what_if_keeps_the_luck_and_the_season(shop):
    shop.next_week()
    before = shop.days.copy()
    same = shop.what_if(lambda plan: None)
    assert (same["sold_was"] == same["sold_would"]).all() and (same["net_was"] == same["net_would"]).all()
    dearer = shop.what_if(lambda plan: plan.price.update(shop.shelf["list_price"] * 1.5))
    assert dearer["sold_would"].sum() < dearer["sold_was"].sum()
    pd.testing.assert_frame_equal(shop.days, before)


def test_undo_takes_days_back_and_no_further(shop):
    with pytest.raises(DecisionError, match=r"^There is no day to undo: the season has not begun\.$"):
        shop.undo()
    shop.next_week()
    first = shop.days.copy()
    shop.undo(5)
    assert shop.day == 2
    for _ in range(5):
        shop.next_day()
    pd.testing.assert_frame_equal(shop.days, first)
    with pytest.raises(DecisionError, match=r"^Only 7 days have been run, so 8 can't be undone\.$"):
        shop.undo(8)


def test_brushing_is_refused_and_recorded(shop):
    shop.next_day()
    sold = shop.days["sold"].sum()
    assert shop.brush(orders=50).startswith("Refused: bought orders and reviews are fictitious transactions")
    assert shop.strikes == 1 and shop.days["sold"].sum() == sold
    shop.next_day()
    assert shop.strikes == 1


def test_the_season_ends_with_its_review(shop):
    with pytest.raises(DecisionError, match=r"^The review comes at the close; 90 days are left\."):
        shop.review()
    while not shop.done:
        shop.next_week()
    review = shop.review()
    assert review.profit == pytest.approx(shop.profit) and 0 <= review.filled <= 1 and review.survived in (True, False)
    with pytest.raises(DecisionError, match=r"^The season is over: all 90 days are run\."):
        shop.next_day()


def test_an_unknown_season_is_refused_with_the_names():
    with pytest.raises(DecisionError, match=r"^There is no season 'winter'\. There are level-1, "):
        open_shop("winter")


def test_a_set_up_that_was_refused_opens_no_shop():
    with pytest.raises(DecisionError, match=r"^The set-up was refused, so there is no shop to open: "):
        open_shop("season", 1, set_up={"shop_name": "X"})


def own_policy(today, memory):
    """A policy of a test file, whose source can be read."""
    return {"staff": 2}


def test_a_policy_is_judged_at_home_as_it_will_be_when_it_is_marked():
    report = evaluate(own_policy, seeds=PRACTICE[:1])
    assert list(report.table().index) == [PRACTICE[0]] and report.lost == ()
    with pytest.raises(
        DecisionError, match=r'^Seeds are a list of whole numbers, or the word "practice"; this is \'all\'\.$'
    ):
        evaluate(own_policy, seeds="all")
    with pytest.raises(DecisionError, match=r"^The policy's source can't be read\."):
        evaluate(len, seeds=PRACTICE[:1])


def test_a_policy_on_plain_data_can_run_the_learner_s_shop():
    shop = open_shop("season", seed=2)
    memory: dict = {}
    for _ in range(5):
        shop.next_day(Plan(naive(shop.today, memory)))
    assert shop.day == 5 and shop.days["sold"].sum() > 0
