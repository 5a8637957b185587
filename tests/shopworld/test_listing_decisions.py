"""Listing decisions: a title is read as the platform reads it, and no cheap trick earns what the method earns."""

import numpy as np
import pandas as pd
import pytest

from shopworld import parameters
from shopworld.audience import searching
from shopworld.decisions import supply, titles
from shopworld.trade import suppliers

SEEDS = (2025, 5, 42, 77)
NAMES = parameters.table("products").set_index("product")["name_zh"]


def test_bytes_are_counted_as_gbk_counts_them() -> None:
    assert titles.size("旅行收纳袋") == 10
    assert titles.size("20寸 A") == 6
    assert titles.size("🎒") == 2
    assert titles.visible("一" * 20) == "一" * 15
    assert titles.visible("a" + "一" * 20) == "a" + "一" * 14


def test_a_query_is_found_in_front_behind_or_not_at_all() -> None:
    title = "一" * 10 + "洗漱包" + "旅行旅行" + "大容量"
    assert titles.counts(title, ["洗漱包"]) == 1
    assert titles.counts(title, ["洗漱包", "大容量"]) == 0.5
    assert titles.counts(title, ["颈枕"]) == 0


def test_a_title_is_refused_for_its_length_or_without_its_name() -> None:
    assert titles.refusal("挂式洗漱包" * 7, "挂式洗漱包") == "too long"
    assert titles.refusal("洗漱包", "挂式洗漱包") == "no name"
    assert titles.refusal("挂式洗漱包", "挂式洗漱包") == ""
    assert titles.orders(5, "P04", "洗漱包") == 0


def test_a_stranger_s_word_costs_visits() -> None:
    name = NAMES["P04"]
    plain, stuffed = titles.orders(5, "P04", name), titles.orders(5, "P04", name + "颈枕")
    assert stuffed == pytest.approx(plain * (1 - titles.STUFFED))
    for product, words in titles.strangers(5).items():
        assert not any(word in NAMES[product] for word in words)


def made(seed: int, weight: pd.Series) -> dict[str, str]:
    """Titles from the true figures of the year, the words with most weight first."""
    words = searching.keywords(seed)
    fits = pd.DataFrame(searching.fit(words), columns=list(NAMES.index))
    found = {}
    for product in titles.TEN:
        mine = (fits[product] > 0) & ~words["kind"].isin(["brand", "missing"])
        title = ""
        for query in words.loc[(weight * fits[product])[mine].sort_values(ascending=False).index, "zh"]:
            longer = title
            for word in query.split():
                longer += word if word not in longer else ""
            if titles.size(longer + ("" if NAMES[product] in longer else NAMES[product])) <= titles.LONGEST:
                title = longer
        found[product] = title if NAMES[product] in title else title + NAMES[product]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_worth_beats_every_cheaper_order_of_words(seed: int) -> None:
    words = searching.keywords(seed)
    worth = words["searches"] / words["sellers"] * words["conversion"]
    best = titles.all_orders(seed, made(seed, worth))
    tricks = {
        "most searched": words["searches"].astype(float),
        "most clicked": words["searches"] * words["click_rate"],
        "fewest sellers": 1.0 / words["sellers"],
        "best conversion": words["conversion"],
    }
    for name, weight in tricks.items():
        assert titles.all_orders(seed, made(seed, weight)) < best, name
    everything = {product: "".join(words["zh"].str.replace(" ", ""))[:30] for product in titles.TEN}
    assert titles.all_orders(seed, everything) < 0.5 * best
    assert titles.all_orders(seed, {product: NAMES[product] for product in titles.TEN}) < 0.5 * best


def plans(seed: int) -> dict[str, pd.DataFrame]:
    """Ways to choose suppliers and alerts, from what a learner sees."""
    quotes = suppliers.quotes(seed)
    days = suppliers.deliveries(seed).groupby("supplier")["actual_days"].agg(["mean", "std"])
    quotes = quotes.merge(days, left_on="supplier", right_index=True)
    a_day, price = quotes["category"].map(supply.usual(quotes)), quotes["category"].map(supply.price(quotes))
    safety = 0.5 * a_day * quotes["std"]
    shelf = supply.HOLDING * quotes["unit_cost"] * (quotes["moq"] / 2 + safety) / a_day
    missed = 0.2 * quotes["std"] * a_day / quotes["moq"] * (price - quotes["unit_cost"])
    a_piece = quotes["unit_cost"] + shelf + missed
    best = quotes.index.isin(a_piece.groupby(quotes["category"]).idxmin())
    record, promise = a_day * quotes["mean"] + safety, a_day * quotes["promised_days"]

    def plan(rows: np.ndarray, alert: pd.Series) -> pd.DataFrame:
        return quotes[rows].assign(alert=alert)[["supplier", "alert"]]

    letters = {letter: quotes["supplier"].str.endswith(letter).to_numpy() for letter in "ABC"}
    return {"planner": plan(best, record)} | {
        f"{letter} by {name}": plan(rows, alert)
        for letter, rows in letters.items()
        for name, alert in (("record", record), ("promise", promise), ("fifty", 0 * a_day + 50))
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_planner_leaves_more_than_any_one_kind_of_supplier(seed: int) -> None:
    left = {name: supply.left(seed, plan).sum() for name, plan in plans(seed).items()}
    assert max(left, key=left.__getitem__) == "planner"
    assert left["B by fifty"] < left["B by promise"] < left["B by record"]


def test_an_endless_alert_and_none_both_cost() -> None:
    plan = plans(5)["planner"]
    usual = supply.left(5, plan).sum()
    assert supply.left(5, plan.assign(alert=0)).sum() < usual
    assert supply.left(5, plan.assign(alert=10 * plan["alert"])).sum() < usual


def test_a_category_without_a_row_sells_its_first_stock_only() -> None:
    plan = plans(5)["planner"]
    whole, without = supply.left(5, plan), supply.left(5, plan.iloc[1:])
    assert without.iloc[0] < whole.iloc[0] and (without.iloc[1:] == whole.iloc[1:]).all()


@pytest.mark.parametrize("rows", [["TRA01-Z"], ["TRA01-A", "TRA01-B"]])
def test_a_supplier_that_isn_t_there_or_a_second_one_is_refused(rows: list[str]) -> None:
    with pytest.raises(KeyError):
        supply.left(5, pd.DataFrame({"supplier": rows, "alert": 10.0}))
