"""What buyers type: a season's keywords, how well each item answers them, and how many look on each day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import lognormal
from shopworld.market.rules import rules
from shopworld.seeds import stream
from shopworld.trade import categories

KINDS = ("head", "long tail", "attribute", "scene")  # no brand words, and none for goods that the shop doesn't have
DAYS_A_MONTH = 30
BYTES_TITLE = "gbk"  # as the platform counts a title: a Chinese character has two


def keywords(seed: int, goods: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the season's keywords and their fit, a matrix item × keyword of shares.

    Every item gets the word that suits it best; the rest are those most searched for what the shop has.
    """
    words = parameters.table("keywords")
    words = words[words["kind"].isin(KINDS)].reset_index(drop=True)
    fits = [_fits(text) for text in words["fits"]]
    fit = np.array([[one.get(product, 0.0) for one in fits] for product in goods["product"]])
    worth = words["searches"].to_numpy() * words["conversion"].to_numpy()
    order = np.argsort(-(fit.max(axis=0) * worth), kind="stable")
    own = [int(np.argmax(row * worth)) for row in fit]
    chosen = sorted(list(dict.fromkeys([*own, *order]))[: rules().shape.keywords])
    words = words.iloc[chosen].reset_index(drop=True)
    u = stream(seed, "season_keywords").random((len(words), 2))
    words["searches"] = words["searches"] * lognormal(u[:, 0], 0.15)
    words["bid"] = words["bid"] * lognormal(u[:, 1], 0.15)
    words["bytes"] = [len(word.encode(BYTES_TITLE)) for word in words["zh"]]
    return words, fit[:, chosen]


def searches(words: pd.DataFrame, busy: np.ndarray, months: np.ndarray) -> np.ndarray:
    """Return how many search for each word on each day (days × words), on average before luck."""
    season = np.array([categories.SEASONS[name] for name in words["season"]])[:, months - 1].T
    season = season / season.mean(axis=0)
    return words["searches"].to_numpy() / DAYS_A_MONTH * season * busy[:, None]


def first_titles(words: pd.DataFrame, fit: np.ndarray) -> np.ndarray:
    """Return the titles the shop starts with (item × keyword): each item carries its most searched fitting word only."""
    best = np.argmax((fit >= 0.5) * fit * words["searches"].to_numpy(), axis=1)
    return np.eye(len(words), dtype=bool)[best]


def _fits(text: str) -> dict[str, float]:
    return {part.split(":")[0]: float(part.split(":")[1]) for part in text.split("|") if part}
