"""Draws by inverse distribution function from a fixed number of uniforms.

numpy may change how `normal` or `poisson` use their random bits, and fast versions of `exp` differ in the last digit between
processors. So nothing here calls them on data: each draw is a look-up in a table that is rounded before use.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist

import numpy as np

STEPS = 16_384


@cache
def _normal_table() -> np.ndarray:
    inverse = NormalDist().inv_cdf
    upper = np.array([round(inverse((i + 0.5) / STEPS), 9) for i in range(STEPS // 2, STEPS)])
    return np.concatenate([-upper[::-1], upper])


@cache
def _lognormal_table(sigma: float) -> np.ndarray:
    return np.round(np.exp(sigma * _normal_table()), 6)


def normal(uniforms: np.ndarray) -> np.ndarray:
    """Turn uniforms in [0, 1) into standard normal draws."""
    return _normal_table()[(uniforms * STEPS).astype(np.int64)]


def lognormal(uniforms: np.ndarray, sigma: float) -> np.ndarray:
    """Turn uniforms into log-normal factors with median 1 and this log standard deviation."""
    return _lognormal_table(sigma)[(uniforms * STEPS).astype(np.int64)]


def between(uniforms: np.ndarray, low: float, high: float) -> np.ndarray:
    """Spread uniforms evenly over [low, high), rounded to six decimals."""
    return np.round(low + uniforms * (high - low), 6)


def pick(uniforms: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Choose a position by weight for each uniform; weights are scaled to whole numbers so that sums are exact."""
    whole = np.maximum(np.round(np.asarray(weights, dtype=float) * 1_000_000), 0).astype(np.int64)
    edges = np.cumsum(whole)
    return np.searchsorted(edges, (uniforms * edges[-1]).astype(np.int64), side="right")


def counts(uniforms: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Turn uniforms into whole counts with about a Poisson's mean and spread (rounded normal, never below 0)."""
    means = np.asarray(means, dtype=float)
    return np.maximum(np.round(means + np.sqrt(means) * normal(uniforms)), 0).astype(np.int64)


def scattered(key: int, numbers: np.ndarray) -> np.ndarray:
    """Return a uniform in [0, 1) for each whole number, the same whenever and wherever it is asked for.

    Steele, Lea and Flood's SplitMix64 of the number, with a key of 64 bits: whole-number arithmetic only.
    """
    z = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(key)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


def rare(uniforms: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Turn uniforms into Poisson counts for small means, of which `counts` would make too many; nothing above 40 comes out."""
    means = np.asarray(means, dtype=float)
    chance = np.round(np.exp(-means), 12)
    reached, number = chance.copy(), np.zeros(np.shape(uniforms), dtype=np.int64)
    for count in range(1, 41):
        number += uniforms >= reached
        chance = chance * means / count
        reached = np.round(reached + chance, 12)
    return number
