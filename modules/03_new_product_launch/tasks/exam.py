"""The exam of module 03: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Record, Table
from coursekit.exam import Criterion, Decision, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

SHARE, HOURS = (1e-3, 0.0006), (1e-3, 0.06)  # room for a share to three places, and for hours to one

DAY_SEVEN = Task(
    name="day-seven",
    title="Who goes on after seven days?",
    points=10,
    level="core",
    outline=("03.01", "03.04", "03.09"),
    compare=Decision(judge=answers.judge_day_seven, naive="The list by raw rates would have earned"),
    reference=answers.day_seven_list,
    right="Correct. The crowd spoke for the few, and each article had to earn its two weeks.",
    slips=(
        Slip(
            "raw-rates",
            2,
            "You took each article's seven days at their word. Most have so few clicks that their rate is luck: mix it with "
            "the crowd's before you multiply.",
            lambda shop: answers.day_seven_list(shop, "raw"),
        ),
        Slip(
            "above-the-crowd",
            1,
            "You let go on whoever converts better than the crowd. A good rate can still cost more than it brings: margin "
            "and the cost ahead belong into the decision.",
            lambda shop: answers.day_seven_list(shop, "above"),
        ),
        Slip(
            "one-order",
            1,
            "You let go on whoever had an order. With so few clicks an ordinary article often has none, and a poor one "
            "sometimes has one.",
            lambda shop: answers.day_seven_list(shop, "one order"),
        ),
        Slip(
            "everything-on",
            1,
            "You let all of them go on. Each costs its two weeks; stop those from which less can be expected.",
            lambda shop: answers.day_seven_list(shop, "all"),
        ),
        Slip(
            "everything-off",
            0,
            "You stopped all of them. That costs nothing, and earns nothing.",
            lambda shop: answers.day_seven_list(shop, "nobody"),
        ),
    ),
)

ZONE = Task(
    name="zone-effect",
    title="What did the new-item zone add?",
    points=10,
    level="core",
    outline=("03.12",),
    compare=Record(
        {"before_after": SHARE, "alike": None, "alike_change": SHARE, "effect": SHARE, "added_a_week": (1e-3, 0.6)},
        {"before_after": 1.5, "alike": 2.5, "alike_change": 2, "effect": 2.5, "added_a_week": 1.5},
    ),
    reference=answers.zone_effect,
    right="Correct. What articles like these did without the zone is taken off, and the zone keeps what is its own.",
    slips=(
        Slip(
            "before-and-after",
            6,
            "You gave the zone everything that changed. The articles like these rose too, without it: divide their change out.",
            lambda shop: answers.zone_effect(shop, apart="none"),
        ),
        Slip(
            "all-older-articles",
            5,
            "You compared with all older articles. Most of them weren't rising before either: take the six that were most "
            "like the new ones before week 0.",
            lambda shop: answers.zone_effect(shop, articles=24),
        ),
        Slip(
            "alike-in-size",
            5,
            "You took articles that sell as much as the new ones. Asked are those that *grew* like them before week 0.",
            lambda shop: answers.zone_effect(shop, by="size"),
        ),
        Slip(
            "alike-afterwards",
            3,
            "You chose the alike ones by what they did after week 0. Then they are like the new ones by choice, and nothing is "
            "left for the zone: choose by the weeks before.",
            lambda shop: answers.zone_effect(shop, by="after"),
        ),
        Slip(
            "mean-of-ratios",
            7,
            "You divided for each article and then averaged. A small article weighs as much as a large one that way: first "
            "average over the articles, then divide.",
            lambda shop: answers.zone_effect(shop, each=True),
        ),
        Slip(
            "taken-off",
            8,
            "You took one change off the other. Changes multiply: divide 1 + one by 1 + the other, and take 1 away.",
            lambda shop: answers.zone_effect(shop, apart="points"),
        ),
    ),
)

MEND = Task(
    name="mend-first",
    title="What do we mend first?",
    points=10,
    level="core",
    outline=("03.10", "03.11"),
    compare=Record(
        {
            "hand_off": None,
            "wait_hours": HOURS,
            "late_share": SHARE,
            "late_without": SHARE,
            "product": None,
            "bad_share": SHARE,
            "theme": None,
            "theme_reviews": None,
            "unanswered": None,
        },
        {
            "hand_off": 1.5,
            "wait_hours": 1.5,
            "late_share": 0.5,
            "late_without": 1.5,
            "product": 1,
            "bad_share": 0.5,
            "theme": 1,
            "theme_reviews": 1.5,
            "unanswered": 1,
        },
    ),
    reference=answers.mend_first,
    right="Correct. A message at the right hand-off costs nothing, and the theme is one that many have written down.",
    slips=(
        Slip(
            "longest-work",
            5.5,
            "You looked for the step with most work. The plan allows for work; launches are late where they lie between two "
            "teams, so take `started_at` less `handed_at`.",
            lambda shop: answers.mend_first(shop, span="work"),
        ),
        Slip(
            "events-counted",
            8,
            "Your log holds the events as well. They have other steps and another plan: keep the launches.",
            lambda shop: answers.mend_first(shop, kinds=("launch", "event")),
        ),
        Slip(
            "good-reviews-counted",
            8.5,
            "Your theme is counted in all reviews. Who is content writes about the same things: keep three stars or fewer.",
            lambda shop: answers.mend_first(shop, stars=5),
        ),
        Slip(
            "all-questions",
            9,
            "Your questions hold the answered ones. Who answered stands in `answered_by`; keep those where it is empty.",
            lambda shop: answers.mend_first(shop, open_only=False),
        ),
        Slip(
            "median-wait",
            8.5,
            "Your waiting time is a median. Asked is the mean: every hour that a launch lies counts.",
            lambda shop: answers.mend_first(shop, middle="median"),
        ),
    ),
)

REVIEW = Written(
    name="launch-review",
    title="One page on one launch",
    points=10,
    level="core",
    outline=("03.01", "03.03", "03.05", "03.06", "03.07", "03.08", "03.12"),
    rubric=(
        Criterion(
            "Goal and result",
            2,
            "A goal with a number for impressions, click rate, conversion and what is left, said before the result; the result "
            "beside it, with the percentile among launches of the same age. Every rate says what it was divided by.",
        ),
        Criterion(
            "Position and page",
            2,
            "For whom, against which launches of the kind, at which price and why; the step of the funnel at which most leave "
            "compared with others. The tables that know nothing of the launch are a yardstick and are called one. One change to "
            "picture or text, the writer's own proposal, that the law allows.",
        ),
        Criterion(
            "What else happened",
            2,
            "Rivals' launches of the same weeks and kind; what can't be told apart from our own actions, and what one would "
            "compare with.",
        ),
        Criterion(
            "Scorecard",
            2,
            "GMV, ROI beside the article's own break-even, favourites and carts per click, what was left. A verdict that "
            "follows from what was left, not from GMV.",
        ),
        Criterion(
            "Procedure",
            2,
            "Five steps for the next launch, each with who, by when, and the number that shows it; one of them is a day for the "
            "go-or-stop decision with its rule.",
        ),
    ),
)

BUDGET = Task(
    name="launch-budget",
    title="Where do the ¥30,000 go?",
    points=15,
    level="stretch",
    outline=("03.02", "03.05"),
    compare=Decision(judge=answers.judge_budget, naive="Money by the trial's averages would have left"),
    reference=answers.launch_plan,
    right="Correct. The last yuan brings about the same everywhere, so there is nothing left to move.",
    slips=(
        Slip(
            "even",
            2,
            "Every place gets the same. That wastes least where nothing is known; you have a trial, so move money to where the "
            "next yuan brings more.",
            answers.even_plan,
        ),
        Slip(
            "by-average",
            3,
            "You shared the money out by what a yuan brought on average. What counts is the next yuan: fit the curves, then "
            "level their ends.",
            answers.average_plan,
        ),
        Slip(
            "one-place",
            1,
            "Everything went to one article in one channel. Its first yuan were the best of all, and they wear out.",
            answers.best_cell_plan,
        ),
        Slip(
            "over-budget",
            1,
            "Your plan spends more than Wen gave. Add up the column `yuan` before you hand it in.",
            lambda shop: answers.even_plan(shop, times=8.0),
        ),
        Slip(
            "no-such-place",
            0,
            "A row names an article, a channel or a day that isn't there, or an amount below nothing.",
            lambda shop: answers.even_plan(shop).assign(yuan=-1.0),
        ),
    ),
)

STARS = Task(
    name="stars",
    title="Which picture may be taken down, and when would Zhou have done it?",
    points=15,
    level="stretch",
    outline=("03.08", "03.09"),
    compare=Table(
        key=("pair",),
        columns={
            "stars": None,
            "first_star": None,
            "lift_then": SHARE,
            "lift_end": SHARE,
            "days_needed": (0.0, 1.0),
            "verdict": None,
        },
        weights={"stars": 3, "first_star": 2, "lift_then": 3, "lift_end": 2, "days_needed": 2, "verdict": 3},
    ),
    reference=answers.stars,
    right="Correct. A star on some evening is what chance makes when it is asked often; the verdict waits for the last one.",
    slips=(
        Slip(
            "each-day-alone",
            7,
            "You compared each day by itself. Whoever looks in the evening sees everything so far: add the days up first.",
            lambda shop: answers.stars(shop, sums=False),
        ),
        Slip(
            "difference-of-rates",
            10,
            "Your lifts are differences of two rates. A lift is relative: how much larger the second rate is, as a share of the "
            "first.",
            lambda shop: answers.stars(shop, lift="points"),
        ),
        Slip(
            "both-pictures",
            13,
            "Your days hold the people of both pictures. Each picture is shown on its own: its impressions a day have to reach "
            "the number for one arm.",
            lambda shop: answers.stars(shop, arms=2),
        ),
        Slip(
            "turned-round",
            10,
            "Your lifts are those of the first picture over the second. The second is compared with the first.",
            lambda shop: turned_round(shop),
        ),
    ),
)


def turned_round(shop):  # type: ignore[no-untyped-def]
    """Returns the table with each lift the other way round."""
    table = answers.stars(shop)
    for name in ("lift_then", "lift_end"):
        table[name] = 1 / (1 + table[name]) - 1
    return table


EXAM = Exam(module="03_new_product_launch", tasks=(DAY_SEVEN, ZONE, MEND, REVIEW, BUDGET, STARS))
