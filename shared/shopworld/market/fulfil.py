"""From wishes to parcels: whole orders, the end of the stock, refused orders, and what was paid."""

from __future__ import annotations

import numpy as np

from shopworld.market.postage import postage
from shopworld.market.rules import rules
from shopworld.market.scenario import ROUNDINGS


def whole(mean: np.ndarray, rounding: np.ndarray) -> np.ndarray:
    """Return whole numbers with this mean: the part behind the point is the chance of one more."""
    return np.floor(mean + rounding).astype(np.int64)


def takings(price: np.ndarray, coupon: np.ndarray, pieces: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Return what buyers paid for each item in fen (B, I): price and postage, less the coupon of those who used it."""
    off = np.floor(price * coupon).astype(np.int64)
    return (price + postage(price)) * pieces - off * used


def screened(
    orders: np.ndarray, limit: np.ndarray, fraud: np.ndarray, rounding: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return good orders refused, frauds tried, and frauds let through (B, I), by a risk rule with this limit (B,).

    A good order is refused with (1 − limit)⁴, a fraud passes with limit²: the stricter the rule, the more of both stay out.
    """
    rule, limit = rules().risk, limit[:, None]
    tried = np.minimum(whole(orders * fraud[:, None], rounding[:, ROUNDINGS["tried"]]), orders)
    good = orders - tried
    refused = whole(good * (1 - limit) ** rule.good_power, rounding[:, ROUNDINGS["refused"]])
    passed = whole(tried * limit**rule.fraud_power, rounding[:, ROUNDINGS["passed"]])
    return np.minimum(refused, good), tried, np.minimum(passed, tried)
