"""Who works at Lantern Lane, with which skills, and what each post needs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between
from shopworld.memo import remembered
from shopworld.seeds import stream
from shopworld.team import plans

SKILLS = ("reply", "product", "writing", "pictures", "figures", "packing", "leading")
MAY_LEAVE = (
    "E06",
    "E10",
    "E11",
    "E12",
    "E14",
    "E17",
)  # one of them left early in the year, and the account stayed open
LEFT_BEFORE = "E19"  # left before the year, and the account was closed that day
HIRING_DAYS = 110  # from the first day of the founding project on
FIRST_LEAVING_DAY, LEAVING_DAYS = 25, 25


@remembered
def table(seed: int) -> pd.DataFrame:
    """Return the table `staff`: post, skills from 0 to 5, monthly wage in fen, and when they joined and left.

    The skills are as the lead rates them; who is rated well need not sell well.
    """
    frame = parameters.table("staff")
    u = stream(seed, "staff").random((len(frame), len(SKILLS) + 3))
    shift = np.floor(u[:, : len(SKILLS)] * 3).astype(np.int64) - 1
    frame[list(SKILLS)] = np.clip(frame[list(SKILLS)].to_numpy() + shift, 0, 5)
    frame["wage"] = (np.round(frame["wage"] * between(u[:, 7], 0.93, 1.07) / 50) * 50).astype(np.int64) * 100
    since = np.floor(between(u[:, 8], 0, HIRING_DAYS)).astype(np.int64)
    since[frame["staff_id"].isin(["E01", LEFT_BEFORE])] = 0
    joined = np.datetime64(plans.FIRST_DAY, "D") + since.astype("timedelta64[D]")
    left = np.full(len(frame), np.datetime64("NaT", "D"))
    left[(frame["staff_id"] == LEFT_BEFORE).to_numpy()] = np.datetime64("2024-12-20")
    who, day = leaver(seed)
    left[(frame["staff_id"] == who).to_numpy()] = np.datetime64(day, "D")
    frame.insert(4, "joined", joined.astype("datetime64[us]"))
    frame.insert(5, "left", left.astype("datetime64[us]"))
    return frame


def leaver(seed: int) -> tuple[str, pd.Timestamp]:
    """Return who left in the year and on which day; the account was forgotten."""
    u = stream(seed, "staff", 1).random(2)
    day = calendar.START + pd.Timedelta(days=FIRST_LEAVING_DAY + int(u[1] * LEAVING_DAYS))
    return MAY_LEAVE[int(u[0] * len(MAY_LEAVE))], day


def posts() -> pd.DataFrame:
    """Return the table `post_needs`: the skills that each post needs, how much of each, and how much each counts."""
    return parameters.table("posts")
