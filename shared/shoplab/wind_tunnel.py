"""The hit's wind tunnel: a price, an advertising budget and a stock go in; pieces, money, an empty shelf and returns come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

DAYS, SEASON, BACK_AFTER = 45, 30, 10
"""Days drawn; of these, days with advertising and sales; days after which goods come back."""
WARM_UP = 5
"""Days until a new advertisement brings all that it will."""
TAKEN, PARCEL, WAY_BACK, LOST = 0.06, 4.0, 8.0, 0.2
"""Part of the price for platform and payment; yuan a parcel; yuan a return; part of a returned piece's cost that is lost."""
LEFT_OVER = 0.1
"""What a piece on the shelf at the end costs, as a part of its cost: interest, shelf, age."""
AD_PIECES, AD_SCALE, AD_RETURNS = 25.0, 150.0, 1.6
"""Pieces a day for each doubling or so of the budget; yuan where it begins to tire; how much likelier an advertised piece comes back."""

TITLE_PIECES = "Pieces a day"
TITLE_MONEY = "Money made so far, ¥1,000"
X_DAYS = "Day"
SOLD, BACK = "sold", "came back"
EMPTY = "empty on day {day}"
ALT = (
    "Two line charts over {days} days. Left, pieces a day: {sold:,} sold in all, {back:,} come back, ten days later; {end}. "
    "Right, the money made so far: its highest point is {top} on day {at}, and it ends at {last}."
)
NEVER = "the shelf never runs empty"
TAKEAWAY = "{sold:,} pieces, {back:,} come back, {last} left; {end}."


@dataclass(frozen=True)
class Hit:
    """What is known of a hit: list price and cost in yuan, pieces a day at list price, elasticity (positive), refunded share."""

    list_price: float
    cost: float
    a_day: float
    elasticity: float
    refunded: float


def fly(hit: Hit, price: float, ads: float, stock: int) -> pd.DataFrame:
    """Return one row a day: pieces sold and come back, stock at night, money of the day and made so far, in yuan.

    Pieces wanted = (pieces a day + those of the advertisement) × (price ÷ list price) ^ −elasticity. An advertisement's
    pieces grow with the logarithm of its daily budget, and more of them come back. Nothing is sold from an empty shelf, the
    advertisement runs on in front of it, and what lies there on the last day costs a tenth of its cost.
    """
    import math

    import pandas as pd

    pull = (price / hit.list_price) ** -hit.elasticity
    kept, rows, made, left = (1 - TAKEN) * price, [], 0.0, float(stock)
    returns = [0.0] * (DAYS + BACK_AFTER)
    for day in range(DAYS):
        on = day < SEASON
        drawn = AD_PIECES * math.log1p(ads / AD_SCALE) * min((day + 1) / WARM_UP, 1.0) * on
        wanted = (hit.a_day + drawn) * pull * on
        sold = min(wanted, left)
        left -= sold
        by_ads = drawn / (hit.a_day + drawn) if on else 0.0
        returns[day + BACK_AFTER] += sold * hit.refunded * (1 + (AD_RETURNS - 1) * by_ads)
        back = returns[day]
        money = sold * (kept - hit.cost - PARCEL) - back * (kept - (1 - LOST) * hit.cost + WAY_BACK) - ads * on
        money -= left * LEFT_OVER * hit.cost * (day == DAYS - 1)
        made += money
        rows.append((day + 1, sold, back, left, money, made))
    return pd.DataFrame(rows, columns=["day", "sold", "back", "stock", "money", "made"])


def summary(days: pd.DataFrame) -> dict[str, float]:
    """Return what a flight came to: pieces, pieces back, yuan left, the first day that ends with an empty shelf (0: none)."""
    empty = days.loc[(days["stock"] < 0.5) & (days["day"] <= SEASON), "day"]
    return {
        "pieces": round(float(days["sold"].sum())),
        "back": round(float(days["back"].sum())),
        "left": round(float(days["made"].iloc[-1])),
        "empty": int(empty.iloc[0]) if len(empty) else 0,
    }


def plot_tunnel(hit: Hit, price: float, ads: float, stock: int) -> tuple[Figure, str, str]:
    """Return the picture of a flight, its description, and the sentence to take away."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    days = fly(hit, price, ads, stock)
    came_to = summary(days)
    figure = Figure(figsize=(10, 4))
    left, right = figure.subplots(1, 2)
    left.plot(days["day"], days["sold"], color=ACCENT)
    left.plot(days["day"], days["back"], color=GREY, linestyle="--")
    at = days["sold"].idxmax() + 2
    left.annotate(say(SOLD), (at + 1, days["sold"][at]), xytext=(0, -14), textcoords="offset points", color=ACCENT)
    wave = days.index[days["back"] > 0.5 * days["back"].max()].max()
    left.annotate(say(BACK), (wave + 1, days["back"][wave]), xytext=(6, 4), textcoords="offset points", color="black")
    end = say(EMPTY).format(day=came_to["empty"]) if came_to["empty"] else say(NEVER)
    if came_to["empty"]:
        left.axvline(came_to["empty"], color="black", linewidth=1)
        left.annotate(end, (came_to["empty"], left.get_ylim()[1] * 0.5), xytext=(5, 0), textcoords="offset points")
    left.set(title=say(TITLE_PIECES), xlabel=say(X_DAYS), ylim=(0, None))
    right.plot(days["day"], days["made"] / 1000, color=ACCENT)
    right.axhline(0, color="black", linewidth=1)
    right.set(title=say(TITLE_MONEY), xlabel=say(X_DAYS))
    top = int(days["made"].idxmax())
    words = {"sold": came_to["pieces"], "back": came_to["back"], "last": _yuan(came_to["left"]), "end": end}
    alt = say(ALT).format(days=DAYS, top=_yuan(days["made"][top]), at=top + 1, **words)
    return figure, alt, say(TAKEAWAY).format(**words)


def _yuan(amount: float) -> str:
    return f"{'−' if amount < 0 else ''}¥{abs(amount):,.0f}"
