"""A day's search auctions before they happen: which place a bid would take, what a click would cost, how many would come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("first_clicks", "market_cpc", "quality")
NO_COLUMN = "The table of words needs the column `{column}`. It has: {columns}."
BAD_BID = "A bid is a number of yuan, 0 or more; {count} of yours are not."
LEVELS = 25  # market prices around the usual one, from a cheap day to a dear one
SPREAD = 0.29  # what drift, day and rival make together


def expect(words: pd.DataFrame, bids: Any) -> pd.DataFrame:
    """What a day of bids should bring, by word: mean `place` when shown, `clicks`, `price` of a click and `cost` in yuan.

    `words` has by keyword `first_clicks` (a day in the first place), `market_cpc` and `quality`; `bids` are yuan in the same
    order, or a Series by keyword. The mean over dear and cheap days; no budget is applied. Raises ValueError for a missing
    column or a bid that is no amount.
    """
    import numpy as np
    import pandas as pd

    from shopworld.decisions import keyword_auction
    from shopworld.draws import lognormal

    for column in NEEDED:
        if column not in words.columns:
            raise ValueError(NO_COLUMN.format(column=column, columns=", ".join(map(str, words.columns))))
    bid = np.asarray(bids.reindex(words.index).fillna(0.0) if isinstance(bids, pd.Series) else bids, dtype=float)
    bid = np.broadcast_to(bid, (len(words),))
    if not (np.isfinite(bid) & (bid >= 0)).all():
        raise ValueError(BAD_BID.format(count=int((~(np.isfinite(bid) & (bid >= 0))).sum())))
    level = lognormal((np.arange(LEVELS) + 0.5) / LEVELS, SPREAD)[:, None]
    scores = keyword_auction.rivals(words["market_cpc"].to_numpy(dtype=float) * level)
    quality = np.broadcast_to(words["quality"].to_numpy(dtype=float), scores.shape[:2])
    place, price = keyword_auction.result(np.broadcast_to(bid, scores.shape[:2]), quality, scores)
    clicks = keyword_auction.clicks(place, words["first_clicks"].to_numpy(dtype=float))
    cost, shown = clicks * price, place > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_place = np.where(shown.any(axis=0), place.sum(axis=0) / shown.sum(axis=0), np.nan)
        mean_price = np.where(clicks.sum(axis=0) > 0, cost.sum(axis=0) / clicks.sum(axis=0), np.nan)
    return pd.DataFrame(
        {"place": mean_place, "clicks": clicks.mean(axis=0), "price": mean_price, "cost": cost.mean(axis=0)},
        index=words.index,
    )
