"""The exam of module 10: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record, Table
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

SHARE, MONEY, STARS = (1e-3, 0.0006), (1e-4, 0.6), (1e-4, 0.0006)

HELD = Task(
    name="held-orders",
    title="Which orders are held before they leave?",
    points=10,
    level="core",
    outline=("10.02", "10.04"),
    compare=Decision(judge=answers.judge_held, naive="Holding whoever hurries would have saved"),
    reference=answers.held,
    right="Correct. Each combination is held where it pays, and nobody by a single sign.",
    slips=(
        Slip(
            "rule-of-thumb",
            1,
            "You hold whoever orders often within an hour. Careful rings know that rule and never hurry: look at the "
            "combinations of all six signs.",
            lambda shop: answers.held(shop, "thumb"),
        ),
        Slip(
            "shared-address",
            1,
            "You hold every order to a shared address. Most of them went to lockers and offices: see how many of them were "
            "proved, and what holding the others costs.",
            lambda shop: answers.held(shop, "address"),
        ),
        Slip(
            "four-signs",
            5,
            "You counted signs as if all weighed the same. Silence is common and a shared device is not: ask for each "
            "combination what share of its orders was proved.",
            lambda shop: answers.held(shop, "four"),
        ),
        Slip(
            "everybody",
            0,
            "You hold every order. Nearly all buyers are honest, and each of them pays for it.",
            lambda shop: answers.held(shop, "all"),
        ),
        Slip(
            "nobody",
            0,
            "You hold nobody. That hurts no honest buyer, and lets every ring go on.",
            lambda shop: answers.held(shop, "nobody"),
        ),
    ),
)

CLAIM = Task(
    name="click-claim",
    title="What do we claim back?",
    points=10,
    level="core",
    outline=("10.03",),
    compare=Decision(judge=answers.judge_claim, naive="Claiming every click since that day would have brought"),
    reference=answers.claim,
    right="Correct. You claim what two independent columns support, from the day on which something changed.",
    slips=(
        Slip(
            "whole-year",
            0,
            "You claim all that the placement cost in the year. Until one day its clicks were like everybody's: find that "
            "day, and take only what is fake after it.",
            lambda shop: answers.claim(shop, "year"),
        ),
        Slip(
            "all-since",
            2,
            "Your day is right, and you claim every click after it. Honest people went on clicking: take their clicks off, "
            "by the placement's own earlier carts or devices for a click.",
            lambda shop: answers.claim(shop, "since"),
        ),
        Slip(
            "like-the-best",
            3,
            "You took the best placement's rate as the honest one. Compare a placement with its own past: others have other "
            "people.",
            lambda shop: answers.claim(shop, "best"),
        ),
        Slip(
            "clicks-not-yuan",
            2,
            "Your claim is a number of clicks. Multiply by what a click of this placement has cost since that day.",
            lambda shop: answers.claim(shop, "clicks"),
        ),
        Slip(
            "no-such-claim",
            0,
            "The day or the amount of your claim can't be read. Write the day like `2025-03-09`, and yuan as a number from "
            "0 up.",
            lambda shop: answers.claim(shop) | {"since": "in summer"},
        ),
    ),
)

AUDIT = Task(
    name="copy-audit",
    title="Which of 300 texts may go out?",
    points=10,
    level="core",
    outline=("10.06",),
    compare=Table(
        key=("copy_id",),
        columns={"allowed": (1e-6, 0.006), "false_claim": None, "boast": None},
        weights={"allowed": 4, "false_claim": 3, "boast": 3},
    ),
    reference=answers.audit,
    right="Correct. Each text is held to the basis that it names itself, and a size is no boast.",
    slips=(
        Slip(
            "seven-for-all",
            5,
            "You judged every text by seven days. Read `named_basis` first.",
            lambda shop: answers.audit(shop, bases="seven"),
        ),
        Slip(
            "seven-for-all-and-every-superlative",
            2,
            "You judged every text by seven days. Read `named_basis` first. You also took every superlative for a boast: take "
            "the lawful phrases out first.",
            lambda shop: answers.audit(shop, bases="seven", lawful=False),
        ),
        Slip(
            "thirty-for-all",
            3,
            "You held every text to thirty days. Only those that say so are; where no basis is named, it is seven days here.",
            lambda shop: answers.audit(shop, bases="thirty"),
        ),
        Slip(
            "own-day-counted",
            9.5,
            "Your lowest price counts the day of the text itself. The days *before* it count: shift by one day.",
            lambda shop: answers.audit(shop, own_day=True),
        ),
        Slip(
            "every-superlative",
            7,
            "You took every superlative for a boast. Sizes, dates, steps and what can be shown of our own shop pass here: "
            "take those phrases out first.",
            lambda shop: answers.audit(shop, lawful=False),
        ),
    ),
)

REFUSAL = Written(
    name="refusal",
    title="The answer to the agency",
    points=10,
    level="core",
    outline=("10.01", "10.02", "10.11"),
    rubric=(
        Criterion(
            "The bill",
            2,
            "What it would bring at its best and what it would cost unnoticed, with every item; the expected penalty beside it, "
            "and the chance of being noticed at which nothing is gained. All figures computed.",
        ),
        Criterion(
            "The evidence",
            2,
            "How likely it is to be seen, from the shop's own signs: precision and recall with what they were divided by, and "
            "what the platform sees beside that.",
        ),
        Criterion(
            "The law",
            2,
            "At least two rules with name, article and date in force, and nothing claimed beyond them; who besides us is hurt. "
            "No sentence says how it could be done unseen.",
        ),
        Criterion(
            "The refusal and the report",
            2,
            "A plain no in words that can be sent; to whom the offer is reported, by whom and by when, and what is kept as "
            "evidence.",
        ),
        Criterion(
            "The honest way",
            2,
            "What is done instead for the same article, with cost, expected result and the figure that will show it; the line "
            "in the risk register with owner, signal and control.",
        ),
    ),
)

WATCH = Task(
    name="night-watch",
    title="What happened while we slept?",
    points=15,
    level="stretch",
    outline=("10.04", "10.05", "10.08", "10.10", "10.12"),
    compare=Record(
        {
            "account": None,
            "failures": None,
            "article": None,
            "attack": None,
            "stars": STARS,
            "rings": None,
            "suspects": None,
            "slow": SHARE,
        },
        {
            "account": 1.5,
            "failures": 1.5,
            "article": 1,
            "attack": 2,
            "stars": 2.5,
            "rings": 3,
            "suspects": 2,
            "slow": 1.5,
        },
    ),
    reference=answers.watch,
    right="Correct. Each alarm has been asked what it would have shown of an honest night.",
    slips=(
        Slip(
            "most-failures",
            12,
            "Your account is the one with most mistyped passwords in the year. Look for failures in a row on a device that "
            "had never been in that account before, and then got in.",
            lambda shop: answers.watch(shop, any_device=True),
        ),
        Slip(
            "stars-with-the-attack",
            12.5,
            "Your stars still hold the attack. Leave out its reviews, and only those.",
            lambda shop: answers.watch(shop, window="all"),
        ),
        Slip(
            "every-single-star-out",
            12.5,
            "You left out every one-star review of the article. Its honest buyers gave some, too: leave out those of the "
            "attack's hours.",
            lambda shop: answers.watch(shop, window="no ones"),
        ),
        Slip(
            "three-errors",
            12,
            "Your alarm rings at so many standard errors. For small counts ask how likely they are by chance: `alarm_chance`.",
            lambda shop: answers.watch(shop, alarm="errors"),
        ),
        Slip(
            "refund-rate",
            13,
            "Your suspects are those with a high refund rate. Poor goods make such rates too: add up the points of their lines.",
            lambda shop: answers.watch(shop, suspicion="rate"),
        ),
        Slip(
            "all-notices",
            13.5,
            "Your slow answers hold invitations and tasks as well. Keep the violations.",
            lambda shop: answers.watch(shop, kinds=""),
        ),
    ),
)

RESERVE = Task(
    name="reserve-and-list",
    title="What must lie ready, and what may leave the house?",
    points=15,
    level="stretch",
    outline=("10.01", "10.07", "10.09"),
    compare=Record(
        {
            "first": None,
            "expected": MONEY,
            "bad_year": MONEY,
            "dry": SHARE,
            "credit": MONEY,
            "alone": None,
            "under_five": None,
            "columns": None,
        },
        {
            "first": 1,
            "expected": 1.5,
            "bad_year": 2,
            "dry": 2.5,
            "credit": 2,
            "alone": 1.5,
            "under_five": 1.5,
            "columns": 3,
        },
    ),
    reference=answers.reserve,
    right="Correct. The average is planned, the bad season is covered, and nobody stands alone on the list.",
    slips=(
        Slip(
            "most-cases",
            14,
            "Your first risk is the most frequent one. Count money: how often, times how much.",
            lambda shop: answers.reserve(shop, by="cases"),
        ),
        Slip(
            "three-years-together",
            11.5,
            "Your losses are those of all the register's years together. Divide cases and losses by the number of years.",
            lambda shop: answers.reserve(shop, years=1),
        ),
        Slip(
            "sales-never-off",
            10.5,
            "Your seasons are off the plan by luck of single weeks only. A weak season lasts: give `off` as the task says.",
            lambda shop: answers.reserve(shop, certain=True),
        ),
        Slip(
            "last-week-only",
            10.5,
            "You looked at the till in the last week. It may run dry on the way: take each season's lowest point.",
            lambda shop: answers.reserve(shop, low="end"),
        ),
        Slip(
            "five-on-average",
            12,
            "Your groups have five people on average, and in the smallest somebody stands alone. Every group needs five.",
            lambda shop: answers.reserve(shop, group="mean"),
        ),
    ),
)

EXAM = Exam(module="10_risk", tasks=(HELD, CLAIM, AUDIT, REFUSAL, WATCH, RESERVE))
