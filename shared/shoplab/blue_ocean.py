"""The blue-ocean map: categories by concentration, growth and room, and how long the money lasts in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

RAMP = (0.15, 0.30, 0.50, 0.70, 0.85, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
"""What part of its later sales a new shop makes in each of its first twelve months."""
CLICK_MULTIPLE = 14
"""A well-run newcomer's clicks, as a multiple of the average seller's outside the top four."""
COMMISSION, PARCEL, PAID_SHARE, FIXED_MONTH = 0.05, 6.0, 0.40, 12_000.0
"""The platform's share of the price; yuan a parcel; the part of the orders that come through paid clicks; yuan a month."""
BEST_NAMED = 5
LARGEST_DRAWN = 20_000
"""Bubbles stop growing at this much left for a small seller, in yuan a month."""

TITLE_MAP = "Where is there room?"
TITLE_CASH = "Cash after opening"
X_MAP = "Share of the four largest sellers (CR4)"
Y_MAP = "Growth of searches, 2025 against 2024"
X_CASH = "Months after opening"
Y_CASH = "Cash in ¥1,000"
NO_WEIGHT = "All weights are 0, so every category would score the same. Give at least one a weight."
BEST_LIST = "Best by these weights"
EMPTY_AT = "empty in month {month}"
LEFT_AT = "¥{cash:,.0f} after a year"
ALT = (
    "Two charts. Left, a bubble map of {count} categories: share of the four largest sellers from {low:.0%} to {high:.0%} across, "
    "growth of searches from {down:.0%} to {up:.0%} upwards, bubbles as large as the sales left for each small seller. "
    "The largest bubble is {largest}. "
    "The five best by these weights are {best}. Right, the cash of a shop in {category} that starts with ¥{start:,.0f}: {end}."
)


def score(market: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Return each category's opportunity score from 0 to 1: the weighted mean of its places in each column.

    `weights` names columns of `market`; a negative weight means that less is better. Raises ValueError when all are zero.
    """
    total = sum(abs(weight) for weight in weights.values())
    if total == 0:
        raise ValueError(say(NO_WEIGHT))
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
    sizes = 90 + 600 * market["left_per_seller"].clip(upper=LARGEST_DRAWN) / LARGEST_DRAWN
    # Best last and small after large, so that no bubble hides one that matters.
    drawn = sizes.to_frame("size").assign(best=sizes.index.isin(best))
    for name in drawn.sort_values(["best", "size"], ascending=[True, False]).index:
        left.scatter(
            market.at[name, "cr4"],
            market.at[name, "growth"],
            s=sizes[name],
            c=ACCENT if name in best else GREY,
            edgecolors="black" if name == category else "white",
            linewidths=1.5,
            alpha=0.8,
        )
    radii = sizes**0.5 / 2
    _number(left, market.loc[best], radii[best])
    largest = market["left_per_seller"].idxmax()
    if largest != category:
        _name_beside(left, largest, (market.at[largest, "cr4"], market.at[largest, "growth"]), radii[largest])
    names = "\n".join(f"{place} {name}" for place, name in enumerate(best, 1))
    left.text(0.97, 0.95, f"{say(BEST_LIST)}\n{names}", transform=left.transAxes, ha="right", va="top", size=9)
    chosen = (market.at[category, "cr4"], market.at[category, "growth"])
    left.annotate(category, chosen, xytext=(0, -16), textcoords="offset points", ha="center", size=9, weight="bold")
    left.set(title=say(TITLE_MAP), xlabel=say(X_MAP), ylabel=say(Y_MAP))
    for axis in (left.xaxis, left.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:.0%}")
    end = _draw_cash(right, cash_curve(market.loc[category], start), ACCENT)
    right.set(title=f"{say(TITLE_CASH)}: {category}", xlabel=say(X_CASH), ylabel=say(Y_CASH))
    alt = say(ALT).format(
        count=len(market),
        low=market["cr4"].min(),
        high=market["cr4"].max(),
        down=market["growth"].min(),
        up=market["growth"].max(),
        largest=largest,
        best=", ".join(best),
        category=category,
        start=start,
        end=end,
    )
    return figure, alt


def _number(axes, best: pd.DataFrame, radii: pd.Series) -> None:
    """Write each bubble's place into it; where two overlap, each number moves away from the other."""
    pixels = axes.transData.transform(best[["cr4", "growth"]].to_numpy())
    places = pixels * 72 / axes.figure.dpi  # in points, like radii
    for place, (name, here) in enumerate(zip(best.index, places, strict=True), 1):
        aside = here * 0
        for other, there in zip(best.index, places, strict=True):
            apart = float(((here - there) ** 2).sum() ** 0.5)
            if 0 < apart < radii[name] + radii[other]:
                aside += (here - there) / apart
        far = float((aside**2).sum() ** 0.5)
        aside = aside / max(far, 1.0) * radii[name] * 0.35  # never further, or the number would leave its bubble
        axes.annotate(
            str(place),
            (best.at[name, "cr4"], best.at[name, "growth"]),
            xytext=tuple(aside),
            textcoords="offset points",
            ha="center",
            va="center",
            size=8,
            color="white",
            weight="bold",
        )


def _name_beside(axes, name: str, point: tuple[float, float], radius: float) -> None:
    """Write a bubble's name beside it, towards the middle of the chart."""
    leftwards = point[0] > sum(axes.get_xlim()) / 2
    axes.annotate(
        name,
        point,
        xytext=((-1 if leftwards else 1) * (radius + 4), 0),
        textcoords="offset points",
        ha="right" if leftwards else "left",
        va="center",
        size=9,
    )


def _draw_cash(axes, cash: list[float], colour: str) -> str:
    """Draw the cash curve with its end named on it; return that name."""
    axes.plot(range(len(cash)), [value / 1000 for value in cash], color=colour, marker="o", markersize=4)
    axes.axhline(0, color="black", linewidth=1)
    empty = next((month for month, value in enumerate(cash) if value < 0), None)
    end = say(EMPTY_AT).format(month=empty) if empty is not None else say(LEFT_AT).format(cash=cash[-1])
    axes.text(0.97, 0.95, end, transform=axes.transAxes, ha="right", va="top", size=9)
    axes.margins(y=0.2)
    return end
