"""The fraud-ring explorer: accounts, devices and addresses of the orders that a rule holds, and what the rule comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TRACES = ("device", "address")
JOINS = 3  # accounts on a device or address from which on it ties them together
DRAWN = 4  # groups in the picture, two by two
GAP = 2.3  # between their middles; each has the radius 1
ROUNDS = 12  # of handing on the smallest number; a group's longest way is shorter

GROUPS = "Who hangs together: {count} of {groups} groups"
NOBODY = "Nobody is held"
MONEY = "What the rule saves, ¥1,000"
CUT = "Held from a share of proved orders of …"
PROVED, NOT_PROVED, TRACE = "account, proved", "account, not proved", "device or address"
ALT = (
    "Two panels. Left, a network of accounts around shared devices and addresses: {groups} groups in all, the largest with {largest} "
    "accounts. Right, a line of what the rule saves, by the share from which it holds: ¥{yuan:,.0f} at {cut:.0%}, the best at {best:.0%}."
)
HERE = "{hit:,} proved,\n{hurt:,} others held"
TAKEAWAY = "Held from {cut:.0%}: {hit:,} proved orders and {hurt:,} others; that saves ¥{yuan:,.0f}."


def outcome(share: pd.Series, proved: pd.Series, cut: float, saves: float, costs: float) -> dict[str, float]:
    """What holding every order with a share of `cut` or more comes to: `hit`, `hurt`, and `yuan`."""
    held = share >= cut
    hit, hurt = int((held & proved).sum()), int((held & ~proved).sum())
    return {"hit": hit, "hurt": hurt, "yuan": saves * hit - costs * hurt}


def ladder(share: pd.Series, proved: pd.Series, saves: float, costs: float) -> pd.DataFrame:
    """The outcome at each cut that makes a difference; index `cut`, falling."""
    import pandas as pd

    level = pd.DataFrame({"share": share, "hit": proved, "hurt": ~proved}).groupby("share")[["hit", "hurt"]].sum()
    level = level.sort_index(ascending=False).cumsum()
    return level.assign(yuan=saves * level["hit"] - costs * level["hurt"]).rename_axis("cut")


def groups(held: pd.DataFrame) -> pd.Series:
    """The group of each held order, as a number: who shares a device or an address that joins three accounts or more.

    `held` has `buyer_id`, `device` and `address`, one row an order. An order that hangs together with nobody else's is a
    group of its own.
    """
    import numpy as np
    import pandas as pd

    group = pd.Series(np.arange(len(held)), held.index)
    keys = [held["buyer_id"]]
    for trace in TRACES:
        joins = held.groupby(trace)["buyer_id"].transform("nunique") >= JOINS
        alone = pd.Series(-1 - np.arange(len(held)), held.index)
        keys.append(held[trace].where(joins, alone))
    for _ in range(ROUNDS):
        for key in keys:
            group = group.groupby(key).transform("min")
    return group


def draw(orders: pd.DataFrame, cut: float, saves: float, costs: float) -> Figure:
    """The two panels at a cut; `orders` has `buyer_id`, `device`, `address`, `share` and `proved`, one row an order."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.0, 3.8))
    left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
    held = orders[orders["share"] >= cut]
    _network(left, held)
    _curve(right, orders, cut, saves, costs)
    return figure


def words(orders: pd.DataFrame, cut: float, saves: float, costs: float) -> tuple[str, str]:
    """The picture's alt text and the sentence below it."""
    held = orders[orders["share"] >= cut]
    joined = held["buyer_id"].groupby(groups(held)).nunique()
    steps = ladder(orders["share"], orders["proved"], saves, costs)
    here = outcome(orders["share"], orders["proved"], cut, saves, costs)
    alt = say(ALT).format(
        groups=int((joined >= JOINS).sum()),
        largest=int(joined.max()) if len(joined) else 0,
        yuan=here["yuan"],
        cut=cut,
        best=steps["yuan"].idxmax(),
    )
    return alt, say(TAKEAWAY).format(cut=cut, **here)


def _network(axes: Axes, held: pd.DataFrame) -> None:
    from shoplab.charts import COLOURS, GREY

    axes.set_axis_off()
    if held.empty:
        axes.set_title(say(NOBODY))
        return
    group = groups(held)
    size = held["buyer_id"].groupby(group).nunique().sort_values(ascending=False, kind="stable")
    chosen = size[size >= JOINS].index[:DRAWN]
    axes.set_title(say(GROUPS).format(count=len(chosen), groups=int((size >= JOINS).sum())))
    for place, name in enumerate(chosen):
        _ring(axes, held[group == name], place)
    for label, colour, shape in (
        (say(PROVED), COLOURS[1], "o"),
        (say(NOT_PROVED), COLOURS[0], "o"),
        (say(TRACE), GREY, "s"),
    ):
        axes.scatter([], [], color=colour, marker=shape, s=18, label=label)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3, fontsize=8, handletextpad=0.1, columnspacing=1)
    axes.set(xlim=(-1.15, GAP + 1.15), ylim=(-GAP - 1.15, 1.15), aspect="equal")


def _ring(axes: Axes, held: pd.DataFrame, place: int) -> None:
    """One group: its shared devices and addresses on an inner circle, each account outside, near the traces that it used."""
    import numpy as np
    import pandas as pd
    from matplotlib.collections import LineCollection

    from shoplab.charts import COLOURS, GREY

    edges = pd.concat([held[["buyer_id"]].assign(trace=t + held[t].astype(str)) for t in TRACES]).drop_duplicates()
    users = edges.groupby("trace")["buyer_id"].transform("nunique")
    edges = edges[users >= JOINS]
    traces = np.array(sorted(edges["trace"].unique()))
    turn = pd.Series(np.linspace(0, 2 * np.pi, len(traces), endpoint=False), traces)
    at = edges["trace"].map(turn)
    middle = np.arctan2(np.sin(at).groupby(edges["buyer_id"]).sum(), np.cos(at).groupby(edges["buyer_id"]).sum())
    order = middle.sort_values(kind="stable").index
    angle = pd.Series(np.linspace(-np.pi, np.pi, len(order), endpoint=False), order)
    x0, y0 = GAP * (place % 2), -GAP * (place // 2)
    outer = {who: (x0 + np.cos(a), y0 + np.sin(a)) for who, a in angle.items()}
    inner = {trace: (x0 + 0.5 * np.cos(a), y0 + 0.5 * np.sin(a)) for trace, a in turn.items()}
    ties = [(outer[who], inner[trace]) for who, trace in edges.itertuples(index=False)]
    axes.add_collection(LineCollection(ties, colors=GREY, linewidths=0.3, alpha=0.5))
    proved = held.groupby("buyer_id")["proved"].any()
    colours = [COLOURS[1] if proved[who] else COLOURS[0] for who in outer]
    axes.scatter(*zip(*outer.values(), strict=True), s=9, color=colours, zorder=3)
    axes.scatter(*zip(*inner.values(), strict=True), s=14, color=GREY, marker="s", zorder=2)


def _curve(axes: Axes, orders: pd.DataFrame, cut: float, saves: float, costs: float) -> None:
    from shoplab.charts import ACCENT, GREY, mark

    steps = ladder(orders["share"], orders["proved"], saves, costs)
    shown = steps[steps["yuan"] > -0.5 * steps["yuan"].max()]
    here = outcome(orders["share"], orders["proved"], cut, saves, costs)
    axes.step(shown.index, shown["yuan"] / 1000, where="post", color=GREY)
    low, high = shown["yuan"].min() / 1000, shown["yuan"].max() / 1000
    axes.scatter([cut], [min(max(here["yuan"] / 1000, low), high)], color=ACCENT, zorder=3)
    said = say(HERE).format(**here)
    mark(axes, cut, min(max(here["yuan"] / 1000, low), high), said, offset=(8, -34) if cut < 0.5 else (-96, -34))
    axes.set(title=say(MONEY), xlabel=say(CUT), xlim=(0, 1.02))
    axes.axhline(0, color=GREY, linewidth=0.8)
