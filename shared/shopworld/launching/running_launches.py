"""New articles on the evening of their seventh day: what a week showed, what two more would cost, and what they would bring."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, lognormal, rare
from shopworld.seeds import stream

ITEMS = 200
SPREAD = 0.50  # of the true order rates, as a logarithm: that of the launches of the past year
MIDDLE = 0.022
KINDS = ("packing", "bags", "sleep", "rain", "bottles", "cases")


def rates(seed: int) -> np.ndarray:
    """Return each article's true share of clicks that become orders, which only the model knows."""
    return np.round(MIDDLE * lognormal(stream(seed, "running_launches", 0).random(ITEMS), SPREAD), 6)


def table(seed: int) -> pd.DataFrame:
    """Return the table `running_launches`: one row an article after seven days; money in fen."""
    u = stream(seed, "running_launches", 1).random((ITEMS, 6))
    clicks = np.round(10 * np.round(10 ** np.round(u[:, 0], 6), 6)).astype(np.int64)  # 10 to 100, most of them few
    price = (np.round(between(u[:, 1], 3.0, 14.0)) * 1_000 - 100).astype(np.int64)
    unit_cost = np.round(price * between(u[:, 2], 0.42, 0.62)).astype(np.int64)
    ahead = np.round(clicks * between(u[:, 3], 9.0, 16.0)).astype(np.int64)
    earns = MIDDLE * (price - unit_cost)  # of a click, for an article in the middle
    orders = np.minimum(rare(u[:, 5], clicks * rates(seed)), clicks)
    return pd.DataFrame(
        {
            "item": _names(),
            "kind": np.array(KINDS)[np.arange(ITEMS) % len(KINDS)],
            "price": price,
            "unit_cost": unit_cost,
            "clicks": clicks,
            "orders": orders,
            "clicks_ahead": ahead,
            "cost_ahead": (np.round(ahead * earns * between(u[:, 4], 0.55, 1.60) / 100) * 100).astype(np.int64),
        }
    )


def contribution(seed: int) -> pd.Series:
    """Return what each article earns on days 8 to 21 if it goes on, in fen: margin of its orders less the cost ahead."""
    known = table(seed)
    sold = known["clicks_ahead"] * rates(seed)
    earned = sold * (known["price"] - known["unit_cost"]) - known["cost_ahead"]
    return pd.Series(np.round(earned).astype(np.int64).to_numpy(), index=known["item"])


def _names() -> list[str]:
    return [f"R{number:03d}" for number in range(1, ITEMS + 1)]
