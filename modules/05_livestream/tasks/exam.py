"""The exam of module 05: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

import pandas as pd

from coursekit.compare import Decision, Record, Table
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

YUAN, MONEY, SHARE, RATIO = (1e-4, 0.51), (1e-4, 0.02), (1e-3, 0.0006), (2e-3, 0.006)  # YUAN: whole ones are right

GPM = Task(
    name="three-gpm",
    title="What did each stream bring, on three floors?",
    points=10,
    level="core",
    outline=("05.06", "05.13"),
    compare=Table(
        key=("session_id",),
        columns={"placed_gpm": YUAN, "paid_gpm": YUAN, "net_gpm": YUAN, "reached": None},
        weights={"placed_gpm": 2, "paid_gpm": 2, "net_gpm": 4.5, "reached": 1.5},
    ),
    reference=answers.three_gpm,
    right="Correct. Three floors, one denominator, and each refund at its own order.",
    slips=(
        Slip(
            "over-viewers",
            4,
            "You divided by people. GPM is for a thousand views 场观: somebody who enters twice is two views.",
            lambda shop: answers.three_gpm(shop, over="viewers"),
        ),
        Slip(
            "refund-at-its-day",
            6,
            "You booked each refund to the stream that was last on air when it was asked for. It belongs to the stream "
            "of its order: join by `order_id`.",
            lambda shop: answers.three_gpm(shop, back_by="day"),
        ),
        Slip(
            "net-of-placed",
            6.5,
            "Your net starts from the placed money, so what nobody paid for is still in it. Start from paid.",
            lambda shop: answers.three_gpm(shop, of="placed"),
        ),
        Slip(
            "for-one-view",
            6,
            "Yours are yuan for one view. GPM is for a thousand.",
            lambda shop: answers.three_gpm(shop, views=1.0),
        ),
        Slip(
            "goal-by-placed",
            8.5,
            "The goal is set in paid money, and you held the placed money against it.",
            lambda shop: answers.three_gpm(shop, goal_of="placed"),
        ),
    ),
)

WORDS = Task(
    name="honest-words",
    title="What may be said on air?",
    points=10,
    level="core",
    outline=("05.09", "05.11"),
    compare=Table(
        key=("session_id", "begins"),
        columns={"lowest": MONEY, "lawful": None, "left": (0.0, 0.01), "may_say": None},
        weights={"lowest": 2, "lawful": 2.5, "left": 4, "may_say": 1.5},
    ),
    reference=answers.honest_words,
    right="Correct. Every comparison and every number on air can be shown to Old Ma.",
    slips=(
        Slip(
            "today-in-it",
            5.5,
            "Today's own price is in your window, so on a sale's first day the true price before it is refused. Shift by "
            "a day: the days before.",
            lambda shop: answers.honest_words(shop, before="today in it"),
        ),
        Slip(
            "yesterday-only",
            5.5,
            "In your table stands the price of the day before. The rule looks at seven days: where a sale has just ended, "
            "the lowest of them is the sale's.",
            lambda shop: answers.honest_words(shop, before="yesterday"),
        ),
        Slip(
            "changes-only",
            5.5,
            "You looked only at the changes that lie within the seven days. The price that the window began with holds "
            "in it too: fill forward first, then take the lowest.",
            lambda shop: answers.honest_words(shop, before="changes"),
        ),
        Slip(
            "stream-only",
            6,
            "You took off the stream's own orders. The shelf serves every channel: take all orders that were paid.",
            lambda shop: answers.honest_words(shop, channel="live"),
        ),
        Slip(
            "evening-stock",
            6,
            "That is the night's stock. At the minute of the pitch the rest of the day was still to come.",
            lambda shop: answers.honest_words(shop, evening=True),
        ),
        Slip(
            "unpaid-counted",
            6,
            "You took off orders that nobody paid for. They never left the shelf.",
            lambda shop: answers.honest_words(shop, unpaid=True),
        ),
        Slip(
            "lines-not-pieces",
            6.5,
            "You took off one piece a line. A line may hold several: sum `quantity`.",
            lambda shop: answers.honest_words(shop, pieces=False),
        ),
    ),
)

RUN = Task(
    name="run-of-show",
    title="Twelve articles, two hours",
    points=10,
    level="core",
    outline=("05.02", "05.04"),
    compare=Decision(
        judge=answers.judge_run, naive="Zhou's way, the best sellers in the fullest minutes, would have left"
    ),
    reference=answers.run,
    right="Correct. What leaves most stands where most people are, with the host who sells most to the same room.",
    slips=(
        Slip(
            "best-sellers-first",
            0,
            "You show the best sellers one after the other from the first minute. The room fills late, and placed money "
            "isn't what is left.",
            lambda shop: answers.zhous(shop, descending=True),
        ),
        Slip(
            "zhous-way",
            0,
            "That is Zhou's way. Rank by what an order leaves net of what comes back, and choose the host by orders per "
            "viewer.",
            answers.zhous,
        ),
        Slip(
            "peak-host",
            4,
            "Your hosts are chosen by orders a minute: the one of the peak looks best. Compare like with like, with "
            "`ratio_within` over the people there.",
            lambda shop: answers.run(shop, hosts="minute"),
        ),
        Slip(
            "placed-money",
            6.5,
            "You ranked by the price. Unpaid orders, goods and refunds are still in it: use what an order leaves.",
            lambda shop: answers.run(shop, money="placed"),
        ),
        Slip(
            "coupon-on-hits",
            7,
            "Your coupons stand on the most ordered articles. There they give away more than an order leaves; put them "
            "where it pays.",
            lambda shop: answers.run(shop, coupons="most ordered"),
        ),
        Slip(
            "not-admitted",
            0,
            "This script can't go on air. `run_of_show.problems` says why, before you hand in.",
            lambda shop: answers.run(shop, minutes=16),
        ),
        Slip(
            "no-script",
            0,
            "Hand in twelve rows, one for each of the twelve articles of `run_of_show.articles`: place, sku, minutes, "
            "host, coupon.",
            lambda shop: answers.run(shop).assign(sku="P00-0"),
        ),
    ),
)

REVIEW = Written(
    name="live-review",
    title="Is there a stream on Saturday?",
    points=10,
    level="core",
    outline=("05.01", "05.05", "05.07", "05.12", "05.14", "05.15"),
    rubric=(
        Criterion(
            "A goal and a place",
            1.5,
            "One goal with a number that can be missed, and the platform for it, with two reasons from figures and one "
            "figure that is only hearsay.",
        ),
        Criterion(
            "Before and after",
            2,
            "Four streams compared with the four before: net GPM, mean online, stay, orders a view. What changed, and why "
            "eight streams can't prove it.",
        ),
        Criterion(
            "People and answers",
            2,
            "Load by minute from the log, so many hands when; five prepared answers with the share of the questions "
            "that they cover.",
        ),
        Criterion(
            "A drill that pays",
            2,
            "Three failures with chance, minutes with and without the plan, and what the plan may cost; who acts within "
            "how many seconds; what is not bought.",
        ),
        Criterion(
            "A leader, and one trial",
            1.5,
            "Two things from the notes on the leader that may be causes and one that may be an effect; one trial with "
            "its number and its streams.",
        ),
        Criterion(
            "The archive",
            1,
            "What was checked, what is missing, who keeps it and for how long.",
        ),
    ),
)

BOUGHT = Task(
    name="bought-viewers",
    title="Which minutes were filled?",
    points=15,
    level="stretch",
    outline=("05.13",),
    compare=Decision(judge=answers.judge_bought, naive="Who names nobody would have got"),
    reference=answers.bought,
    right="Correct. You looked at what people did, and accused nobody who only came at once.",
    slips=(
        Slip(
            "sudden-only",
            0,
            "You named the minutes in which many came at once. Pushes do that too, and a bought crowd stays on: look at "
            "what the people in the room do.",
            lambda shop: answers.bought(shop, how="sudden"),
        ),
        Slip(
            "whole-stream",
            0,
            "You named whole streams. Before the crowd came and after it left these were honest minutes.",
            lambda shop: answers.bought(shop, how="whole stream"),
        ),
        Slip(
            "sudden-and-dead",
            3,
            "Your silent minutes are right, and you added every sudden one. Real people came in most of those: leave out "
            "the rooms that stayed lively.",
            lambda shop: pd.concat([answers.bought(shop, how="sudden"), answers.bought(shop)], ignore_index=True),
        ),
        Slip(
            "no-such-minutes",
            0,
            "Hand in rows of session_id, begins, ends, with minutes that the stream has.",
            lambda shop: pd.DataFrame({"session_id": [1], "begins": [500], "ends": [600]}),
        ),
    ),
)

FIELDS = {
    "channel": None,
    "hours": (0.0, 0.1),
    "lift": SHARE,
    "anyway": SHARE,
    "stay_followers": (1e-3, 1.01),
    "stay_paid": (1e-3, 1.01),
    "long_followers": SHARE,
    "long_search": SHARE,
    "gone_paid": SHARE,
    "host": None,
    "strength": RATIO,
    "pitch": RATIO,
    "raffle": RATIO,
}
WEIGHTS = {
    "channel": 1, "hours": 1, "lift": 1, "anyway": 1, "stay_followers": 1, "stay_paid": 1, "long_followers": 1,
    "long_search": 1, "gone_paid": 1, "host": 0.5, "strength": 2, "pitch": 2, "raffle": 1.5,
}  # fmt: skip

BROUGHT = Task(
    name="who-brought-it",
    title="Who brought it: the reminder, the host, the pitch?",
    points=15,
    level="stretch",
    outline=("05.03", "05.08", "05.10"),
    compare=Record(FIELDS, WEIGHTS),
    reference=answers.brought,
    right="Correct. Each credit goes to what made the difference, and not to what was there.",
    slips=(
        Slip(
            "would-have-come",
            14,
            "Your lift is everybody who came after a reminder. Take off those who came without one, stream by stream.",
            lambda shop: answers.brought(shop, lift="all who came"),
        ),
        Slip(
            "cut-off-dropped",
            12,
            "You left out the visits that the end of the stream cut off. They are the longest: hand all rows to "
            "`median_stay` and `still_there`.",
            lambda shop: answers.brought(shop, cut="dropped"),
        ),
        Slip(
            "cut-off-as-end",
            12,
            "You took the moment at which the stream ended for the moment at which they left. They stayed at least so "
            "long: hand `left_before_end` to `median_stay` and `still_there` as well.",
            lambda shop: answers.brought(shop, cut="as the end"),
        ),
        Slip(
            "mean-stay",
            13,
            "Those are mean stays. A few long ones make them: the median says what half of the people do.",
            lambda shop: answers.brought(shop, cut="mean"),
        ),
        Slip(
            "peak-booked-to-host",
            13,
            "Your strength is orders a minute: the full room is booked to the host. Divide by the people there, within "
            "article and event.",
            lambda shop: answers.brought(shop, host="minute"),
        ),
        Slip(
            "tide-booked-to-pitch",
            13,
            "Your pitch effect holds the full room of the peak. Divide by the people there, within host and event.",
            lambda shop: answers.brought(shop, pitch="minute"),
        ),
        Slip(
            "comments-for-orders",
            13.5,
            "A raffle makes comments; asked is what it did to the orders.",
            lambda shop: answers.brought(shop, raffle="comments"),
        ),
    ),
)

EXAM = Exam(module="05_livestream", tasks=(GPM, WORDS, RUN, REVIEW, BOUGHT, BROUGHT))
