"""What the buyer pays for freight: the zones of the provinces and the templates that the shop may choose between."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between
from shopworld.seeds import stream

ZONES = ("near", "middle", "far", "remote")
NEXT_G = 1_000  # every started kilogram after the first counts


def zones() -> pd.DataFrame:
    """Return the table `freight_zones`: each province's zone, the warehouse nearest to it, and the days promised from there."""
    return parameters.table("freight_zones")


def templates(seed: int) -> pd.DataFrame:
    """Return the table `freight_templates`: three templates by zone; money in fen, `free_from` 0 for never free.

    Freight is `first_kg` and `next_kg` for every further started kilogram, nothing from `free_from` on, and `surcharge`
    always. "flat" is what the orders of the year were charged.
    """
    offers = parameters.settings("market")["offers"]
    u = stream(seed, "freight_templates").random(4)
    first, following, far, free = np.round(between(u, 0.8, 1.25) * np.array([5, 1, 9, 99])).astype(np.int64) * 100
    remote = np.array([0, 0, 0, 1])
    rows = {
        "flat": (
            np.full(4, offers["freight"]),
            0 * remote,
            offers["free_freight_from"],
            remote * offers["remote_extra"],
        ),
        "by weight": (first + remote * far, following + remote * 500, 0, 0 * remote),
        "free but remote": (remote * (first + far), remote * 500, free, 0 * remote),
    }
    return pd.concat(
        pd.DataFrame(
            {
                "template": name,
                "zone": ZONES,
                "first_kg": first_kg,
                "next_kg": next_kg,
                "free_from": free_from,
                "surcharge": surcharge,
            }
        )
        for name, (first_kg, next_kg, free_from, surcharge) in rows.items()
    ).reset_index(drop=True)


def charge(
    weight_g: np.ndarray,
    goods: np.ndarray,
    first_kg: np.ndarray,
    next_kg: np.ndarray,
    free_from: int,
    surcharge: np.ndarray,
) -> np.ndarray:
    """Return what a template charges for parcels of these grams and goods values, in fen."""
    further = np.maximum(-(-np.asarray(weight_g) // NEXT_G) - 1, 0)
    free = (np.asarray(goods) >= free_from) & (free_from > 0)
    return np.where(free, 0, first_kg + further * next_kg) + surcharge
