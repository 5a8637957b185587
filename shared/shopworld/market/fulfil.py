"""From wishes to parcels: whole orders, the end of the stock, refused orders, and what was paid."""

from __future__ import annotations

import numpy as np

from shopworld.market.postage import postage
from shopworld.market.rules import rules


def whole(mean: np.ndarray, rounding: np.ndarray) -> np.ndarray:
    """Return whole numbers with this mean: the part behind the point is the chance of one more."""
    return np.floor(mean + rounding).astype(np.int64)


def takings(price: np.ndarray, coupon: np.ndarray, pieces: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Return what buyers paid for each item in fen (B, I): price and postage, less the coupon of those who used it."""
    off = np.floor(price * coupon).astype(np.int64)
    return (price + postage(price)) * pieces - off * used


def refused(limit: np.ndarray) -> np.ndarray:
    """Return the share of good orders that the risk rule turns away."""
    return (1 - limit) ** rules().risk.good_power


def passed(limit: np.ndarray) -> np.ndarray:
    """Return the share of frauds that the risk rule lets through."""
    return limit ** rules().risk.fraud_power
