"""Goods: what arrives this morning, and what is ordered."""

from __future__ import annotations

import numpy as np

from shopworld.market.arrays import moved_up
from shopworld.market.rules import rules


def arrive(stock: np.ndarray, coming: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the stock with this morning's arrivals, and what is still on the way, moved up by a day."""
    return stock + coming[:, 0], moved_up(coming)


def order(
    wanted: np.ndarray, cash: np.ndarray, unit_cost: np.ndarray, lot: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pieces bought of each item and what they cost in fen; paid at once, so the cash at hand is the limit.

    The supplier fills a small order up to its lot; from some lots on it takes a share off. When the money doesn't reach,
    every order is cut by the same share.
    """
    supply = rules().supply
    pieces = np.where(wanted > 0, np.maximum(wanted, lot), 0)
    cheaper = np.where(pieces >= supply.break_lots * lot, 1 - supply.break_share, 1.0)
    cost = np.ceil(unit_cost * cheaper).astype(np.int64)
    total = (pieces * cost).sum(axis=1)
    reach = np.minimum(1.0, np.maximum(cash, 0) / np.maximum(total, 1))
    pieces = np.where(reach[:, None] < 1, np.floor(pieces * reach[:, None]).astype(np.int64), pieces)
    return pieces, (pieces * cost).sum(axis=1)


def send_off(coming: np.ndarray, pieces: np.ndarray, lead: np.ndarray) -> np.ndarray:
    """Return what is on the way once these pieces have been ordered; `lead` is days until each arrives."""
    ahead = np.arange(1, coming.shape[1] + 1)[:, None]
    return coming + np.where(ahead == lead[:, None, :], pieces[:, None, :], 0)
