"""Visitors who were not searching: the recommendation feed, and the livestream."""

from __future__ import annotations

import numpy as np

from shopworld.market.rules import rules


def visits(factor: np.ndarray, strong: np.ndarray, in_hall: np.ndarray) -> np.ndarray:
    """Return the feed's visits to each item (B, I): more for what is established, with less and less added.

    `in_hall` (B,) tells which shops stand in the event's hall today.
    """
    rule = rules().feed
    share = strong / (strong + rule.half) / strong.shape[1]
    return rule.visits * share * (factor * np.where(in_hall, rule.hall, 1.0))[:, None]


def audience(hours: np.ndarray, factor: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a livestream's viewers and the average number online (B,).

    Online v follows v[m + 1] = stay × v[m] + arrivals; summed over M minutes this is
    arrivals ÷ (1 − stay) × (M − stay × (1 − stay^M) ÷ (1 − stay)). Arrivals tire as the hours go on.
    """
    rule = rules().live
    minutes = hours * 60
    arrivals = rule.arrivals * factor / (1 + hours / rule.tire_hours)
    gone = 1 - rule.stay
    viewer_minutes = arrivals / gone * (minutes - rule.stay * (1 - rule.stay**minutes) / gone)
    return arrivals * minutes, np.divide(viewer_minutes, minutes, out=np.zeros_like(minutes), where=minutes > 0)


def shown(viewers: np.ndarray, strong: np.ndarray, on_shelf: np.ndarray) -> np.ndarray:
    """Return the livestream's visits to each item (B, I): viewers click on what is shown, and what sells is shown more."""
    weight = strong * on_shelf
    return rules().live.clicks * viewers[:, None] * weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
