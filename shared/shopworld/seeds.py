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
    "order_devices": 40,
    "traffic": 41,
    "place_hours": 42,
    "order_keywords": 43,
    "keywords": 44,
    "search_terms": 45,
    "site_searches": 46,
    "search_ads": 47,
    "feed_ads": 48,
    "ad_hours": 49,
    "brand_holdout": 50,
    "order_routes": 51,
    "payment_attempts": 52,
    "page_spec": 53,
    "page_clicks": 54,
    "page_reach": 55,
    "experiments": 56,
    "trial_visitors": 57,
    "visits": 58,
    "visit_events": 59,
    "events": 28,
    "elasticity": 29,
    "stock": 30,
    "factories": 31,
    "brushing": 32,
    "look_alikes": 33,
    "abuse": 34,
    "planted_orders": 35,
    "reviews": 80,
    "product_questions": 81,
    "live": 82,
    "live_viewers": 83,
    "live_reminders": 84,
    "launches": 85,
    "launch_tests": 86,
    "trial_items": 87,
    "competitor_prices": 88,
    "coupons": 89,
    "coupon_trial": 90,
    "official_events": 91,
    "creators": 92,
    "affiliates": 93,
    "touches": 94,
    "settlement": 95,
    "order_signals": 96,
    "campaign_copy": 97,
    "risk_register": 98,
    "disputes": 99,
    "season_items": 110,
    "season_rivals": 111,
    "season_keywords": 112,
    "season_days": 113,
    "season_orders": 114,
    "season_supply": 115,
    "season_after": 116,
    "season_bids": 117,
}


def stream(seed: int, purpose: str, *partition: int) -> np.random.Generator:
    """Return the random stream of one purpose (and, say, one day) of the world with this seed.

    Raises ValueError for a seed that is not a whole number of 0 or more.
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise ValueError(f"A world's seed is a whole number, 0 or more; this one is {seed!r}.")
    key = (PURPOSES[purpose], *partition)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(int(seed), spawn_key=key)))
