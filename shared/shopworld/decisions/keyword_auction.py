"""One search word's auction: places go by bid × quality, and a click costs what the next one below would have to beat.

Generalised second price with a quality score (Edelman, Ostrovsky and Schwarz 2007; Varian 2007). Money in yuan.
"""

from __future__ import annotations

import numpy as np

PLACES = 5
USUAL_PLACE, USUAL_QUALITY = 2.4, 8.0  # what a market price of a click refers to
STEEP = 0.8  # how much faster the rivals' scores rise towards the top
FEN = 0.01


def rivals(market_price: np.ndarray) -> np.ndarray:
    """Return the five rivals' usual bid × quality for each word, highest first; `market_price` is a usual click's, in yuan."""
    steps = (USUAL_PLACE / np.arange(1, PLACES + 1)) ** STEEP
    return np.asarray(market_price, dtype=float)[..., None] * USUAL_QUALITY * steps


def result(bid: np.ndarray, quality: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each word's place (1 at the top, 0 when not shown) and the price of a click in yuan.

    `scores` are the rivals' bid × quality, highest first, along the last axis. A price is the next score ÷ the own
    quality plus one fen, and never above the bid.
    """
    own = np.where(bid > 0, bid * quality, 0.0)
    above = (scores > own[..., None]).sum(axis=-1)
    shown = (own > 0) & (above < PLACES)
    below = np.take_along_axis(scores, np.minimum(above, PLACES - 1)[..., None], axis=-1)[..., 0]
    price = np.minimum(below / quality + FEN, bid)
    return np.where(shown, above + 1, 0), np.where(shown, price, 0.0)


def clicks(place: np.ndarray, first_clicks: np.ndarray) -> np.ndarray:
    """Return the clicks a day: those of the first place, divided by the place."""
    return np.where(place > 0, first_clicks / np.maximum(place, 1), 0.0)
