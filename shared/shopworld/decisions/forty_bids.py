"""Forty bids for twenty-eight days that nobody has seen: what the clicks leave, with ¥500 a day and rivals who move."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.audience import advertising
from shopworld.decisions import keyword_auction as auction
from shopworld.draws import lognormal
from shopworld.seeds import stream

WORDS, DAYS, BUDGET, LEFT = 40, 28, 500.0, 0.30
DRIFT, DAILY, EACH = 0.15, 0.20, 0.15  # a word's market since last year, on one day, and each rival's own way


def conversion(seed: int, report: pd.DataFrame) -> pd.Series:
    """Return the orders that a click of each word truly brings; `report` has `clicks` and `orders` of the year by keyword.

    Of the orders that ads for the shop's own name are credited with, only those count that would not have come anyway.
    """
    words = advertising.ad_words(seed).set_index("keyword").reindex(report.index)
    level = report["orders"].sum() / (report["clicks"] * words["conversion"]).sum()
    brought = np.where(words["kind"] == "brand", advertising.holdout(seed, calendar.DAYS).incremental, 1.0)
    return words["conversion"] * level * brought


def days(seed: int, words: pd.DataFrame, bids: pd.Series) -> pd.DataFrame:
    """Return one row a day: clicks, cost, what their orders leave, and the profit, all in yuan.

    `words` has by keyword `first_clicks` (a day in the first place), `market_cpc`, `quality` and the true `value` of a
    click. When the day's money is short, every word loses the same share of its clicks.
    """
    u = stream(seed, "unseen_auctions").random((DAYS, len(words), 1 + auction.PLACES))
    drift = lognormal(stream(seed, "unseen_auctions", 1).random(len(words)), DRIFT)
    market = words["market_cpc"].to_numpy() * drift * lognormal(u[..., 0], DAILY)
    scores = -np.sort(-auction.rivals(market) * lognormal(u[..., 1:], EACH), axis=-1)
    bid = bids.reindex(words.index).fillna(0.0).to_numpy(dtype=float)
    quality = np.broadcast_to(words["quality"].to_numpy(dtype=float), market.shape)
    place, price = auction.result(np.broadcast_to(bid, market.shape), quality, scores)
    clicks = auction.clicks(place, words["first_clicks"].to_numpy())
    cost = (clicks * price).sum(axis=1)
    share = np.minimum(1.0, BUDGET / np.maximum(cost, 1e-9))
    left = (clicks * words["value"].to_numpy()).sum(axis=1) * share
    cost = cost * share
    return pd.DataFrame({"clicks": clicks.sum(axis=1) * share, "cost": cost, "left": left, "profit": left - cost})
