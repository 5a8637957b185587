"""Platforms as tables: fees, entry steps, penalties, courier prices.

The names are real, the figures are teaching figures in a plausible range, redrawn for every world: a lesson's method must
work on the table, not on a remembered price list.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, lognormal
from shopworld.seeds import stream

PACKING = 180  # fen a parcel
COURIER_STEP_G = 1000


def fees(seed: int) -> pd.DataFrame:
    """Return the table `platform_fees`: one row a platform; money in fen, rates as shares."""
    frame = parameters.table("platforms")
    u = stream(seed, "platforms", 1).random((len(frame), 4))
    frame["deposit"] = _round_to(frame["deposit"] * between(u[:, 0], 0.9, 1.1), 1000) * 100
    frame["annual_fee"] = _round_to(frame["annual_fee"] * between(u[:, 1], 0.9, 1.1), 100) * 100
    frame["commission"] = np.round(frame["commission"] * between(u[:, 2], 0.8, 1.2), 3)
    frame["payment_rate"] = frame["payment_rate"].round(4)
    return frame


def steps(seed: int) -> pd.DataFrame:
    """Return the table `platform_steps`: the papers and days of each entry step."""
    frame = parameters.table("platform_steps")
    u = stream(seed, "platforms", 2).random(len(frame))
    frame["days"] = np.maximum(np.round(frame["days"] * between(u, 0.8, 1.4)), 1).astype(np.int64)
    return frame


def penalties(seed: int) -> pd.DataFrame:
    """Return the table `platform_penalties`: points, money in fen and days of lost ranking for each offence."""
    frame = parameters.table("platform_penalties")
    u = stream(seed, "platforms", 3).random(len(frame))
    frame["penalty"] = _round_to(frame["penalty"] * between(u, 0.8, 1.2), 100) * 100
    return frame


def courier_rates(seed: int) -> pd.DataFrame:
    """Return the table `courier_rates`: what the courier charges the shop for the first and every further kilogram, in fen."""
    frame = parameters.table("provinces")
    u = stream(seed, "courier_rates").random((len(frame), 2))
    frame["first_kg"] = _round_to(frame["first_kg"] * 100 * lognormal(u[:, 0], 0.06), 10)
    frame["next_kg"] = _round_to(frame["next_kg"] * 100 * lognormal(u[:, 1], 0.10), 10)
    return frame[["province", "name_zh", "remote", "first_kg", "next_kg"]]


def parcel_cost(weight_g: np.ndarray, first_kg: np.ndarray, next_kg: np.ndarray) -> np.ndarray:
    """Return what a parcel costs the shop in fen: every started kilogram counts, as couriers round up."""
    started = np.maximum(np.ceil(np.asarray(weight_g) / COURIER_STEP_G), 1)
    return (np.asarray(first_kg) + (started - 1) * np.asarray(next_kg)).astype(np.int64)


def _round_to(values: pd.Series, step: int) -> pd.Series:
    return (np.round(values / step) * step).astype(np.int64)
