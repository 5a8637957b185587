"""A hit's ladder of prices, tried on the buyers as they are: the judge of the price decision.

Each step has its days, its crowd and its sensitivity. Pieces = days × pieces a day × crowd × (price ÷ list price) to the
power −(elasticity + the step's sensitivity). The flash sale is open only to who goes a tenth below the lowest price of the
thirty days before; who doesn't, sells at it to the everyday crowd.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

from shopworld.truth import own_price_elasticity

TAKEN, PARCEL = 0.12, 5.0  # part of the price for platform, payment and refunds; yuan a piece
EVENT, BELOW = "flash sale", 0.9


@dataclass(frozen=True)
class Step:
    """One step of the ladder: days, visitors as a multiple of an ordinary day, what is added to the elasticity."""

    days: int
    crowd: float
    sensitivity: float


STEPS = {
    "presale": Step(7, 1.5, 1.0),
    "launch": Step(5, 2.0, 1.5),
    "everyday": Step(14, 1.0, 0.0),
    EVENT: Step(3, 6.0, 2.5),
    "after": Step(14, 1.0, 0.0),
}
BEFORE = ("presale", "launch", "everyday")


@lru_cache(maxsize=8)
def elasticity(seed: int) -> float:
    """Return by how many per cent fewer are sold when a best seller's price rises by one per cent, from the model."""
    return -own_price_elasticity.PHENOMENON.estimand(SimpleNamespace(seed=seed))


def admitted(prices: Mapping[str, float]) -> bool:
    """Tell whether the flash sale takes these prices: a tenth below the lowest of the thirty days before."""
    return prices[EVENT] <= BELOW * min(prices[name] for name in BEFORE) + 0.005


def left_a_piece(price: float, cost: float) -> float:
    """Return what a piece leaves at a price, in yuan, after goods, platform, refunds and parcel."""
    return (1 - TAKEN) * price - cost - PARCEL


def pieces(name: str, price: float, list_price: float, a_day: float, sensitive: float) -> float:
    """Return the pieces of a step at a price, for an elasticity given as a positive number."""
    step = STEPS[name]
    return step.days * a_day * step.crowd * (price / list_price) ** -(sensitive + step.sensitivity)


def earned(prices: Mapping[str, float], list_price: float, cost: float, a_day: float, sensitive: float) -> float:
    """Return what a ladder leaves in yuan; a flash sale that isn't admitted has the crowd of an ordinary day."""
    total = 0.0
    for name in STEPS:
        sold = pieces(name, prices[name], list_price, a_day, sensitive)
        if name == EVENT and not admitted(prices):
            sold = (
                pieces("everyday", prices[name], list_price, a_day, sensitive)
                * STEPS[name].days
                / STEPS["everyday"].days
            )
        total += sold * left_a_piece(prices[name], cost)
    return total


def best(list_price: float, cost: float, a_day: float, sensitive: float) -> dict[str, float]:
    """Return the ladder of whole yuan that leaves most: for each price of the flash sale the best steps that it allows."""
    grid = [float(price) for price in range(max(int(cost), 1), int(list_price) + 1)]
    leaves = {
        name: {price: pieces(name, price, list_price, a_day, sensitive) * left_a_piece(price, cost) for price in grid}
        for name in STEPS
    }
    found: tuple[float, dict[str, float]] = (float("-inf"), {})
    for event in grid:
        allowed = [price for price in grid if event <= BELOW * price + 0.005]
        if not allowed:
            break
        prices = {name: max(allowed if name in BEFORE else grid, key=leaves[name].__getitem__) for name in STEPS}
        prices[EVENT] = event
        value = sum(leaves[name][price] for name, price in prices.items())
        found = max(found, (value, prices), key=lambda one: one[0])
    return found[1]
