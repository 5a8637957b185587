"""Bought viewers fill the room in a minute, say nothing, click nothing, and leave together."""

from __future__ import annotations

import pandas as pd

from shopworld.truth.model import Phenomenon, f1
from shopworld.world import World

SUDDEN = 2.5
QUIET = 0.66
SMOOTH = 5  # minutes


def _bought(world: World) -> pd.Series:
    return pd.Series((world.airing.air.fake_stays > 0).ravel(), index=world["live_minutes"].index)


def _naive(world: World) -> float:
    """Minutes into which far more people came than is usual in their session."""
    log = world["live_minutes"]
    usual = log.groupby("session_id")["entries"].transform("median")
    return f1(log["entries"] > SUDDEN * usual, _bought(world))


def _taught(world: World) -> float:
    """Minutes in which the viewers of a session do far less, each, than its viewers usually do: likes, comments, clicks."""
    log = world["live_minutes"]
    acts = log["likes"] + log["clicks"] + log["comments"].where(log["event"] == "", 0)
    session = log["session_id"]
    acts = acts.groupby(session).rolling(SMOOTH, center=True, min_periods=1).sum().to_numpy()
    there = log["online"].groupby(session).rolling(SMOOTH, center=True, min_periods=1).sum().to_numpy()
    activity = pd.Series(acts / there, index=log.index)
    return f1(activity < QUIET * activity.groupby(session).transform(lambda a: a.quantile(0.7)), _bought(world))


PHENOMENON = Phenomenon(
    id="fake-viewers",
    tables=("live_minutes",),
    question="In which minutes were bought viewers in the room, as the F1 score of the minutes named?",
    estimand=lambda world: 1.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.25,
    tier="course",
)
