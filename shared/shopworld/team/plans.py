"""The papers of a project: the stage plan that slips, and who is answerable for what."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between
from shopworld.seeds import stream

FIRST_DAY = pd.Timestamp("2024-09-02")  # Lantern Lane's own founding project


def stage_plan(seed: int) -> pd.DataFrame:
    """Return the table `stage_plan`: six stages, planned and actual dates, and a KPI each. One stage slips by itself.

    The stages after it end late too, but only because they began late; that is the trap.
    """
    frame = parameters.table("stages")
    u = stream(seed, "stage_plan").random((len(frame), 3))
    slipping = int(u[0, 2] * 4) + 1
    late = np.round(between(u[:, 0], -1.0, 1.5)).astype(np.int64)
    late[slipping] = 9 + int(u[1, 2] * 8)
    planned_end = FIRST_DAY + pd.to_timedelta(frame["planned_days"].cumsum(), unit="D")
    actual_days = frame["planned_days"] + late
    actual_end = FIRST_DAY + pd.to_timedelta(actual_days.cumsum(), unit="D")
    reached = between(u[:, 1], 0.93, 1.10)
    reached[slipping] = 0.70
    return pd.DataFrame(
        {
            "stage": frame["stage"],
            "name_en": frame["name_en"],
            "name_zh": frame["name_zh"],
            "planned_start": planned_end - pd.to_timedelta(frame["planned_days"], unit="D"),
            "planned_end": planned_end,
            "actual_start": actual_end - pd.to_timedelta(actual_days, unit="D"),
            "actual_end": actual_end,
            "kpi": frame["kpi"],
            "target": frame["target"],
            "reached": np.round(frame["target"] * reached).astype(np.int64),
        }
    )


def responsibilities(seed: int) -> pd.DataFrame:
    """Return the table `responsibilities`: one row a duty and party; R does it, A answers for it, C is asked, I is told.

    One duty has nobody who answers for it, another has two.
    """
    frame = parameters.table("duties")
    u = stream(seed, "responsibilities").random(2)
    gap, overlap = int(u[0] * 5), 5 + int(u[1] * (len(frame) - 5))
    parties = ["platform", "operations", "supply"]
    letters = frame[parties].to_numpy(dtype=object)
    letters[gap][letters[gap] == "A"] = "R"
    letters[overlap][np.flatnonzero(letters[overlap] != "A")[0]] = "A"
    return pd.DataFrame(
        {
            "duty": np.repeat(frame["duty"].to_numpy(), 3),
            "party": np.tile(parties, len(frame)),
            "role": letters.ravel(),
        }
    )
