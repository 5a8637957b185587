"""The exam of module 04: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record, Table
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

RATIO, SHARE, MONEY = (1e-3, 0.006), (1e-3, 0.0006), (1e-4, 0.6)

HITS = Task(
    name="three-hits",
    title="Which three of the eighty, and what will they leave?",
    points=10,
    level="core",
    outline=("04.03",),
    compare=Decision(
        judge=answers.judge_hits, naive="The three best order rates, promised as they were seen, would have earned"
    ),
    reference=answers.hits,
    right="Correct. You ranked by money and promised what remains when the luck is gone.",
    slips=(
        Slip(
            "raw-rates",
            1,
            "You took the best order rates as they stand. The best of eighty is lucky too, and a rate isn't money: "
            "shrink both rates, multiply by what a piece leaves, then rank.",
            lambda shop: answers.hits(shop, by="rate", believed=False),
        ),
        Slip(
            "raw-money",
            5,
            "You ranked by money, and believed the trial's rates as they stand. So your promise is too high, and the "
            "stock follows it: shrink the click rate and the order rate first.",
            lambda shop: answers.hits(shop, believed=False),
        ),
        Slip(
            "shrunk-rate-only",
            3,
            "Your rates are shrunk, and you ranked by them. A good rate of a cheap thing leaves little: rank by what "
            "the month leaves.",
            lambda shop: answers.hits(shop, by="rate"),
        ),
        Slip(
            "most-preorders",
            2,
            "You took those with most pre-orders. Multiply by what a piece leaves before you rank.",
            lambda shop: answers.hits(shop, by="preorders"),
        ),
        Slip(
            "refunds-forgotten",
            7,
            "Nothing comes back in your promise. Take the part off that Zhou counts on.",
            lambda shop: answers.hits(shop, back=0.0),
        ),
        Slip(
            "not-three",
            0,
            "Wen pays for three different articles of `trial_items`. Hand in a list with their three codes.",
            lambda shop: answers.hits(shop) | {"items": ["T01", "T01", "T02"]},
        ),
        Slip(
            "no-promise",
            0,
            "The promise is missing: stock is ordered by it. Hand in one number, what the three leave together.",
            lambda shop: answers.hits(shop) | {"promised": None},
        ),
    ),
)

ADS = Task(
    name="ad-verdict",
    title="Which ads pay for themselves?",
    points=10,
    level="core",
    outline=("04.08",),
    compare=Table(
        key=("product",),
        columns={"direct": RATIO, "with_halo": RATIO, "needs": (2e-3, 0.006), "verdict": None},
        weights={"direct": 1.5, "with_halo": 1.5, "needs": 4.5, "verdict": 2.5},
    ),
    reference=answers.ads,
    right="Correct. Each product has its own mark, and you can say which verdict rests on the halo.",
    slips=(
        Slip(
            "refunds-ignored",
            5,
            "Your break-even stands before refunds. What comes back was paid for with a click as well: hand the "
            "refunded share of the lines to `breakeven_roas`.",
            lambda shop: answers.ads(shop, refunds=False),
        ),
        Slip(
            "way-back-free",
            7,
            "Your returns travel home for nothing. Each costs what the task says, set against the order value.",
            lambda shop: answers.ads(shop, way_back=0.0),
        ),
        Slip(
            "one-piece-a-line",
            5,
            "You took the cost of one piece for each line. A line may hold several: multiply by `quantity`.",
            lambda shop: answers.ads(shop, pieces=False),
        ),
        Slip(
            "unpaid-counted",
            6,
            "Your margins hold lines that nobody paid for. Join with the orders that have a `paid_at`.",
            lambda shop: answers.ads(shop, unpaid=True),
        ),
        Slip(
            "decks-number",
            7.5,
            "You judged by the deck's one number. Each product has its own break-even: compare with `needs`.",
            lambda shop: answers.ads(shop, fixed=2.5),
        ),
        Slip(
            "halo-first",
            7.5,
            "Your `keep` rests on the halo. Ask first whether the product's own sales pay for its ads, then whether "
            "they do with those of other goods.",
            lambda shop: answers.ads(shop, halo_first=True),
        ),
    ),
)

LADDER = Task(
    name="price-ladder",
    title="Five prices for the hit",
    points=10,
    level="core",
    outline=("04.05",),
    compare=Decision(judge=answers.judge_ladder, naive="The ladder of habit, a cut at every step, would have earned"),
    reference=answers.ladder,
    right="Correct. You measured the buyers first, and kept the early prices high enough for the sale.",
    slips=(
        Slip(
            "shelf-elasticity",
            2,
            "Your elasticity compares dear goods with cheap ones. Compare each article with itself: "
            "`own_price_elasticity` with SKU and day.",
            lambda shop: answers.ladder(shop, how="naive"),
        ),
        Slip(
            "crowd-booked-to-price",
            3,
            "Your elasticity still holds the crowd of the sale days. Give the day as the period, so that each day is "
            "compared with itself only.",
            lambda shop: answers.ladder(shop, how="crowd"),
        ),
        Slip(
            "not-admitted",
            3,
            "The flash sale refuses you: its price is not a tenth below the lowest of presale, launch and everyday. "
            "Lower it, or keep the earlier ones higher.",
            lambda shop: answers.ladder(shop, rule=False),
        ),
        Slip(
            "cut-everywhere",
            0,
            "That is the ladder of habit: down at every step. The everyday crowd would have paid more.",
            answers.zhous,
        ),
        Slip(
            "above-list",
            0,
            "Every step needs a price above 0 and not above the list price; a price raised first and cut later is "
            "price fraud.",
            lambda shop: answers.ladder(shop) | {"after": 100_000.0},
        ),
    ),
)

REVIEW = Written(
    name="hit-review",
    title="What do we do again, and what never?",
    points=10,
    level="core",
    outline=("04.01", "04.07", "04.10", "04.11"),
    rubric=(
        Criterion(
            "The selling point",
            2,
            "A matrix of at least four needs: how often asked about, how often complained of at the leaders. One "
            "selling point follows from it, with the figures, for one kind of buyer.",
        ),
        Criterion(
            "A leader taken apart",
            2.5,
            "One leading product in a table beside ours: price and its moves over the year, pieces, bad reviews out of "
            "reviews, pictures, video. Two things to learn and one not to copy, each with its reason.",
        ),
        Criterion(
            "What buyers say",
            2,
            "Themes of questions before and of bad reviews after, counted. Two changes in order of impact: how many "
            "it concerns times what it costs, and who does it by when.",
        ),
        Criterion(
            "A procedure that runs",
            2.5,
            "Five to eight lines for the next hit, each a condition with a figure, an owner and a day; at least one "
            "stops the hit. A stranger could run it.",
        ),
        Criterion(
            "What the tables can't say",
            1,
            "At least one thing: leaders are survivors, few write reviews, questions can't be led to orders. One piece "
            "of advice is softened because of it.",
        ),
    ),
)

CREATORS = Task(
    name="creator-choice",
    title="Who gets the ¥30,000?",
    points=15,
    level="stretch",
    outline=("04.04", "04.06"),
    compare=Decision(judge=answers.judge_creators, naive="The most followed creators would have earned"),
    reference=answers.booked,
    right="Correct. You paid for buyers who would not have come, and stopped where a buyer costs more than she leaves.",
    slips=(
        Slip(
            "most-followers",
            0,
            "You booked by followers. They are what is paid for, not what buys: rank by what a brought buyer costs.",
            lambda shop: answers.booked(shop, "followers"),
        ),
        Slip(
            "widest-reach",
            2,
            "You booked by people reached a yuan. To be shown a post is no order: rank by what a brought buyer costs.",
            lambda shop: answers.booked(shop, "audience_shown"),
        ),
        Slip(
            "claimed-orders",
            9,
            "You believed the tracking link. It counts those who were coming anyway: take off what the hold-out "
            "bought.",
            lambda shop: answers.booked(shop, "tracked_orders"),
        ),
        Slip(
            "over-budget",
            1,
            "The fees come to more than Wen has. Take a creator only while the money lasts.",
            lambda shop: answers.booked(shop, budget=60_000.0),
        ),
        Slip(
            "unknown-creator",
            0,
            "Hand in a list of creators' codes as in `creators`, each once, and at least one.",
            lambda shop: ["K00"],
        ),
    ),
)

FIELDS = {
    "hit": None,
    "order_low": (1e-3, 1.01),
    "order_middle": (1e-3, 1.01),
    "order_high": (1e-3, 1.01),
    "cash_high": (1e-3, 60.0),
    "limit": (0.0, 1e-6),
    "rings": SHARE,
    "volume": MONEY,
    "mix": MONEY,
    "price": MONEY,
    "cost": MONEY,
    "new_share": SHARE,
}
WEIGHTS = {
    "hit": 0.5, "order_low": 1, "order_middle": 1, "order_high": 1, "cash_high": 1, "limit": 2, "rings": 1.5,
    "volume": 1.5, "mix": 1.5, "price": 1.5, "cost": 1, "new_share": 1.5,
}  # fmt: skip

RUN = Task(
    name="run-the-hit",
    title="Stock, alarm, bridge",
    points=15,
    level="stretch",
    outline=("04.02", "04.09", "04.12"),
    compare=Record(FIELDS, WEIGHTS),
    reference=answers.running,
    right="Correct. The stock has three cases, the alarm a budget, and the month four reasons that add up.",
    slips=(
        Slip(
            "shelf-forgotten",
            11,
            "You order all that four weeks may ask for. Some of it lies on the shelf already: take the last day's "
            "`closing` off.",
            lambda shop: answers.running(shop, shelf=False),
        ),
        Slip(
            "event-days-in",
            11.5,
            "Your false alarms hold event days, when something was the matter. Count them on days without an event.",
            lambda shop: answers.running(shop, days="all"),
        ),
        Slip(
            "new-margin",
            12,
            "Your volume and mix are priced at November's margins, so price and cost are counted twice. Take "
            "October's.",
            lambda shop: answers.running(shop, margin="new"),
        ),
        Slip(
            "unpaid-counted",
            9,
            "Your bridge holds lines that nobody paid for. Join with the orders that have a `paid_at`.",
            lambda shop: answers.running(shop, unpaid=True),
        ),
        Slip(
            "one-order-only",
            13.5,
            "You counted buyers with a single order in the whole year. New is whose first order this was, whether "
            "she came again or not.",
            lambda shop: answers.running(shop, new="single order"),
        ),
    ),
)

EXAM = Exam(module="04_hit_product", tasks=(HITS, ADS, LADDER, REVIEW, CREATORS, RUN))
