"""Millions of buyers without a table of them: what a buyer is like follows from the buyer's number."""

from __future__ import annotations

import numpy as np

from shopworld import parameters
from shopworld.draws import lognormal, pick, scattered
from shopworld.large.plan import Day
from shopworld.sales import buyers
from shopworld.seeds import stream

BLOCK = 1024  # neighbours in number share one set of weights, so that a loyal buyer is found without a list of all
SPREAD = 1.3  # log standard deviation of how often people buy


def choose(day: Day, u: np.ndarray) -> np.ndarray:
    """Return who places each order of a day: the planned newcomers, and those before, the recent and the loyal more often.

    `u` has three uniforms an order. Buyers are numbered in the order in which they first bought.
    """
    new = np.zeros(day.orders, dtype=bool)
    new[np.argsort(u[:, 0], kind="stable")[: day.newcomers]] = True
    near = day.known - 1 - np.floor(day.known * np.round(u[:, 1] * u[:, 1], 12)).astype(np.int64)
    standing = np.cumsum(
        np.round(lognormal((np.arange(BLOCK) * 387 % BLOCK + 0.5) / BLOCK, SPREAD) * 1000).astype(np.int64)
    )
    loyal = near // BLOCK * BLOCK + np.searchsorted(standing, (u[:, 2] * standing[-1]).astype(np.int64), side="right")
    back = np.where(loyal < day.known, loyal, near)
    return np.where(new, day.known + np.cumsum(new) - 1, back)


def segment(seed: int, buyer: np.ndarray) -> np.ndarray:
    """Return each buyer's position in `buyers.SEGMENTS`."""
    return pick(scattered(_key(seed, 0), buyer), np.array(buyers.SEGMENT_SHARE))


def province(seed: int, buyer: np.ndarray) -> np.ndarray:
    """Return each buyer's row in the parameters' provinces."""
    return pick(scattered(_key(seed, 1), buyer), parameters.table("provinces")["population"].to_numpy())


def identifiers(buyer: np.ndarray) -> np.ndarray:
    """Return buyer numbers that don't tell how many buyers there are: a fixed shuffle of 0 … 9,999,990."""
    return (buyer * 387_420_489 + 271_828) % 9_999_991 + 10_000_000


def _key(seed: int, column: int) -> int:
    return int(stream(seed, "large_buyers", column).bit_generator.random_raw())
