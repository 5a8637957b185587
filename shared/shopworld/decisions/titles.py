"""Titles of ten articles: what the searches of the coming half-year bring them. The judge of the title decision.

A title has sixty bytes in GBK, a Chinese character takes two. A query finds it when each of its words stands in it. The phone's
list shows the first thirty bytes: a query whose words all stand there is clicked twice as often as one found further back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from shopworld import parameters
from shopworld.audience import searching
from shopworld.draws import lognormal
from shopworld.seeds import stream

LONGEST, SEEN = 60, 30  # bytes
BACK = 0.5  # what a query counts that is found, but not in the part that the phone shows
TEN = ("P01", "P02", "P03", "P04", "P06", "P08", "P10", "P13", "P16", "P17")
ENCODING = "gbk"
DRIFT = 0.35  # log standard deviation of a query's searches from one half-year to the next
MIXED = 0.25  # of the geometric mean of two queries: searches for one word of each
DAYS = 182
STUFFED = 0.15  # part of the visits lost for each word that leads to goods that this is not


@dataclass(frozen=True)
class Query:
    """A query that may lead to a product: its words, and the orders of the half-year if it is found in the part that shows."""

    words: tuple[str, ...]
    orders: float


def size(title: str) -> int:
    """Return the bytes of a title in GBK; a sign that GBK doesn't know counts as two."""
    return len(title.encode(ENCODING, errors="replace")) + sum(not _known(sign) for sign in title)


def _known(sign: str) -> bool:
    return bool(sign.encode(ENCODING, errors="ignore"))


def visible(title: str) -> str:
    """Return the part of a title that the phone's list shows: as many whole signs as fit into thirty bytes."""
    shown = ""
    for sign in title:
        if size(shown + sign) > SEEN:
            break
        shown += sign
    return shown


def counts(title: str, words: tuple[str, ...] | list[str]) -> float:
    """Return what a query of these words counts for a title: 1 in the part that shows, 0.5 further back, 0 when a word is missing."""
    if all(word in visible(title) for word in words):
        return 1.0
    return BACK if all(word in title for word in words) else 0.0


def refusal(title: str, name: str) -> str:
    """Return why the platform refuses a title: `too long`, `no name`, or nothing."""
    if size(title) > LONGEST:
        return "too long"
    return "" if name in title else "no name"


@lru_cache(maxsize=8)
def queries(seed: int) -> Mapping[str, tuple[Query, ...]]:
    """Return the queries of the coming half-year for each product: those of today with other volumes, and mixed ones."""
    words = searching.keywords(seed)
    fits = searching.fit(words)
    coming = words["searches"].to_numpy() * DAYS * lognormal(stream(seed, "title_queries").random(len(words)), DRIFT)
    worth = coming / words["sellers"].to_numpy() * words["conversion"].to_numpy()
    of_goods = ~words["kind"].isin(["brand", "missing"]).to_numpy()
    found = {}
    for column, code in enumerate(parameters.table("products")["product"]):
        mine = np.flatnonzero((fits[:, column] > 0) & of_goods)
        own = [Query(tuple(words["zh"][row].split()), float(worth[row] * fits[row, column])) for row in mine]
        mixed = [
            Query((one.words[0], other.words[-1]), MIXED * float(np.sqrt(one.orders * other.orders)))
            for place, one in enumerate(own)
            for other in own[place + 1 :]
        ]
        found[code] = (*own, *mixed)
    return found


@lru_cache(maxsize=8)
def strangers(seed: int) -> Mapping[str, tuple[str, ...]]:
    """Return for each product the words that lead to other goods only: in its title they are stuffing."""
    words = searching.keywords(seed)
    fits = searching.fit(words)
    plain = words["kind"] != "brand"
    names = parameters.table("products").set_index("product")["name_zh"]
    found = {}
    for column, code in enumerate(names.index):
        mine = "".join("".join(words["zh"][row].split()) for row in np.flatnonzero(fits[:, column] > 0)) + names[code]
        other = {word for row in np.flatnonzero((fits[:, column] == 0) & plain) for word in words["zh"][row].split()}
        found[code] = tuple(sorted(word for word in other if word not in mine))
    return found


def orders(seed: int, product: str, title: str) -> float:
    """Return the orders of the half-year that a product's title brings; a refused title brings none."""
    name = parameters.table("products").set_index("product").at[product, "name_zh"]
    if refusal(title, name):
        return 0.0
    found = sum(query.orders * counts(title, query.words) for query in queries(seed)[product])
    stuffed = sum(word in title for word in strangers(seed)[product])
    return found * max(1 - STUFFED * stuffed, 0.0)


def all_orders(seed: int, titles: Mapping[str, str]) -> float:
    """Return what the titles of the ten bring together; a product without a title brings nothing."""
    return sum(orders(seed, product, titles.get(product, "")) for product in TEN)
