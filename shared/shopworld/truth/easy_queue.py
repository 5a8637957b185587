"""The agent with the best raw conversion has the easiest questions, and truly sells less than the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.service import chats
from shopworld.team import rosters
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _asked(world: World) -> pd.DataFrame:
    """Return the chats that an agent answered; nobody with less than a tenth of the busiest one's."""
    asked = world["chats"]
    asked = asked[asked["agent"] != ""]
    count = asked["agent"].value_counts()
    return asked[asked["agent"].isin(count.index[count > 0.1 * count.max()])]


def _leader(asked: pd.DataFrame) -> str:
    return str(asked.groupby("agent")["ordered"].mean().idxmax())


def _naive(world: World) -> float:
    """Compare the leader's raw conversion with the mean of the others'."""
    asked = _asked(world)
    raw = asked.groupby("agent")["ordered"].mean()
    return float(raw[_leader(asked)] - raw.drop(_leader(asked)).mean())


def _taught(world: World) -> float:
    """Compare conversions on the same mix of questions: topic by topic, weighed by the shop's own mix."""
    asked = _asked(world)
    mix = asked["topic"].value_counts(normalize=True)
    fair = (asked.groupby(["agent", "topic"])["ordered"].mean().unstack() * mix).sum(axis=1)
    return float(fair[_leader(asked)] - fair.drop(_leader(asked)).mean())


def _true(world: World) -> float:
    """Return the leader's planted skill less the mean of the others who answered enough."""
    asked = _asked(world)
    skill = pd.Series(np.asarray(chats.skills(world.seed)), index=rosters.AGENTS).loc[sorted(asked["agent"].unique())]
    leader = rosters.AGENTS[chats.easy_queue(world.seed)]
    return float(skill[leader] - skill.drop(leader).mean())


PHENOMENON = Phenomenon(
    id="easy-queue",
    tables=("chats",),
    question="How much conversion does the agent with the best raw rate add to the others', on the same mix of questions?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.035,
    tier="course",
)
