"""Two hundred order logs as an old system kept them, with faults planted for an audit of the state machine and the stock."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import pick
from shopworld.sales import order_events
from shopworld.sales.orders import Chain
from shopworld.seeds import stream

LOGS = 200
FAULTS = ("", "oversold", "skipped stage", "wrong order of time", "written twice")
SHARE = (0.64, 0.10, 0.10, 0.10, 0.06)
MIDDLE = ("reviewed", "packed", "labelled", "picked up")  # a stage that may be missing or out of time


def planted(seed: int) -> pd.DataFrame:
    """Return the truth about the logs: `log` from 1 to 200, its fault (empty for none), and the stage it sits at."""
    u = stream(seed, "order_events_audit", 1).random((LOGS, 2))
    fault = np.array(FAULTS)[pick(u[:, 0], np.array(SHARE))]
    stage = np.array(MIDDLE)[np.floor(u[:, 1] * len(MIDDLE)).astype(np.int64)]
    return pd.DataFrame(
        {
            "log": np.arange(1, LOGS + 1),
            "fault": fault,
            "stage": np.select([fault == "", fault == "oversold"], ["", "paid"], stage),
        }
    )


def audit(seed: int, chain: Chain, events: pd.DataFrame) -> pd.DataFrame:
    """Return the table `order_events_audit`: two hundred paid orders' logs, with `stock_left` of the article reserved at payment.

    An oversold log has a reservation that leaves less than nothing. `line` is the order of writing, not of time.
    """
    stages = events["order_id"].value_counts(sort=False)
    paid = np.sort(stages.index[stages == len(order_events.STAGES)].to_numpy())
    u = stream(seed, "order_events_audit").random((len(paid), 1))
    chosen = np.sort(paid[np.argsort(u[:, 0], kind="stable")[:LOGS]])
    lines = chain.lines.drop_duplicates("order_id").set_index("order_id").loc[chosen]
    truth = planted(seed).head(len(chosen))
    frame = events[events["order_id"].isin(chosen)].reset_index(drop=True)
    frame.insert(0, "log", np.searchsorted(chosen, frame["order_id"].to_numpy()) + 1)
    frame = frame.merge(truth.rename(columns={"stage": "place"}), on="log")
    frame["sku"] = lines["sku"].loc[frame["order_id"]].to_numpy()
    left = np.floor(stream(seed, "order_events_audit", 2).random(len(chosen)) * 120).astype(np.int64)
    left = np.where(truth["fault"] == "oversold", -1 - left % 5, left)
    frame["stock_left"] = left[frame["log"] - 1]
    return _spoil(frame)


def _spoil(frame: pd.DataFrame) -> pd.DataFrame:
    """Drop, move or repeat the one stage that each log's fault sits at."""
    here = frame["stage"] == frame["place"]
    frame = frame.assign(turn=np.arange(len(frame), dtype=float))
    early = here & (frame["fault"] == "wrong order of time")
    before = frame["at"].shift(1) - pd.Timedelta(minutes=17)
    frame["at"] = frame["at"].where(~early, before)
    twice = frame[here & (frame["fault"] == "written twice")]
    twice = twice.assign(turn=twice["turn"] + 0.5, at=twice["at"] + pd.Timedelta(seconds=40))
    kept = frame[~(here & (frame["fault"] == "skipped stage"))]
    frame = pd.concat([kept, twice]).sort_values("turn", ignore_index=True)
    frame["line"] = frame.groupby("log").cumcount() + 1
    return frame[["log", "line", "order_id", "stage", "at", "actor", "sku", "stock_left"]]
