"""Listings with over a fifth of their attributes empty are shown far less; but there is no cliff there, only a slope and age."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.goods import listings
from shopworld.truth.model import Phenomenon
from shopworld.world import World

CLIFF = 0.20
STEP = 0.10  # from 25 % empty to 15 %


def _frame(world: World) -> pd.DataFrame:
    """Return each listing's share of empty attributes, its age in months and the logarithm of its exposures."""
    table = world["listings_export"]
    return pd.DataFrame(
        {
            "empty": table["attributes"].str.count(r":(?:;|$)") / len(world["listing_attributes"]),
            "months": (table["listed_on"].max() - table["listed_on"]).dt.days / 30,
            "exposures": np.log(table["exposures_28d"].clip(lower=1)),
        }
    )


def _naive(world: World) -> float:
    """Compare the listings on the two sides of the cliff."""
    frame = _frame(world)
    mean = frame.groupby(frame["empty"] > CLIFF)["exposures"].mean()
    return float(mean[False] - mean[True])


def _taught(world: World) -> float:
    """Fit a line on emptiness and age together."""
    frame = _frame(world)
    design = np.column_stack([np.ones(len(frame)), frame["empty"], frame["months"]])
    weights = np.linalg.lstsq(design, frame["exposures"].to_numpy(), rcond=None)[0]
    return float(-weights[1] * STEP)


PHENOMENON = Phenomenon(
    id="attribute-cliff",
    tables=("listings_export", "listing_attributes"),
    question="By how much does the logarithm of a listing's exposures rise when its empty attributes fall from 25 to 15 per cent?",
    estimand=lambda world: listings.slope(world.seed) * STEP,
    naive=_naive,
    taught=_taught,
    tolerance=0.06,
    tier="tiny",
)
