"""What no shop may fail: keys, money, the order of times, stock and funnel. A new table comes under them by its columns' names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from shopworld import schema
from shopworld.fidelity.shop import Shop

# Columns that are named like a table's key and mean something else.
NO_REFERENCE = {
    "item": {
        "competitor_items",
        "competitor_prices",
        "zone_weeks",
        "running_launches",
        "launch_items",
        "launch_trials",
        "launch_days",
    },
    "stage": {"order_events", "order_events_audit"},
    "category": {"listings_export", "trial_items"},
    "platform": {"creators"},
}
# In one row no column exceeds the one named after it.
NEVER_MORE = (
    ("clicks", "impressions"),
    ("clicks", "searches"),
    ("clicks", "seen"),
    ("visitors", "page_views"),
    ("item_visitors", "visitors"),
    ("left_at_once", "visitors"),
    ("carts", "item_visitors"),
    ("favourites", "item_visitors"),
    ("placed_orders", "visitors"),
    ("paid_orders", "placed_orders"),
    ("arrived", "clicks"),
    ("devices", "clicks"),
    ("left_at_once", "arrived"),
    ("orders", "clicks"),
    ("orders", "carts"),
    ("carts", "clicks"),
    ("ad_orders", "ad_clicks"),
    ("paid_orders", "orders"),
    ("paid", "placed"),
    ("viewers", "views"),
    ("views", "impressions"),
    ("came", "followers"),
    ("redeemed", "issued"),
    ("bad_reviews", "reviews"),
    ("refunded_units", "units"),
    ("new_buyers_shown", "audience_shown"),
    ("new_buyers_held_out", "audience_held_out"),
)
# In one row these times come in this order, as far as they are there.
TIMES_IN_ORDER = (
    ("created_at", "paid_at"),
    ("packed_at", "labelled_at", "picked_up_at", "delivered_at", "confirmed_at"),
    ("opened_at", "closed_at"),
    ("issued_at", "answered_at"),
    ("handed_at", "started_at", "done_at"),
    ("ordered_at", "received_at"),
    ("written_at", "follow_up_at"),
    ("written_at", "reply_at"),
    ("asked_at", "answered_at"),
    ("joined", "left"),
    ("opened", "closed"),
    ("begins", "ends"),
    ("starts", "ends"),
)
NEVER_NEGATIVE = ("opening", "closing", "received", "sold", "on_order", "online")

ROWS = "{count:,} rows"
OTHER_GATES = "sums and times over several tables"
WAITING = "not checked before every key is unique and points somewhere"


def check(shop: Shop) -> dict[str, str]:
    """Return each gate with what fails it, an empty text where nothing does. Sums over tables wait until the keys are right."""
    found = dict(_keys(shop))
    if any(found.values()):
        return _said(found) | {OTHER_GATES: WAITING}
    return _said(
        found | dict(_rows(shop)) | dict(_money(shop)) | dict(_stock(shop)) | dict(_refunds(shop)) | dict(_across(shop))
    )


def _said(bad: dict[str, int]) -> dict[str, str]:
    return {what: ROWS.format(count=count) if count else "" for what, count in bad.items()}


def _keys(shop: Shop) -> Iterator[tuple[str, int]]:
    for table in schema.tables().values():
        frame = shop[table.name]
        yield f"{table.name}: key {', '.join(table.key)} is unique", int(frame.duplicated(list(table.key)).sum())
        for column, target in references(table):
            yield f"{table.name}.{column} is in {target}", _strangers(frame[column], shop[target][column])


def _rows(shop: Shop) -> Iterator[tuple[str, int]]:
    """What can be seen in one row: shares of a whole, the order of times, and what can't be below nothing."""
    for name in schema.tables():
        frame = shop[name]
        for less, more in NEVER_MORE:
            if {less, more} <= set(frame):
                yield f"{name}: {less} ≤ {more}", int((frame[less] > frame[more]).sum())
        for times in TIMES_IN_ORDER:
            for first, then in pairwise(column for column in times if column in frame):
                yield f"{name}: {first} not after {then}", int((frame[first] > frame[then]).sum())
        for column in NEVER_NEGATIVE:
            if column in frame:
                yield f"{name}: {column} is never negative", int((frame[column] < 0).sum())


def references(table: schema.Table) -> list[tuple[str, str]]:
    """Return the foreign keys of a table: columns named like another table's only key, and that table (the first declared)."""
    owners: dict[str, str] = {}
    for other in schema.tables().values():
        if len(other.key) == 1:
            owners.setdefault(other.key[0], other.name)
    return [
        (name, owners[name])
        for name in table.names
        if owners.get(name, table.name) != table.name and table.name not in NO_REFERENCE.get(name, ())
    ]


def _strangers(values: pd.Series, known: pd.Series) -> int:
    """Count values that point nowhere; an empty cell and the number 0 do so on purpose."""
    given = values[values.notna() & (values != "") & (values != 0)]
    return int((~given.isin(known)).sum())


def _fen(yuan: pd.Series) -> np.ndarray:
    return np.round(yuan.to_numpy() * 100).astype(np.int64)


def _money(shop: Shop) -> Iterator[tuple[str, int]]:
    """The money identities of orders, lines, the daily report and the settlement, to the fen."""
    orders, lines = shop["orders"], shop["order_lines"]
    due = _fen(orders["goods"]) - _fen(orders["discount"]) + _fen(orders["freight"])
    paid = orders["paid_at"].notna()
    yield "orders: paid = goods − discount + freight", int((_fen(orders["paid"]) != np.where(paid, due, 0)).sum())
    value = _fen(lines["unit_price"]) * lines["quantity"].to_numpy()
    yield (
        "order_lines: paid = price × quantity − discount",
        int((_fen(lines["paid"]) != value - _fen(lines["discount"])).sum()),
    )
    of_order = pd.DataFrame({"goods": value, "discount": _fen(lines["discount"])}).groupby(lines["order_id"]).sum()
    of_order = of_order.reindex(orders["order_id"], fill_value=0)
    for column in ("goods", "discount"):
        yield (
            f"orders.{column} is the sum of its lines'",
            int((of_order[column].to_numpy() != _fen(orders[column])).sum()),
        )
    daily = shop["shop_daily"].set_index("date")
    by_day = pd.Series(_fen(orders["paid"])).groupby(orders["created_at"].dt.normalize().to_numpy()).sum()
    yield (
        "shop_daily.paid_amount is the sum of the orders'",
        int((by_day.reindex(daily.index, fill_value=0).to_numpy() != _fen(daily["paid_amount"])).sum()),
    )
    file = shop["settlement"]
    out = sum(_fen(file[column]) for column in ("commission", "payment_fee", "freight_insurance", "refund"))
    yield "settlement: payout = gross − fees − refund", int((_fen(file["payout"]) != _fen(file["gross"]) - out).sum())


def _refunds(shop: Shop) -> Iterator[tuple[str, int]]:
    """Refunds: never more than was paid for the line, never before the payment, only of paid orders."""
    refunds, lines = shop["refunds"], shop["order_lines"].set_index("line_id")
    amounts = pd.Series(_fen(refunds["amount"])).groupby(refunds["line_id"].to_numpy()).sum()
    yield (
        "refunds: at most what was paid for the line",
        int((amounts > _fen(lines["paid"].reindex(amounts.index))).sum()),
    )
    paid_at = refunds["order_id"].map(shop["orders"].set_index("order_id")["paid_at"])
    yield "refunds: of a paid order, after its payment", int((~(refunds["applied_at"] > paid_at)).sum())


def _stock(shop: Shop) -> Iterator[tuple[str, int]]:
    """The ledger of the shelf: each day adds up, the next one opens with what was left, and every paid piece was taken from it."""
    book = shop["inventory_daily"].sort_values(["sku", "date"])
    left = book["opening"] + book["received"] - book["damaged"] - book["sold"]
    yield "inventory_daily: closing = opening + received − damaged − sold", int((left != book["closing"]).sum())
    yesterday = book.groupby("sku")["closing"].shift()
    yield (
        "inventory_daily: opens with yesterday's closing",
        int((yesterday.notna() & (yesterday != book["opening"])).sum()),
    )
    lines = shop.lines.merge(shop.paid[["order_id", "created_at"]], on="order_id")
    taken = lines.groupby([lines["created_at"].dt.normalize().rename("date"), "sku"])["quantity"].sum()
    sold = book.set_index(["date", "sku"])["sold"]
    yield (
        "inventory_daily: sold is the sum of the paid lines",
        int((taken.reindex(sold.index, fill_value=0) != sold).sum()),
    )


def _across(shop: Shop) -> Iterator[tuple[str, int]]:
    """Times and sums that two tables share."""
    orders = shop["orders"].set_index("order_id")
    for table, column, since in (
        ("shipments", "packed_at", "paid_at"),
        ("settlement", "settled_at", "paid_at"),
        ("tickets", "opened_at", "created_at"),
        ("disputes", "opened_at", "created_at"),
        ("reviews", "written_at", "paid_at"),
    ):
        frame = shop[table]
        began = frame["order_id"].map(orders[since])
        yield f"{table}: {column} not before the order's {since}", int((frame[column] < began).sum())
    delivered = shop["reviews"]["order_id"].map(shop["shipments"].set_index("order_id")["delivered_at"])
    yield "reviews: written after delivery", int((shop["reviews"]["written_at"] < delivered).sum())
    traffic = shop["traffic_daily"].groupby("date")[["placed_orders", "paid_orders"]].sum()
    daily = shop["shop_daily"].set_index("date")[["placed_orders", "paid_orders"]]
    yield "traffic_daily: orders add up to shop_daily's", int((traffic.reindex(daily.index) != daily).any(axis=1).sum())
