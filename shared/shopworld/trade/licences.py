"""Papers: what each kind of goods needs, and what Wen holds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between
from shopworld.seeds import stream

OPENING = pd.Timestamp("2026-03-01")  # the second shop's opening day
TODAY = pd.Timestamp("2026-01-05")  # the day on which Wen decides
NO_PAPER = ""


def rules(seed: int) -> pd.DataFrame:
    """Return the table `licence_rules`: days and cost (fen) of each paper; no row means no paper is needed."""
    frame = parameters.table("licences")
    u = stream(seed, "licences", 1).random((len(frame), 2))
    frame["days"] = np.maximum(np.round(frame["days"] * between(u[:, 0], 0.85, 1.15)), 1).astype(np.int64)
    frame["cost"] = (np.round(frame["cost"] * between(u[:, 1], 0.9, 1.1) / 100) * 10_000).astype(np.int64)
    return frame


def held(seed: int) -> pd.DataFrame:
    """Return the table `licences_held`: Wen's papers. One is in force at the opening, one runs out before it.

    Which is which differs between worlds, so that a gate which only looks for a name is found out.
    """
    u = stream(seed, "licences", 2).random(4)
    slow = ["food", "publication", "medical_device"]
    in_force = slow.pop(int(u[0] * 3))
    expiring = slow.pop(int(u[1] * 2))
    days_left = 10 + int(u[2] * 35)
    return pd.DataFrame(
        {
            "licence": [in_force, expiring],
            "issued": pd.to_datetime(["2024-06-18", "2021-02-10"]),
            "valid_until": [OPENING + pd.Timedelta(days=200 + int(u[3] * 300)), TODAY + pd.Timedelta(days=days_left)],
        }
    ).sort_values("licence", ignore_index=True)


def gate(categories: pd.DataFrame, rules: pd.DataFrame, held: pd.DataFrame) -> pd.Series:
    """Return for every category why it may or may not be listed on the opening day.

    The values are "no paper needed", "held", "in time" (can be had before the opening), "too late" and "expired"
    (held, but not on the opening day, and a new one comes too late). Index: category.
    """
    days = rules.set_index("licence")["days"]
    until = held.set_index("licence")["valid_until"]

    def verdict(licence: str) -> str:
        if licence == NO_PAPER:
            return "no paper needed"
        if licence in until.index and until[licence] >= OPENING:
            return "held"
        if TODAY + pd.Timedelta(days=int(days[licence])) <= OPENING:
            return "in time"
        return "expired" if licence in until.index else "too late"

    return categories.set_index("category")["licence"].fillna(NO_PAPER).map(verdict)
