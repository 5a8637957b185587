"""Sales X-ray: what each factor, and each group of buyers, did to a change in sales; the parts always add up to the whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from shoplab.languages import say
from shoplab.metrics.checks import MetricError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from matplotlib.figure import Figure

NOT_ABOVE_ZERO = (
    "The factor `{factor}` of {group} is {value}. A logarithm needs numbers above 0: put this group with another one."
)
OTHER_GROUPS = "The two tables have other rows. Both need the same groups, in whichever order."

TITLE_FACTORS = "By factor"
TITLE_GROUPS = "By group"
TITLE = "Sales changed by {total}: these parts add up to it"
X_YUAN = "Change in yuan, 1,000"
ALT = (
    "Two bar charts of a change of {total} in sales. By factor: {factors}. By group: {groups}. The bars of each chart add up to "
    "the change."
)
TAKEAWAY = "Sales changed by {total}; `{factor}` carries {share} of it, and the bars add up."
NO_CHANGE = "Sales didn't change; what one factor took, another gave."


def contributions(before: pd.DataFrame, after: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Each group's and factor's part of the change in Σ product of the factors, in the products' unit (additive LMDI).

    One row a group, one column a factor; a part is L × ln(after / before), with L the logarithmic mean of the group's two
    values, (v₁ − v₀) / ln(v₁ / v₀). All cells add up to the change, whatever the factors do. Source: Ang (2005), logarithmic
    mean Divisia index. Raises MetricError for other groups or a factor that isn't above 0.
    """
    if set(before.index) != set(after.index) or not before.index.is_unique:
        raise MetricError(say(OTHER_GROUPS))
    factors = list(factors)
    old, new = before[factors].astype(float), after.loc[before.index, factors].astype(float)
    for table in (old, new):
        _check(table)
    weight = [_log_mean(a, b) for a, b in zip(new.prod(axis=1), old.prod(axis=1), strict=True)]
    return (new / old).map(math.log).mul(weight, axis=0)


def shapley(before: Mapping[str, float], after: Mapping[str, float], value: Callable[..., float]) -> dict[str, float]:
    """Each input's part of value(**after) − value(**before): its mean effect over all orders in which inputs change.

    For up to six or so inputs, of any formula; the parts add up to the change. Source: Shapley (1953).
    """
    names = list(before)
    parts, orders = dict.fromkeys(names, 0.0), list(permutations(names))
    for order in orders:
        now = dict(before)
        for name in order:
            old = value(**now)
            now[name] = after[name]
            parts[name] += (value(**now) - old) / len(orders)
    return parts


def plot_xray(parts: pd.DataFrame) -> tuple[Figure, str, str]:
    """Return the picture of `contributions`, its description, and the sentence to take away; money in yuan."""
    from matplotlib.figure import Figure

    by_factor, by_group = parts.sum(), parts.sum(axis=1)
    total = float(by_factor.sum())
    figure = Figure(figsize=(10, 1.4 + 0.42 * max(len(by_factor), len(by_group))))
    figure.suptitle(say(TITLE).format(total=_yuan(total)), x=0.01, ha="left", fontweight="bold")
    for axes, sums, title in zip(
        figure.subplots(1, 2), (by_factor, by_group), (say(TITLE_FACTORS), say(TITLE_GROUPS)), strict=True
    ):
        _bars(axes, sums, title, total)
    words = {
        "total": _yuan(total),
        "factors": ", ".join(f"{name} {_yuan(value)}" for name, value in by_factor.items()),
        "groups": ", ".join(f"{name} {_yuan(value)}" for name, value in by_group.items()),
    }
    if abs(total) < 0.5:
        return figure, say(ALT).format(**words), say(NO_CHANGE)
    most = (by_factor * math.copysign(1, total)).idxmax()
    return (
        figure,
        say(ALT).format(**words),
        say(TAKEAWAY).format(total=_yuan(total), factor=most, share=f"{by_factor[most] / total:.0%}"),
    )


def _bars(axes, sums: pd.Series, title: str, total: float) -> None:
    from shoplab.charts import ACCENT, GREY

    same_way = sums * total > 0
    names = [str(name) for name in sums.index]
    axes.barh(names, sums / 1000, color=[ACCENT if same else GREY for same in same_way])
    axes.axvline(0, color="black", linewidth=1)
    axes.invert_yaxis()
    for place, value in enumerate(sums):
        words = f"{value / total:.0%}" if abs(total) >= 0.5 else _yuan(value)
        right = value >= 0
        axes.annotate(
            words.replace("-", "−"), (value / 1000, place), xytext=(4 if right else -4, 0), textcoords="offset points",
            va="center", ha="left" if right else "right",
        )  # fmt: skip
    axes.margins(x=0.25)
    axes.set(title=title, xlabel=say(X_YUAN))
    axes.grid(False)


def _check(table: pd.DataFrame) -> None:
    for factor, values in table.items():
        for group, value in values.items():
            if not (math.isfinite(value) and value > 0):
                raise MetricError(say(NOT_ABOVE_ZERO).format(factor=factor, group=group, value=value))


def _log_mean(one: float, other: float) -> float:
    return one if math.isclose(one, other, rel_tol=1e-12) else (one - other) / math.log(one / other)


def _yuan(amount: float) -> str:
    return f"{'−' if amount < 0 else ''}¥{abs(amount):,.0f}"
