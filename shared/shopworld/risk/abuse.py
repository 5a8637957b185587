"""Buyers who live off refunds: few people, who want their money back far more often than others, give a new reason each time
and like to keep the goods."""

from __future__ import annotations

import numpy as np

from shopworld.draws import between
from shopworld.seeds import stream

COMES_BACK = 4.0  # such a buyer is this much likelier to be the one who orders again
GOODS_BACK = 0.4  # refunds up to this quantile send the goods back; with the others they are kept


def strength(seed: int) -> tuple[float, float]:
    """Return the share of buyers who do it and the chance that such a buyer's line is refunded."""
    u = stream(seed, "abuse", 0).random(2)
    return float(between(u[:1], 0.008, 0.013)[0]), float(between(u[1:], 0.58, 0.72)[0])


def marks(seed: int, count: int) -> np.ndarray:
    """Return for so many buyers, in the order of `buyers.people`, whether they live off refunds."""
    share, _ = strength(seed)
    return stream(seed, "abuse", 1).random(count) < share
