"""Reviews: few of those who buy write, the angry and the paid more often, and what they say follows from the goods.

Two things are planted: paid posters review nearly every order of theirs, and one article is attacked with one-star
reviews within a day and a half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.draws import between, lognormal, pick
from shopworld.goods import products
from shopworld.sales import orders
from shopworld.seeds import stream
from shopworld.service import voices

WRITES = 0.046
WRITES_AFTER_REFUND = 0.085
POSTER_WRITES = (0.85, 0.95)
ANGRY_AFTER_REFUND = 0.60
LATE, ANGRY_WHEN_LATE = np.timedelta64(7, "D"), 0.25
BAD_STARS = (0.62, 0.24, 0.14)  # one, two and three stars among the angry
MIXED = 0.11
WORDLESS = 0.30
ENTHUSIASTS = 0.11  # honest buyers who write as much as a paid poster, mostly with a photo
ATTACK_DAYS_BACK, ATTACK_HOURS = 14, 34
ATTACKERS = (5, 45)


@dataclass(frozen=True)
class Attack:
    """The planted burst of malicious reviews: on which SKU, from when, on which lines (positions in the chain's lines)."""

    sku: str
    begins: pd.Timestamp
    lines: np.ndarray


def table(seed: int, chain: orders.Chain, shipments: pd.DataFrame) -> pd.DataFrame:
    """Return the table `reviews`: one row a review, in the order of writing."""
    return drawn(seed, chain, shipments).drop(columns=["theme", "second_theme", "paid_for", "hostile"])


def drawn(seed: int, chain: orders.Chain, shipments: pd.DataFrame) -> pd.DataFrame:
    """Return `reviews` with what only the model knows: the themes of each text, who was paid for it, who meant harm."""
    all_lines = chain.lines
    at = np.searchsorted(chain.orders["order_id"].to_numpy(), all_lines["order_id"].to_numpy())
    u = stream(seed, "reviews").random((len(all_lines), 12))
    reason = np.full(len(all_lines), "", dtype=object)
    reason[np.searchsorted(all_lines["line_id"].to_numpy(), chain.refunds["line_id"].to_numpy())] = chain.refunds[
        "reason"
    ]
    delivered = _delivered(chain, shipments)
    assault = attack(seed, chain, delivered)
    hostile = np.zeros(len(all_lines), dtype=bool)
    hostile[assault.lines] = True
    chance = np.where(reason != "", WRITES_AFTER_REFUND, WRITES)
    diligence = between(stream(seed, "reviews", 2).random(1), *POSTER_WRITES)
    chance = np.where(chain.ring[at] >= 0, diligence, chance)
    paid_at = chain.orders["paid_at"].to_numpy()[at]
    writes = ((u[:, 0] < chance) | hostile) & ~np.isnat(delivered[at])

    lines, at, u, reason = all_lines[writes], at[writes], u[writes], reason[writes]
    hostile, ring, delivered = hostile[writes], chain.ring[at], delivered[at]
    late = delivered - paid_at[writes] > LATE
    reason = np.where((reason == "") & late, "late", reason)
    poster = ring >= 0
    goods = products.skus(seed).set_index("sku")
    product = lines["sku"].map(goods["product"]).to_numpy()
    own_chance = 0.01 + 0.45 * lines["sku"].map(goods["refund_rate"]).to_numpy()
    angry = u[:, 1] < np.select(
        [reason == "", reason == "late"], [own_chance, own_chance + ANGRY_WHEN_LATE], ANGRY_AFTER_REFUND
    )
    angry = (angry & ~poster) | hostile
    mixed = ~angry & ~poster & (u[:, 2] < MIXED)
    enthusiastic = ~angry & ~mixed & ~poster & (u[:, 6] > 1 - ENTHUSIASTS)
    stars = np.where(angry, 1 + pick(u[:, 3], np.array(BAD_STARS)), np.where(mixed, 4, 5))
    stars = np.where(hostile, 1, stars)
    days = np.where(poster, between(u[:, 4], 0.05, 0.4), 0.3 + 2.5 * lognormal(u[:, 4], 0.8))
    written = delivered + np.round(days * 86_400).astype("timedelta64[s]")
    burst = np.datetime64(assault.begins) + np.floor(u[:, 4] * ATTACK_HOURS * 3600).astype("timedelta64[s]")
    written = np.where(hostile, burst, written)
    frame = pd.DataFrame(
        {
            "line_id": lines["line_id"].to_numpy(),
            "order_id": lines["order_id"].to_numpy(),
            "sku": lines["sku"].to_numpy(),
            "written_at": written,
            "stars": stars,
            "has_photo": (u[:, 5] < np.select([poster, enthusiastic], [0.92, 0.75], 0.11)) & ~hostile,
            "follow_up_at": _later(written, 10 + 50 * u[:, 7], (u[:, 6] < 0.07) & ~hostile & ~poster),
            "reply_at": _later(written, 0.05 + 2 * u[:, 9], u[:, 8] < np.where(stars < 4, 0.70, 0.22)),
            "paid_for": poster,
            "hostile": hostile,
        }
    )
    frame = pd.concat([frame, _texts(seed, product, reason, ring, frame, mixed, u)], axis=1)
    frame = frame.sort_values(["written_at", "line_id"], ignore_index=True)
    frame.insert(0, "review_id", np.arange(1, len(frame) + 1) + 400_000)
    return frame


def attack(seed: int, chain: orders.Chain, delivered: np.ndarray) -> Attack:
    """Return the year's rating attack: strangers who each bought a well-selling article in the fortnight before.

    `delivered` is when each order of the chain arrived, NaT when it did not.
    """
    u = stream(seed, "reviews", 3).random(3)
    last = (chain.orders["created_at"].max() - calendar.START).days
    begins = calendar.START + pd.Timedelta(days=int(last * (0.35 + 0.45 * u[0])), hours=20)
    honest = (chain.ring < 0) & chain.orders["paid_at"].notna().to_numpy()
    recent = chain.orders["paid_at"].between(begins - pd.Timedelta(days=ATTACK_DAYS_BACK), begins)
    there = delivered < np.datetime64(begins)
    chosen = chain.orders.loc[honest & recent.to_numpy() & there, "order_id"]
    calm = ~chain.lines["line_id"].isin(chain.refunds["line_id"]) & chain.lines["order_id"].isin(chosen)
    sold = (
        chain.lines.loc[calm, "sku"].value_counts().reset_index().sort_values(["count", "sku"], ascending=[False, True])
    )
    sku = sold["sku"].iloc[int(u[1] * min(3, len(sold)))]
    rows = np.flatnonzero(calm & (chain.lines["sku"] == sku))
    number = min(len(rows), int(np.clip(len(rows) * (0.45 + 0.2 * u[2]), *ATTACKERS)))
    return Attack(sku, begins, rows[:number])


def _delivered(chain: orders.Chain, shipments: pd.DataFrame) -> np.ndarray:
    """Return when each order of the chain arrived."""
    arrived = np.full(len(chain.orders), np.datetime64("NaT"), dtype="datetime64[s]")
    at = np.searchsorted(chain.orders["order_id"].to_numpy(), shipments["order_id"].to_numpy())
    arrived[at] = shipments["delivered_at"].to_numpy().astype("datetime64[s]")
    return arrived


def _later(since: np.ndarray, days: np.ndarray, happens: np.ndarray) -> np.ndarray:
    """Return moments so many days later, none where it doesn't happen."""
    return np.where(happens, since + np.round(days * 86_400).astype("timedelta64[s]"), np.datetime64("NaT"))


def _texts(
    seed: int,
    product: np.ndarray,
    reason: np.ndarray,
    ring: np.ndarray,
    frame: pd.DataFrame,
    mixed: np.ndarray,
    u: np.ndarray,
) -> pd.DataFrame:
    """Return each review's text in both languages and the themes it names."""
    flaw = voices.flaws(seed)
    goods = products.skus(seed)
    named = zip(goods["product"], goods["name_en"], goods["name_zh"], strict=True)
    noun = {code: {"en": en.lower(), "zh": zh} for code, en, zh in named}
    good = {code: voices.praises(code) for code in flaw}
    rows = []
    about = zip(product, reason, ring, frame["stars"], frame["hostile"], mixed, u.tolist(), strict=True)
    for code, why, group, stars, hostile, half, draw in about:
        first = good[code][int(draw[7] * len(good[code]))]
        second = good[code][int(draw[8] * len(good[code]))]
        if hostile:
            rows.append((voices.hostile(draw[9]), "", ""))
        elif group >= 0:
            rows.append((voices.poster(int(group), noun[code], draw[9:11]), "", ""))
        elif stars <= 3:
            bad = voices.complaint(code, why, flaw[code], draw[7], draw[8])
            rows.append((voices.sentence("bad", "", bad, noun[code], draw[9:12]), bad, ""))
        elif half:
            bad = voices.complaint(code, why, flaw[code], draw[6], draw[8])
            rows.append((voices.sentence("mixed", first, bad, noun[code], draw[9:12]), first, bad))
        elif draw[6] > 1 - ENTHUSIASTS:
            rows.append((voices.poster(int(draw[7] * 97), noun[code], draw[9:11]), "", ""))
        elif draw[6] < WORDLESS:
            rows.append((voices.short(draw[9]), "", ""))
        else:
            second = second if second != first else ("a good gift" if first != "a good gift" else "good value")
            rows.append((voices.sentence("good", first, second, noun[code], draw[9:12]), first, second))
    texts, themes, seconds = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "text_zh": [text["zh"] for text in texts],
            "text_en": [text["en"] for text in texts],
            "theme": themes,
            "second_theme": seconds,
        }
    )
