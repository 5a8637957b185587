"""Eight invitations to official events: what joining some of them adds to the profit, against staying out of all."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from shopworld.trade import official_events as events

CLEARED = 0.5  # of a piece's cost is lost when the stock that the event asked for isn't sold in it


def asked(seed: int) -> pd.DataFrame:
    """Return the invitations that are still to be decided, by event_id; money in fen."""
    return events.table(seed).iloc[events.PAST :].set_index("event_id")


def gain(seed: int) -> pd.Series:
    """Return what joining each of the eight adds to the profit in yuan, by event_id, from the model.

    As the model's profit of an event, less half the cost of the pieces that had to be in stock and were not sold in it.
    """
    open_ = asked(seed)
    factor = events.effects(seed).set_index("event_id").loc[open_.index, "factor"]
    sold = open_["usual_units_a_day"] * open_["days"] * factor
    over = (open_["stock_required"] - sold).clip(lower=0)
    return (events.profit(seed).loc[open_.index] - CLEARED * over * open_["unit_cost"]) / 100


def earned(seed: int, joined: Collection[int]) -> float:
    """Return what the joined events add together, in yuan; events that aren't open add nothing."""
    by_event = gain(seed)
    return float(by_event[by_event.index.isin(list(joined))].sum())
