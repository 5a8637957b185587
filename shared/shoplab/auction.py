"""A day's search auctions before they happen: which place a bid would take, what a click would cost, how many would come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

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
            raise ValueError(say(NO_COLUMN).format(column=column, columns=", ".join(map(str, words.columns))))
    bid = np.asarray(bids.reindex(words.index).fillna(0.0) if isinstance(bids, pd.Series) else bids, dtype=float)
    bid = np.broadcast_to(bid, (len(words),))
    if not (np.isfinite(bid) & (bid >= 0)).all():
        raise ValueError(say(BAD_BID).format(count=int((~(np.isfinite(bid) & (bid >= 0))).sum())))
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


TITLE_RANK = "Bid × quality decides the place"
TITLE_LEFT = "What each place leaves in a day"
X_RANK, X_PLACE, Y_YUAN = "Bid × quality", "Place", "Yuan"
RIVAL, YOU = "rival {number}", "you"
PLACE, NO_PLACE = "place {place}", "no place"
OUTBID = "Your bid takes none of the five places. The last one asks for more than ¥{least:.2f}."
TAKES = (
    "Place {place} of 5 at ¥{price:.2f} a click, not ¥{bid:.2f}: {clicks:.0f} clicks a day leave ¥{left:.0f}. "
    "The further clicks of this place cost ¥{further:.2f} each."
)
ALT = (
    "Two charts. Left, bars of bid × quality of five rivals from {low:.1f} to {high:.1f} and of your own, {own:.1f}, which takes "
    "{where}. Right, bars of what each of the five places would leave in a day, from ¥{least:.0f} to ¥{most:.0f}; place {best} leaves most."
)


def places(market_cpc: float, quality: float, first_clicks: float, value: float) -> pd.DataFrame:
    """What each place of one word's auction takes and leaves on a usual day, by place 1 to 5.

    Columns: `needs` the bid that must be passed, `price` and `clicks` a day, `cost`, `left` (clicks × value − cost), and
    `further`, what a click costs that the next lower place doesn't bring. Yuan; `value` is what a click is worth.
    """
    import numpy as np
    import pandas as pd

    from shopworld.decisions import keyword_auction

    scores = keyword_auction.rivals(np.array([market_cpc]))[0]
    place = np.arange(1, keyword_auction.PLACES + 1)
    table = pd.DataFrame({"needs": scores / quality, "price": scores / quality + keyword_auction.FEN}, index=place)
    table["clicks"] = keyword_auction.clicks(place, np.array(first_clicks))
    table["cost"] = table["clicks"] * table["price"]
    table["left"] = table["clicks"] * value - table["cost"]
    lower = table[["cost", "clicks"]].shift(-1).fillna(0.0)
    table["further"] = (table["cost"] - lower["cost"]) / (table["clicks"] - lower["clicks"])
    return table.rename_axis("place")


def theatre(
    bid: float, quality: float, market_cpc: float, first_clicks: float, value: float
) -> tuple[Figure, str, str]:
    """Draw one word's auction on a usual day; return the figure, its alt text and what the bid does, in a sentence."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY, accent

    table = places(market_cpc, quality, first_clicks, value)
    rivals = table["needs"] * quality
    own = bid * quality
    above = int((rivals > own).sum())
    shown = own > 0 and above < len(table)
    names = [say(RIVAL).format(number=number) for number in range(1, 6)]
    names.insert(above, say(YOU))
    heights = [*rivals.iloc[:above], own, *rivals.iloc[above:]]
    figure = Figure(figsize=(9.5, 4.0))
    left, right = figure.subplots(1, 2)
    left.barh(names[::-1], heights[::-1], color=accent(names[::-1], say(YOU)))
    left.set(title=say(TITLE_RANK), xlabel=say(X_RANK))
    left.grid(False)
    bars = [ACCENT if shown and number == above + 1 else GREY for number in table.index]
    right.bar(table.index, table["left"], color=bars)
    right.axhline(0, color="black", linewidth=1)
    right.set(title=say(TITLE_LEFT), xlabel=say(X_PLACE), ylabel=say(Y_YUAN), xticks=list(table.index))
    if shown:
        row = table.loc[above + 1]
        price = min(row["price"], bid)
        says = say(TAKES).format(
            place=above + 1,
            price=price,
            bid=bid,
            clicks=row["clicks"],
            left=row["clicks"] * (value - price),
            further=row["further"],
        )
    else:
        says = say(OUTBID).format(least=table["needs"].iloc[-1])
    alt = say(ALT).format(
        low=rivals.min(),
        high=rivals.max(),
        own=own,
        where=say(PLACE).format(place=above + 1) if shown else say(NO_PLACE),
        least=table["left"].min(),
        most=table["left"].max(),
        best=int(table["left"].idxmax()),
    )
    return figure, alt, says
