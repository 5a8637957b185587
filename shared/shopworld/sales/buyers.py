"""Lantern Lane's buyers: four kinds of people behind the age bands, cities and devices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import lognormal, pick
from shopworld.seeds import stream

SEGMENTS = ("students", "professionals", "families", "retirees")
SEGMENT_SHARE = (0.27, 0.34, 0.28, 0.11)
AGE_BANDS = ("18-24", "25-34", "35-44", "45-59", "60+")
#             students       professionals  families       retirees
AGE_GIVEN = (
    (0.86, 0.12, 0.01, 0.01, 0.00),
    (0.10, 0.74, 0.13, 0.03, 0.00),
    (0.01, 0.31, 0.54, 0.12, 0.02),
    (0.0, 0.02, 0.10, 0.53, 0.35),
)
TIER_GIVEN = ((0.22, 0.28, 0.28, 0.22), (0.44, 0.33, 0.15, 0.08), (0.27, 0.33, 0.25, 0.15), (0.24, 0.30, 0.27, 0.19))
FEMALE_GIVEN = (0.60, 0.66, 0.72, 0.55)
AGE_UNKNOWN = 0.06
DEVICES = ("phone", "tablet", "computer")


def people(seed: int, count: int) -> pd.DataFrame:
    """Return so many buyers with their hidden segment and how often they buy, in the order in which they first buy."""
    u = stream(seed, "buyers").random((count, 8))
    # Professionals were there first; students found the shop with the cheap hits, later in the year.
    drift = np.linspace(0, 1, count)
    leaning = np.round(np.array(SEGMENT_SHARE)[None, :] * (1 + np.outer(drift - 0.5, [0.7, -0.4, 0.0, -0.2])), 6)
    edges = np.cumsum(leaning / leaning.sum(axis=1, keepdims=True), axis=1)
    segment = (u[:, :1] > np.round(edges[:, :-1], 6)).sum(axis=1)
    return pd.DataFrame(
        {
            "segment": segment,
            "weight": lognormal(u[:, 1], 1.25),
            "age": _given(u[:, 2], segment, AGE_GIVEN),
            "tier": _given(u[:, 3], segment, TIER_GIVEN) + 1,
            "female": u[:, 4] < np.array(FEMALE_GIVEN)[segment],
            "province": pick(u[:, 5], parameters.table("provinces")["population"].to_numpy() ** 1.0),
            "device": pick(u[:, 6], np.array([0.88, 0.04, 0.08])),
            "age_unknown": u[:, 7] < AGE_UNKNOWN,
        }
    )


def _given(uniforms: np.ndarray, segment: np.ndarray, table: tuple) -> np.ndarray:
    """Choose a position by the weights that belong to each person's segment."""
    result = np.zeros(len(uniforms), dtype=np.int64)
    for number, weights in enumerate(table):
        mine = segment == number
        result[mine] = pick(uniforms[mine], np.array(weights))
    return result


def table(seed: int, first_seen: np.ndarray) -> pd.DataFrame:
    """Return the table `buyers` for people who were first seen at these times, without those who never were (NaT)."""
    who = people(seed, len(first_seen))
    age = np.array(AGE_BANDS, dtype=object)[who["age"]]
    age[who["age_unknown"]] = ""
    return pd.DataFrame(
        {
            "buyer_id": identifiers(np.arange(len(who))),
            "first_seen": first_seen,
            "age_band": age,
            "gender": np.where(who["female"], "female", "male"),
            "province": parameters.table("provinces")["province"].to_numpy()[who["province"]],
            "city_tier": who["tier"].to_numpy(),
            "device": np.array(DEVICES, dtype=object)[who["device"]],
        }
    ).dropna(subset="first_seen", ignore_index=True)


def identifiers(positions: np.ndarray) -> np.ndarray:
    """Return buyer numbers that don't tell how many buyers there are: a fixed shuffle of 0 … 999,982."""
    return (positions.astype(np.int64) * 387_420_489 + 271_828) % 999_983 + 1_000_000
