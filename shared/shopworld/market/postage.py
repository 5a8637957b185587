"""Postage: what the buyer of a cheap item pays for the parcel, the same as in the shop's past."""

from __future__ import annotations

from functools import cache

import numpy as np

from shopworld import parameters


@cache
def terms() -> tuple[int, int]:
    """Return the price from which parcels are free, and the postage below it, in fen."""
    offers = parameters.settings("market")["offers"]
    return offers["free_freight_from"], offers["freight"]


def postage(price: np.ndarray) -> np.ndarray:
    """Return what a buyer pays on top of each price, in fen; coupons don't change it."""
    free_from, fee = terms()
    return (np.asarray(price) < free_from) * fee
