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
)


EXERCISES = ()
QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
