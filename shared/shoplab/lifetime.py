"""Buy till you die: who of the buyers is still one, and how often they will come (BG/NBD, Fader, Hardie and Lee 2005).

A buyer comes by chance at a rate of her own, and after each order may stop for good. Rates differ from buyer to buyer as a
gamma (r, alpha), chances of stopping as a beta (a, b). Only three figures of a buyer are needed: repeat orders, when the last
one was, and since when we have known her.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts

NOT_IN_ORDER = "Row {row}: the last order lies {recency} after the first one, but the buyer is known for {age} only."
ROUNDS, SMALL = 2_000, 1e-9
TERMS = 400  # of the series in `expected`


@dataclass(frozen=True)
class Fit:
    """The four parameters of a BG/NBD model, in the unit of time of the figures that it was fitted to."""

    r: float
    alpha: float
    a: float
    b: float


def figures(buyer_id: Any, ordered_at: Any, until: Any) -> pd.DataFrame:
    """One row a buyer: repeat orders, recency (first to last order) and age (first order to `until`), both in weeks.

    Orders of one day count as one. Only orders before `until` are looked at.
    """
    orders = pd.DataFrame(
        {"buyer": np.asarray(buyer_id), "day": pd.to_datetime(pd.Series(ordered_at)).dt.normalize().to_numpy()}
    )
    orders = orders[orders["day"] < pd.Timestamp(until)].drop_duplicates()
    days = orders.groupby("buyer")["day"].agg(["count", "min", "max"])
    week = pd.Timedelta(weeks=1)
    return pd.DataFrame(
        {
            "repeats": days["count"] - 1,
            "recency": (days["max"] - days["min"]) / week,
            "age": (pd.Timestamp(until) - days["min"]) / week,
        }
    )


def fit(repeats: Any, recency: Any, age: Any) -> Fit:
    """The BG/NBD model that fits best (maximum likelihood), found by Nelder and Mead's simplex on the parameters' logarithms.

    On the CDNOW sample it gives the published r = 0.243, alpha = 4.414, a = 0.793, b = 2.426. Raises MetricError for a buyer
    whose last order lies after the end.
    """
    rows = np.column_stack(_checked(repeats, recency, age))
    kinds, count = np.unique(rows, axis=0, return_counts=True)

    def loss(logs: np.ndarray) -> float:
        return -float(count @ _log_likelihood(Fit(*np.exp(logs)), *kinds.T)) / len(rows)

    return Fit(*(float(one) for one in np.exp(_simplex(loss, np.zeros(4)))))


def alive(model: Fit, repeats: Any, recency: Any, age: Any) -> np.ndarray:
    """The chance that each buyer has not stopped; a buyer without a repeat order can't have stopped in this model."""
    x, last, known = _checked(repeats, recency, age)
    odds = model.a / (model.b + np.maximum(x, 1) - 1) * ((model.alpha + known) / (model.alpha + last)) ** (model.r + x)
    return np.where(x > 0, 1 / (1 + odds), 1.0)


def expected(model: Fit, repeats: Any, recency: Any, age: Any, ahead: float) -> np.ndarray:
    """The orders that each buyer is expected to place in the time `ahead`, in the model's unit of time."""
    x, _, known = _checked(repeats, recency, age)
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    z = ahead / (alpha + known + ahead)
    term, total = np.ones_like(z), np.ones_like(z)
    for n in range(TERMS):  # Gauss's series of ₂F₁(r + x, b + x; a + b + x − 1; z), all terms positive
        term = term * (r + x + n) * (b + x + n) / ((a + b + x - 1 + n) * (n + 1)) * z
        total += term
    bought = (a + b + x - 1) / (a - 1) * (1 - ((alpha + known) / (alpha + known + ahead)) ** (r + x) * total)
    return bought * alive(model, repeats, recency, age)


def _checked(repeats: Any, recency: Any, age: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, last, known = (
        np.asarray(amounts(name, values), dtype=float)
        for name, values in (("repeats", repeats), ("recency", recency), ("age", age))
    )
    late = np.flatnonzero(last > known)
    if len(late):
        row = int(late[0])
        raise MetricError(say(NOT_IN_ORDER).format(row=row, recency=last[row], age=known[row]))
    return x, last, known


def _log_likelihood(model: Fit, x: np.ndarray, last: np.ndarray, known: np.ndarray) -> np.ndarray:
    """ln L = ln[Γ(r + x) / Γ(r)] + r ln α + ln[B(a, b + x) / B(a, b)] + ln[(α + T)^−(r + x) + δ a / (b + x − 1) (α + t)^−(r + x)].

    x is whole, so both ratios are products of x factors: no gamma function is needed.
    """
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    steps = np.arange(int(x.max(initial=0)))
    orders = np.concatenate([[0.0], np.cumsum(np.log(r + steps))])
    stays = np.concatenate([[0.0], np.cumsum(np.log((b + steps) / (a + b + steps)))])
    x_whole = x.astype(np.int64)
    base = orders[x_whole] + r * np.log(alpha) + stays[x_whole] - (r + x) * np.log(alpha + known)
    odds = a / (b + np.maximum(x, 1) - 1) * ((alpha + known) / (alpha + last)) ** (r + x)
    return base + np.log1p(np.where(x > 0, odds, 0.0))


def _simplex(loss: Any, start: np.ndarray) -> np.ndarray:
    """Nelder and Mead's method with its usual coefficients; ends when the corners agree, or after `ROUNDS` rounds."""
    corners = [start, *(start + 0.5 * step for step in np.eye(len(start)))]
    values = [loss(corner) for corner in corners]
    for _ in range(ROUNDS):
        order = np.argsort(values, kind="stable")
        corners, values = [corners[i] for i in order], [values[i] for i in order]
        if values[-1] - values[0] < SMALL * 1e-3 and np.abs(corners[-1] - corners[0]).max() < 1e-6:
            break
        centre = np.mean(corners[:-1], axis=0)
        reflected = centre + (centre - corners[-1])
        at = loss(reflected)
        if at < values[0]:
            further = centre + 2 * (centre - corners[-1])
            beyond = loss(further)
            corners[-1], values[-1] = (further, beyond) if beyond < at else (reflected, at)
        elif at < values[-2]:
            corners[-1], values[-1] = reflected, at
        else:
            inner = centre + 0.5 * ((reflected if at < values[-1] else corners[-1]) - centre)
            inside = loss(inner)
            if inside < min(at, values[-1]):
                corners[-1], values[-1] = inner, inside
            else:
                corners = [corners[0], *(corners[0] + 0.5 * (corner - corners[0]) for corner in corners[1:])]
                values = [values[0], *(loss(corner) for corner in corners[1:])]
    return corners[int(np.argmin(values))]
