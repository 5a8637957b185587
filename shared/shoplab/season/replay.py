"""A season once more, with the same luck: a policy's days as a shop to look at, and the best known way beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from shoplab.languages import say
from shoplab.season.plan import DecisionError, Plan
from shoplab.season.shop import Shop, open_shop
from shopworld.judging.references import reference
from shopworld.judging.seasons import by_function
from shopworld.market.policies import sensible
from shopworld.market.scenario import scenario

NOT_BESIDE = "Two shops stand beside each other on the same season and seed; these are “{one}” and “{other}”."
ONE_SEASON = "{name}, seed {seed}"
TOTAL = "contribution"


def played(policy: Callable[..., dict[str, Any]], season: str = "season", seed: int = 101, **parameters: Any) -> Shop:
    """Run a policy through a season and return the shop at its close; a plan that is refused is a day without decisions.

    Raises DecisionError for an unknown season. What the policy itself raises comes through.
    """
    shop, memory = open_shop(season, seed), {}
    while not shop.done:
        plan = Plan(policy(shop.today, memory, **parameters))
        try:
            shop.next_day(plan)
        except DecisionError:
            shop.next_day(Plan({}))
    return shop


def contributions(
    policy: Callable[..., dict[str, Any]], seeds: Iterable[int], season: str = "season", **parameters: Any
) -> pd.Series:
    """Return what a policy leaves in each of these seasons, in yuan by seed: run side by side, several times as fast as one by one.

    Raises ValueError for an unknown season.
    """
    chosen = list(seeds)
    records, _ = by_function(
        lambda today, memory: policy(today, memory, **parameters), [scenario(season, seed) for seed in chosen]
    )
    return pd.Series([record.profit for record in records], index=pd.Index(chosen, name="seed"), name=TOTAL)


def best_known(season: str = "season", seed: int = 101) -> Shop:
    """Return the shop that the reference ran: the best way that a search found which knew the season."""
    return played(sensible(reference(season, seed).knobs), season, seed)


def bridge(mine: Shop, other: Shop) -> pd.Series:
    """Return where the other shop's contribution differs from mine, in yuan by name of the cash book, and the total.

    Both have run the same season to its close: the luck is the same, so every yuan of it is decisions. Raises DecisionError when
    they have not.
    """
    ours, theirs = (say(ONE_SEASON).format(name=one._scenario.name, seed=one._scenario.seed) for one in (mine, other))
    if ours != theirs:
        raise DecisionError(say(NOT_BESIDE).format(one=ours, other=theirs))
    total = other.profit - mine.profit
    names = other.money.drop(columns="net").sum() - mine.money.drop(columns="net").sum()
    names = names[names.abs() > 0].sort_values(key=abs, ascending=False)
    return pd.concat([names, pd.Series({TOTAL: total})]).round(2)
