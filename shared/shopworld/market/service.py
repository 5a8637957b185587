"""The counter: parcels and questions are cases, people finish them, and what is open at night costs."""

from __future__ import annotations

import numpy as np

from shopworld.market.rules import rules


def queue(backlog: np.ndarray, cases: np.ndarray, staff: np.ndarray) -> np.ndarray:
    """Return the open cases at night (B,): some of yesterday's have given up, today's came, people finished theirs."""
    rule = rules().service
    waiting = backlog - np.floor(backlog * rule.give_up).astype(np.int64) + cases
    return np.maximum(waiting - staff * rule.capacity, 0)


def wait(backlog: np.ndarray) -> np.ndarray:
    """Return the days of waiting that a buyer sees."""
    return backlog / rules().service.wait_scale
