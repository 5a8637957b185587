"""Judging a policy at home: the same seasons and the same scores for everybody, beside what others earn there."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from shoplab.languages import say
from shoplab.languages.saying import retold
from shoplab.season.plan import DecisionError
from shopworld.judging.guest import HandedIn, PolicyError
from shopworld.judging.report import PRACTICE, Report
from shopworld.judging.report import evaluate as judge
from shopworld.market.rules import rules

PRACTICE_NAME = "practice"
NO_SUCH_SEEDS = 'Seeds are a list of whole numbers, or the word "practice"; this is {seeds!r}.'
LOST = "On {lost} of {days} days nothing was done. The first reason: {reason}"
HIGH_FIRST = "A forecast is (low, high), the lower one first; this one is ({low:,.0f}, {high:,.0f})."
NO_SOURCE = "The policy's source can't be read. Write it as one function with `def` in a cell of its own, and pass the function."


def evaluate(
    policy: Callable[..., dict[str, Any]],
    seeds: Sequence[int] | str = PRACTICE_NAME,
    season: str = "season",
    **parameters: Any,
) -> Report:
    """Judge a policy on simulated seasons; `report.table()` has a row a season, `report.score` their mean.

    Days on which nothing was done are told of.

    `policy(today, memory, **parameters)` is one function that stands alone: its source is run in a process of its own, as it
    will be when it is marked. Raises DecisionError when that can't work, or for seeds that aren't any.
    """
    if isinstance(seeds, str) and seeds != PRACTICE_NAME:
        raise DecisionError(say(NO_SUCH_SEEDS).format(seeds=seeds))
    chosen = PRACTICE if isinstance(seeds, str) else tuple(seeds)
    try:
        report = judge(handed_in(policy, parameters), chosen, season)
    except (PolicyError, ValueError) as error:
        raise DecisionError(retold(str(error))) from None
    if report.lost:
        lost, days = sum(one.lost_days for one in report.records), len(chosen) * rules().shape.days
        print(say(LOST).format(lost=lost, days=days, reason=retold(report.lost[0][2])))
    return report


def handed_in(policy: Callable[..., Any], parameters: dict[str, Any] | None = None) -> HandedIn:
    """The policy as it is handed in: its source, its name and its parameters.

    Raises DecisionError when it has no source, and for a forecast whose higher end stands first.
    """
    low, high = _ends((parameters or {}).get("forecast"))
    if low > high:
        raise DecisionError(say(HIGH_FIRST).format(low=low, high=high))
    try:
        source = textwrap.dedent(inspect.getsource(policy))
    except (OSError, TypeError):
        raise DecisionError(say(NO_SOURCE)) from None
    return HandedIn(source, policy.__name__, parameters or {})


def _ends(forecast: Any) -> tuple[float, float]:
    """A forecast's two ends; what is no pair of numbers is another's to refuse."""
    try:
        low, high = (float(end) for end in forecast)
    except (TypeError, ValueError):
        return 0.0, 0.0
    return low, high
