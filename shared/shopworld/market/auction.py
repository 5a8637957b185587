"""The keyword auction: generalised second price with a quality score.

Slots go by bid × quality; who holds one pays, for each click, the next score divided by the own quality plus one fen, and
never more than the bid (Edelman, Ostrovsky and Schwarz 2007; Varian 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopworld.market.arrays import within
from shopworld.market.rules import rules


@dataclass(frozen=True, eq=False)
class Auction:
    """The day's advertising, one column a word (B, K); money in fen."""

    item: np.ndarray  # which item stood there
    slot: np.ndarray  # 1 … 5, 0 for none
    price: np.ndarray  # of a click
    clicks: np.ndarray  # whole numbers, within the budget
    cost: np.ndarray

    @property
    def first(self) -> np.ndarray:
        """Return where we held the first slot."""
        return self.slot == 1


def quality(strong: np.ndarray, matched: np.ndarray) -> np.ndarray:
    """Return the quality score of each item on each word (B, I, K): does it answer the word, and is it liked."""
    return matched * (0.5 + 0.5 * strong[:, :, None])


def run(
    bid: np.ndarray,
    score: np.ndarray,
    budget: np.ndarray,
    searches: np.ndarray,
    fit: np.ndarray,
    rivals: np.ndarray,
    rounding: np.ndarray,
) -> Auction:
    """Return the result of a day's auctions; one item a word may stand, the one with the best bid × quality.

    `bid` and `score` are (B, I, K), `rivals` (B, K, bidders) their bid × quality, highest first, `budget` (B,) fen.
    """
    rule = rules().auction
    value = np.where(bid >= rule.least, bid * score, 0.0)
    item = value.argmax(axis=1)
    shops, words = np.arange(len(item))[:, None], np.arange(item.shape[1])
    best = value[shops, item, words]
    own = np.maximum(score[shops, item, words], 1e-6)
    limit = bid[shops, item, words]
    place = (rivals > best[..., None]).sum(axis=2)
    shown = (best > 0) & (place < len(rule.slots))
    next_score = rivals[shops, words, np.minimum(place, rivals.shape[2] - 1)]
    price = within(np.floor(next_score / own) + 1, rule.least, np.maximum(limit, rule.least)).astype(np.int64)
    share = rule.slots[np.minimum(place, len(rule.slots) - 1)]
    answers = fit[shops, item, words]
    wanted = np.floor(np.where(shown, searches * rule.click_share * share * answers, 0) + rounding * shown)
    clicks = afford(budget, wanted, price)
    return Auction(item, np.where(shown, place + 1, 0), price, clicks, clicks * price)


def afford(budget: np.ndarray, wanted: np.ndarray, price: np.ndarray) -> np.ndarray:
    """Return the clicks that the day's budget pays for: when it is too small, every word is cut by the same share."""
    cost = (wanted * price).sum(axis=1)
    share = np.minimum(1.0, budget / np.maximum(cost, 1))
    return np.where(share[:, None] < 1, np.floor(wanted * share[:, None]), wanted).astype(np.int64)
