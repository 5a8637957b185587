"""A shop in the middle of a season: what is carried from one day to the next. Arrays have a leading axis of shops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from shopworld.market.rules import rules
from shopworld.market.scenario import Daily, Facts, Scenario

MEMORY = 14  # days that the back office shows
UNEQUAL = "Seasons that run together have the same number of days; these have {days}."
NONE = "There is no season to start."


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the next day needs. Money in fen; B shops, I items, K words, R rivals."""

    scenarios: tuple[Scenario, ...]
    facts: Facts  # stacked: (B, …)
    daily: Daily  # stacked: (days, B, …)
    day: int  # days that are over
    alive: np.ndarray  # (B,) False once the money has run out
    cash: np.ndarray  # (B,)
    stock: np.ndarray  # (B, I) pieces
    coming: np.ndarray  # (B, ahead, I) pieces that arrive tomorrow, the day after …
    price: np.ndarray  # (B, I)
    recent_price: np.ndarray  # (B, 7, I) of the last seven days, oldest first
    title: np.ndarray  # (B, I, K)
    title_age: np.ndarray  # (B, I) days since the title was changed
    sold_average: np.ndarray  # (B, I) smoothed pieces a day
    on_shelf: np.ndarray  # (B, I) smoothed share of demand that met goods
    stars: np.ndarray  # (B, I) sum over reviews, fading
    reviews: np.ndarray  # (B, I) number of them, fading
    backlog: np.ndarray  # (B,) open cases
    due_money: np.ndarray  # (B, ahead) refunds to be paid tomorrow, the day after …
    due_goods: np.ndarray  # (B, ahead, I) pieces that come back
    rival_price: np.ndarray  # (B, I, R)
    rival_heat: np.ndarray  # (B, K) rise of rivals' bids
    strikes: np.ndarray  # (B,)
    memory: np.ndarray  # (B, MEMORY, 3, I) visits, pieces sold, share of the day on the shelf; newest last
    ad_memory: np.ndarray  # (B, MEMORY, 2, K) clicks and cost; newest last
    cases: np.ndarray  # (B,) yesterday's

    @property
    def days(self) -> int:
        """Return the length of the season."""
        return self.scenarios[0].days

    @property
    def done(self) -> bool:
        """Return whether the season is over and closed."""
        return self.day >= self.days


def start(scenarios: Sequence[Scenario]) -> State:
    """Return the morning of the first day for each season, side by side.

    Raises ValueError when there is none, or when they differ in length.
    """
    if not scenarios:
        raise ValueError(NONE)
    if len({one.days for one in scenarios}) > 1:
        raise ValueError(UNEQUAL.format(days=", ".join(str(one.days) for one in scenarios)))
    facts = stack([one.facts for one in scenarios])
    shops, items = facts.list_price.shape
    words = facts.fit.shape[2]
    prior = np.full((shops, items), float(rules().after.prior))
    supply, after = rules().supply, rules().after
    return State(
        scenarios=tuple(scenarios),
        facts=facts,
        daily=stack([one.daily for one in scenarios], axis=1),
        day=0,
        alive=np.ones(shops, dtype=bool),
        cash=facts.cash - facts.deposit - facts.annual_fee,
        stock=facts.first_stock.copy(),
        coming=np.zeros((shops, supply.lead_days[1] + supply.rush_days, items), dtype=np.int64),
        price=facts.list_price.copy(),
        recent_price=np.repeat(facts.list_price[:, None], 7, axis=1),
        title=facts.first_title.copy(),
        title_age=np.full((shops, items), 99.0),
        sold_average=np.zeros((shops, items)),
        on_shelf=np.ones((shops, items)),
        stars=prior * facts.stars.mean(axis=1, keepdims=True),
        reviews=prior,
        backlog=np.zeros(shops, dtype=np.int64),
        due_money=np.zeros((shops, after.delay[1]), dtype=np.int64),
        due_goods=np.zeros((shops, after.delay[1], items), dtype=np.int64),
        rival_price=facts.rival_price.copy(),
        rival_heat=np.zeros((shops, words)),
        strikes=np.zeros(shops, dtype=np.int64),
        memory=np.zeros((shops, MEMORY, 3, items)),
        ad_memory=np.zeros((shops, MEMORY, 2, words)),
        cases=np.zeros(shops, dtype=np.int64),
    )


def stack(parts: Sequence, axis: int = 0):
    """Return one record of the same kind whose arrays hold those of all the parts, side by side along this axis."""
    kind = type(parts[0])
    return kind(*(np.stack([getattr(part, field.name) for part in parts], axis=axis) for field in fields(kind)))
