"""What led to an order: every touch of its buyer with the shop in the fortnight before, for one order in five."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import lognormal, pick
from shopworld.sales import orders
from shopworld.seeds import stream

ONE_IN = 5
EARLIER_WEIGHT = (45, 30, 16, 9)  # no, one, two, three touches before the last
CHANNELS = ("search", "feed", "search ad", "direct", "live", "affiliate")
EARLIER_CHANNEL = (0.18, 0.42, 0.14, 0.08, 0.13, 0.05)  # people get to know a shop elsewhere than where they buy
FORTNIGHT_HOURS = 14 * 24


def table(seed: int, chain: orders.Chain) -> pd.DataFrame:
    """Return the table `touches`: one row a touch, the last one in the channel that the order is booked to."""
    paid = chain.orders[chain.orders["paid_at"].notna()].iloc[::ONE_IN]
    u = stream(seed, "touches").random((len(paid), 9))
    earlier = pick(u[:, 0], np.array(EARLIER_WEIGHT))
    of = np.repeat(np.arange(len(paid)), earlier + 1)
    first = np.cumsum(earlier + 1) - (earlier + 1)
    back = earlier[of] - (np.arange(len(of)) - first[of])  # 0 is the last touch
    slot = np.maximum(back - 1, 0)
    channel = np.array(CHANNELS, dtype=object)[pick(u[of, 1 + slot], np.array(EARLIER_CHANNEL))]
    channel = np.where(back == 0, paid["channel"].to_numpy()[of], channel)
    gap = np.where(back == 0, 0.1 + 0.2 * u[of, 7], 20 * lognormal(u[of, 4 + slot], 1.0) * back)
    hours = np.where(back == 0, gap, np.minimum(gap + 1, FORTNIGHT_HOURS * back / 3))
    order = np.lexsort((-hours, of))
    return pd.DataFrame(
        {
            "order_id": paid["order_id"].to_numpy()[of],
            "touch": np.arange(len(of)) - first[of] + 1,
            "channel": channel[order],
            "touched_at": (paid["created_at"].to_numpy()[of] - np.round(hours * 3600).astype("timedelta64[s]"))[order],
        }
    )
