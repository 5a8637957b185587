"""The exam of module 09: six tasks, their points, the wrong answers that people give, and the rubric.

How the answers come about is in answers.py. The words name a slip and where to look; they hold no figure of any shop.
"""

from __future__ import annotations

from coursekit.compare import Decision, Record
from coursekit.exam import Criterion, Exam, Slip, Task, Written, beside

answers = beside(__file__, "answers")

SHARE = (1e-3, 0.0006)  # room for a share to three places

ROSTER = Task(
    name="week-roster",
    title="Who sits at the desk in the week of Double 11?",
    points=10,
    level="core",
    outline=("09.03",),
    compare=Decision(
        judge=answers.judge_roster, naive="The best roster with the same number in every shift would have left"
    ),
    reference=answers.week_plan,
    right="Correct. People follow the week, the promise is kept, and nothing is paid for hours in which nobody writes.",
    slips=(
        Slip(
            "two-as-always",
            0,
            "That is this year's habit. On the sale's days most buyers would wait; begin with how many come.",
            answers.two_each,
        ),
        Slip(
            "every-day-alike",
            1,
            "You planned a mean day seven times. The sale's day has several times the contacts of a quiet one: keep the days apart.",
            lambda shop: answers.week_plan(shop, by_day=False),
        ),
        Slip(
            "growth-forgotten",
            3,
            "You planned for as many as came this year. Wen expects a quarter more.",
            lambda shop: answers.week_plan(shop, growth=1.0),
        ),
        Slip(
            "every-hour-alike",
            4,
            "You spread each day evenly over its hours. In the evening more write than in the morning; take the shape of the hours from "
            "the whole year.",
            lambda shop: answers.week_plan(shop, flat=True),
        ),
        Slip(
            "not-a-roster",
            0,
            "The roster needs one row for each day and each of the three shifts, with whole agents from nobody on.",
            lambda shop: answers.week_plan(shop).iloc[:-1],
        ),
    ),
)

RIGHTS = Task(
    name="least-rights",
    title="What is taken, given, closed and hidden?",
    points=10,
    level="core",
    outline=("09.05", "09.06", "09.08"),
    compare=Record(
        {"close": None, "take": None, "give": None, "cover": None, "given_back": None, "hidden": None},
        {"close": 1.5, "take": 3, "give": 1.5, "cover": 2, "given_back": 1, "hidden": 1},
    ),
    reference=answers.least_rights,
    right="Correct. Nothing is missing, nothing is beside it, the door is closed, and the table tells nobody's story.",
    slips=(
        Slip(
            "turned-round",
            5.5,
            "Your two lists are exchanged. What was granted and isn't needed is taken; what is needed and wasn't granted is given.",
            lambda shop: answers.least_rights(shop, swapped=True),
        ),
        Slip(
            "door-left-open",
            7,
            "Your list takes rights one by one from somebody who has left. That account is closed as a whole; the list is for those who stay.",
            lambda shop: answers.least_rights(shop, leaver_too=True),
        ),
        Slip(
            "private-only",
            7,
            "You took the private rights only. What nobody's work needs goes, also where it looks harmless.",
            lambda shop: answers.least_rights(shop, private_only=True),
        ),
        Slip(
            "fat-packages",
            8,
            "Your cover takes the package that covers most, one after the other. Ask for the one with least beside the need.",
            lambda shop: answers.least_rights(shop, greedy=True),
        ),
        Slip(
            "totals-forgotten",
            9,
            "You counted the small cells only. With the totals beside them they come back, so further cells have to be hidden.",
            lambda shop: answers.least_rights(shop, small_only=True),
        ),
    ),
)

BONUS = Task(
    name="fair-bonus",
    title="Whose is the envelope?",
    points=10,
    level="core",
    outline=("09.13", "09.14"),
    compare=Record(
        {
            "raw_best": None,
            "best": None,
            "added": SHARE,
            "place": None,
            "winners": None,
            "month_after": SHARE,
            "mixed": SHARE,
            "easy_gain": SHARE,
        },
        {
            "raw_best": 0.5,
            "best": 1.5,
            "added": 2,
            "place": 1,
            "winners": 1,
            "month_after": 1.5,
            "mixed": 1.5,
            "easy_gain": 1,
        },
    ),
    reference=answers.fair_bonus,
    right="Correct. Everybody is held against the same questions, and a month is held against its luck.",
    slips=(
        Slip(
            "as-counted",
            1,
            "You compared orders per chat as they were counted. Some get the questions of people who have nearly bought: take off what each "
            "topic gives anyway.",
            lambda shop: answers.fair_bonus(shop, by="raw"),
        ),
        Slip(
            "months-own-figure",
            8.5,
            "You took the winners' own month. Asked is what they added in the month after it.",
            lambda shop: answers.fair_bonus(shop, next_month=False),
        ),
        Slip(
            "without-the-crowd",
            8.5,
            "Your last month stands alone. Mix it with the crowd, or it promises too much.",
            lambda shop: answers.fair_bonus(shop, crowd=0),
        ),
        Slip(
            "whole-year-mixed",
            8.5,
            "You mixed the whole year. Asked is December, where a month's luck is still in it.",
            lambda shop: answers.fair_bonus(shop, whole_year=True),
        ),
    ),
)

PAGE = Written(
    name="team-page",
    title="One page on how we work together",
    points=10,
    level="core",
    outline=("09.01", "09.04", "09.09", "09.10", "09.11", "09.12", "09.14"),
    rubric=(
        Criterion(
            "Who answers",
            2,
            "Each of the twelve duties with exactly one who answers; the gap and the overlap named and mended with a reason; limits for "
            "refunds that go with the duty, and how each approval is checked.",
        ),
        Criterion(
            "Where work lies",
            2,
            "Hand-offs by hours of waiting, not of work, launches and events apart; the one that costs most with its share; what events have "
            "that launches haven't, told as a comparison and not as proof.",
        ),
        Criterion(
            "The rule and its keeping",
            2,
            "The rule in one version with its owner; how often it is kept by step and by case; late cases where it was kept and where not; "
            "one number for the weekly review and the value at which something is done; the age at which a late ticket goes up, to whom, "
            "and how many a day that makes.",
        ),
        Criterion(
            "Score and season",
            2,
            "At least three measures that the known tricks don't raise, with the trick tried on each; weights for the low and the high season, "
            "fixed before it, with a reason in money; each against its plan.",
        ),
        Criterion(
            "Fair to people",
            2,
            "Nobody is named for an alarm that has an innocent explanation; says how sure the ranking is; one thing that the tables can't say, "
            "and who will be asked.",
        ),
    ),
)

INSIDERS = Task(
    name="insiders",
    title="Which acts would you ask about?",
    points=15,
    level="stretch",
    outline=("09.04", "09.07", "09.08"),
    compare=Decision(judge=answers.judge_insiders, naive="Naming nobody would have saved"),
    reference=answers.suspicious,
    right="Correct. Each alarm has its second question: the roster, the post, the limit, the list of leavers.",
    slips=(
        Slip(
            "every-night",
            4,
            "You named every export of buyers at night. On the sale's nights a shift is at work: ask the roster.",
            lambda shop: answers.suspicious(shop, roster=False),
        ),
        Slip(
            "every-bulk",
            3,
            "You named everybody who changed many prices on one day. Somebody sets the sale's prices for a living: ask whether the post needs "
            "that right.",
            lambda shop: answers.suspicious(shop, post=False),
        ),
        Slip(
            "by-post-only",
            4,
            "You named exports of buyers by every post that doesn't need the right. That accuses people at their work; ask who was on duty.",
            lambda shop: answers.suspicious(shop, exports_by_post=True),
        ),
        Slip(
            "largest-acts",
            0,
            "You named the acts that touched most records. Size is a matter of the post: the largest exports are somebody's daily work.",
            answers.largest,
        ),
        Slip(
            "too-many-alarms",
            2,
            "Your list accuses more innocent acts than Wen reads. Give each rule its second question.",
            answers.all_exports,
        ),
        Slip(
            "not-a-list",
            0,
            "That is not a list of log numbers, so no act could be read from it. Of a table, hand in the column: "
            '`acts["log_id"].tolist()`.',
            lambda shop: {"log_id": answers.suspicious(shop)},
        ),
    ),
)

SEATS = Task(
    name="sale-seats",
    title="Who takes the six seats, and with which packages?",
    points=15,
    level="stretch",
    outline=("09.02", "09.05"),
    compare=Decision(judge=answers.judge_seats, naive="Seat by seat with the fattest packages would have been worth"),
    reference=answers.sale_seating,
    right="Correct. The whole fits, everybody can work, and hardly a right comes along that nobody needs.",
    slips=(
        Slip(
            "fat-packages",
            4,
            "Your people sit well. Their packages cover most at each step and bring along what nobody needs, some of it private.",
            lambda shop: answers.sale_seating(shop, cover="greedy"),
        ),
        Slip(
            "one-click",
            0,
            "You gave everybody the manager's package. Several can't do their work with it, and all of them can do what they should not.",
            lambda shop: answers.sale_seating(shop, cover="one click"),
        ),
        Slip(
            "labels-for-all",
            0,
            "Your packages leave out rights that the seats need. A seat whose person can't press the button brings nothing.",
            lambda shop: answers.sale_seating(shop, cover="labels"),
        ),
        Slip(
            "not-a-seating",
            0,
            "A seating has six seats, six different people who still work here and may lend a hand, and packages that exist.",
            answers.one_person,
        ),
    ),
)

EXAM = Exam(module="09_team", tasks=(ROSTER, RIGHTS, BONUS, PAGE, INSIDERS, SEATS))
