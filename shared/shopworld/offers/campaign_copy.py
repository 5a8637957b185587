"""Three hundred promotion texts with their prices: some compare with a price that was never asked, some use forbidden words.

Two bases for a "was" price: the lowest price of the seven days before (China, when the text names no basis) and of the thirty
days before (European Union). A text that names its basis is judged by that. Words are judged with their context: "the
largest size" is a size, "the largest choice of the net" a boast.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, pick
from shopworld.goods import products
from shopworld.seeds import stream

TEXTS = 300
FIRST_DAY = 31
BASES = ("", "list price", "lowest of 30 days")
BASIS_WEIGHT = (60, 20, 20)
MARK_WEIGHT = {
    "clean": 56,
    "absolute": 16,
    "medical": 6,
    "exception own": 6,
    "exception size": 6,
    "exception tip": 5,
    "exception proof": 5,
}


def table(seed: int, days: int) -> pd.DataFrame:
    """Return the table `campaign_copy`: one row a promotion text with its prices in fen and the basis that it names."""
    return _drawn(seed, days)[0]


def verdicts(seed: int, days: int) -> pd.DataFrame:
    """Return what an audit must find, by copy_id: both bases broken or not, the price claim false or not, forbidden words.

    `over_7` and `over_30`: the "was" price is above the lowest price of so many days before. `price_claim_false`: it is
    above what the text itself names as its basis; with none named, above the lowest of seven days.
    """
    return _drawn(seed, days)[1]


def _drawn(seed: int, days: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    u = stream(seed, "campaign_copy").random((TEXTS, 10))
    goods = products.skus(seed)
    prices = products.daily_prices(seed, days)
    row = pick(u[:, 0], goods["popularity"].to_numpy() ** 0.4)
    day = np.sort(FIRST_DAY + np.floor(u[:, 1] * (days - FIRST_DAY)).astype(np.int64))
    low_7 = np.array([prices[r, d - 7 : d].min() for r, d in zip(row, day, strict=True)])
    low_30 = np.array([prices[r, d - 30 : d].min() for r, d in zip(row, day, strict=True)])
    listed = goods["price"].to_numpy()[row]
    now = (np.floor(np.minimum(prices[row, day], low_30) * between(u[:, 8], 0.80, 0.95) / 100) * 100).astype(np.int64)
    basis = np.array(BASES)[pick(u[:, 2], np.array(BASIS_WEIGHT))]
    raised = (np.round(listed * between(u[:, 4], 1.05, 1.6) / 1_000) * 1_000 + 900).astype(np.int64)
    kind = pick(u[:, 3], np.array([42, 18, 18, 22]))
    was = np.select([kind == 0, kind == 1, kind == 2], [low_7, listed, low_30], default=raised)
    was = np.where(basis == "list price", np.where(kind == 3, raised, listed), was)
    allowed = np.select([basis == "list price", basis == "lowest of 30 days"], [listed, low_30], default=low_7)

    phrases = {mark: [] for mark in MARK_WEIGHT}
    for phrase in parameters.table("copy_phrases").to_dict("records"):
        phrases[phrase["mark"]].append(phrase)
    marks = [list(MARK_WEIGHT)[position] for position in pick(u[:, 5], np.array(list(MARK_WEIGHT.values())))]
    said = [phrases[mark][int(draw * len(phrases[mark]))] for mark, draw in zip(marks, u[:, 6], strict=True)]
    others = [[phrase for phrase in phrases["clean"] if phrase is not one] for one in said]
    more = [rest[int(draw * len(rest))] for rest, draw in zip(others, u[:, 7], strict=True)]
    named_zh = {"": "原价", "list price": "吊牌价", "lowest of 30 days": "近30天最低价"}
    named_en = {"": "was", "list price": "list price", "lowest of 30 days": "lowest of the last 30 days"}
    about = zip(
        goods["name_zh"].to_numpy()[row], goods["name_en"].to_numpy()[row], said, more, basis, was, now, strict=True
    )
    texts = [
        (
            f"{zh}:{a['zh']},{b['zh']}。{named_zh[why]}¥{old / 100:g},现价¥{new / 100:g}",
            f"{en}: {a['en']}; {b['en']}. {named_en[why]} ¥{old / 100:g}, now ¥{new / 100:g}",
        )
        for zh, en, a, b, why, old, new in about
    ]
    identifiers = np.arange(1, TEXTS + 1) + 3_000
    frame = pd.DataFrame(
        {
            "copy_id": identifiers,
            "published_at": calendar.START + pd.to_timedelta(day, unit="D"),
            "sku": goods["sku"].to_numpy()[row],
            "text_zh": [zh for zh, _ in texts],
            "text_en": [en for _, en in texts],
            "was_price": was,
            "price": now,
            "named_basis": basis,
        }
    )
    verdict = pd.DataFrame(
        {
            "copy_id": identifiers,
            "over_7": was > low_7,
            "over_30": was > low_30,
            "price_claim_false": was > allowed,
            "forbidden_words": np.isin(marks, ["absolute", "medical"]),
            "exception": np.array([mark.startswith("exception") for mark in marks]),
        }
    )
    return frame, verdict
