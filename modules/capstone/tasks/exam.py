"""The exam of the capstone: a season and a year, their points, the wrong answers that people give, and the rubrics.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record, Table
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

MONEY = (1e-6, 0.6)

YEAR = Task(
    name="year-in-months",
    title="Twelve months that add up",
    points=15,
    level="core",
    outline=("C.02",),
    compare=Table(
        key=("month",),
        columns={"goal": MONEY, "goods": MONEY, "promotion": MONEY},
        weights={"goal": 6, "goods": 5, "promotion": 4},
    ),
    reference=answers.year,
    right="Correct. The goals follow what buyers kept, the goods are paid before they are sold, and promotion is dear where the platform is.",
    slips=(
        Slip(
            "refunds-forgotten",
            6,
            "Your goals are a fifth more than was paid, refunds included. Take off what went back.",
            lambda shop: answers.year(shop, refunds="none"),
        ),
        Slip(
            "refunds-when-asked",
            9,
            "You took the refunds off in the month in which they were asked for. They belong to the month in which the order was paid.",
            lambda shop: answers.year(shop, refunds="when asked"),
        ),
        Slip(
            "refunds-of-two-years",
            8,
            "You took the refunds off in the month in which they were asked for, and those of next January off this one. They belong to "
            "the month in which the order was paid.",
            lambda shop: answers.year(shop, refunds="when asked, any year"),
        ),
        Slip(
            "freight-included",
            9,
            "The freight that buyers paid is in your goals. Take `goods` less `discount`, not `paid`.",
            lambda shop: answers.year(shop, freight=True),
        ),
        Slip(
            "unpaid-counted",
            4,
            "Orders that nobody paid for are in your goals. Take those with a `paid_at`, and its month.",
            lambda shop: answers.year(shop, unpaid=True),
        ),
        Slip(
            "goods-in-the-month",
            10,
            "You pay for the goods in the month in which they are sold. They are paid a month before.",
            lambda shop: answers.year(shop, ahead=False),
        ),
        Slip(
            "events-forgotten",
            11,
            "Promotion costs the same in every month of yours. Look for the months with a day in `calendar` whose `event` isn't empty.",
            lambda shop: answers.year(shop, events=False),
        ),
        Slip(
            "even-twelfths",
            3,
            "Twelve equal months: a year's goal has the year's shape. Take each month of last year for itself.",
            lambda shop: answers.year(shop, even=True),
        ),
    ),
)

LUCK = Task(
    name="same-luck",
    title="With the same luck",
    points=10,
    level="core",
    outline=("C.01",),
    compare=Record(
        fields={"difference": MONEY, "goods": MONEY, "spent_most": None, "luck": MONEY},
        weights={"difference": 4, "goods": 2, "spent_most": 2, "luck": 2},
    ),
    reference=answers.same_luck,
    right="Correct. The days were the same for both, so the whole difference is decisions; from one seed to the next it is luck.",
    slips=(
        Slip(
            "lessons-season",
            0,
            "That is the lessons' season. Yours has the number of the shop's paid orders as its seed.",
            lambda shop: answers.same_luck(shop, seed=101),
        ),
        Slip(
            "all-orders",
            2,
            "Your seed counts orders that nobody paid for. Count those with a `paid_at`.",
            lambda shop: answers.same_luck(shop, all_orders=True),
        ),
        Slip(
            "turned-round",
            4,
            "Your bridge runs from the careful shop to the naive one, so the signs are turned. Give `bridge` the naive shop first.",
            lambda shop: answers.same_luck(shop, turned=True),
        ),
        Slip(
            "takings",
            6,
            "Your difference is one of takings. What goes out for goods, clicks and people is still in it: compare `profit`.",
            lambda shop: answers.same_luck(shop, what="takings"),
        ),
        Slip(
            "careful-alone",
            6,
            "That is the careful shop's cash alone. Ask what it contributed more than the naive one.",
            lambda shop: answers.same_luck(shop, what="cash"),
        ),
    ),
)

LIVE = Task(
    name="does-it-pay",
    title="Better, or luckier?",
    points=10,
    level="stretch",
    outline=("C.01",),
    compare=Record(
        fields={"mean": MONEY, "low": (1e-3, 1.0), "high": (1e-3, 1.0), "says": None},
        weights={"mean": 3, "low": 2.5, "high": 2.5, "says": 2},
    ),
    reference=answers.live_pays,
    right="Correct. Pair by pair the seasons' own ups and downs cancel, and what remains is the livestream.",
    slips=(
        Slip(
            "side-by-side",
            4,
            "You took the two rows as if their seasons were different ones. They are the same six: take the spread of the differences.",
            lambda shop: answers.live_pays(shop, spread="apart"),
        ),
        Slip(
            "one-season-s-spread",
            4,
            "Your interval is the one of a single season. The mean of six is surer by the root of six.",
            lambda shop: answers.live_pays(shop, spread="no root"),
        ),
        Slip(
            "judged-by-the-mean",
            8,
            "Your interval holds zero, so the six seasons can't tell; or it doesn't, and they can. Read the verdict off the interval.",
            lambda shop: answers.live_pays(shop, turned=True),
        ),
        Slip(
            "five-seasons",
            2,
            "You ran five seasons. Six were asked for, from `first` to `first` + 5.",
            lambda shop: answers.live_pays(shop, seasons=5),
        ),
    ),
)

SEASON = Task(
    name="run-the-season",
    title="Run the season",
    points=40,
    level="core",
    outline=("C.01",),
    compare=Decision(judge=answers.judge_season),
    reference=answers.rule,
    right="Your rule can be trusted with the keys.",
    slips=(
        Slip(
            "nobody-there",
            0,
            "Your rule decides nothing: no order goes out and nobody comes to work. What a plan leaves out isn't done.",
            answers.absent,
        ),
        Slip(
            "nobody-works",
            2,
            "Your rule sends nobody to work. What a plan leaves out isn't done, so the parcels wait and the buyers go: set `staff`.",
            answers.nobody_works,
        ),
        Slip(
            "list-prices",
            0,
            "That is the naive shop: list prices, an order every seventh day, two people. It is where the marks begin.",
            answers.as_ever,
        ),
        Slip(
            "bought-orders",
            16,
            "Your rule buys orders. The platform refuses them and leaves a strike, and a strike caps the season at 40 %. It is unlawful, "
            "and dearer than it brings.",
            lambda shop: answers.rule(shop, brush=True),
        ),
    ),
)

PLAN = Written(
    name="yearly-plan",
    title="The yearly plan, defended",
    points=15,
    level="core",
    outline=("C.02",),
    rubric=(
        Criterion(
            "Where the shop stands",
            2.5,
            "Buyers, price, rivals, and the one gap that the shop can defend, each with a figure from the home shop's tables.",
        ),
        Criterion(
            "Goals that add up",
            3,
            "Year, quarters and months agree, and it is said what each is for. The forecast has its interval, and the plan says what "
            "happens at its lower end.",
        ),
        Criterion(
            "Six promotion tools, each with its purpose",
            3,
            "What brings in, what raises the basket, what brings back; the cost of each, and the figure by which it will be stopped.",
        ),
        Criterion(
            "Who does what by when",
            3,
            "Stock before events, listings, launches, livestreams, people: at least six dates with an owner, none after the day of need.",
        ),
        Criterion(
            "Risks and what is refused",
            2,
            "The two dearest risks with expected loss, early sign and owner. Bought orders and reviews are refused with the reason and the price.",
        ),
        Criterion(
            "Defence",
            1.5,
            "Three hard questions are answered with figures; one of them changed the plan.",
        ),
    ),
)

REVIEW = Written(
    name="season-review",
    title="The review",
    points=10,
    level="core",
    outline=("C.01",),
    rubric=(
        Criterion(
            "Where the money went",
            3,
            "The two or three lines of the bridge that matter, with their sums, and the decision behind each.",
        ),
        Criterion(
            "Luck and decision apart",
            3,
            "What pairs of seasons show and what they can't; the forecast held against what came.",
        ),
        Criterion(
            "One change, tried",
            2.5,
            "What was changed, what it brought on the same seasons pair by pair, and whether it stays.",
        ),
        Criterion(
            "What the market leaves out",
            1.5,
            "One thing that a real season has and this one hasn't, and what it would change.",
        ),
    ),
)

EXAM = Exam(module="capstone", tasks=(YEAR, LUCK, LIVE, SEASON, PLAN, REVIEW))
