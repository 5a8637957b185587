"""Settling a complaint within a day brings buyers back; but it is the serious complaints that are settled first."""

from __future__ import annotations

import pandas as pd

from shopworld.service import tickets
from shopworld.truth.model import Phenomenon
from shopworld.world import World

DAY, WINDOW = pd.Timedelta(days=1), pd.Timedelta(days=60)


def _complaints(world: World) -> pd.DataFrame:
    """Return complaints with sixty days after them: severity, whether settled within a day, and whether the buyer came back."""
    orders = world["orders"]
    asked = world["tickets"]
    asked = asked[asked["topic"].isin(tickets.COMPLAINTS)]
    asked = asked[asked["opened_at"] + WINDOW <= orders["created_at"].max()].sort_values("opened_at")
    placed = orders[["buyer_id", "created_at"]].sort_values("created_at")
    following = pd.merge_asof(
        asked,
        placed,
        left_on="opened_at",
        right_on="created_at",
        by="buyer_id",
        direction="forward",
        allow_exact_matches=False,
        tolerance=WINDOW,
    )
    return pd.DataFrame(
        {
            "severity": following["severity"],
            "quick": following["closed_at"] - following["opened_at"] <= DAY,
            "back": following["created_at"].notna(),
        }
    )


def _naive(world: World) -> float:
    """Compare all quick settlements with all slow ones."""
    back = _complaints(world).groupby("quick")["back"].mean()
    return float(back[True] - back[False])


def _taught(world: World) -> float:
    """Compare within each severity, and weigh by how common it is."""
    frame = _complaints(world)
    back = frame.groupby(["severity", "quick"])["back"].mean().unstack()
    return float(((back[True] - back[False]) * frame["severity"].value_counts(normalize=True)).sum())


def _true(world: World) -> float:
    """Return the model's effect at the share of complainers who came back."""
    return tickets.effect_of_speed(world.seed, float(_complaints(world)["back"].mean()))


PHENOMENON = Phenomenon(
    id="quick-settlement",
    tables=("orders", "tickets"),
    question="By how much does settling a complaint within a day raise the share of complainers who order again in 60 days, severity alike?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=0.045,
    tier="course",
)
