"""The hand-off log of launches and events: when each step was handed over, begun and done, and the one hand-off where work lies."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import moments, parameters
from shopworld.draws import between, lognormal
from shopworld.moments import DAY, HOUR
from shopworld.seeds import stream

EVERY_DAYS = {"launch": 4, "event": 15}
FIRST_CASE = {"launch": 100, "event": 700}
WAIT_HOURS, WAIT_SPREAD = 5.0, 0.4
WORK_SPREAD = 0.25
PLANNED_WAIT = 8  # hours that the plan leaves between two steps


@dataclass(frozen=True)
class Delay:
    """The step of a launch that waits to be begun, and the median hours for which it does."""

    step: int
    hours: float


def delay(seed: int) -> Delay:
    """Return the planted hand-off."""
    steps = _steps("launch")["step"].max()
    u = stream(seed, "sop_events", 1).random(2)
    return Delay(2 + int(u[0] * (steps - 1)), float(between(u[1:], 36.0, 62.0)[0]))


def mean_wait(seed: int) -> float:
    """Return the hours for which a launch lies on average at the planted hand-off: the mean of the log-normal waits."""
    return delay(seed).hours * math.exp(WAIT_SPREAD**2 / 2)


def log(seed: int, days: int) -> pd.DataFrame:
    """Return the table `sop_events`: one row a case and step; `due_at` is the plan's, made when the case begins."""
    frame = pd.concat([_cases(seed, kind, number, days) for number, kind in enumerate(EVERY_DAYS)], ignore_index=True)
    return frame.sort_values(["case_id", "step"], ignore_index=True)


def _steps(kind: str) -> pd.DataFrame:
    steps = parameters.table("sop_steps")
    return steps[steps["kind"] == kind]


def _cases(seed: int, kind: str, number: int, days: int) -> pd.DataFrame:
    steps = _steps(kind).reset_index(drop=True)
    every = EVERY_DAYS[kind]
    count = days // every
    u = stream(seed, "sop_events", 2, number).random((count, len(steps), 2))
    start = np.arange(count) * every * DAY + 10 * HOUR + np.floor(u[:, 0, 0] * 6 * HOUR).astype(np.int64)
    median = np.full(len(steps), WAIT_HOURS)
    median[0] = 0.5
    if kind == "launch":
        planted = delay(seed)
        median[planted.step - 1] = planted.hours
    waits = np.round(median * lognormal(u[..., 0], WAIT_SPREAD) * HOUR).astype(np.int64)
    works = np.round(steps["work_hours"].to_numpy() * lognormal(u[..., 1], WORK_SPREAD) * HOUR).astype(np.int64)
    done = start[:, None] + np.cumsum(waits + works, axis=1)
    handed = np.concatenate([start[:, None], done[:, :-1]], axis=1)
    planned = start[:, None] + np.cumsum((steps["work_hours"].to_numpy() + PLANNED_WAIT) * HOUR)[None, :]
    team = steps["team"].to_numpy()
    return pd.DataFrame(
        {
            "case_id": np.repeat(FIRST_CASE[kind] + np.arange(count), len(steps)),
            "kind": kind,
            "step": np.tile(steps["step"].to_numpy(), count),
            "what": np.tile(steps["what"].to_numpy(), count),
            "from_team": np.tile(np.r_[team[:1], team[:-1]], count),
            "to_team": np.tile(team, count),
            "handed_at": moments.times(handed.ravel()),
            "started_at": moments.times((handed + waits).ravel()),
            "done_at": moments.times(done.ravel()),
            "due_at": moments.times(planned.ravel()),
        }
    )
