"""Words that may not be used: which texts a list of words flags, and how good the list is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def is_flagged(text: str, banned: Iterable[str], allowed: Iterable[str] = ()) -> bool:
    """Return whether a text holds a banned word once the allowed phrases are cut out of it."""
    for phrase in sorted(filter(None, allowed), key=len, reverse=True):
        text = text.replace(phrase, " ")
    return any(word in text for word in banned if word)


def flagged(texts: Any, banned: Iterable[str], allowed: Iterable[str] = ()) -> pd.Series:
    """Return for each text whether it is flagged; one True or False a row."""
    import pandas as pd

    banned, allowed = list(banned), list(allowed)
    texts = pd.Series(texts)
    return texts.map(lambda text: is_flagged(str(text), banned, allowed)).astype(bool)


def f1(named: Any, true: Any) -> float:
    """Return the F1 score of what was named: twice those rightly named ÷ (named + true); 0 when nothing is either."""
    import numpy as np

    named, true = np.asarray(named, dtype=bool), np.asarray(true, dtype=bool)
    return float(2 * (named & true).sum() / max(named.sum() + true.sum(), 1))
