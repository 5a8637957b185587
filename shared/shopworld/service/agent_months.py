"""Each agent's month in figures, raw: nothing in it says how hard the questions were."""

from __future__ import annotations

import numpy as np
import pandas as pd


def table(chats: pd.DataFrame, tickets: pd.DataFrame) -> pd.DataFrame:
    """Return the table `kpi_monthly`: one row a month and agent who answered at least one chat in it."""
    asked = chats[chats["agent"] != ""]
    asked = asked.assign(month=_month(asked["started_at"]), in_time=asked["first_reply_s"] <= 180)
    frame = asked.groupby(["month", "agent"]).agg(
        chats=("chat_id", "size"),
        conversion=("ordered", "mean"),
        median_reply_s=("first_reply_s", "median"),
        mean_reply_s=("first_reply_s", "mean"),
        in_time_share=("in_time", "mean"),
    )
    settled = tickets.assign(month=_month(tickets["opened_at"]))
    rated = settled[settled["satisfaction"] > 0].groupby(["month", "agent"])["satisfaction"].mean()
    frame["tickets"] = settled.groupby(["month", "agent"]).size().reindex(frame.index).fillna(0).astype("int64")
    frame["satisfaction"] = rated.reindex(frame.index).round(2).fillna(0.0)
    return frame.round({"conversion": 4, "in_time_share": 4, "mean_reply_s": 1}).reset_index()


def _month(times: pd.Series) -> np.ndarray:
    """Return months as 2025-01."""
    return times.to_numpy().astype("datetime64[M]").astype(str)
