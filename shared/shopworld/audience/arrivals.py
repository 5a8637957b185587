"""How every order was found: its device, the word or placement that brought it, and its area. Only the model knows them all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld.audience import advertising, feed_ads, searching, traffic


@dataclass(frozen=True)
class Arrivals:
    """By order, in the order book's order: the device (position in DEVICES), the search paths, and the feed's placement."""

    devices: np.ndarray
    paths: searching.Paths
    placement: np.ndarray


def arrivals(seed: int, days: int, orders: pd.DataFrame, lines: pd.DataFrame, people: pd.DataFrame) -> Arrivals:
    """Return how each order of a world was found."""
    return Arrivals(
        traffic.order_devices(seed, orders, people),
        advertising.paths(seed, days, orders, lines),
        feed_ads.order_placements(seed, orders),
    )
