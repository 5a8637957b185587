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

PRACTICE_NAME = "practice"
NO_SUCH_SEEDS = 'Seeds are a list of whole numbers, or the word "practice"; this is {seeds!r}.'
NO_SOURCE = "The policy's source can't be read. Write it as one function with `def` in a cell of its own, and pass the function."


def evaluate(
    policy: Callable[..., dict[str, Any]],
    seeds: Sequence[int] | str = PRACTICE_NAME,
    season: str = "season",
    **parameters: Any,
) -> Report:
    """Judge a policy on simulated seasons; `report.table()` has a row a season, `report.score` their mean.

    `policy(today, memory, **parameters)` is one function that stands alone: its source is run in a process of its own, as it
    will be when it is marked. Raises DecisionError when that can't work, or for seeds that aren't any.
    """
    if isinstance(seeds, str) and seeds != PRACTICE_NAME:
        raise DecisionError(say(NO_SUCH_SEEDS).format(seeds=seeds))
    chosen = PRACTICE if isinstance(seeds, str) else tuple(seeds)
    try:
        return judge(handed_in(policy, parameters), chosen, season)
    except (PolicyError, ValueError) as error:
        raise DecisionError(retold(str(error))) from None


def handed_in(policy: Callable[..., Any], parameters: dict[str, Any] | None = None) -> HandedIn:
    """The policy as it is handed in: its source, its name and its parameters. Raises DecisionError when it has no source."""
    try:
        source = textwrap.dedent(inspect.getsource(policy))
    except (OSError, TypeError):
        raise DecisionError(say(NO_SOURCE)) from None
    return HandedIn(source, policy.__name__, parameters or {})
