"""Module 08: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab import auction, metrics, uplift
from shoplab.practice import Question, Slip

L1, L2, L3, L4 = "lesson_1_tests.ipynb", "lesson_2_ads.ipynb", "lesson_3_people.ipynb", "lesson_4_events.ipynb"


def lift(rows, pooled=False):
    """Arm B's lift: each channel against itself, or all together."""
    by = ["arm"] if pooled else ["channel", "arm"]
    sums = rows.groupby(by)[["visitors", "placed_orders"]].sum()
    if pooled:
        rate = sums["placed_orders"] / sums["visitors"]
        return float(rate["B"] / rate["A"] - 1)
    sums = sums.unstack("arm")
    at_a = (sums["placed_orders"]["A"] / sums["visitors"]["A"] * sums["visitors"]["B"]).sum()
    return float(sums["placed_orders"]["B"].sum() / at_a - 1)


def forty(shop, by="brought"):
    """The forty words with most clicks: what the auction needs, and what a click is worth."""
    ads = shop.ad_daily
    ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
    ads["amount"] = ads["amount_direct"] + ads["amount_indirect"]
    words = ads.groupby("keyword").agg(
        campaign=("campaign", "first"),
        clicks=("clicks", "sum"),
        orders=("orders", "sum"),
        amount=("amount", "sum"),
        cost=("cost", "sum"),
        position=("average_position", "mean"),
        quality=("quality_score", "first"),
        impressions=("impressions", "sum"),
    )
    words = words.nlargest(40, "clicks")
    own = words["campaign"] == "C1"
    others = words[~own]
    crowd = metrics.pooled_rate(others["orders"], others["clicks"])
    weight = metrics.prior_weight((others["orders"] / others["clicks"])[others["clicks"] > 5000])
    rate = words["orders"] / words["clicks"]
    if by != "raw":
        rate = metrics.shrunk_rate(words["orders"], words["clicks"], crowd, weight)
    words["value"] = rate * 0.30 * words["amount"] / words["orders"]
    if by != "credited":
        words.loc[own, "value"] *= max(brand_brought(shop), 0)
    words["market_cpc"] = shop.search_terms.groupby("keyword")["market_cpc"].mean()
    words["first_clicks"] = words["clicks"] / 365 * words["position"]
    return words


def brand_brought(shop):
    """The share of the orders credited to ads for the shop's own name that they brought."""
    test = shop.brand_holdout
    sums = test[test["test_running"]].groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
    rate = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
    return float((rate.loc["ads on"].sum() - rate.loc["ads off"].sum()) / rate.loc["ads on", "ad_orders"])


def dark(shop, share):
    words = forty(shop)
    return int((auction.expect(words, share * words["value"])["clicks"] == 0).sum())


def tagged(shop):
    """The coupon trial with lesson 3's two tags."""
    trial = shop.coupon_trial
    trial["asleep"] = trial["recency_days"] >= 180
    trial["opens"] = np.select([trial["messages_opened"] == 0, trial["messages_opened"] == 1], ["0", "1"], "2-5")
    return trial


def uplift_of(shop, asleep, opens):
    """The extra orders of a hundred people of one group."""
    trial = tagged(shop)
    table = uplift.by_group([trial["asleep"], trial["opens"]], trial["coupon"], trial["ordered_30d"])
    return 100 * float(table.at[(asleep, opens), "uplift"])


def invitations(shop, tail=True, kept="mixed", stock=True, refunds=True):
    """What joining each open event should add, by lesson 4's four steps: a Series by event_id."""
    events = shop.official_events.merge(shop.event_results, on="event_id", how="left")
    past = events[events["units"].notna()].copy()
    past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
    after = (past["units_21_days_after"] / past["usual_units_a_day"] - 21).mean() if tail else 0.0
    back = past["refunded_units"].sum() / past["units"].sum() if refunds else 0.0
    groups, crowd = past.groupby("name")["kept"], past["kept"].mean()
    mixed = (groups.sum() + crowd) / (groups.count() + 1)
    now = events[events["units"].isna()].merge(shop.products[["sku", "list_price"]], on="sku").set_index("event_id")
    share = {"mixed": now["name"].map(mixed).fillna(crowd), "promised": 1.0, "crowd": crowd}[kept]
    usual = now["usual_units_a_day"]
    margin = 0.93 * (now["list_price"] - now["unit_cost"])
    pieces = usual * now["days"] * now["promised_factor"] * share
    inside = pieces * (1 - back) * (now["required_price"] * (1 - now["extra_commission"]) - now["unit_cost"])
    over = (now["stock_required"] - pieces).clip(lower=0) * 0.3 * now["unit_cost"] if stock else 0.0
    return inside - usual * now["days"] * margin + usual * after * margin - over - now["entry_fee"]


def days_of(shop, test, first, last):
    """One test's rows of its days `first` to `last`, counted from 1."""
    rows = shop.experiment_results
    rows = rows[rows["experiment"] == test]
    day = (rows["date"] - rows["date"].min()).dt.days + 1
    return rows[(day >= first) & (day <= last)]


RECALL = (
    Question(
        name="08-recall-peeked",
        answer="too high",
        form="choice",
        points=("08.01",),
        recalls="03",
        slips=(
            Slip("It was stopped on a day on which it looked large. Such days are picked.", "right"),
            Slip("The other way: one stops when the difference looks large.", "too low"),
        ),
        hints=("On what kind of day does one stop?", "On a day of luck upwards.", '"too ____"'),
        why="Stopping on a lucky day keeps the luck in the figure. One of today's six was told that way.",
    ),
    Question(
        name="08-recall-pooled",
        answer=0.023,
        points=("08.13",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("That is the mean of the two rates. Nine of ten visitors come by phone.", 0.035),),
        hints=("How many buy, of how many?", "180 + 50 of 10,000", "(180 + ___) / 10000"),
        why="230 of 10,000. Change the mix, and the rate changes though nobody does.",
    ),
    Question(
        name="08-recall-held-out",
        answer=6,
        points=("08.08",),
        recalls="04",
        slips=(Slip("That is how many answered. Thirty of them would have come anyway.", 36),),
        hints=("Who would have bought anyway?", "36 less those of the hold-out.", "36 - ___"),
        why="Six. The rest answered, and would have come.",
    ),
    Question(
        name="08-recall-mixed",
        answer=14 / 600,
        points=("08.15",),
        recalls="03",
        tolerance=1e-3,
        slips=(
            Slip("That is the word alone. The crowd counts as 400 further clicks.", 0.03),
            Slip("That is the mean of the two rates. The crowd has 400 clicks, the word 200.", 0.025),
        ),
        hints=("How many orders would 400 clicks of the crowd bring?", "(6 + 400 × 0.02) / (200 + 400)", "(6 + ___) / 600"),
        why="6 and 8 orders of 600 clicks. With it goes the bid.",
    ),
    Question(
        name="08-recall-break-even",
        answer=1 / 0.3,
        points=("08.15",),
        recalls="04",
        tolerance=3e-3,
        slips=(Slip("That is the share that is left. Turn it over.", 0.3), Slip("You divided by what goes out.", 1 / 0.7)),
        hints=("What may ¥1 of advertising have to bring?", "1 / share left", "1 / ___"),
        why="¥3.33 of sales for a yuan, if all of it is brought. If half is, 6.67.",
    ),
    Question(
        name="08-recall-next-yuan",
        answer="B",
        form="choice",
        points=("08.15",),
        recalls="03",
        slips=(Slip("On average. The next yuan brings ¥1.20 there and ¥2.00 in the other.", "A"),),
        hints=("What does the next yuan bring?", "Compare 1.20 and 2.00.", '"_"'),
        why="Until both ends are level. Forty bids are the same thought forty times.",
    ),
    Question(
        name="08-recall-thousand",
        answer=20,
        points=("08.08",),
        recalls="04",
        slips=(Slip("That is how many answered. Eighty would have come anyway.", 100),),
        hints=("What would the thousand have done anyway?", "(0.10 − 0.08) × 1000", "(0.10 - ___) * 1000"),
        why="Twenty. The coupon is paid a hundred times.",
    ),
    Question(
        name="08-recall-own-name",
        answer=0.05,
        points=("08.15",),
        recalls="lesson 2",
        slips=(Slip("That is the share that would have come anyway.", 0.95),),
        hints=("What was lost without the ads?", "5 of 100", "5 / ___"),
        why="One in twenty. The other nineteen were on their way.",
    ),
    Question(
        name="08-recall-picked",
        answer="worse",
        form="choice",
        points=("08.09",),
        recalls="03",
        slips=(
            Slip("It was picked for looking best, and luck was in that. Luck doesn't stay.", "the same"),
            Slip("Nothing makes luck grow.", "better"),
        ),
        hints=("What was in the figure that it was picked for?", "Merit and luck.", '"wor__"'),
        why="It falls back towards the others. So a tag has to show itself twice.",
    ),
    Question(
        name="08-recall-factors",
        answer=-0.01,
        points=("08.12",),
        recalls="06",
        tolerance=1e-3,
        slips=(Slip("1.1 × 0.9 is not 1: changes multiply.", 0), Slip("That is the factor. By what share do sales change?", 0.99)),
        hints=("Multiply the factors.", "1.1 × 0.9 − 1", "1.1 * 0.9 - ___"),
        why="A hundredth less. In logarithms the two parts are 0.095 and -0.105, and they add up.",
    ),
    Question(
        name="08-recall-invited",
        answer=0.196,
        points=("08.20",),
        recalls="lesson 3",
        tolerance=1e-3,
        slips=(Slip("That is for a thousand. Asked is one invitation.", 196),),
        hints=("Orders a head in both groups.", "1.695 − 1.499", "1.695 - ___"),
        why="A fifth of an order. Members' own counts would say four.",
    ),
    Question(
        name="08-recall-kept",
        answer=0.825,
        points=("08.19",),
        recalls="03",
        tolerance=1e-3,
        slips=(Slip("That is the mean of the two. The kind has three events, the crowd counts as one.", 0.75), Slip("That is the kind alone.", 0.9)),
        hints=("Four events together.", "(3 × 0.9 + 0.6) / 4", "(3 * 0.9 + ___) / 4"),
        why="Three speak for themselves, one for the crowd.",
    ),
)

LESSONS = (
    Question(
        name="08-last-week",
        answer=lambda shop: lift(days_of(shop, "E2", 15, 21)),
        points=("08.01",),
        lesson=L1,
        tolerance=5e-3,
        slips=(
            Slip(
                "That is without the channels. Each against itself.",
                lambda shop: lift(days_of(shop, "E2", 15, 21), True),
            ),
            Slip("Those are all days after the first week.", lambda shop: lift(days_of(shop, "E2", 8, 21))),
            Slip("That is the whole test.", lambda shop: lift(days_of(shop, "E2", 1, 21))),
        ),
        hints=(
            "Only the rows change.",
            "Days from `starts` + 14 on; then `within(rows)[0]`.",
            "within(results[(results['experiment'] == 'E2') & (results['date'] >= began + pd.Timedelta(days=____))])[0]",
        ),
        why="{answer}. Whatever the bar did, it did while it was new.",
    ),
    Question(
        name="08-dark-words",
        answer=lambda shop: dark(shop, 0.6),
        points=("08.15",),
        lesson=L2,
        slips=(
            Slip("That is at the full value.", lambda shop: dark(shop, 1.0)),
            Slip(
                "Those are the words that cost more than they are worth. Some of them still take a low place.",
                lambda shop: int((lambda w: (w["value"] < w["cost"] / w["clicks"]).sum())(forty(shop))),
            ),
        ),
        hints=(
            "One column of `expect` says it.",
            "`auction.expect(words, 0.6 * words['value'])['clicks']`",
            "(auction.expect(words, 0.6 * words['value'])['clicks'] == ____).sum()",
        ),
        why="{answer}. Being dark on a word that doesn't pay is a decision, not a loss.",
    ),
    Question(
        name="08-put-off",
        answer=lambda shop: uplift_of(shop, False, "0"),
        points=("08.08",),
        lesson=L3,
        tolerance=5e-3,
        slips=(
            Slip("That is a share. Of a hundred people, it is a hundred times as much.", lambda shop: uplift_of(shop, False, "0") / 100),
            Slip("Those are the dormant ones.", lambda shop: uplift_of(shop, True, "0")),
            Slip("The sign: with the coupon, less without it.", lambda shop: -uplift_of(shop, False, "0")),
        ),
        hints=("One row of the table.", "The column `uplift`, times 100.", "100 * table.at[(False, '0'), ____]"),
        why="{answer}: fewer. They are sleeping dogs, and let them lie.",
    ),
    Question(
        name="08-without-tail",
        answer=lambda shop: int((invitations(shop, tail=False) > 0).sum()),
        points=("08.19",),
        lesson=L4,
        slips=(Slip("That is with the tail.", lambda shop: int((invitations(shop) > 0).sum())),),
        hints=("One term falls away.", "`open_['adds'] - open_['tail']`", "(open_['adds'] - open_['tail'] > ____).sum()"),
        why="{answer}. The others are worth joining only if somebody uses the traffic after them.",
    ),
)


EXERCISES = ()
QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
