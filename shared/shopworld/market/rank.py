"""Organic search: which place each item gets on each word's page, and who comes from there."""

from __future__ import annotations

import numpy as np

from shopworld.market.arrays import within
from shopworld.market.rules import rules
from shopworld.market.scenario import Facts


def rating(stars: np.ndarray, reviews: np.ndarray) -> np.ndarray:
    """Return the shown mean of an item's reviews; trust that it starts with keeps the first few from swinging it."""
    return stars / reviews


def strength(sold: np.ndarray, shown: np.ndarray, on_shelf: np.ndarray, facts: Facts) -> np.ndarray:
    """Return how established each listing is, 0 to 1: it sells, it is liked, it is there."""
    newcomer = rules().rank.newcomer
    selling = newcomer + (1 - newcomer) * sold / (sold + facts.typical_sales)
    return selling * within(1 + 0.6 * (shown - 4.6), 0.3, 1.2) * on_shelf


def match(title: np.ndarray, age: np.ndarray, facts: Facts) -> np.ndarray:
    """Return how well each listing answers each word (B, I, K): the goods must fit, and the title must say so."""
    rule = rules().rank
    settled = 0.5 + 0.5 * np.minimum(age / rule.settle_days, 1.0)
    return facts.fit * np.where(title, settled[:, :, None], rule.untitled)


def places(strong: np.ndarray, matched: np.ndarray, facts: Facts) -> np.ndarray:
    """Return each item's place on each word's page (B, I, K), 1 at the top; listings of other shops hold the rest."""
    score = matched * strong[:, :, None]
    return 1 + (facts.listings[:, None] > score[..., None]).sum(axis=3)


def clicks(searches: np.ndarray, place: np.ndarray, facts: Facts) -> np.ndarray:
    """Return the clicks of each item on each word's page (B, I, K); each place lower is looked at less."""
    rule = rules().rank
    return searches[:, None, :] * rule.click_share * rule.decay ** (place - 1.0) * facts.fit
