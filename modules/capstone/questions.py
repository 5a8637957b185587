"""The capstone: what its lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import pandas as pd

from shoplab.practice import Question, Slip
from shoplab.season import open_shop, played
from shopworld.judging.report import evaluate as judge
from shopworld.market.policies import naive

SEED = 101
LESSON_1, LESSON_2 = "lesson_1_by_hand.ipynb", "lesson_2_by_rule.ipynb"
OLD = pd.Series([112, 131, 98, 140, 125, 119, 107, 133, 121, 114])
COUPON = pd.Series([115, 130, 103, 143, 126, 124, 108, 138, 122, 117])


def _weekly_orders(days=14, on_the_way=True, price=1.0):
    """What a season leaves that is run by hand, with one order each Monday."""
    shop = open_shop("season", seed=SEED)
    while not shop.done:
        plan, shelf = shop.plan(), shop.shelf
        there = shelf["stock"] + (shelf["on_the_way"] if on_the_way else 0)
        missing = (shelf["sold_last_week"] / 7 * days - there).clip(lower=0)
        for item, pieces in missing.items():
            plan.price[item] = price * shelf["list_price"][item]
            if pieces >= shelf["lot"][item]:
                plan.restock[item] = int(pieces)
        shop.next_week(plan)
    return shop.profit


def _naive_money():
    shop = played(naive, seed=SEED)
    shelf = open_shop("season", seed=SEED).shelf
    return shop.money, (shelf["stock"] * shelf["unit_cost"]).sum()


def _weekly_objection(given, shop):
    """Say how far a season with weekly orders is from the one that the lesson describes; small roundings are fine."""
    right = _weekly_orders()
    if abs(given - right) <= 0.03 * right:
        return ""
    if abs(given - _weekly_orders(on_the_way=False)) < 1:
        return "Your orders forget what is on the lorry, so everything is bought twice. Take `on_the_way` off as well."
    if abs(given - _weekly_orders(days=7)) < 1:
        return "You order for seven days. The lorry takes up to seven, and the next order is seven days away: fourteen."
    if given < 5_000:
        return "That is what a shop leaves whose shelf is empty. Does your loop put the orders into `plan.restock`?"
    return "Another number than an order each Monday gives: last week's pieces ÷ 7 × 14, less stock and what is on the way."


def _pairs(spread="pairs", sign=1):
    difference = sign * (COUPON - OLD)
    error = difference.std() / 10**0.5
    if spread == "apart":
        error = (COUPON.var() / 10 + OLD.var() / 10) ** 0.5
    if spread == "no root":
        error = difference.std()
    if spread == "numpy":
        error = difference.std(ddof=0) / 10**0.5
    return {"mean": difference.mean(), "errors": difference.mean() / error}


LAST_ORDER = {
    9: "Near an event the lorry takes three days longer.",
    26: "You counted forwards from the event. The order leaves before it.",
    5: "A day earlier than need be. Count ten days back from the 16th.",
    7: "A day too late: what leaves on the 7th may arrive on the 17th.",
}


def _last_order_objection(given, shop):
    """Say what is wrong with the day of the last order, in whatever form the date is written."""
    try:
        day = pd.Timestamp(given).normalize()
    except (ValueError, TypeError):
        return 'That is no date. Write it like `"2025-06-01"`.'
    if day == pd.Timestamp("2025-06-06"):
        return ""
    if (day.year, day.month) == (2025, 6) and day.day in LAST_ORDER:
        return LAST_ORDER[day.day]
    return "Another day than ten before 16 June: seven for the lorry, and three more near an event."


LESSONS = (
    Question(
        name="C-recall-roas",
        answer=80 / 24,
        tolerance=0.01,
        points=("C.01",),
        recalls="04_hit_product",
        lesson=LESSON_1 + "#Before-we-start",
        slips=(
            Slip(
                "You divided by what it costs. An order leaves ¥80 − ¥56; the sales must be that many times the ads.",
                80 / 56,
            ),
            Slip("That is the share that is left. How many yuan of sales hold one yuan of it?", 24 / 80),
        ),
        hints=("How much does one order leave?", "An order of ¥80 may cost ¥24 of ads.", "80 / (80 - 56)"),
        why="An order leaves ¥24 of ¥80, so a yuan of ads must bring ¥3.33 of sales before anything is earned.",
    ),
    Question(
        name="C-recall-cover",
        answer=84,
        points=("C.01",),
        recalls="02_store_management",
        lesson=LESSON_1 + "#Before-we-start",
        slips=(
            Slip("That lasts until the lorry comes. The next order is another seven days away.", 42),
            Slip(
                "That is one day's sales more than nothing. Count the lorry's days and the days until the next order.",
                6,
            ),
        ),
        hints=("Until when must it last?", "Seven days of lorry and seven days until you order again.", "6 * (7 + 7)"),
        why="What you order today must last until the order after it has arrived: 6 × 14.",
    ),
    Question(
        name="C-recall-people",
        answer=3,
        points=("C.01",),
        recalls="09_team",
        lesson=LESSON_1 + "#Before-we-start",
        slips=(
            Slip("People come whole. Which whole number finishes 130 cases?", 2.6),
            Slip("Two people finish 100 of 130; the rest waits overnight.", 2),
        ),
        hints=("How many cases does one person finish?", "130 ÷ 50, and round up.", "-(-130 // 50)"),
        why="130 ÷ 50 is 2.6, and nobody can send six tenths of a person.",
    ),
    Question(
        name="C-weekly-orders",
        fits=_weekly_objection,
        points=("C.01",),
        lesson=LESSON_1 + "#Your-turn",
        hints=(
            "A loop: `while not shop.done`, a plan, an order, a week.",
            "What is missing is last week's pieces ÷ 7 × 14, less stock and what is on the way; an order has at least one lot.",
            "while not shop.done:\n    plan, shelf = shop.plan(), shop.shelf\n"
            '    missing = shelf["sold_last_week"] / 7 * 14 - ...\n    ...\n    shop.next_week(plan)',
        ),
        why="It leaves a little more than the naive shop: full shelves alone don't make a season.",
    ),
    Question(
        name="C-recall-chosen",
        answer="fall",
        form="choice",
        points=("C.01",),
        recalls="03_new_product_launch",
        lesson=LESSON_2 + "#Before-we-start",
        slips=(
            Slip("It would stay if there were no luck in a week. They were chosen for that week.", "stay"),
            Slip("Nothing pushes them up. They were chosen for a good week, and a good week has luck in it.", "rise"),
        ),
        hints=("Why were these ten chosen?", "What part of a good week comes again?"),
        why="Who is chosen for a good week was lucky in it too; the luck doesn't come again.",
    ),
    Question(
        name="C-recall-click",
        answer=0.6,
        points=("C.01",),
        recalls="08_optimization",
        lesson=LESSON_2 + "#Before-we-start",
        slips=(
            Slip("That is what a piece leaves. Only two of a hundred clicks buy one.", 30),
            Slip("That is what a hundred clicks bring. What does one?", 60),
        ),
        hints=("What do a hundred clicks bring?", "2 × ¥30, over 100 clicks.", "2 / 100 * 30"),
        why="A hundred clicks sell two pieces and leave ¥60, so one click is worth ¥0.60.",
    ),
    Question(
        name="C-recall-pairs",
        answer="no",
        form="choice",
        points=("C.01",),
        recalls="08_optimization",
        lesson=LESSON_2 + "#Before-we-start",
        slips=(
            Slip("All ten differences have the same sign and nearly the same size. Luck is not so regular.", "yes"),
        ),
        hints=("How far do the ten differences lie apart from each other?",),
        why="The differences hardly vary, whatever the days themselves did.",
    ),
    Question(
        name="C-seasons-ahead",
        answer=10,
        points=("C.01",),
        lesson=LESSON_2 + "#Your-turn",
        slips=(
            Slip("That is how many seasons there are on which it is behind. Count those with a difference above 0.", 0),
        ),
        hints=(
            "Both reports have a table with a row a season.",
            '`together.table()["profit"]` and `without_ads.table()["profit"]`.',
            '(together.table()["profit"] > ...).sum()',
        ),
        why="In a shop that is in order, the ads pay in every one of the ten.",
    ),
)

EXERCISES = (
    Question(
        name="C-ex-contribution",
        answer=lambda shop: _naive_money()[0]["net"].sum() - _naive_money()[1],
        tolerance=1e-4,
        points=("C.01",),
        lesson=LESSON_1 + "#The-trap",
        slips=(
            Slip(
                "That is the change of the cash. Somebody had paid for the goods on the first morning's shelf: take them off.",
                lambda shop: _naive_money()[0]["net"].sum(),
            ),
            Slip(
                "That is what was sold. What went out for goods, parcels, people and the rest is still in it.",
                lambda shop: _naive_money()[0]["sales"].sum(),
            ),
        ),
        hints=(
            "What did the shop own on the first morning beside the till?",
            "The change of the cash, less the opening goods at their cost.",
            'usual.money["net"].sum() - (opening["stock"] * opening["unit_cost"]).sum()',
        ),
        why="Cash counts what was bought before the first day as a present; contribution doesn't.",
    ),
    Question(
        name="C-ex-last-order",
        fits=_last_order_objection,
        form="predict",
        points=("C.01", "C.02"),
        recalls="04_hit_product",
        lesson=LESSON_1 + "#A-season-on-one-page",
        hints=(
            "How many days may the lorry take?",
            "Ten days before 16 June.",
            'pd.Timestamp("2025-06-16") - pd.Timedelta(days=10)',
        ),
        why="Ten days back from the morning of 16 June. An order of the next day may arrive on the 17th, when a day of the sale is gone.",
    ),
    Question(
        name="C-ex-people",
        answer=[0, 1, 1, 2, 8],
        form="faded",
        points=("C.01",),
        recalls="09_team",
        lesson=LESSON_2 + "#A-rule-of-four-parts",
        slips=(
            Slip(
                "The quarter more is missing: 41 cases and a quarter are more than one person finishes.",
                [0, 1, 1, 1, 8],
            ),
            Slip("You sent everybody whom 900 cases need. The shop has eight people at most.", [0, 1, 1, 2, 23]),
            Slip("Rounding down leaves cases for tomorrow. Round up.", [0, 0, 1, 1, 8]),
            Slip(
                "Adding one after rounding sends a person on a day without cases, and one too many where it comes out even.",
                [1, 1, 2, 2, 8],
            ),
        ),
        hints=(
            "How many cases with a quarter more?",
            "Divide by 50 and round up; `-(-a // b)` does.",
            "min(-(-1.25 * expected // 50), 8)",
        ),
        why="A quarter more, rounded up, never above eight: 41 cases need a second person, 40 don't.",
    ),
    Question(
        name="C-ex-bid",
        answer=15 / 412 * (59.00 * (1 - 0.096) - 25.80 - 6.45),
        tolerance=1e-3,
        points=("C.01",),
        recalls="08_optimization",
        lesson=LESSON_2 + "#A-rule-of-four-parts",
        slips=(
            Slip(
                "That is what a piece leaves. A click is bought by 15 of 412 only.", 59.00 * (1 - 0.096) - 25.80 - 6.45
            ),
            Slip("The platform's share is still in it: 59.00 × (1 − 0.096).", 15 / 412 * (59.00 - 25.80 - 6.45)),
            Slip("The parcel is missing.", 15 / 412 * (59.00 * (1 - 0.096) - 25.80)),
            Slip("You took a share of the price, not of what a piece leaves.", 15 / 412 * 59.00),
        ),
        hints=(
            "What does a piece leave?",
            "Times the share of visitors who buy.",
            "15 / 412 * (59.00 * (1 - 0.096) - ...)",
        ),
        why="A piece leaves ¥21.09, and 3.6 % of the clicks buy one: about 77 fen. At that bid the ads earn nothing, so a rule bids half.",
    ),
    Question(
        name="C-ex-pairs",
        answer=lambda shop: _pairs(),
        tolerance=0.01,
        points=("C.01",),
        lesson=LESSON_2 + "#Better,-or-luckier?",
        slips=(
            Slip(
                "You laid the two rows side by side as if their seasons were different ones. They are the same: take the spread of the "
                "differences.",
                lambda shop: _pairs("apart"),
            ),
            Slip(
                "That is the spread of one difference. The mean of ten is surer by the root of ten.",
                lambda shop: _pairs("no root"),
            ),
            Slip(
                "Your spread divides by n, as numpy's `std` does. For a sample divide by n − 1, as pandas' `.std()` does.",
                lambda shop: _pairs("numpy"),
            ),
            Slip(
                "You took the old less the new. Asked is the coupon rule less the old one.",
                lambda shop: _pairs(sign=-1),
            ),
        ),
        hints=(
            "Which seasons belong together?",
            "Subtract first. Then mean, and the standard deviation over the root of 10.",
            "difference = coupon - old\ndifference.mean() / (difference.std() / 10 ** 0.5)",
        ),
        why="Pair by pair the coupon is 2.6 ahead, nearly four of its standard errors; side by side nobody would have seen it.",
    ),
    Question(
        name="C-ex-charge",
        answer=30_000 + 10 * (2_500 + 1_200) / 5,
        points=("C.01",),
        lesson=LESSON_2 + "#What-will-it-leave?",
        slips=(
            Slip("You charged all five misses at once. On average: divide by five.", 30_000 + 10 * (2_500 + 1_200)),
            Slip("That is the width. Two of the five seasons missed it.", 30_000),
            Slip("You charged one yuan for a yuan. It is ten.", 30_000 + (2_500 + 1_200) / 5),
            Slip("The width is charged too, not only the misses.", 10 * (2_500 + 1_200) / 5),
        ),
        hints=(
            "Which seasons missed, and by how much?",
            "¥2,500 and ¥1,200, ten times, over five seasons; and the width.",
            "30_000 + 10 * (2_500 + 1_200) / 5",
        ),
        why="The width for certain and ten times the misses on average: ¥37,400.",
    ),
    Question(
        name="C-ex-tuned",
        answer=lambda shop: _tuned(),
        level="stretch",
        tolerance=1e-3,
        points=("C.01",),
        lesson=LESSON_2 + "#Better,-or-luckier?",
        slips=(
            Slip(
                "You compared the two markups on seed 106 only. Compare their means over the ten.",
                lambda shop: _tuned(on_one=True),
            ),
        ),
        hints=(
            "A table with a column a markup and a row a season.",
            "The best column of the row 106, and the column with the best mean.",
            "seasons.mean().max() - seasons.mean()[seasons.loc[106].idxmax()]",
        ),
        why="One season is one draw of luck; what it recommends is paid for in the other nine.",
    ),
    Question(
        name="C-ex-person",
        level="stretch",
        form="explain",
        points=("C.01", "C.02"),
        lesson=LESSON_2 + "#What-to-remember",
        why="A rule sees what has a column. A torn strap has none, nor has a factory that sounds different on the telephone.",
    ),
)


def _tuned(on_one=False):
    """What it costs over the ten practice seasons to have chosen the markup on seed 106 alone."""
    seasons = pd.DataFrame({markup: judge(_rule_with(markup)).table()["profit"] for markup in (1.8, 1.9, 2.0, 2.1)})
    alone, all_ten = seasons.loc[106].idxmax(), seasons.mean().idxmax()
    if on_one:
        return seasons.at[106, alone] - seasons.at[106, all_ten]
    return seasons.mean()[all_ten] - seasons.mean()[alone]


def _rule_with(markup):
    return lambda today, memory: _small_rule(today, memory, markup)


def _small_rule(today, memory, markup=1.5):
    plan = {"price": {}, "restock": {}, "staff": 3}
    for code, item in today["items"].items():
        plan["price"][code] = round(markup * (item["unit_cost"] + item["parcel"]))
        missing = int(2 * sum(item["sold"][-7:]) + item["lot"] - item["stock"] - item["on_the_way"])
        if missing >= item["lot"] and today["days"] - today["day"] > 6:
            plan["restock"][code] = missing
    return plan


QUESTIONS = (*LESSONS, *EXERCISES)
