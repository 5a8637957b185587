"""The exam of module 08: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Record, Table
from coursekit.exam import Criterion, Decision, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

SHARE = (1e-3, 0.0006)  # room for a share to three places
MONEY = (2e-3, 0.006)  # and for yuan to two

BIDS = Task(
    name="forty-bids",
    title="Forty bids for ¥500 a day",
    points=10,
    level="core",
    outline=("08.15",),
    compare=Decision(
        judge=answers.judge_bids, naive="The orders that the report credits, scaled to the budget, would have left"
    ),
    reference=answers.bids,
    right="Correct. Every word is paid by what its clicks add, and the day's money lasts.",
    slips=(
        Slip(
            "own-name-credited",
            2,
            "You believe the report about the shop's own name. Nearly all of those orders come without the ad: multiply by "
            "the share that the hold-out lost.",
            lambda shop: answers.bids(shop, "credited"),
        ),
        Slip(
            "whole-value",
            2,
            "You bid the whole value. Then the day's money is gone early, and the last places leave nothing: bid one share of "
            "it on every word, so that the budget is just used.",
            lambda shop: answers.bids(shop, "whole value"),
        ),
        Slip(
            "market-price",
            1,
            "You bid what the market pays. Some words aren't worth it to this shop, and others are worth far more: begin "
            "with the value of a click.",
            lambda shop: answers.bids(shop, "market"),
        ),
        Slip(
            "one-bid",
            2,
            "You bid the same on every word. A click's value differs many times over between them.",
            lambda shop: answers.bids(shop, "one for all"),
        ),
        Slip(
            "not-forty",
            0,
            "Your words aren't the forty with most clicks, each once, with a bid of nothing or more.",
            lambda shop: answers.bids(shop).assign(bid=-1.0),
        ),
    ),
)

TESTS = Task(
    name="six-tests",
    title="Which of six tests may we keep?",
    points=10,
    level="core",
    outline=("08.01", "08.02", "08.03"),
    compare=Table(
        key=("experiment",),
        columns={
            "off": (5e-3, 0.06),
            "pooled": SHARE,
            "lift": SHARE,
            "first_week": SHARE,
            "after_it": SHARE,
            "verdict": None,
        },
        weights={"off": 2, "pooled": 1, "lift": 2, "first_week": 1, "after_it": 1, "verdict": 3},
    ),
    reference=answers.six_tests,
    right="Correct. First the split, then like with like, then what is left after the first week.",
    slips=(
        Slip(
            "half-and-half",
            5,
            "You measured every split against a half. One test was planned otherwise in its channels: the shares stand in "
            "`experiments`, and its split is sound.",
            lambda shop: answers.six_tests(shop, planned=False),
        ),
        Slip(
            "all-together",
            3,
            "You compared all channels together. Where the arms have different visitors, that compares the visitors: each "
            "channel against itself.",
            lambda shop: answers.six_tests(shop, within=False),
        ),
        Slip(
            "novelty-kept",
            7,
            "You kept a test whose lift lives in its first week. Judge by what is left after it.",
            lambda shop: answers.six_tests(shop, after=False),
        ),
        Slip(
            "with-its-sign",
            8,
            "Your distances from the plan have a sign. A split is broken whichever arm lost people.",
            lambda shop: answers.six_tests(shop, signed=True),
        ),
    ),
)

EVENTS = Task(
    name="eight-invitations",
    title="Which invitations do we take?",
    points=10,
    level="core",
    outline=("08.07", "08.10", "08.19"),
    compare=Decision(
        judge=answers.judge_events, naive="Joining everything or nothing, whichever is better, would have added"
    ),
    reference=answers.invitations,
    right="Correct. You joined what adds, as far as the tables can tell.",
    slips=(
        Slip(
            "joined-everything",
            1,
            "You joined everything. Some of these events cost more than they add: the fee, the stock that stays, and what "
            "these days would have sold anyway.",
            lambda shop: answers.invitations(shop, "all"),
        ),
        Slip(
            "by-the-promise",
            3,
            "You believed what the organisers promise. Past events kept a part of it: mix each kind's part with the crowd's.",
            lambda shop: answers.invitations(shop, "promise"),
        ),
        Slip(
            "nothing-anyway",
            4,
            "You counted all that an event sells. Staying out sells the usual pieces too, at the list price: take them off.",
            lambda shop: answers.invitations(shop, "nothing anyway"),
        ),
        Slip(
            "returns-forgotten",
            6,
            "What comes back is missing. Of an event's pieces more come back than on usual days; `refunded_units` says how many.",
            lambda shop: answers.invitations(shop, "no returns"),
        ),
        Slip(
            "not-the-eight",
            0,
            "Your table doesn't hold each of the open events once.",
            lambda shop: answers.invitations(shop).assign(event_id=1),
        ),
    ),
)

SWOT = Written(
    name="swot",
    title="A SWOT that can be wrong",
    points=10,
    level="core",
    outline=("08.02", "08.05", "08.06", "08.13", "08.14", "08.17"),
    rubric=(
        Criterion(
            "Evidence",
            3,
            "Two lines in each of the four fields; each has a figure, says whom or what it is compared with, and names its "
            "table. Nothing that could be said of any shop.",
        ),
        Criterion(
            "Words and page",
            2,
            "Terms that rivals serve and the shop doesn't, or that it has and doesn't say, kept apart; the unreadable parts; "
            "where the event's page leads on; a countdown that is true, or none.",
        ),
        Criterion(
            "The step to mend",
            2,
            "One step or one product, chosen by what its repair would bring, with the sum; not by the lowest rate.",
        ),
        Criterion(
            "The plan",
            2,
            "Two or three measures that follow from the lines, each with who, by when, its cost, and a figure that would "
            "show that it failed.",
        ),
        Criterion(
            "Doubt",
            1,
            "What the tables can't say (rivals are seen from outside, pages differ in more than one thing), and a measure "
            "made softer because of it.",
        ),
    ),
)

COUPONS = Task(
    name="coupon-list",
    title="Who gets a coupon next time?",
    points=15,
    level="stretch",
    outline=("08.08", "08.09"),
    compare=Decision(judge=answers.judge_coupons, naive="Giving none would have added"),
    reference=answers.coupons,
    right="Correct. The coupons go to those who come because of them, and stop where they only cost.",
    slips=(
        Slip(
            "most-loyal",
            2,
            "You wrote to those who ordered most often. They order anyway, and now for less.",
            lambda shop: answers.coupons(shop, "orders"),
        ),
        Slip(
            "dormant-first",
            2,
            "You wrote to the dormant ones. Some come back, and most of those would have: compare with the ones that were "
            "drawn to get none.",
            lambda shop: answers.coupons(shop, "dormant"),
        ),
        Slip(
            "most-spent",
            2,
            "You wrote to those who spent most. What they spent says who buys, not whom a coupon wins.",
            lambda shop: answers.coupons(shop, "spent"),
        ),
        Slip(
            "too-many",
            1,
            "Your list is longer than the coupons that Wen gives.",
            lambda shop: sorted(shop.coupon_trial["trial_id"].tolist())[:2_500],
        ),
        Slip(
            "unknown-buyer",
            0,
            "Your list holds a number twice, or one that isn't in the trial.",
            lambda shop: [1, 1, 2],
        ),
    ),
)

STAYS = Task(
    name="what-stays",
    title="What stays and what goes?",
    points=15,
    level="stretch",
    outline=("08.04", "08.11", "08.12", "08.13", "08.16", "08.18", "08.20", "08.21"),
    compare=Record(
        {
            "visitors_share": (5e-4, 0.0006),
            "more_payments": (2e-3, 0.6),
            "member_gain": MONEY,
            "worst_affiliate": None,
            "worst_adds": MONEY,
            "community_head": MONEY,
            "coupon_factor": SHARE,
            "night_share": SHARE,
            "long_tail": SHARE,
        },
        {
            "visitors_share": 2,
            "more_payments": 2,
            "member_gain": 3,
            "worst_affiliate": 1,
            "worst_adds": 2,
            "community_head": 2,
            "coupon_factor": 1,
            "night_share": 1,
            "long_tail": 1,
        },
    ),
    reference=answers.what_stays,
    right="Correct. Every habit of the house is held against what would have been without it.",
    slips=(
        Slip(
            "members-compared",
            12,
            "You compared members with others. Those who buy more join more: compare all who were invited with all who "
            "weren't.",
            lambda shop: answers.what_stays(shop, members="joined"),
        ),
        Slip(
            "benefits-forgotten",
            13,
            "What the members' benefits cost is missing from their gain.",
            lambda shop: answers.what_stays(shop, members="no benefits"),
        ),
        Slip(
            "credited-orders",
            12,
            "You took every order over a link as brought. The hold-out says which share would have come without it.",
            lambda shop: answers.what_stays(shop, affiliates="credited"),
        ),
        Slip(
            "first-order-counted",
            13,
            "Your figure for the community holds the first order. No community brought that one: begin with day one after it.",
            lambda shop: answers.what_stays(shop, first_day=0),
        ),
        Slip(
            "per-cent-of-per-cent",
            13,
            "You divided two changes in per cent. Those parts don't add up to the whole; logarithms do.",
            lambda shop: answers.what_stays(shop, logs=False),
        ),
    ),
)

EXAM = Exam(module="08_optimization", tasks=(BIDS, TESTS, EVENTS, SWOT, COUPONS, STAYS))
