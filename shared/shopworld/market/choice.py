"""Who buys: a mixed logit of two segments, with the rivals' offers and the outside option of buying nothing."""

from __future__ import annotations

import numpy as np

from shopworld.market.postage import postage
from shopworld.market.rules import rules
from shopworld.market.scenario import Facts


def paid_price(price: np.ndarray, coupon: np.ndarray) -> np.ndarray:
    """Return what each segment pays on average (B, I, S) in fen, postage included; the careful look for the coupon.

    `coupon` (B, I) is a share.
    """
    return price[:, :, None] * (1 - coupon[:, :, None] * rules().choice.redeem) + postage(price)[:, :, None]


def pull(price: np.ndarray, market: np.ndarray, elasticity: np.ndarray) -> np.ndarray:
    """Return the utility of a price beside the market's: −elasticity × log, and less patience above it."""
    log = np.log(price / market)
    return -elasticity * log - rules().choice.patience * np.maximum(log, 0) ** 2


def conversion(
    paid: np.ndarray, shown: np.ndarray, wait: np.ndarray, rival_price: np.ndarray, facts: Facts
) -> np.ndarray:
    """Return the share of visitors of each segment who buy from us (B, I, S).

    `paid` (B, I, S) fen, `shown` (B, I) mean stars, `wait` (B,) days, `rival_price` (B, I, R) fen.
    """
    rule = rules().choice
    market = (facts.market_price + postage(facts.market_price))[:, :, None].astype(float)
    floor = rule.least_price * facts.unit_cost[:, :, None]
    service = rule.promise * facts.promise - rule.wait * wait
    liked = facts.appeal + rule.rating * (shown - 4.6) + service[:, None]
    own = np.exp(liked[:, :, None] + pull(np.maximum(paid, floor), market, facts.elasticity))
    at = np.log((rival_price + postage(rival_price)) / market)[:, :, None, :]
    theirs = np.exp(facts.rival_appeal[:, :, None, :] - facts.elasticity[..., None] * at).sum(axis=3)
    return own / (own + theirs + np.exp(rule.outside))
