"""The shop's risks: what is feared, who owns it, how often it came in three years and what it cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import lognormal, rare
from shopworld.seeds import stream

YEARS = (2023, 2024, 2025)
MOST = 40


def _levels(seed: int) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    frame = parameters.table("risks")
    u = stream(seed, "risk_register", 0).random((len(frame), 2))
    often = np.round(frame["a_year"] * lognormal(u[:, 0], 0.4), 6).to_numpy()
    return frame, often, np.round(frame["loss"] * lognormal(u[:, 1], 0.4)).to_numpy()


def expected_loss(seed: int) -> pd.Series:
    """Return what each risk costs in a year on the average, in fen, by risk, from the model."""
    frame, often, median = _levels(seed)
    mean = [round(float(lognormal((np.arange(16_384) + 0.5) / 16_384, s).mean()), 6) for s in frame["spread"]]
    return pd.Series(np.round(often * median * mean * 100), index=frame["risk"])


def table(seed: int) -> pd.DataFrame:
    """Return the table `risk_register`: one row a risk with its counts of three years and the losses; money in fen."""
    frame, often, median = _levels(seed)
    u = stream(seed, "risk_register", 1).random((len(frame), len(YEARS)))
    v = stream(seed, "risk_register", 2).random((len(frame), len(YEARS), MOST))
    number = np.minimum(rare(u, np.repeat(often[:, None], len(YEARS), axis=1)), MOST)
    each = np.stack([median[r] * lognormal(v[r], frame["spread"].iloc[r]) for r in range(len(frame))])
    lost = np.where(np.arange(MOST) < number[..., None], each, 0).sum(axis=2)
    out = frame[["risk", "area", "owner", "signal", "control"]].copy()
    for column, year in enumerate(YEARS):
        out[f"cases_{year}"] = number[:, column]
        out[f"loss_{year}"] = np.round(lost[:, column] * 100).astype(np.int64)
    return out
