"""After the sale: refunds that are paid days later, goods that come back, and reviews."""

from __future__ import annotations

from functools import cache

import numpy as np

from shopworld import parameters
from shopworld.market.arrays import within
from shopworld.market.rules import rules
from shopworld.market.scenario import CHANNELS

PAST_NAME = {"ad": "search ad"}


def chance(by_channel: np.ndarray, sale: np.ndarray, wait: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return the share of today's parcels that will be refunded (B, I), at most 0.8.

    `by_channel` (B, C, I) are expected orders: what is bought in a livestream or in a rush comes back more often.
    """
    factor, sale_factor = _shared()
    mix = (by_channel * factor[:, None]).sum(axis=1) / np.maximum(by_channel.sum(axis=1), 1e-9)
    rush = np.where(sale, sale_factor, 1.0)
    return np.minimum(rate * mix * (rush * (1 + rules().after.wait * wait))[:, None], 0.8)


def money_back(paid: np.ndarray, pieces: np.ndarray, returned: np.ndarray) -> np.ndarray:
    """Return the refunds of each item in fen (B, I): the returned pieces' part of what was paid, never more."""
    return paid * returned // np.maximum(pieces, 1)


def queue_up(due: np.ndarray, amount: np.ndarray, delay: np.ndarray) -> np.ndarray:
    """Return a queue (B, ahead, I) with this amount (B, I) added `delay` (B, I) days from now."""
    ahead = np.arange(1, due.shape[1] + 1)[:, None]
    return due + np.where(ahead == delay[:, None, :], amount[:, None, :], 0)


def stars(true_mean: np.ndarray, wait: np.ndarray, price: np.ndarray, market: np.ndarray) -> np.ndarray:
    """Return the mean stars of today's reviews (B, I): waiting and a price above the market's disappoint."""
    rule = rules().after
    dear = np.maximum(np.log(price / market), 0)
    return within(true_mean - rule.late_stars * np.minimum(wait, 2)[:, None] - rule.dear_stars * dear, 1, 5)


@cache
def _shared() -> tuple[np.ndarray, float]:
    """Return the refund factors of the channels and of sale days, as the shop's past has them."""
    market = parameters.settings("market")
    factors = {entry["name"]: entry["refund_factor"] for entry in market["channels"]}
    return np.array([factors[PAST_NAME.get(name, name)] for name in CHANNELS]), market["refunds"]["sale_factor"]
