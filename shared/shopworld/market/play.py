"""Running a season: many shops at once on arrays, or one shop with a policy on plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from shopworld.market.close import profit
from shopworld.market.day import DayReport, step
from shopworld.market.decisions import Decisions
from shopworld.market.plan import decide, validate
from shopworld.market.policies import Policy
from shopworld.market.scenario import Scenario
from shopworld.market.state import State, start
from shopworld.market.view import View, look, today

FOUL = (
    "Refused: bought orders and reviews are fictitious transactions, which the E-Commerce Law (art. 17) and the Law against "
    "Unfair Competition forbid. Nothing was bought; the platform has recorded a strike."
)


@dataclass(frozen=True, eq=False)
class Season:
    """A season that was run to its close: the last state, every day's report, and the sentences about refused plans."""

    state: State
    reports: tuple[DayReport, ...]
    refused: tuple[tuple[int, str], ...] = ()  # day and sentence

    @property
    def profit(self) -> np.ndarray:
        """Return each shop's contribution in fen."""
        return profit(self.state)


def play_arrays(policy: Callable[[View], Decisions], scenarios: Sequence[Scenario]) -> Season:
    """Run one season a scenario, side by side, with a policy on arrays."""
    state, reports = start(scenarios), []
    while not state.done:
        state, report = step(state, policy(look(state)))
        reports.append(report)
    return Season(state, tuple(reports))


def play(policy: Policy, scenario: Scenario) -> Season:
    """Run one season with a policy on plain data; a day whose plan is refused is a day on which nothing is done."""
    state, reports, refused, memory = start([scenario]), [], [], {}
    while not state.done:
        plan = policy(today(state), memory)
        sentences = validate(plan, scenario.level, scenario)
        refused += [(state.day, sentence) for sentence in sentences]
        state, report = step(state, decide([{} if sentences else plan], state))
        reports.append(report)
    return Season(state, tuple(reports), tuple(refused))


def brush(state: State, shop: int = 0) -> tuple[State, str]:
    """Refuse to buy orders or reviews: return the state with a strike on this shop's record, and the reason."""
    strikes: Any = state.strikes.copy()
    strikes[shop] += 1
    return replace(state, strikes=strikes), FOUL
