"""Questions before buying: what people doubt, more often where the goods are weak, and who answered."""

from __future__ import annotations

import bisect
import itertools

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import pick
from shopworld.goods import products
from shopworld.seeds import stream
from shopworld.service import voices

PER_DAY = 2.2
FLAW_WEIGHT = 4.0
ANSWERED_BY = ("shop", "buyer", "")
ANSWERED_WEIGHT = (0.55, 0.25, 0.20)


def table(seed: int, days: int) -> pd.DataFrame:
    """Return the table `product_questions`: one row a question, in the order of asking."""
    goods = products.skus(seed)
    number = round(PER_DAY * days)
    u = stream(seed, "product_questions").random((round(PER_DAY * calendar.DAYS), 8))[:number]
    sku_row = pick(u[:, 0], goods["popularity"].to_numpy() ** 0.5)
    busy = calendar.busyness(seed, days)
    day = pick(u[:, 1], busy)
    asked = calendar.START + pd.to_timedelta(day * 86_400 + np.floor((9 + 14 * u[:, 2]) * 3600), unit="s")
    who = np.array(ANSWERED_BY)[pick(u[:, 3], np.array(ANSWERED_WEIGHT))]
    hours = np.where(who == "shop", 0.1 + 12 * u[:, 4], 4 + 90 * u[:, 4])
    answered = pd.Series(asked + pd.to_timedelta(np.round(hours * 3600), unit="s")).where(who != "")
    texts = _texts(seed, goods["product"].to_numpy()[sku_row], u[:, 5:].tolist())
    frame = pd.DataFrame(
        {
            "sku": goods["sku"].to_numpy()[sku_row],
            "asked_at": asked,
            "text_zh": [text["zh"] for text in texts],
            "text_en": [text["en"] for text in texts],
            "answered_by": who,
            "answered_at": answered,
        }
    )
    frame = frame.sort_values(["asked_at", "sku"], ignore_index=True, kind="stable")
    frame.insert(0, "question_id", np.arange(1, len(frame) + 1) + 600_000)
    return frame


def _texts(seed: int, product: np.ndarray, u: list[list[float]]) -> list[dict[str, str]]:
    flaw = voices.flaws(seed)
    themes = voices.themes("question_themes")
    fitting, edges = {}, {}
    for code in flaw:
        fitting[code] = [t for t in themes if voices.suits(t, code)]
        edges[code] = list(itertools.accumulate(FLAW_WEIGHT if t.theme == flaw[code] else 1.0 for t in fitting[code]))
    texts = []
    for code, draw in zip(product, u, strict=True):
        theme = fitting[code][bisect.bisect(edges[code], draw[0] * edges[code][-1])]
        texts.append(voices.question({"en": theme.en.split("|"), "zh": theme.zh.split("|")}, draw[1:]))
    return texts
