"""The exam of module 06: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

SHARE, YUAN, PART = (1e-3, 0.0006), (1e-3, 1.0), (1e-2, 0.00006)

FALL = Task(
    name="the-fall",
    title="Where did October's money go?",
    points=10,
    level="core",
    outline=("06.01", "06.13"),
    compare=Record(
        {
            "change": YUAN,
            "visitors": YUAN,
            "conversion": YUAN,
            "basket": YUAN,
            "channel": None,
            "golden_week": YUAN,
            "phone_rates": PART,
            "phone_mix": PART,
        },
        {
            "change": 1,
            "visitors": 1.5,
            "conversion": 1.5,
            "basket": 1.5,
            "channel": 1,
            "golden_week": 1.5,
            "phone_rates": 1,
            "phone_mix": 1,
        },
    ),
    reference=answers.fall,
    right="Correct. The parts add up to the change, and nothing is mended that only the calendar or the mix has moved.",
    slips=(
        Slip(
            "percentages",
            5.5,
            "You gave each factor its own percentage of the old sales. Such parts don't add up to the change: use the "
            "logarithms, or `xray.contributions`.",
            lambda shop: answers.fall(shop, logs=False),
        ),
        Slip(
            "placed-orders",
            7,
            "Your conversion counts orders placed. Sales are paid: divide `paid_orders` by visitors, and the paid amount by "
            "`paid_orders`.",
            lambda shop: answers.fall(shop, orders="placed_orders"),
        ),
        Slip(
            "turned-round",
            3.5,
            "You went from October to September. Before is September: the signs turn round.",
            lambda shop: answers.fall(shop, turned=True),
        ),
        Slip(
            "all-days-usual",
            8.5,
            "Your ordinary day has Golden Week in it. Keep the days of September without an event.",
            lambda shop: answers.fall(shop, base="all"),
        ),
    ),
)

ROUTE = Task(
    name="switch-off",
    title="Which way to pay is switched off?",
    points=10,
    level="core",
    outline=("06.16",),
    compare=Decision(judge=answers.judge_route, naive="Leaving everything as it is would have earned"),
    reference=answers.route,
    right="Correct. Three things meet in the fault, and nothing healthy is switched off with it.",
    slips=(
        Slip(
            "all-day",
            4,
            "You found a bank and an app by the whole day. The fault has hours: outside them people pay there without trouble.",
            lambda shop: answers.route(shop, "all day"),
        ),
        Slip(
            "thin-cell",
            1,
            "You took the cell with the highest share of failures. It has so few tries that its share is luck: ask for enough "
            "tries, and count errors beyond chance.",
            lambda shop: answers.route(shop, "thin cell"),
        ),
        Slip(
            "by-count",
            1,
            "You took the bank and app with most failures. The largest has most of everything: divide by the tries, and look at "
            "the hours.",
            lambda shop: answers.route(shop, "by count"),
        ),
        Slip(
            "no-such-route",
            0,
            "Your route has a bank, an app or hours that don't exist. Hours run from midnight, and the last ends the day.",
            lambda shop: answers.route(shop, "no such"),
        ),
    ),
)

SETTLEMENT = Task(
    name="settlement",
    title="What does the platform owe us?",
    points=10,
    level="core",
    outline=("06.19", "06.17"),
    compare=Record(
        {
            "beyond_rate": YUAN,
            "taken_twice": YUAN,
            "never_came": YUAN,
            "owed": YUAN,
            "not_due": None,
            "refund_rate": SHARE,
        },
        {"beyond_rate": 2.5, "taken_twice": 2.5, "never_came": 2.5, "owed": 0.5, "not_due": 1, "refund_rate": 1},
    ),
    reference=answers.settled,
    right="Correct. Each yuan of the claim has an order number, and nothing is claimed that is only late.",
    slips=(
        Slip(
            "alike-lines",
            7,
            "You counted every refund line that looks like another. Some buyers sent two like articles back: compare with what "
            "was asked for in `refunds`.",
            lambda shop: answers.settled(shop, alike=True),
        ),
        Slip(
            "everything-absent",
            7,
            "Your absent orders hold those that aren't due yet. The platform has fifteen days: keep those paid longer ago.",
            lambda shop: answers.settled(shop, everything=True),
        ),
        Slip(
            "refunds-by-date",
            9,
            "Your refund rate divides the refunds of some days by the sales of these days. Follow the orders instead.",
            lambda shop: answers.settled(shop, by_date=True),
        ),
        Slip(
            "no-fees",
            7,
            "You claim the whole price of the absent orders. Commission, payment fee and refunds would have been taken off.",
            lambda shop: answers.settled(shop, fees=False),
        ),
        Slip(
            "all-commission",
            7,
            "You added up all commission. Owed is only what lies beyond the contract's rate.",
            lambda shop: answers.settled(shop, charged=True),
        ),
    ),
)

PAGE = Written(
    name="new-year-page",
    title="One page for the new year",
    points=10,
    level="core",
    outline=(
        "06.02",
        "06.06",
        "06.07",
        "06.08",
        "06.09",
        "06.10",
        "06.11",
        "06.12",
        "06.14",
        "06.15",
        "06.18",
    ),
    rubric=(
        Criterion(
            "Question and metric",
            2,
            "One decision that hangs on the page; for each figure the metric, its denominator and its table; what the calendar "
            "explains is taken off before anything is blamed.",
        ),
        Criterion(
            "Market",
            2,
            "Concentration and price bands of one category, its stage by a year on the year before, and why a month on the month "
            "before says nothing.",
        ),
        Criterion(
            "Buyers",
            2,
            "Two findings about tags, regions, terms without a result or dear orders, each beside what chance alone would give or "
            "with the evidence asked for; at least one is 'nothing there'.",
        ),
        Criterion(
            "Sources and hours",
            2,
            "Channels by more than one rule or a hold-out, a source whose clicks don't arrive, and the hours at which ads and rota "
            "move.",
        ),
        Criterion(
            "What to do",
            2,
            "One new rule as a scenario in the margins, one article's stage with its consequence, and three actions with who, by "
            "when and the number that would show that it was wrong.",
        ),
    ),
)

JANUARY = Task(
    name="january",
    title="How many orders will January bring?",
    points=15,
    level="stretch",
    outline=("06.03", "06.10"),
    compare=Decision(judge=answers.judge_january, naive="Like last week would have earned"),
    reference=answers.january,
    right="Correct. Level, weekday and the market's move: each was tried on months that it hadn't seen.",
    slips=(
        Slip(
            "level-only",
            3,
            "You carried December on. Your market moves between the two months, and a year ago it showed by how much.",
            lambda shop: answers.january(shop, "level"),
        ),
        Slip(
            "last-january",
            1,
            "You repeated last January. The shop has grown since, and Spring Festival lay in that month.",
            lambda shop: answers.january(shop, "last january"),
        ),
        Slip(
            "yearly-mean",
            1,
            "Every day has the year's mean. Neither weekday nor season is in it.",
            lambda shop: answers.january(shop, "yearly"),
        ),
        Slip(
            "not-thirty-days",
            0,
            "A forecast has each day once, from the first to the thirtieth, with a number of orders that isn't below nothing.",
            lambda shop: answers.january(shop).assign(orders=-1.0),
        ),
    ),
)

BACK = Task(
    name="who-comes-back",
    title="Who comes back, and who is written to?",
    points=15,
    level="stretch",
    outline=("06.04", "06.05"),
    compare=Record(
        {
            "in_the_year": SHARE,
            "within_90_days": SHARE,
            "next_quarter": SHARE,
            "weakest_cohort": None,
            "rfm_came": (0.0, 3.0),
            "model_came": (0.0, 3.0),
            "promised": (1e-2, 1.0),
            "bundle": None,
        },
        {
            "in_the_year": 1.5,
            "within_90_days": 1.5,
            "next_quarter": 2,
            "weakest_cohort": 1.5,
            "rfm_came": 3,
            "model_came": 3,
            "promised": 1,
            "bundle": 1.5,
        },
    ),
    reference=answers.back,
    right="Correct. Each rate says over whom and how long, and both rankings were tried on months that they hadn't seen.",
    slips=(
        Slip(
            "unpaid-counted",
            3,
            "Unpaid orders are among yours. Who hasn't paid hasn't bought: keep those with a `paid_at`.",
            lambda shop: answers.back(shop, unpaid=True),
        ),
        Slip(
            "knew-the-future",
            12,
            "Your RFM knows what came after the day on which it stands. Rank by earlier orders only.",
            lambda shop: answers.back(shop, known=False),
        ),
        Slip(
            "of-the-later",
            13,
            "You divided those in both quarters by the later one's buyers. Asked is how many of the earlier ones were back.",
            lambda shop: answers.back(shop, base="later"),
        ),
        Slip(
            "most-together",
            13.5,
            "Your bundle is the pair bought together most often. What sells most is in most pairs: lift compares with chance.",
            lambda shop: answers.back(shop, by="together"),
        ),
    ),
)

EXAM = Exam(module="06_data_analysis", tasks=(FALL, ROUTE, SETTLEMENT, PAGE, JANUARY, BACK))
