"""A season in two pictures: how it went day by day, and where the money went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say
from shoplab.season.plan import DecisionError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from shoplab.season.shop import Shop

TITLE_CASH = "Money in the till"
TITLE_SOLD = "Pieces sold a day"
TITLE_MONEY = "Where the money went"
Y_CASH = "¥1,000"
X_MONEY = "¥1,000, net of the season so far"
NO_DAYS_YET = "There is nothing to draw before the first day is run."
ALT_COURSE = (
    "Two line charts over {days} days. Left, the money in the till: from ¥{first:,.0f} to ¥{last:,.0f}, lowest ¥{least:,.0f} on {worst}. "
    "Right, pieces sold a day: {mean:.0f} on average, most {most} on {best}."
)
ALT_MONEY = "Bar chart of the cash book by name: {bars}."


def course(shop: Shop) -> tuple[Figure, str]:
    """Return the picture of the days that have been run, and its description. Raises DecisionError before the first day."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    days = shop.days
    if days.empty:
        raise DecisionError(say(NO_DAYS_YET))
    cash = shop.cash - days["net"][::-1].cumsum()[::-1] + days["net"]
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot(days.index, cash / 1000, color=ACCENT)
    left.axhline(0, color="black", linewidth=0.8)
    left.set(title=say(TITLE_CASH), ylabel=say(Y_CASH))
    right.plot(days.index, days["sold"], color=ACCENT)
    right.set(title=say(TITLE_SOLD), ylim=(0, 1.3 * max(days["sold"].max(), 1)))  # room for the events' names
    named = days.index[(days["event"] != "") & (days["event"] != days["event"].shift())]
    for date in named:
        right.axvline(date, color=GREY, linewidth=0.8)
        right.annotate(
            days.at[date, "event"],
            (date, 1),
            xycoords=("data", "axes fraction"),
            size=8,
            rotation=90,
            va="top",
            ha="right",
        )
    for axes in (left, right):
        axes.tick_params(axis="x", labelrotation=30)
    alt = say(ALT_COURSE).format(
        days=len(days),
        first=cash.iloc[0],
        last=cash.iloc[-1],
        least=cash.min(),
        worst=f"{cash.idxmin():%d %B}",
        mean=days["sold"].mean(),
        most=int(days["sold"].max()),
        best=f"{days['sold'].idxmax():%d %B}",
    )
    return figure, alt


def money(shop: Shop) -> tuple[Figure, str]:
    """Return the cash book as bars, largest first, and its description. Raises DecisionError before the first day."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    book = shop.money
    if book.empty:
        raise DecisionError(say(NO_DAYS_YET))
    sums = book.drop(columns="net").sum()
    sums = sums[sums.abs() >= 1].sort_values()
    figure = Figure(figsize=(7, 0.32 * len(sums) + 1.2), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(sums.index, sums / 1000, color=[ACCENT if value > 0 else GREY for value in sums])
    axes.bar_label(bars, fmt="%.1f", padding=3, size=8)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.margins(x=0.15)
    axes.set(title=say(TITLE_MONEY), xlabel=say(X_MONEY))
    listed = "; ".join(f"{name} ¥{value:,.0f}" for name, value in sums[::-1].items())
    return figure, say(ALT_MONEY).format(bars=listed)
