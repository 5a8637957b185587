"""Complaints about bought viewers: what naming minutes of a year's streams is worth when the truth comes out.

For each minute in which a bought crowd was in the room the platform takes the false figures out, which is worth something; for each
minute in which it wasn't, the shop has accused itself of nothing and loses more.
"""

from __future__ import annotations

import pandas as pd

from shopworld import calendar
from shopworld.streams import live

FOUND, INNOCENT = 40.0, -60.0  # yuan a minute
NO_SUCH_MINUTES = "A row names minutes that no stream has: streams {sessions}, minutes 0 to 120, `ends` after `begins`."


def crowds(seed: int, live_orders: pd.DataFrame) -> pd.DataFrame:
    """Return the bought crowds of a year: session_id, begins, ends (the minute after the last)."""
    led = pd.DataFrame({"session": live_orders["session_id"] - 1, "sku": live_orders["sku"]})
    air = live.broadcast(seed, led, calendar.DAYS)
    found = pd.DataFrame({"session_id": range(1, len(air.begins) + 1), "begins": air.crowd_in, "ends": air.crowd_out})
    return found[found["begins"] >= 0].reset_index(drop=True)


def minutes(named: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the (session, minute) pairs that rows of session_id, begins, ends name.

    Raises ValueError for a row outside the year's streams.
    """
    sessions = live.count(calendar.DAYS)
    found = set()
    for row in named.itertuples():
        session, begins, ends = int(row.session_id), int(row.begins), int(row.ends)
        if not (1 <= session <= sessions and 0 <= begins < ends <= live.MINUTES):
            raise ValueError(NO_SUCH_MINUTES.format(sessions=f"1 to {sessions}"))
        found |= {(session, minute) for minute in range(begins, ends)}
    return found


def value(truth: pd.DataFrame, named: pd.DataFrame) -> float:
    """Return what the named minutes are worth, in yuan, given the true crowds."""
    true, said = minutes(truth), minutes(named)
    return FOUND * len(said & true) + INNOCENT * len(said - true)
