"""Five hundred listings as a platform exports them: spoiled titles, gaps in the attributes, odd price ladders, heavy pictures.

The clean listing is made first and spoiled afterwards, so that every fault is on record.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, lognormal, pick
from shopworld.seeds import stream

LISTINGS = 500
COPIES = 20  # of these, so many are a second listing of the same goods
FIRST_NUMBER = 71_000_000
SPOILED = ("", "GBK read as Latin-1", "UTF-8 read as Latin-1", "full width", "emoji")
SPOILED_SHARE = (0.62, 0.08, 0.06, 0.12, 0.12)
EMOJI = ("🔥", "✈️", "🎒", "💯", "🌧️")
WORDS = ("plain", "permitted", "banned")
WORDS_SHARE = (0.62, 0.24, 0.14)
WRONG_CATEGORY, BAIT, WIDE_SET = 0.07, 0.06, 0.05
FORMATS, RESOLUTIONS = ("WebP", "JPG", "PNG"), (720, 1_080, 1_440, 2_160)
MOST_EMPTY = 0.7
MONTHS = 30  # between the oldest listing and the latest
OLDER_FADES = 0.018  # exposures lost a month, as a share of their logarithm
EXPOSURES = 6_000
NOISE = 0.45
# Digits and letters 0 to 9, A to Z, a to z as Chinese input methods write them, and the full-width point.
WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) == "."}
)


def slope(seed: int) -> float:
    """Return by how much the logarithm of exposures falls when the whole of a listing's attributes is empty; there is no cliff."""
    return float(between(stream(seed, "listings", 1).random(1), 0.9, 1.9)[0])


def export(seed: int) -> pd.DataFrame:
    """Return the table `listings_export`: one row a listing, texts as they come."""
    return _made(seed)[
        [
            "listing_id",
            "title",
            "category",
            "selling_point",
            "attributes",
            "skus",
            "price_text",
            "image_format",
            "image_kb",
            "video_s",
            "video_lines",
            "listed_on",
            "exposures_28d",
        ]
    ].copy()


def truth(seed: int) -> pd.DataFrame:
    """Return what is true of each listing: clean title, fault of the title, category, copied from, empty share, words, bait SKU."""
    return _made(seed)[
        ["listing_id", "clean_title", "fault", "true_category", "copy_of", "empty_share", "words", "price", "bait"]
    ].copy()


def attributes() -> pd.DataFrame:
    """Return the table `listing_attributes`: the attributes that a listing may fill in, and which the platform requires."""
    return parameters.table("listing_attributes").drop(columns="values")


@lru_cache(maxsize=4)
def _made(seed: int) -> pd.DataFrame:
    goods = parameters.table("listing_goods")
    u = stream(seed, "listings", 2).random((LISTINGS, 24))
    which = np.floor(u[:, 0] * len(goods)).astype(np.int64)
    frame = goods.loc[which].reset_index(drop=True)
    frame["material"], frame["style"] = _word("material", u[:, 1]), _word("style", u[:, 2])
    frame["who"], frame["trait"] = _word("who", u[:, 3]), _word("trait", u[:, 4])
    frame["clean_title"] = (
        frame["style"] + frame["material"] + frame["noun"] + frame["trait"] + frame["who"] + frame["use"]
    )
    frame["fault"] = np.array(SPOILED)[pick(u[:, 5], np.array(SPOILED_SHARE))]
    frame["true_category"] = frame["category"]
    others = goods["category"].unique()
    wrong = others[
        (pd.Index(others).get_indexer(frame["category"]) + 1 + np.floor(u[:, 6] * (len(others) - 1)).astype(int))
        % len(others)
    ]
    frame["category"] = np.where(u[:, 7] < WRONG_CATEGORY, wrong, frame["category"])
    frame["words"] = np.array(WORDS)[pick(u[:, 8], np.array(WORDS_SHARE))]
    chosen = [_word(kind, u[:, 9]) for kind in WORDS]
    point = np.select([frame["words"] == kind for kind in WORDS], chosen)
    frame["selling_point"] = frame["use"] + "，" + point
    frame["price"] = np.round(frame["price"] * between(u[:, 10], 0.85, 1.2)).astype(np.int64)
    frame["bait"] = u[:, 11] < BAIT
    _attributes(seed, frame, u[:, 12])
    frame["skus"] = _ladder(frame, u[:, 14], u[:, 15])
    frame["image_format"] = np.array(FORMATS)[pick(u[:, 16], np.array([5, 4, 1]))]
    frame["image_kb"] = np.round(120 * lognormal(u[:, 17], 0.45)).astype(np.int64)
    frame["video_s"] = np.where(u[:, 18] < 0.25, 0, np.round(20 * lognormal(u[:, 18], 0.5))).astype(np.int64)
    lines = np.array(RESOLUTIONS)[pick(u[:, 19], np.array([3, 5, 1, 1]))]
    frame["video_lines"] = np.where(frame["video_s"] > 0, lines, 0)
    frame["listing_id"] = FIRST_NUMBER + np.arange(LISTINGS) * 137 % 99_991
    frame["copy_of"] = 0
    frame = _copied(frame)
    frame["price_text"] = _price_text(frame["price"], u[:, 13])
    _exposures(seed, frame, u[:, 20:22])
    frame["title"] = [_spoil(*row) for row in zip(frame["clean_title"], frame["fault"], u[:, 22], strict=True)]
    return frame.sort_values("listing_id", ignore_index=True)


def _word(kind: str, u: np.ndarray) -> np.ndarray:
    known = parameters.table("listing_words")
    words = known.loc[known["kind"] == kind, "word"].to_numpy()
    return words[np.floor(u * len(words)).astype(np.int64)]


def _attributes(seed: int, frame: pd.DataFrame, u: np.ndarray) -> None:
    """Add the attributes as one text of pairs, some empty, and the share that is."""
    known = parameters.table("listing_attributes")
    v = stream(seed, "listings", 3).random((2, LISTINGS, len(known)))
    empty = v[0] < (np.round(u * u, 6) * MOST_EMPTY)[:, None]
    frame["empty_share"] = np.round(empty.mean(axis=1), 2)
    pairs = []
    for column, (name, text) in enumerate(zip(known["attribute"], known["values"], strict=True)):
        values = np.array(text.split("|"), dtype=object)
        given = (
            frame[text[1:]]
            if text.startswith("=")
            else values[np.floor(v[1, :, column] * len(values)).astype(np.int64)]
        )
        pairs.append(name + ":" + pd.Series(np.where(empty[:, column], "", given)))
    frame["attributes"] = [";".join(row) for row in zip(*pairs, strict=True)]


def _price_text(price: pd.Series, u: np.ndarray) -> np.ndarray:
    plain = price.astype(str) + ".00"
    forms = [plain, "￥" + plain, plain.map(lambda text: text.translate(WIDE)), price.astype(str) + "元"]
    return np.select([u < 0.55, u < 0.75, u < 0.9], forms[:3], forms[3])


def _ladder(frame: pd.DataFrame, spread: np.ndarray, stock: np.ndarray) -> list[str]:
    """Return each listing's SKUs as `name=price=stock` joined by `|`; a bait is far too cheap and never in stock."""
    ladders = []
    columns = (frame["variants"], frame["price"].tolist(), frame["bait"], spread.tolist(), stock.tolist())
    for variants, price, bait, wide, left in zip(*columns, strict=True):
        step = 0.04 + 0.10 * wide
        most = 5 + int(left * 400)
        rows = [
            (name, round(price * (1 + step * place)), most // (place + 1))
            for place, name in enumerate(variants.split("|"))
        ]
        if wide > 1 - WIDE_SET:  # dear, but in stock: a set, no bait
            rows.append(("全家四件套", price * 4 - 10, 12))
        if bait:
            rows.insert(0, ("补差价专拍", max(round(price * 0.08), 1), 0))
        ladders.append("|".join(f"{name}={cost}.00={pieces}" for name, cost, pieces in rows))
    return ladders


def _exposures(seed: int, frame: pd.DataFrame, u: np.ndarray) -> None:
    """Add the day of listing and the exposures of four weeks: older listings have more gaps, and are shown less for their age."""
    months = np.round(np.clip(MONTHS * (0.75 * u[:, 0] + 0.5 * frame["empty_share"].to_numpy()), 0, MONTHS), 2)
    fall = slope(seed) * frame["empty_share"].to_numpy() + OLDER_FADES * months
    shown = EXPOSURES * np.round(np.exp(-np.round(fall, 6)), 6) * lognormal(u[:, 1], NOISE)
    listed = calendar.START + pd.Timedelta(days=300) - pd.to_timedelta(np.round(months * 30).astype(np.int64), unit="D")
    frame["listed_on"], frame["exposures_28d"] = listed, np.round(shown).astype(np.int64)


def _copied(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn the last rows into second listings of the first ones: same goods, another number, another spoiling."""
    same = [
        "clean_title",
        "true_category",
        "category",
        "selling_point",
        "words",
        "price",
        "attributes",
        "empty_share",
        "skus",
        "bait",
    ]
    frame.loc[frame.index[-COPIES:], same] = frame.loc[frame.index[:COPIES], same].to_numpy()
    frame.loc[frame.index[-COPIES:], "copy_of"] = frame.loc[frame.index[:COPIES], "listing_id"].to_numpy()
    return frame


def _spoil(title: str, fault: str, u: float) -> str:
    """Return a title as the export shows it."""
    if fault == "GBK read as Latin-1":
        return title.encode("gbk").decode("latin-1")
    if fault == "UTF-8 read as Latin-1":
        return title.encode("utf-8").decode("latin-1")
    if fault == "full width":
        return f"{title} 2025新款 A{int(u * 90) + 10}".translate(WIDE)
    if fault == "emoji":
        return EMOJI[int(u * len(EMOJI))] + title
    return title
