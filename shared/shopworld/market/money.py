"""The cash book: every yuan that comes in or goes out has a name, and the names add up to the change in cash."""

from __future__ import annotations

import numpy as np

from shopworld.market.rules import rules
from shopworld.market.scenario import Facts

NAMES = (
    "sales", "refunds", "goods", "fees", "freight", "returns", "fraud", "ads", "live", "wages", "hosting", "holding",
    "late", "leftovers", "open cases", "deposit", "debt",
)  # fmt: skip

COLUMNS = {name.replace(" ", "_"): column for column, name in enumerate(NAMES)}


def book(**flows: np.ndarray) -> np.ndarray:
    """Return a day's cash book (B, names) in fen; money that goes out is negative; what isn't named is nothing."""
    shops = len(next(iter(flows.values())))
    page = np.zeros((shops, len(NAMES)), dtype=np.int64)
    for name, amount in flows.items():
        page[:, COLUMNS[name]] = amount
    return page


def fees(takings: np.ndarray, facts: Facts) -> np.ndarray:
    """Return what the platform and the payment service keep of a day's takings (B,) in fen."""
    return takings * (facts.commission + facts.payment) // 10_000


def holding(stock: np.ndarray, facts: Facts) -> np.ndarray:
    """Return the day's cost of the stock in fen (B,): rent, insurance, money tied up."""
    return np.ceil((stock * facts.unit_cost).sum(axis=1) * rules().money.holding).astype(np.int64)
