"""One shop's past: every table of a world, built from its seed and written to a folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from shopworld import (
    SPEC_VERSION,
    buyers,
    calendar,
    categories,
    category_market,
    competitors,
    exports,
    licences,
    orders,
    parameters,
    plans,
    platforms,
    products,
    promotions,
    schema,
    suppliers,
)
from shopworld.draws import between, counts
from shopworld.seeds import stream

TIERS = ("tiny", "course")
STAMP = "shop.json"

UNKNOWN_TIER = "There is no tier {tier!r}. Choose one of: {tiers}."
CANNOT_WRITE = "The folder {folder} can't be written to ({reason}). Nothing was changed there; choose another folder."
NOT_OURS = "The folder {folder} holds other files ({first}). Nothing was changed; choose an empty folder or one with an earlier shop."


class HistoryError(Exception):
    """A world's tables can't be made as asked."""


@dataclass(frozen=True)
class Summary:
    """What was written: rows by table, the hash of all files, and the processor seconds it took."""

    rows: dict[str, int]
    digest: str
    seconds: float


def build(seed: int, tier: str = "course") -> dict[str, pd.DataFrame]:
    """Return every table of one world by name, money in whole fen.

    Raises HistoryError for an unknown tier and ValueError for a seed that is not a whole number of 0 or more.
    """
    if tier not in TIERS:
        raise HistoryError(UNKNOWN_TIER.format(tier=tier, tiers=", ".join(TIERS)))
    chain = orders.chain(seed, tier)
    daily = shop_daily(seed, chain)
    simple: dict[str, Callable[[int], pd.DataFrame]] = {
        "category_market": category_market.monthly,
        "category_sellers": category_market.top_sellers,
        "price_bands": category_market.price_bands,
        "platform_fees": platforms.fees,
        "platform_steps": platforms.steps,
        "platform_penalties": platforms.penalties,
        "courier_rates": platforms.courier_rates,
        "licence_rules": licences.rules,
        "licences_held": licences.held,
        "supplier_quotes": suppliers.quotes,
        "deliveries": suppliers.deliveries,
        "competitor_items": competitors.items,
        "positioning": competitors.positioning,
        "products": products.table,
        "promo_tools": promotions.tools,
        "channel_trials": promotions.channel_trials,
        "stage_plan": plans.stage_plan,
        "responsibilities": plans.responsibilities,
        "page_colours": promotions.page_colours,
    }
    tables = {name: make(seed) for name, make in simple.items()}
    tables |= {
        "categories": _category_list(seed),
        "competitors": _with_own_figures(competitors.shops(seed), chain, daily),
        "price_log": products.price_log(seed, orders.DAYS[tier]),
        "calendar": calendar.table(orders.DAYS[tier]),
        "shop_daily": daily,
        "buyers": buyers.table(seed, chain.first_seen).sort_values("buyer_id", ignore_index=True),
        "orders": chain.orders,
        "order_lines": chain.lines,
        "refunds": chain.refunds,
    }
    return {name: tables[name] for name in schema.tables()}


def write(folder: Path, seed: int, tier: str = "course") -> Summary:
    """Write every table of one world as CSV into a folder, whole or not at all.

    The files are made in a folder beside it and moved when all are there. Raises HistoryError with one sentence when the
    folder can't be written to or holds anything that isn't an earlier shop's.
    """
    folder = Path(folder)
    started = time.process_time()
    tables = build(seed, tier)
    texts = {f"{name}.csv": schema.to_text(frame, schema.tables()[name]).encode() for name, frame in tables.items()}
    texts |= exports.files(seed, tables)
    digest = hashlib.sha256(b"".join(name.encode() + texts[name] for name in sorted(texts))).hexdigest()
    texts[STAMP] = f'{{"spec_version": {SPEC_VERSION}, "tier": "{tier}", "digest": "{digest}"}}\n'.encode()
    _put(folder, texts)
    return Summary({name: len(frame) for name, frame in tables.items()}, digest, time.process_time() - started)


def _put(folder: Path, texts: dict[str, bytes]) -> None:
    """Move a finished set of files into a folder; what was there before is replaced only by files of the same name."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / STAMP).is_file():
        raise HistoryError(NOT_OURS.format(folder=folder, first=sorted(p.name for p in folder.iterdir())[0]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    except OSError as error:
        raise HistoryError(CANNOT_WRITE.format(folder=folder, reason=error.strerror)) from None
    try:
        for name, content in texts.items():
            (making / name).parent.mkdir(exist_ok=True)
            (making / name).write_bytes(content)
        for name in texts:  # the stamp comes last: a folder without it is not a whole shop
            (folder / name).parent.mkdir(exist_ok=True)
            os.replace(making / name, folder / name)
    except OSError as error:
        raise HistoryError(CANNOT_WRITE.format(folder=folder, reason=error.strerror)) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _category_list(seed: int) -> pd.DataFrame:
    return categories.truth(seed)[["category", "name_en", "name_zh", "group", "licence", "weight_g"]]


def shop_daily(seed: int, chain: orders.Chain) -> pd.DataFrame:
    """Return the table `shop_daily`: orders counted by the day they were placed, with the visitors that led to them."""
    placed = chain.orders
    day = placed["created_at"].dt.normalize()
    paid = placed["paid_at"].notna()
    grouped = pd.DataFrame({"day": day, "paid": paid, "amount": placed["paid"]}).groupby("day")
    dates = pd.DatetimeIndex(sorted(day.unique()))
    u = stream(seed, "days", 2).random((calendar.DAYS, 3))[: len(dates)]
    per_order = np.round(between(u[:, 0], 27, 36), 4)
    placed_orders = grouped.size().reindex(dates).to_numpy()
    visitors = counts(u[:, 1], placed_orders * per_order)
    return pd.DataFrame(
        {
            "date": dates,
            "visitors": visitors,
            "page_views": np.round(visitors * between(u[:, 2], 2.6, 3.4)).astype(np.int64),
            "placed_orders": placed_orders,
            "paid_orders": grouped["paid"].sum().reindex(dates).to_numpy(),
            "paid_amount": grouped["amount"].sum().reindex(dates).to_numpy(),
        }
    )


def _with_own_figures(shops: pd.DataFrame, chain: orders.Chain, daily: pd.DataFrame) -> pd.DataFrame:
    """Return the competitor table with our own row taken from our own books."""
    own = shops["shop"] == competitors.OWN
    paid = chain.lines[chain.lines["order_id"].isin(chain.orders.loc[chain.orders["paid_at"].notna(), "order_id"])]
    shops.loc[own, "average_price"] = round(int(paid["paid"].sum()) / int(paid["quantity"].sum()))
    shops.loc[own, "monthly_orders"] = round(int(daily["paid_orders"].sum()) / len(daily) * 365 / 12)
    return shops


def dictionary() -> str:
    """Return the data dictionary in Markdown, made from the schema."""
    return parameters.settings("dictionary")["text"].format(
        tables="\n".join(_section(t) for t in schema.tables().values())
    )


def _section(table: schema.Table) -> str:
    rows = "\n".join(f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in table.columns)
    key = ", ".join(f"`{name}`" for name in table.key)
    limits = f"\n*Limits.* {table.limits}\n" if table.limits else ""
    return (
        f"## {table.name}\n\n{table.about} Key: {key}.\n\n| column | kind | meaning |\n|---|---|---|\n{rows}\n{limits}"
    )
