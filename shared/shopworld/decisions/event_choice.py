"""Eight invitations to official events: what joining some of them adds to the profit, against staying out of all.

An autumn is lived through two hundred times, with the same invitations and organisers and other luck, so that a choice is
judged by what could be known.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from shopworld.draws import between
from shopworld.memo import remembered
from shopworld.seeds import stream
from shopworld.trade import official_events as events

AUTUMNS = 200
CLEARED = 0.3  # of a piece's cost is lost when the stock that the event asked for isn't sold in it


def asked(seed: int) -> pd.DataFrame:
    """Return the invitations that are still to be decided; money in fen."""
    return events.table(seed).iloc[events.PAST :].reset_index(drop=True)


@remembered
def gain(seed: int) -> pd.Series:
    """Return what joining each of the eight adds to an autumn's profit on average in yuan, by event_id, from the model.

    Less 30 % of the cost of the pieces that had to be in stock and were not sold in the event.
    """
    open_ = asked(seed)
    u = stream(seed, "event_autumns").random((AUTUMNS, len(open_), 4))
    promised = (open_["promised_factor"] * open_["name"].map(events.kept(seed))).to_numpy()
    factor = promised * between(u[..., 0], 0.85, 1.15)
    luck = (between(u[..., 3], 0.06, 0.26), 7 + np.floor(u[..., 2] * 15), between(u[..., 1], 0.7, 1.6))
    money = events.added(open_, events.list_prices(seed, open_), factor, *luck)
    sold = (open_["usual_units_a_day"] * open_["days"]).to_numpy() * factor
    over = np.maximum(open_["stock_required"].to_numpy() - sold, 0)
    left = (money - CLEARED * over * open_["unit_cost"].to_numpy()).mean(axis=0)
    return pd.Series(np.round(left) / 100, index=open_["event_id"])


def earned(seed: int, joined: Collection[int]) -> float:
    """Return what the joined events add together, in yuan; events that aren't open add nothing."""
    by_event = gain(seed)
    return float(by_event[by_event.index.isin(list(joined))].sum())


def best(seed: int) -> float:
    """Return what somebody adds who knows what each event brings on average, in yuan."""
    return float(gain(seed).clip(lower=0).sum())
