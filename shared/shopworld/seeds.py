"""Random streams: one for each purpose, the same on every machine."""

from __future__ import annotations

import numpy as np

# Frozen and append-only: a new purpose takes the next number, so that adding a table changes no other table.
PURPOSES = {
    "categories": 1,
    "category_market": 2,
    "category_sellers": 3,
    "price_bands": 4,
    "platforms": 5,
    "licences": 6,
    "suppliers": 7,
    "deliveries": 8,
    "buyers": 9,
    "products": 10,
    "prices": 11,
    "orders": 12,
    "order_lines": 13,
    "refunds": 14,
    "competitors": 15,
    "competitor_items": 16,
    "promotions": 17,
    "stage_plan": 18,
    "responsibilities": 19,
    "channel_trials": 20,
    "page_colours": 21,
    "courier_rates": 22,
    "traps": 23,
    "entry": 24,
    "exports": 25,
    "days": 26,
    "positioning": 27,
}


def stream(seed: int, purpose: str, *partition: int) -> np.random.Generator:
    """Return the random stream of one purpose (and, say, one day) of the world with this seed.

    Raises ValueError for a seed that is not a whole number of 0 or more.
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise ValueError(f"A world's seed is a whole number, 0 or more; this one is {seed!r}.")
    key = (PURPOSES[purpose], *partition)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(int(seed), spawn_key=key)))
