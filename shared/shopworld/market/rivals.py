"""Rivals: sale prices on event days, and, in the last level, replies to our prices and bids."""

from __future__ import annotations

import numpy as np

from shopworld.market.arrays import within
from shopworld.market.rules import rules
from shopworld.market.scenario import Facts


def prices(day: int, sale: np.ndarray, ours: np.ndarray, theirs: np.ndarray, facts: Facts) -> np.ndarray:
    """Return rivals' prices today (B, I, R) in fen.

    Every few days, one after the other, each moves a part of the way to just below our price, never below its floor and
    never above what it charges at rest. On sale events all take a tenth off their resting price.
    """
    rule = rules().rivals
    rest = facts.rival_price * (1 - rule.sale_cut * sale[:, None, None])
    floor = np.minimum(rule.floor * facts.unit_cost[:, :, None], rest)
    target = within(ours[:, :, None] * (1 - rule.undercut), floor, rest)
    turn = (np.arange(theirs.shape[2]) == day % rule.every) & (facts.reply[:, None, None] > 0)
    replied = theirs + rule.pace * (target - theirs)
    return np.minimum(np.where(turn, replied, np.where(facts.reply[:, None, None] > 0, theirs, rest)), rest)


def heat(before: np.ndarray, first: np.ndarray, facts: Facts) -> np.ndarray:
    """Return how much rivals raise their bids tomorrow (B, K): they climb while we hold the first slot."""
    rule = rules().rivals
    moved = np.where(first, before + rule.heat_up, before - rule.heat_down)
    return within(moved, 0, rule.heat_most) * facts.reply[:, None]
