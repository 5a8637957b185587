"""The exam of module 02: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record
from coursekit.exam import Criterion, Exam, Slip, Table, Task, Written, beside

answers = beside(__file__, "answers")

MONEY, SHARE = (1e-4, 0.006), (1e-3, 0.0006)  # room for rounding to fen, and for a share to three places

ACTIONS = Task(
    name="ten-actions",
    title="Which ten things come first?",
    points=10,
    level="core",
    outline=("02.03", "02.11"),
    compare=Table(
        key=("kind", "id"),
        columns={"rank": None, "at_stake": MONEY},
        weights={"rank": 5, "at_stake": 5},
    ),
    reference=answers.ten_actions,
    right="Correct. Everything stands in one unit, yuan lost if it waits, and nothing in the list was known only later.",
    slips=(
        Slip(
            "year-end",
            3,
            "You used what happened after ten to nine: the tables stand at the end of the year. A ticket that is closed at "
            "ten is still open at ten to nine: write `~(… <= now)`, not `isna()`.",
            lambda shop: answers.ten_actions(shop, year_end=True),
        ),
        Slip(
            "year-end-but-parcels",
            4,
            "You used what happened after ten to nine, for all but the parcels. An order that is paid at ten is unpaid now: "
            "write `~(… <= now)` in place of `isna()`.",
            lambda shop: answers.ten_actions(shop, year_end=True, scanned=True),
        ),
        Slip(
            "lesson-stakes",
            5,
            "You took lesson 1's stakes. This week's stand in the task's table, and they put the piles in another order.",
            lambda shop: answers.ten_actions(shop, lesson=True),
        ),
        Slip(
            "label-is-sent",
            4,
            "You let the printed label stop the clock. The rule counts the courier's first scan, `picked_up_at`.",
            lambda shop: answers.ten_actions(shop, labelled=True),
        ),
        Slip(
            "late-too",
            6,
            "Your list holds parcels whose 48 hours are over. Nobody can save those; take the ones that can still make it.",
            lambda shop: answers.ten_actions(shop, late_too=True),
        ),
        Slip(
            "smallest-first",
            1,
            "Your list begins with what matters least. Sort the stakes from the largest down.",
            lambda shop: answers.ten_actions(shop, smallest=True),
        ),
    ),
)

PAGE = Task(
    name="monday-page",
    title="What stands on Monday's page?",
    points=10,
    level="core",
    outline=("02.03", "02.04", "02.12", "02.13"),
    compare=Record(
        {
            "change": SHARE,
            "visitors_share": SHARE,
            "conversion_share": SHARE,
            "money_share": SHARE,
            "high": (1e-4, 0.6),
            "strange_days": None,
            "in_48_hours": SHARE,
            "slow_courier": None,
            "weeks_reached": None,
        },
        {
            "change": 1,
            "visitors_share": 1,
            "conversion_share": 1,
            "money_share": 1,
            "high": 1.5,
            "strange_days": 1,
            "in_48_hours": 1.5,
            "slow_courier": 1,
            "weeks_reached": 1,
        },
    ),
    reference=answers.monday_page,
    right="Correct. The three shares add up to 1, so nobody can blame the fall on two things at once.",
    slips=(
        Slip(
            "thirty-and-thirty-one",
            6,
            "You compared sums of months of different lengths. Divide by the days of each month.",
            lambda shop: answers.monday_page(shop, a_day=False),
        ),
        Slip(
            "no-logarithms",
            7,
            "Your three shares don't add up to 1. Changes of factors don't add up, their logarithms do.",
            lambda shop: answers.monday_page(shop, logarithms=False),
        ),
        Slip(
            "sale-days-inside",
            7.5,
            "Your limit was stretched by the sale days themselves. Take mean and spread over the days without a sale.",
            lambda shop: answers.monday_page(shop, sale_days=True),
        ),
        Slip(
            "label-is-sent",
            7.5,
            "You stopped the clock at the printed label. The 48 hours end with the courier's first scan.",
            lambda shop: answers.monday_page(shop, clock="labelled_at"),
        ),
        Slip(
            "goal-from-week-one",
            9,
            "You compared each week with a path that starts in week 1. Asked is ten per cent more than the week before.",
            lambda shop: answers.monday_page(shop, path=True),
        ),
        Slip(
            "placed-orders",
            8,
            "You took orders placed. Conversion and money per order stand on the orders that were paid.",
            lambda shop: answers.monday_page(shop, orders="placed_orders"),
        ),
    ),
)

REORDER = Task(
    name="reorder-plan",
    title="When is what ordered, and up to how much?",
    points=10,
    level="core",
    outline=("02.02",),
    compare=Decision(judge=answers.judge_reorder, naive="Zhou's fifty for everything would have earned"),
    reference=answers.reorder_plan,
    right="Correct. The money moved from what sells one a day to what sells forty, and the shelf is fuller with less of it.",
    slips=(
        Slip(
            "warn-at-50",
            0,
            "Fifty pieces are a morning of one article and half a year of another. Reckon the point from demand, lorry and luck.",
            answers.warn_at_fifty,
        ),
        Slip(
            "observed-sales",
            9,
            "You took what was sold for what was asked for. Where the shelf stood empty nothing could be sold: divide by "
            "the days on which there was something.",
            lambda shop: answers.reorder_plan(shop, observed=True),
        ),
        Slip(
            "promised-days",
            4,
            "You believed the factories' promises. What the lorries really took, and how unevenly, is in `received_at`.",
            lambda shop: answers.reorder_plan(shop, promised=True),
        ),
        Slip(
            "no-safety",
            4,
            "Your points last for a lorry of mean speed on a day of mean demand. Every second time luck is worse: add a safety stock.",
            lambda shop: answers.reorder_plan(shop, z=0.0),
        ),
        Slip(
            "swapped",
            0,
            "The level that you order up to lies below the point at which you order. `up_to` is the higher one.",
            lambda shop: answers.reorder_plan(shop, swapped=True),
        ),
        Slip(
            "over-budget",
            1,
            "The plan costs more than Wen allows. Add up `up_to` × `cost` before you hand in.",
            answers.dear_plan,
        ),
        Slip(
            "rows-missing",
            0,
            "The table needs one row for each SKU of `products`, with whole numbers.",
            lambda shop: answers.reorder_plan(shop).iloc[1:],
        ),
    ),
)

ADVICE = Written(
    name="monday-advice",
    title="What would you change in the shop on Monday?",
    points=10,
    level="core",
    outline=("02.01", "02.05", "02.06", "02.07", "02.09", "02.14", "02.15"),
    rubric=(
        Criterion(
            "The page and its words",
            3,
            "A zone with its orders per 1,000 who saw it; the page whose leaving rate differs between devices, with both "
            "rates; three search words that find nothing though the shop has the goods, with the shop's own word; the "
            "share of pictures without words. Figures and tables agree.",
        ),
        Criterion(
            "Beside the leaders",
            1.5,
            "The shop's place in price, quality, service and speed among the sixteen, and one gap that is left open on "
            "purpose, with a reason in money or customers.",
        ),
        Criterion(
            "When and through whom",
            2,
            "Hours for posts and for people from visitors and order rates; three partners chosen by orders per visitor "
            "with a working link less without, not by orders claimed.",
        ),
        Criterion(
            "Regulars",
            1.5,
            "Margin gained and cost per buyer to whom a habit was offered; which pays; why members' larger baskets are "
            "no proof.",
        ),
        Criterion(
            "Advice and its limits",
            2,
            "Each advice says who does what by when and which figure shows after a month whether it worked; one thing "
            "that the tables can't say, and what is held back because of it.",
        ),
    ),
)

ROSTER = Task(
    name="sale-day-roster",
    title="Who sits at the desk on a sale day?",
    points=15,
    level="stretch",
    outline=("02.08", "02.10"),
    compare=Decision(judge=answers.judge_roster, naive="The best even number all day would have left"),
    reference=answers.sale_day_roster,
    right="Correct. People sit where the luck is, and the night isn't paid for what the evening needs.",
    slips=(
        Slip(
            "average-load",
            1,
            "You staffed for the mean: minutes of work, divided by sixty. People come in heaps, and a desk that is always "
            "busy never gets through its queue.",
            lambda shop: answers.sale_day_roster(shop, average=True),
        ),
        Slip(
            "ordinary-day",
            0,
            "That is the roster of an ordinary day. On a sale day three times as many write.",
            lambda shop: answers.sale_day_roster(shop, times=1.0),
        ),
        Slip(
            "two-all-day",
            0,
            "Two in every hour is what the shop has today. Ask each hour how many write.",
            answers.same_all_day,
        ),
        Slip(
            "not-a-roster",
            0,
            "The roster needs a row for each hour from 0 to 23, with 0 to 12 agents. The night counts too.",
            answers.half_a_day,
        ),
    ),
)

WAYS = Task(
    name="ways-out",
    title="What is each way out worth?",
    points=15,
    level="stretch",
    outline=("02.16",),
    compare=Table(
        key=("outcome",),
        columns={"tickets": None, "cost": MONEY, "back": SHARE, "price": (1e-3, 0.02)},
        weights={"tickets": 3, "cost": 4, "back": 5, "price": 3},
    ),
    reference=answers.ways_out,
    right="Correct. At the same mix of grades a way out answers for itself, and not for the complaints that it was given.",
    slips=(
        Slip(
            "grades-mixed",
            5,
            "You took plain means. Serious complaints end otherwise than slight ones: take the mean at each severity, "
            "then weigh them by the shop's mix.",
            lambda shop: answers.ways_out(shop, weighted=False),
        ),
        Slip(
            "sixty-days-not-over",
            4,
            "You counted complaints of the last two months. Their sixty days aren't over, so nobody can have come back in full.",
            lambda shop: answers.ways_out(shop, whole_year=True),
        ),
        Slip(
            "questions-too",
            5,
            "Questions about invoices and addresses are no complaints. Keep the four topics.",
            lambda shop: answers.ways_out(shop, questions=True),
        ),
        Slip(
            "orders-before",
            7,
            "You counted orders from before the complaint. Who came back ordered after `opened_at`.",
            lambda shop: answers.ways_out(shop, before_too=True),
        ),
        Slip(
            "per-cent",
            10,
            "Your `back` is in per cent. A share lies between 0 and 1.",
            lambda shop: answers.ways_out(shop, unit=100.0),
        ),
        Slip(
            "added",
            12,
            "You added what comes back to the cost. A buyer who returns makes a way out cheaper.",
            lambda shop: answers.ways_out(shop, sign=1.0),
        ),
    ),
)

EXAM = Exam(module="02_store_management", tasks=(ACTIONS, PAGE, REORDER, ADVICE, ROSTER, WAYS))
