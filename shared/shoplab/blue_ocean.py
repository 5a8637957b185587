"""The blue-ocean map: categories by concentration, growth and room, and how long the money lasts in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

RAMP = (0.15, 0.30, 0.50, 0.70, 0.85, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
"""What part of its later sales a new shop makes in each of its first twelve months."""
CLICK_MULTIPLE = 14
"""A well-run newcomer's clicks, as a multiple of the average seller's outside the top four."""
COMMISSION, PARCEL, PAID_SHARE, FIXED_MONTH = 0.05, 6.0, 0.40, 12_000.0
BEST_NAMED = 5

TITLE_MAP = "Where is there room?"
TITLE_CASH = "Cash after opening"
X_MAP = "Share of the four largest sellers (CR4)"
Y_MAP = "Growth of searches, 2025 against 2024"
X_CASH = "Months after opening"
Y_CASH = "Cash in ¥1,000"
BEST_LIST = "Best by these weights"
EMPTY_AT = "empty in month {month}"
LEFT_AT = "¥{cash:,.0f} after a year"
ALT = (
    "Two charts. Left, a bubble map of {count} categories: share of the four largest sellers from {low:.0%} to {high:.0%} across, "
    "growth of searches from {down:.0%} to {up:.0%} upwards, bubbles as large as the sales left for each small seller. "
    "The five best by these weights are {best}. Right, the cash of a shop in {category} that starts with ¥{start:,.0f}: {end}."
)


def score(market: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Return each category's opportunity score from 0 to 1: the weighted mean of its places in each column.

    `weights` names columns of `market`; a negative weight means that less is better. Raises ValueError when all are zero.
    """
    total = sum(abs(weight) for weight in weights.values())
    if total == 0:
        raise ValueError("All weights are 0, so every category would score the same. Give at least one a weight.")
    places = {column: market[column].rank(pct=True, ascending=weight >= 0) for column, weight in weights.items()}
    return sum(places[column] * abs(weight) for column, weight in weights.items()) / total


def monthly_contribution(category: pd.Series) -> list[float]:
    """Return what a newcomer's sales leave in each of the first twelve months, in yuan, before fixed costs.

    Needs clicks (a month), cr4, sellers, conversion, price, unit_cost, refund_rate, cpc. Four fifths of a returned
    article's cost is saved, because it is sold again. The figures of the ramp are the course's own assumptions.
    """
    full = category["clicks"] * (1 - category["cr4"]) / category["sellers"] * CLICK_MULTIPLE * category["conversion"]
    back = category["refund_rate"]
    kept = category["price"] * (1 - back) * (1 - COMMISSION) - category["unit_cost"] * (1 - 0.8 * back)
    advertising = PAID_SHARE * category["cpc"] / category["conversion"]
    return [full * part * (kept - PARCEL - advertising) for part in RAMP]


def cash_curve(category: pd.Series, start: float) -> list[float]:
    """Return the cash at opening and after each of twelve months, in yuan, having paid for the first stock and the fees."""
    cash = [start - category["capital"]]
    for contribution in monthly_contribution(category):
        cash.append(cash[-1] + contribution - FIXED_MONTH)
    return cash


def plot_blue_ocean(
    market: pd.DataFrame, weights: Mapping[str, float], category: str, start: float
) -> tuple[Figure, str]:
    """Return the map with its cash curve, and the sentence that describes both for those who can't see it.

    `market` has one row a category (its index) with cr4, growth, left_per_seller, capital and what
    `monthly_contribution` needs. Raises KeyError for a category that isn't in it.
    """
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    scores = score(market, weights)
    best = scores.nlargest(BEST_NAMED).index
    figure = Figure(figsize=(10, 4.6))
    left, right = figure.subplots(1, 2, width_ratios=[1.5, 1])
    colours = [ACCENT if name in best else GREY for name in market.index]
    edge = ["black" if name == category else "white" for name in market.index]
    sizes = 90 + 600 * market["left_per_seller"].clip(upper=20_000) / 20_000
    left.scatter(market["cr4"], market["growth"], s=sizes, c=colours, edgecolors=edge, linewidths=1.5, alpha=0.8)
    for place, name in enumerate(best, 1):
        point = (market.at[name, "cr4"], market.at[name, "growth"])
        left.annotate(str(place), point, ha="center", va="center", size=8, color="white", weight="bold")
    names = "\n".join(f"{place} {name}" for place, name in enumerate(best, 1))
    left.text(0.97, 0.95, f"{BEST_LIST}\n{names}", transform=left.transAxes, ha="right", va="top", size=9)
    chosen = (market.at[category, "cr4"], market.at[category, "growth"])
    left.annotate(category, chosen, xytext=(0, -16), textcoords="offset points", ha="center", size=9, weight="bold")
    left.set(title=TITLE_MAP, xlabel=X_MAP, ylabel=Y_MAP)
    for axis in (left.xaxis, left.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:.0%}")
    end = _draw_cash(right, cash_curve(market.loc[category], start), ACCENT)
    right.set(title=f"{TITLE_CASH}: {category}", xlabel=X_CASH, ylabel=Y_CASH)
    alt = ALT.format(
        count=len(market),
        low=market["cr4"].min(),
        high=market["cr4"].max(),
        down=market["growth"].min(),
        up=market["growth"].max(),
        best=", ".join(best),
        category=category,
        start=start,
        end=end,
    )
    return figure, alt


def _draw_cash(axes, cash: list[float], colour: str) -> str:
    """Draw the cash curve with its end named on it; return that name."""
    axes.plot(range(len(cash)), [value / 1000 for value in cash], color=colour, marker="o", markersize=4)
    axes.axhline(0, color="black", linewidth=1)
    empty = next((month for month, value in enumerate(cash) if value < 0), None)
    end = EMPTY_AT.format(month=empty) if empty is not None else LEFT_AT.format(cash=cash[-1])
    axes.text(0.97, 0.95, end, transform=axes.transAxes, ha="right", va="top", size=9)
    axes.margins(y=0.2)
    return end
