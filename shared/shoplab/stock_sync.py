"""Selling another's stock: several shops draw on one shelf, and each sees it as it was some minutes ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

NEGATIVE = "{what} can't be below 0; it is {value}."


def sell(ours: Sequence[float], others: Sequence[float], stock: int, delay: float, stop_at: int) -> dict[str, int]:
    """Return what comes of a day on a shared shelf: our pieces sold, oversold, and turned away while there was stock.

    `ours` and `others` are the minutes at which one piece each is asked for. Others sell while the shelf holds something. We
    sell while the figure that we see, the shelf's of `delay` minutes ago, is above `stop_at`. Raises ValueError for a
    negative stock, delay or limit.
    """
    for what, value in (("stock", stock), ("delay", delay), ("stop_at", stop_at)):
        if value < 0:
            raise ValueError(say(NEGATIVE).format(what=what, value=value))
    asked = sorted([(float(minute), 0) for minute in others] + [(float(minute), 1) for minute in ours])
    gone, history, seen, left = [], [], stock, stock
    place = sold = oversold = turned_away = 0
    for minute, is_ours in asked:
        while place < len(gone) and gone[place] <= minute - delay:
            seen, place = history[place], place + 1
        if is_ours and seen <= stop_at:
            turned_away += left > 0
            continue
        if left > 0:
            left -= 1
            gone.append(minute)
            history.append(left)
            sold += is_ours
        else:
            oversold += is_ours
    return {"sold": sold, "oversold": oversold, "turned_away": turned_away}


def sweep(
    ours: Sequence[float],
    others: Sequence[float],
    stock: int,
    delay: float,
    limits: Sequence[int],
    piece: float,
    broken: float,
) -> pd.DataFrame:
    """Return one row a limit: what `sell` gives, and what the day leaves in yuan.

    A piece sold leaves `piece`; an order that can't be served costs `broken`.
    """
    import pandas as pd

    rows = pd.DataFrame([{"stop_at": limit, **sell(ours, others, stock, delay, limit)} for limit in limits])
    return rows.assign(leaves=piece * rows["sold"] - broken * rows["oversold"])
