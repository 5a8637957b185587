"""The search word with the best click rate hardly sells: many are curious, few buy."""

from __future__ import annotations

import pandas as pd

from shopworld.audience import advertising
from shopworld.truth.model import Phenomenon
from shopworld.world import World

ENOUGH = 500


def _words(world: World) -> pd.DataFrame:
    """Sums of the year by word, without the shop's own name."""
    report = world["ad_daily"]
    report = report[report["campaign"] != "C1"].assign(orders=report["orders_direct"] + report["orders_indirect"])
    sums = report.groupby("keyword")[["impressions", "clicks", "orders"]].sum()
    return sums[sums["clicks"] >= ENOUGH]


def _most_clicked(words: pd.DataFrame) -> str:
    return (words["clicks"] / words["impressions"]).idxmax()


def _truth(world: World) -> float:
    mine = advertising.ad_words(world.seed)
    expected = pd.Series(
        advertising.expected_paid(world.seed, world.days, world["orders"], world.arrivals.paths).sum(axis=0),
        index=mine["keyword"],
    )
    words = _words(world)
    trap = mine.loc[mine["tempting"], "keyword"].iloc[0]
    usual = expected.reindex(words.index).sum() / words["clicks"].sum()
    return float(expected[trap] / words.loc[trap, "clicks"] / usual)


def _naive(world: World) -> float:
    """A click is a click: each is worth as much as any other."""
    words = _words(world)
    return float(words.loc[_most_clicked(words), "clicks"] / words.loc[_most_clicked(words), "clicks"])


def _taught(world: World) -> float:
    """The word's own orders per click over the account's."""
    words = _words(world)
    rate = words["orders"] / words["clicks"]
    return float(rate[_most_clicked(words)] / (words["orders"].sum() / words["clicks"].sum()))


PHENOMENON = Phenomenon(
    id="tempting-keyword",
    tables=("ad_daily",),
    question="How many orders does a click on the word with the best click rate bring, against a usual click of the account?",
    estimand=_truth,
    naive=_naive,
    taught=_taught,
    tolerance=0.12,
    tier="course",
)
