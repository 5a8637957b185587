"""The living warehouse: one article's shelf day by day under a reorder point, with what an empty shelf turns away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

HOLDING = 0.002
"""Cost of a day on the shelf, as a share of what the goods cost."""
ORDERING = 60.0
"""Yuan for one purchase order: freight from the factory, unpacking, counting."""

NOT_ALIKE = "There are {days} days of demand and {leads} lead times; each day needs one."
BELOW_NOTHING = "Demand, lead times and stock are 0 or more."
TITLE_SHELF = "{lost:,} pieces turned away, ¥{cost:,.0f} for keeping and ordering"
TITLE_WHIP = "What customers asked for, and what the factory hears"
Y_SHELF = "Pieces on the shelf"
Y_WHIP = "Pieces a week"
X = "Day"
ASKED, ORDERED, POINT, LOST = "asked for", "ordered", "order here", "turned away"
ALT = (
    "Two charts over {days} days. Above, a saw-tooth of pieces on the shelf from 0 to {top:,}, a line at the reorder point of {point:,}, "
    "and red bars where {lost:,} pieces were turned away from an empty shelf. Below, pieces asked for and ordered by week: the orders' weeks "
    "vary {whip:.1f} times as much as the customers'."
)


@dataclass(frozen=True)
class Run:
    """One article's days: pieces on the shelf at each evening, sold, turned away, and ordered."""

    shelf: list[int]
    sold: list[int]
    lost: list[int]
    ordered: list[int]

    @property
    def filled(self) -> float:
        """The share of pieces asked for that were there (fill rate 满足率)."""
        asked = sum(self.sold) + sum(self.lost)
        return sum(self.sold) / asked if asked else 1.0

    @property
    def whip(self) -> float:
        """The spread of weekly orders as a multiple of the spread of weekly demand (bull-whip 牛鞭效应); 0 without spread."""
        from statistics import pstdev

        asked = [one + other for one, other in zip(self.sold, self.lost, strict=True)]
        calm = pstdev(by_week(asked))
        return pstdev(by_week(self.ordered)) / calm if calm else 0.0

    def cost(self, unit_cost: float) -> float:
        """Yuan for keeping and ordering, of goods that cost `unit_cost` yuan a piece."""
        return sum(self.shelf) * unit_cost * HOLDING + sum(one > 0 for one in self.ordered) * ORDERING


def safety_stock(z: float, mean: float, spread: float, lead: float, lead_spread: float) -> float:
    """Return the pieces kept against bad luck: z √(L σ² + d² σ_L²).

    `mean` and `spread` are of a day's demand in pieces, `lead` and `lead_spread` of the days a delivery takes. Silver, Pyke and
    Thomas, Inventory and Production Management in Supply Chains, section 6.10.
    """
    return float(z * (lead * spread**2 + mean**2 * lead_spread**2) ** 0.5)


def keep_shelf(
    demand: Sequence[int], leads: Sequence[int], point: float, up_to: float, start: float, pack: int = 1
) -> Run:
    """Return the days of a shelf: when its pieces, ordered ones included, fall to `point`, order up to `up_to` in whole packs.

    `demand` has the pieces asked for on each day, `leads` the days that an order placed on it would take. Raises ValueError when
    the two differ in length or a number is below 0.
    """
    if len(demand) != len(leads):
        raise ValueError(say(NOT_ALIKE).format(days=len(demand), leads=len(leads)))
    if min(*demand, *leads, start, up_to, 0) < 0:
        raise ValueError(say(BELOW_NOTHING))
    stock, waiting = int(start), {}
    run = Run([], [], [], [])
    for day, (asked, lead) in enumerate(zip(demand, leads, strict=True)):
        stock += waiting.pop(day, 0)
        sold = min(int(asked), stock)
        stock -= sold
        position = stock + sum(waiting.values())
        wanted = -int(-max(up_to - position, 0) // pack) * pack if position <= point else 0
        if wanted:
            arrives = day + max(int(lead), 1)
            waiting[arrives] = waiting.get(arrives, 0) + wanted
        for column, value in (
            (run.shelf, stock),
            (run.sold, sold),
            (run.lost, int(asked) - sold),
            (run.ordered, wanted),
        ):
            column.append(value)
    return run


def by_week(days: Sequence[int]) -> list[int]:
    """Return the sums of seven days each; days over are left out."""
    return [sum(days[at : at + 7]) for at in range(0, len(days) - 6, 7)]


def plot_warehouse(run: Run, point: float, unit_cost: float) -> tuple[Figure, str]:
    """Return the saw-tooth with what was turned away, the bull-whip below it, and the sentence that describes both."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, COLOURS, GREY

    figure = Figure(figsize=(9, 5.6))
    above, below = figure.subplots(2, 1, height_ratios=[1.5, 1])
    days = range(1, len(run.shelf) + 1)
    above.step(days, run.shelf, where="post", color=ACCENT, linewidth=1.5)
    above.bar(days, run.lost, color=COLOURS[1], width=1.0)
    above.axhline(point, color="black", linewidth=1, linestyle="--")
    at_the_edge = {"xycoords": ("axes fraction", "data"), "annotation_clip": False}
    above.annotate(say(POINT), (1, point), xytext=(4, 0), textcoords="offset points", va="center", **at_the_edge)
    worst = max(range(0, len(run.lost) - 6), key=lambda day: sum(run.lost[day : day + 7]), default=0)
    if any(run.lost):
        place = (worst + 4, max(run.lost[worst : worst + 7]))
        above.annotate(say(LOST), place, xytext=(0, 5), textcoords="offset points", ha="center", color=COLOURS[1])
    lost = sum(run.lost)
    above.set(title=say(TITLE_SHELF).format(lost=lost, cost=run.cost(unit_cost)), ylabel=say(Y_SHELF), ylim=(0, None))
    asked = by_week([one + other for one, other in zip(run.sold, run.lost, strict=True)])
    ordered = by_week(run.ordered)
    weeks = [7 * week + 4 for week in range(len(asked))]
    below.bar(weeks, ordered, width=5, color=GREY)
    below.plot(weeks, asked, color=ACCENT)
    below.annotate(
        say(ASKED),
        (weeks[-1], asked[-1]),
        xytext=(12, 0),
        textcoords="offset points",
        color=ACCENT,
        annotation_clip=False,
    )
    peak = max(range(len(ordered)), key=ordered.__getitem__)
    below.annotate(
        say(ORDERED),
        (weeks[peak], ordered[peak]),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        color="#656364",
    )
    below.set(title=say(TITLE_WHIP), xlabel=say(X), ylabel=say(Y_WHIP), ylim=(0, 1.25 * max(*ordered, *asked, 1)))
    alt = say(ALT).format(
        days=len(days), top=max(*run.shelf, round(point)), point=round(point), lost=lost, whip=run.whip
    )
    return figure, alt
