"""A wrong decision gets a sentence with the allowed range, and nothing a plan may be makes the market stumble."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopworld.market import plan as plans
from shopworld.market import policies
from shopworld.market.day import step
from shopworld.market.plan import decide, validate, write
from shopworld.market.play import play
from shopworld.market.scenario import scenario
from shopworld.market.state import start
from shopworld.market.view import look, read, today, todays


@pytest.fixture(scope="module")
def season():
    return scenario("season", 7)


ITEMS = "A01, A02, A03, A04, A05, A06, A07, A08, A09, A10"


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ([], "A plan is a record of decisions such as price and restock; this one is a list."),
        ({"price": {"A03": -5}}, "The price of A03 is −5; allowed is 0.01 to MOST."),
        ({"price": {"A03": 99999}}, "The price of A03 is 99999; allowed is 0.01 to MOST."),
        ({"price": {"A03": math.nan}}, "The price of A03 is nan; allowed is a number from 0.01 to MOST."),
        ({"price": {"A03": True}}, "The price of A03 is True; allowed is a number from 0.01 to MOST."),
        ({"price": {"A03": "79"}}, "The price of A03 is '79'; allowed is a number from 0.01 to MOST."),
        ({"price": {"A11": 79}}, f"There is no item 'A11' in price. There are {ITEMS}."),
        ({"price": 79}, "The decision price is a record by item, such as A01; this one is a int."),
        ({"restock": {"A03": 2.5}}, "The restock of A03 is 2.5; allowed is a whole number from 0 to 2000."),
        ({"restock": {"A03": 10**9}}, "The restock of A03 is 1000000000; allowed is 0 to 2000."),
        ({"bid": {"A03": 0.5}}, "The bids of A03 are a record by word; this one is a float."),
        ({"bid": {"A03": {"洗漱包": 21}}}, "The bid of A03 on 洗漱包 is 21; allowed is 0 to 20."),
        ({"ad_budget": math.inf}, "The ad budget is inf; allowed is 0 to 5000."),
        ({"coupon": 0.5}, "The coupon is 0.5; allowed is 0 to 0.3."),
        ({"live_hours": 24}, "The live hours is 24; allowed is 0 to 6."),
        ({"staff": 9}, "The staff is 9; allowed is 0 to 8."),
        ({"risk_limit": -0.1}, "The risk limit is −0.1; allowed is 0 to 1."),
        ({"title": {"A03": "压缩收纳袋"}}, "The title of A03 is a list of words; this one is a str."),
        ({"title": {"A03": []}}, "The title of A03 is empty; it needs at least one word."),
        (
            {"title": {"A03": ["压缩收纳袋 衣物", "压缩收纳袋 衣物"]}},
            "The title of A03 says 压缩收纳袋 衣物 twice; once is enough.",
        ),
        (
            {"title": {"A03": ["雨衣 轻便"]}},
            "The title of A03 says 雨衣 轻便, which these goods are not. The platform takes no such titles.",
        ),
        ({"brush": 10}, f"There is no decision 'brush'. There are {', '.join(plans.OPENS)}."),
    ],
)
def test_a_wrong_plan_gets_a_sentence_with_what_is_allowed(plan, sentence, season):
    most = f"{season.facts.list_price[2] / 10:g}"
    assert validate(plan, 6, season) == [sentence.replace("MOST", most)]


def test_an_unknown_word_is_answered_with_the_known_ones(season):
    known = ", ".join(season.words)
    assert validate({"bid": {"A03": {"箱子": 1}}}, 6, season) == [
        f"There is no word '箱子' in this season, named in bid of A03. There are {known}."
    ]


def test_a_title_is_no_longer_than_the_platform_takes():
    seasons = (scenario("season", seed) for seed in range(20))
    for one in seasons:
        for number, item in enumerate(one.items):
            fitting = [word for word, fit in zip(one.words, one.facts.fit[number], strict=True) if fit > 0]
            length = sum(len(word.encode("gbk")) for word in fitting)
            if length > 30:
                assert validate({"title": {item: fitting}}, 6, one) == [
                    f"The words in the title of {item} take {length} bytes; 30 are free beside its name and size "
                    "(a Chinese character counts two)."
                ]
                return
    raise AssertionError("no season has an item with more fitting words than a title holds")


def test_decisions_open_level_by_level(season):
    plan = {name: {} if name in ("price", "restock", "bid", "title") else 0 for name in plans.OPENS}
    for level in range(1, 7):
        shut = [name for name, opens in plans.OPENS.items() if opens > level]
        assert validate(plan, level, season) == [
            f"The decision {name} opens at level {plans.OPENS[name]}; this season is at level {level}." for name in shut
        ]


def test_what_is_not_open_runs_as_the_naive_shop_runs_it():
    low = scenario("level-1", 7)
    idle, naive = play(policies.nothing, low), play(policies.naive, low)
    assert sum(report.ordered.sum() for report in idle.reports) > 0
    assert idle.profit[0] == naive.profit[0]


def test_a_plan_becomes_decisions_and_a_plan_again(season):
    state = start([season])
    decisions = policies.sensible_arrays(look(state))
    plan = write(decisions, season.items, season.words)
    assert validate(json.loads(json.dumps(plan)), 6, season) == []
    again = decide([plan], state)
    for name in vars(decisions):
        np.testing.assert_allclose(getattr(again, name), getattr(decisions, name), err_msg=name)


def test_the_morning_crosses_a_wire_as_plain_data(season):
    state = start([season])
    for _ in range(16):
        state, _ = step(state, policies.sensible_arrays(look(state)))
    plain = json.loads(json.dumps(today(state)))
    for name, values in vars(read(plain)).items():
        np.testing.assert_allclose(values, getattr(look(state), name), err_msg=name)


def test_every_shop_gets_its_own_morning(season):
    state = start([season, scenario("season", 8)])
    assert todays(state) == [today(state, 0), today(state, 1)]


def test_the_morning_tells_nothing_that_a_shop_cannot_know(season):
    """No hidden fact is among the figures: not what buyers take for normal, not the elasticity, not demand unmet."""
    plain = today(start([season]))
    assert set(plain) == {
        "day", "days", "date", "level", "events", "busy_before", "busy", "sale", "cash", "fees", "backlog", "cases",
        "postage", "strikes", "items", "words", "limits",
    }  # fmt: skip
    assert set(plain["items"]["A01"]) == {
        "name", "list_price", "price", "unit_cost", "parcel", "lot", "stock", "on_the_way", "rating", "rival_prices",
        "visits", "sold", "shelf", "title", "fit",
    }  # fmt: skip


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["A01", "A03", "洗漱包", "x"]) | st.integers(0, 3), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from([*plans.OPENS, "brush"]), anything, max_size=4) | anything)
def test_whatever_a_plan_is_it_is_refused_in_words_or_it_runs(plan):
    season = scenario("season", 7)
    sentences = validate(plan, 6, season)
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in sentences)
    if not sentences:
        state, report = step(start([season]), decide([plan], start([season])))
        np.testing.assert_array_equal(state.cash, start([season]).cash + report.book.sum(axis=1))
